import type { Block, Button } from '../chat/card.ts'
import { buttonsIn, Card, formsIn } from '../chat/card.ts'
import type { ThreadKey } from '../chat/thread.ts'
import type { Mailbag } from '../desk/outbox/outbox.ts'
import type { Texts } from '../texts/index.ts'
import { Errand } from './errands.ts'
import type { Flow, Handler, Moment, Next, Turn, Turns } from './flow.ts'
import type { House } from './house.ts'

/** Where the talk stands after this event; `letter` is what it waits on, the blocks of a card or the payload of an errand. */
export interface Standing {
  flow: string | null
  turn: string | null
  data: object | null
  letter: object | null
  wakesAt: Date | null
}
export const atRest: Standing = { flow: null, turn: null, data: null, letter: null, wakesAt: null }
/** The action that every card of the bot offers: a person, in one click. */
export const personAction = 'person'

type Scene = { house: House; thread: ThreadKey; mail: Mailbag; moment: Omit<Moment<never, never>, 'data' | 'answer'> }

/** Plays what a handler decided: says its cards, follows a pass into another flow, puts the next turn's card. */
export async function play(scene: Scene, from: Flow<never>, next: Next, was: Standing): Promise<Standing> {
  let flow = from
  let what = next
  for (let passes = 0; 'pass' in what; passes++) {
    if (passes > 8) throw new Error(`Flows pass the talk in a circle, last to “${what.pass.name}”`)
    say(scene, what.says)
    flow = what.pass
    what = await begin(flow, what.input, scene.moment)
  }
  say(scene, what.says)
  if ('stay' in what) return was
  if ('done' in what) return atRest
  const turn = flow.turns.get(what.ask)
  if (!turn) throw new Error(`Flow “${flow.name}” asks “${what.ask}”, which it does not have`)
  return put(scene, flow, turn, what.data as object)
}

function put({ thread, mail, moment }: Scene, flow: Flow<never>, turn: Turn, data: object): Standing {
  const wakesAt = turn.silence ? new Date(moment.now.getTime() + turn.silence.minutes * 60_000) : null
  const shown = turn.puts(data as never, moment.t, moment)
  const standing = { flow: flow.name, turn: turn.name, data, wakesAt }
  if (shown instanceof Errand) {
    const payload = { ...shown.payload, thread, flow: flow.name, turn: turn.name }
    // A lane of its own: what is said here meanwhile does not wait for it, nor it for an errand nobody waits for any more.
    mail.errand(`errand ${crypto.randomUUID()}`, shown.errand, payload, thread)
    return { ...standing, letter: payload }
  }
  const letter = flow.offersPerson ? withExit(shown, moment.t) : shown
  return { ...standing, letter: mail.post({ thread }, letter) }
}

function say({ thread, mail }: Scene, cards: readonly Card[]) {
  for (const card of cards) mail.post({ thread }, card)
}

const begin = (flow: Flow<never>, input: unknown, moment: Scene['moment']) =>
  (flow.begins as Handler<Turns, undefined, unknown>)({ ...moment, data: undefined, answer: flow.input.parse(input) })

/** The way to a person stands on every card that asks something, beside its own buttons where it has some. */
function withExit(card: Card, t: Texts): Card {
  if (card.blocks.some((block) => 'buttons' in block && block.buttons.some(({ action }) => action === personAction)))
    return card
  const exit: Button = { action: personAction, label: t.person }
  const last = card.blocks.findLastIndex((block) => block.kind === 'buttons')
  if (last < 0) return new Card([...card.blocks, { kind: 'buttons', buttons: [exit] }])
  return new Card(
    card.blocks.map((block, i) =>
      i === last && block.kind === 'buttons' ? { kind: 'buttons', buttons: [...block.buttons, exit] } : block,
    ),
  )
}

/** A card that was answered: its words stay, its buttons go, the answer stands in their place. */
export function spent(blocks: ReadonlyArray<Block>, action: string, fields: Record<string, string>): Block[] {
  const chosen = blocks
    .flatMap((block) => (block.kind === 'choices' && block.action === action ? block.options : []))
    .find(({ value }) => value === fields.choice)
  const pressed = [...buttonsIn(blocks), ...formsIn(blocks)].find((one) => one.action === action)
  const label = (chosen ?? pressed)?.label
  const words = blocks.filter(({ kind }) => !['buttons', 'choices', 'form', 'menu', 'prompt'].includes(kind))
  return [...words, ...(label ? [{ kind: 'text', text: `✓ ${label}`, tone: 'muted' } as const] : [])]
}
