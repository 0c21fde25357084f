import type { CardElement, IAdaptiveCard } from '@microsoft/teams.cards'
import type { OtherLanguage, Outgoing } from '../../src/chat/adapter.ts'
import type { Block, Called, Link } from '../../src/chat/card.ts'
import type { AccountKey } from '../../src/chat/thread.ts'
import { type Action, actionsOf, dataOf, foldedIn, rows } from './actions.ts'
import { clip } from './clip.ts'
import { pairs, spoken, step, words } from './words.ts'

/** Teams refuses a message above 100 KB of UTF-16; the card keeps 80 KB, the rest is for the activity around it. */
const mostUnits = (80 * 1024) / 2
/** How long one text may be, from what people write to what still says something. In UTF-16 units. */
const lengths = [8000, 4000, 2000, 1000, 400, 150, 60]
/** Facts or steps of one block; nobody reads more in a chat, and each is an element to draw. */
const mostItems = 60

/** A message as an Adaptive Card 1.5 (the version that Action.Execute needs in Teams). Built as an object, never by string. */
export function toAdaptiveCard(message: Outgoing): IAdaptiveCard {
  for (const most of lengths) {
    const body = bodyOf(message, most, 'give-up')
    if (body) return cardOf(message, body)
  }
  return cardOf(message, bodyOf(message, lengths.at(-1)!, 'leave-out') ?? [])
}

const cardOf = (message: Outgoing, body: CardElement[]): IAdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: clip(message.plain, 500),
  msteams: { width: 'full', ...mentionsIn(message.blocks) },
  ...(message.other && { refresh: asTheyRead(message.id, message.other) }),
  body,
})

/** Whom the desk calls: Teams ties the words on the card to a person by an entity beside it. */
function mentionsIn(blocks: ReadonlyArray<Block>) {
  const calls = blocks.flatMap((block) => (block.kind === 'text' && block.calls ? [block.calls] : []))
  const entities = calls.filter(isOurs).map(({ account, name }) => ({
    ...{ type: 'mention' as const, text: atName(name) },
    mentioned: { id: userOf(account), name: shownName(name) },
  }))
  return entities.length ? { entities } : {}
}
const mention = (calls: Called | undefined): CardElement[] =>
  calls && isOurs(calls) ? [{ type: 'TextBlock', text: atName(calls.name), wrap: true }] : []
const isOurs = ({ account, name }: Called) => /^teams:[^:]+:29:\S{1,200}$/.test(account) && shownName(name) !== ''
const atName = (name: string) => `<at>${shownName(name)}</at>`
/** On one line, without a sign that Teams could read as markup or a tag. */
const shownName = (name: string) => clip(name.replace(/[\p{C}\p{Z}<>&*_~`[\](){}$|\\]+/gu, ' ').trim(), 80)

/** Those who read another language ask for the card in it when it comes into view, and again whenever it changes. */
const asTheyRead = (card: string, { action, readers }: OtherLanguage) => ({
  action: { type: 'Action.Execute' as const, verb: action, data: dataOf(card, action) },
  userIds: readers.map(userOf),
})
const userOf = (account: AccountKey) => account.split(':').slice(2).join(':')

type Drawn = { elements: CardElement[]; actions: Action[]; folded: CardElement[] }

/**
 * The blocks with texts of at most `most` units. Where they do not all fit: nothing, so that the caller tries shorter
 * texts, or what fits, leaving out the blocks that do not. Sizes are added up on the way, so that a flood costs little.
 */
function bodyOf(message: Outgoing, most: number, ifFull: 'give-up' | 'leave-out'): CardElement[] | undefined {
  const drawn: Drawn[] = []
  let units = unitsOf(cardOf(message, []))
  for (const block of message.blocks) {
    const one = {
      elements: element(block, most),
      actions: actionsOf(block, message.id),
      folded: foldedIn(block, message.id),
    }
    // An action may come to stand in a row of its own, which costs the row's brackets and its name.
    const more = unitsOf(one) + one.actions.length * 40
    if (units + more <= mostUnits) {
      units += more
      drawn.push(one)
    } else if (ifFull === 'give-up') return undefined
  }
  return inRows(drawn)
}

const unitsOf = (part: object) => JSON.stringify(part).length

/** Neighbouring buttons, choices and forms share rows, as the parts of one question. */
function inRows(drawn: ReadonlyArray<Drawn>): CardElement[] {
  const body: CardElement[] = []
  let waiting: Action[] = []
  let hidden: CardElement[] = []
  for (const { elements, actions, folded } of drawn) {
    if (elements.length > 0) {
      body.push(...rows(waiting), ...hidden, ...elements)
      waiting = []
      hidden = []
    }
    waiting.push(...actions)
    hidden.push(...folded)
  }
  return [...body, ...rows(waiting), ...hidden]
}

function element(block: Block, most: number): CardElement[] {
  switch (block.kind) {
    case 'text':
      return [
        ...mention(block.calls),
        ...toned(clip(block.text, most), block.tone),
        ...(block.link ? [wayTo(block.link)] : []),
      ]
    case 'facts':
      return pairs(block.facts.slice(0, mostItems).map(([label, value]) => [clip(label, 100), clip(value, most)]))
    case 'steps':
      return block.steps.slice(0, mostItems).map((text, at) => step(clip(text, most), at + 1))
    case 'source':
      return [
        ...words(clip(block.title, most), { weight: 'Bolder', size: 'Small' }),
        ...words(clip(block.note, most), { isSubtle: true, size: 'Small' }),
      ]
    case 'said':
      return [said(block, most)]
    case 'file':
      return [file(block, most)]
    case 'prompt':
      return block.hint ? words(clip(block.hint, most), { isSubtle: true }) : []
    case 'buttons':
    case 'choices':
    case 'form':
    case 'menu':
      return []
    default:
      return block satisfies never
  }
}

function toned(text: string, tone: 'title' | 'muted' | 'warning' | undefined): CardElement[] {
  if (tone === 'title') return words(text, { weight: 'Bolder', size: 'Medium' }, { heading: true })
  if (tone === 'muted') return words(text, { isSubtle: true, size: 'Small' })
  // Weight as well as colour: a warning must not depend on seeing colours.
  if (tone === 'warning') return words(text, { weight: 'Bolder', color: 'Warning' })
  return words(text)
}

/** Where the file itself could not be put: what it is called, how large it is, and the desk's own link to it. */
const file = ({ by, name, size, note, link }: Extract<Block, { kind: 'file' }>, most: number): CardElement => {
  const drawn = said(
    { kind: 'said', author: by, text: `📎 ${clip(name, 200)} (${clip(size, 50)})`, ...(note && { note }) },
    most,
  )
  if (!link || drawn.type !== 'Container') return drawn
  return { ...drawn, items: [...drawn.items, wayTo(link)] }
}

const wayTo = ({ label, url }: Link): CardElement => ({
  type: 'ActionSet',
  actions: [{ type: 'Action.OpenUrl', title: clip(label, 80), url }],
})

const said = (block: Extract<Block, { kind: 'said' }>, most: number): CardElement => ({
  type: 'Container',
  style: 'emphasis',
  items: [
    ...words(clip(block.author, 200), { weight: 'Bolder', size: 'Small' }),
    ...spoken(clip(block.text, most)),
    ...(block.note ? words(clip(block.note, most), { isSubtle: true, size: 'Small' }) : []),
  ],
})
