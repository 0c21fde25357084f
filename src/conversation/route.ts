import { card, formsIn } from '../chat/card.ts'
import type { ChatEvent } from '../chat/event.ts'
import { plainText } from '../chat/plain.ts'
import { channelOf, isPersonal } from '../chat/thread.ts'
import { isAgent } from '../desk/people/actor.ts'
import { titleFrom } from '../desk/tickets/ticket.ts'
import { atHome, pointed, pressLoose, signed } from './entrances.ts'
import type { Moment } from './flow.ts'
import type { CardMoment, Privately } from './house.ts'
import { beyond, tooOften } from './limits.ts'
import { begun, go, type Hearing, nothing, type Routed, resume, to, turnOf } from './moving.ts'
import type { Place } from './place.ts'
import { personAction, spent } from './play.ts'
import { pressedInWords } from './typed.ts'

/** Finds who hears an event. The order is the rule: a ticket's card, the agents' room, who holds the floor, the talk. */
export async function route(hearing: Hearing): Promise<Routed> {
  const { event, house, place, moment } = hearing
  const { heard } = event
  const gone = place.overtaken && (heard.kind !== 'text' || place.overtaken.kind === 'deleted')
  if (gone) return nothing('overtaken')
  switch (heard.kind) {
    case 'edited':
    case 'deleted':
      return follow(hearing)
    case 'reacted':
      return reacted(hearing, heard)
    case 'press':
    case 'open-form':
      return press(hearing, heard)
    case 'command': {
      const refused = limited(hearing)
      if (refused) return refused
      const answered = await house.command({ ...moment, data: undefined, answer: heard.text })
      return begun(hearing, answered, 'commanded')
    }
    case 'arrived': {
      const prompts = moment.t.greeting.samples
      const reply = { prompts }
      return !isPersonal(event.thread) || hearing.memory.greeted || place.conversation?.flow || place.carried?.open
        ? nothing('known', reply)
        : { ...(await go(hearing, to(hearing.house.greeting, undefined))), reply, outcome: 'greeted' }
    }
    case 'home':
      return atHome(hearing)
    case 'pointed':
      return pointed(hearing, heard)
    case 'search':
      return {
        outcome: 'searched',
        reply: { found: await house.search({ ...moment, data: undefined, answer: heard.text }) },
      }
    case 'outcome':
      return outcome(hearing, heard)
    case 'text':
      return text(hearing, heard)
    default:
      return heard satisfies never
  }
}

/** An edit or a deletion reaches every copy of the message it is about. */
async function follow({ event, moment }: Hearing): Promise<Routed> {
  const { heard } = event
  if (!event.message) return nothing('ignored')
  const source = { thread: event.thread, message: event.message }
  const followed =
    heard.kind === 'edited'
      ? await moment.desk.tickets.edit(source, heard.text)
      : await moment.desk.tickets.remove(source)
  return nothing(followed ? heard.kind : 'ignored')
}

/** A sign under a ticket's card is an act of an agent; anybody else's, and one under another message, is only a sign. */
async function reacted(
  hearing: Hearing,
  { emoji, added }: Extract<ChatEvent['heard'], { kind: 'reacted' }>,
): Promise<Routed> {
  const { event, house, moment, actor } = hearing
  const { desk, t } = moment
  const ticket = event.message && (await desk.tickets.withCardAt(channelOf(event.thread), event.message))
  if (!ticket || !isAgent(actor)) return signed(hearing, { emoji, added })
  return nothing('worked', await house.reaction({ ticket, answer: { emoji, added }, actor, desk, t }))
}

type Press = Extract<ChatEvent['heard'], { kind: 'press' | 'open-form' }>

