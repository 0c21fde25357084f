import type { CardElement, IAdaptiveCard } from '@microsoft/teams.cards'
import type { Outgoing } from '../../src/chat/adapter.ts'
import type { Block } from '../../src/chat/card.ts'
import { actionsOf, rows } from './actions.ts'
import { clip } from './clip.ts'
import { pairs, step, words } from './words.ts'

/** Teams refuses a message above 100 KB of UTF-16; the card keeps 80 KB, the rest is for the activity around it. */
const mostUnits = (80 * 1024) / 2
/** How long one text may be, from what people write to what still says something. In UTF-16 units. */
const lengths = [8000, 4000, 2000, 1000, 400, 150, 60]
/** Facts or steps of one block; nobody reads more in a chat, and each is an element to draw. */
const mostItems = 60

/** A message as an Adaptive Card 1.5 (the version that Action.Execute needs in Teams). Built as an object, never by string. */
export function toAdaptiveCard(message: Outgoing): IAdaptiveCard {
  for (const most of lengths) {
    const card = draw(message, message.blocks, most)
    if (fits(card)) return card
  }
  return fewer(message)
}

/** More blocks than any card can hold: as many of the first as fit. */
function fewer(message: Outgoing): IAdaptiveCard {
  const shortest = lengths.at(-1)!
  let count = message.blocks.length
  while (count > 0) {
    count = Math.floor(count / 2)
    const card = draw(message, message.blocks.slice(0, count), shortest)
    if (fits(card)) return card
  }
  return draw(message, [], shortest)
}

const fits = (card: IAdaptiveCard) => JSON.stringify(card).length <= mostUnits

function draw(message: Outgoing, blocks: ReadonlyArray<Block>, most: number): IAdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: clip(message.plain, Math.min(most, 1000)),
    msteams: { width: 'full' },
    body: elements(blocks, message.id, most),
  }
}

/** Neighbouring buttons, choices and forms share rows, as the parts of one question. */
function elements(blocks: ReadonlyArray<Block>, card: string, most: number): CardElement[] {
  const body: CardElement[] = []
  let waiting: ReturnType<typeof actionsOf> = []
  for (const block of blocks) {
    const said = element(block, most)
    if (said.length > 0) {
      body.push(...rows(waiting))
      waiting = []
    }
    body.push(...said)
    waiting.push(...actionsOf(block, card))
  }
  return [...body, ...rows(waiting)]
}

function element(block: Block, most: number): CardElement[] {
  switch (block.kind) {
    case 'text':
      return toned(clip(block.text, most), block.tone)
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
    case 'prompt':
      return block.hint ? words(clip(block.hint, most), { isSubtle: true }) : []
    case 'buttons':
    case 'choices':
    case 'form':
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

const said = (block: Extract<Block, { kind: 'said' }>, most: number): CardElement => ({
  type: 'Container',
  style: 'emphasis',
  items: [
    ...words(clip(block.author, 200), { weight: 'Bolder', size: 'Small' }),
    ...words(clip(block.text, most)),
    ...(block.note ? words(clip(block.note, most), { isSubtle: true, size: 'Small' }) : []),
  ],
})