async function press(hearing: Hearing, heard: Press): Promise<Routed> {
  const { place, moment, actor, house } = hearing
  const { pressed, conversation } = place
  const { t } = moment
  const loose = await pressLoose(hearing, heard)
  if (loose) return loose
  if (pressed?.ticketCard && pressed.ticket) return pressTicketCard(hearing, heard, pressed.ticket)
  const counts = pressed && conversation?.flow && conversation.card === pressed.seq
  if (!counts) return nothing('old-card', { notice: t.oldCard })
  if (conversation.person_id !== actor.person) return nothing('refused', { notice: t.someoneElses })
  const form = formOf(pressed.blocks, heard.action)
  if (heard.kind === 'open-form') return form ? nothing('form', { form }) : nothing('old-card', { notice: t.oldCard })

  const takes = turnOf(hearing)?.hears[heard.action]
  if (!takes && heard.action !== personAction) return nothing('old-card', { notice: t.oldCard })
  // The card says what was answered before anything that follows from it is said.
  spend(hearing, heard.fields)
  if (!takes) {
    const next = to(house.person, { text: hearing.memory.question ?? '' })
    return { ...(await go(hearing, next)), outcome: 'person' }
  }
  const answer = Object.keys(heard.fields).length ? heard.fields : undefined
  return { ...(await resume(hearing, heard.action, answer)), outcome: 'pressed' }
}

export const formOf = (blocks: NonNullable<Place['pressed']>['blocks'], action: string) =>
  formsIn(blocks).find((form) => form.action === action)

/** The pressed card keeps its words and loses its buttons: it says what was answered. */
function spend({ event, place, mail }: Hearing, fields: Record<string, string>) {
  const { pressed } = place
  if (!pressed || event.heard.kind !== 'press') return
  const to = pressed.mirror ? { mirror: pressed.mirror } : { thread: event.thread }
  mail.update(to, pressed.seq, spent(pressed.blocks, event.heard.action, fields))
}

/** A ticket's card stands as long as the ticket does; who may press it is asked of the desk, not of the card. */
async function pressTicketCard(hearing: Hearing, heard: Press, ticket: CardMoment<unknown>['ticket']): Promise<Routed> {
  const { house, moment, actor } = hearing
  const { t, desk } = moment
  if (!isAgent(actor)) return nothing('refused', { notice: t.agentCard.refusals['not-allowed'] })
  if (heard.kind === 'open-form') {
    const opened = await house.ticketForm(heard.action, { ticket, actor, desk, t })
    return opened ? nothing('form', opened) : nothing('old-card', { notice: t.oldCard })
  }
  const reply = await house.ticketCard(heard.action, { ticket, answer: heard.fields, actor, desk, t })
  // A card that calls one person is answered once, and then says so.
  if (reply && hearing.place.pressed?.blocks.length) spend(hearing, heard.fields)
  return reply ? nothing('worked', reply) : nothing('old-card', { notice: t.oldCard })
}

/** A worker or the tick speaks: an errand came back, a conversation is to begin, or nobody has answered for long. */
async function outcome(hearing: Hearing, heard: Extract<ChatEvent['heard'], { kind: 'outcome' }>): Promise<Routed> {
  const { house, place } = hearing
  if (heard.errand === 'begin') {
    const { flow, input } = heard.value as { flow: string; input: unknown }
    const beginning = house.flows.get(flow)
    if (!beginning) return nothing('lost')
    return { ...(await go(hearing, to(beginning, input))), outcome: 'begun' }
  }
  const turn = turnOf(hearing)
  if (!turn || place.conversation?.flow === null) return nothing('late')
  if (heard.row !== undefined && heard.row !== place.conversation?.card) return nothing('late')
  if (heard.errand !== 'silence') return resume(hearing, heard.answer, heard.value)
  // The tick saw this talk before somebody moved it on; and while a person has the floor, the bot asks nobody anything.
  const { carried, conversation } = place
  const due = conversation?.wakes_at && conversation.wakes_at <= hearing.moment.now
  if (!turn.silence || !due || (carried?.open && carried.floor === 'person')) return nothing('late')
  return { ...(await resume(hearing, 'silence', undefined, turn.silence.handler)), outcome: 'silent' }
}

async function text(hearing: Hearing, heard: Extract<ChatEvent['heard'], { kind: 'text' }>): Promise<Routed> {
  const { house, event, place, moment, actor, memory } = hearing
  const { carried, conversation } = place
  // A picture alone says its name: nobody writes into the void.
  const words = heard.text.trim() ? heard.text : moment.t.files.names((heard.files ?? []).map(({ name }) => name))
  const said: Moment<unknown, string> = { ...moment, data: undefined, answer: words }
  if (carried?.kind === 'agents') {
    if (!isAgent(actor)) return nothing('ignored')
    return nothing(
      'noted',
      await house.agentsRoom({ ticket: carried.ticket, answer: heard.text, actor, desk: moment.desk, t: moment.t }),
    )
  }
  // Somebody who was added to another's ticket has talks of their own: what was spoken of last is meant.
  const ownTalk = carried && carried.kind !== 'requester' && conversation && conversation.moved_at > carried.touched
  const apart = conversation?.flow && (memory.apart || ownTalk)
  if (carried?.open && carried.floor !== 'bot' && !apart) {
    const relayed = await house.relay({
      ticket: carried.ticket,
      from: carried.kind,
      floor: carried.floor,
      answer: heard.text,
      actor,
      desk: moment.desk,
      t: moment.t,
      event,
      now: moment.now,
    })
    if ('privately' in relayed) return alone(relayed, 'relayed')
    if ('pass' in relayed) memory.apart = true
    return 'stay' in relayed && !relayed.says.length
      ? nothing('relayed')
      : { ...(await go(hearing, relayed)), outcome: 'relayed' }
  }
  if (house.settings.triageChannels.some((channel) => event.thread.startsWith(channel)) && !heard.mentioned)
    return nothing('ignored')
  const inTalk = conversation?.flow != null
  if (!isPersonal(event.thread) && !heard.mentioned) {
    if (inTalk ? conversation.person_id !== actor.person : conversation) return nothing('ignored')
  }
  memory.source ??= { event: event.id, ...(event.message && { message: event.message }) }
  const here = inTalk || isPersonal(event.thread) ? 'talk' : await house.inChannel(said, heard.mentioned)
  if (here === 'silence') return nothing('ignored')
  const refused = limited(hearing)
  if (refused) return refused
  if (typeof here === 'object' && 'aside' in here)
    return nothing('answered', { own: here.aside.blocks, card: here.card })
  const meant = here === 'talk' ? await house.everywhere(said, inTalk) : here
  if (meant && 'privately' in meant) return alone(meant, 'answered')
  if (meant) return { ...(await go(hearing, meant)), outcome: 'answered' }
  const turn = turnOf(hearing)
  const isNew = memory.question === undefined
  // Words where buttons were offered: a new sentence is a new matter, or an answer in other words; the first flow knows.
  const heardHere = pressedInWords(hearing, turn, words) ?? (turn?.hears.text && { action: 'text', value: words })
  const went = heardHere
    ? await resume(hearing, heardHere.action, heardHere.value)
    : await go(hearing, to(house.first, { text: words }))
  const title = isNew && memory.question && isPersonal(event.thread) ? { title: titleFrom(memory.question) } : {}
  return { ...went, reply: { ...went.reply, ...title }, outcome: 'answered' }
}

const alone = ({ privately }: Privately, outcome: string) => nothing(outcome, { notice: plainText(privately.blocks) })

/**
 * Whoever writes more than a person does is told so once, and the talk stands still: nothing is opened, nothing is asked of
 * a model. Agents are at work, and words for a ticket with an agent never come here.
 */
function limited({ house, event, place, mail, actor, moment }: Hearing): Routed | undefined {
  const much = isAgent(actor) ? undefined : beyond(place.written, house.settings.messageLimits)
  if (!much) return undefined
  const notice = moment.t.tooOften[much.beyond]
  if (event.heard.kind === 'command') return nothing(tooOften[much.beyond], { notice })
  if (!much.told) mail.post({ thread: event.thread }, card(notice))
  return nothing(tooOften[much.beyond])
}
