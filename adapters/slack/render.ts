import type { types } from '@slack/bolt'
import type { Acts, Block, Called, Link } from '../../src/chat/card.ts'
import { limits } from './limits.ts'
import { escaped, parts, plainly, shortened, spoken } from './markup.ts'
import { type Actions, isActions, type Offer, within } from './within.ts'

type KnownBlock = types.KnownBlock
/** What a button carries back: the card it was drawn on, and the choice or the form it stands for. */
export interface ButtonValue {
  card: string
  choice?: string
  form?: true
  /** What is meant, where one element stands for many acts. */
  action?: string
}
type Piece = { shows: KnownBlock[] } | { offers: Offer[] }

/** A card as Block Kit. Whatever the size of the input, Slack accepts the result: it is split, or shortened with « … ». */
export function toBlockKit(blocks: ReadonlyArray<Block>, card: string): KnownBlock[] {
  return within(grouped(blocks.map((block) => toPiece(block, card))).flatMap(rows))
}

/** The same for a home tab, which takes twice as many blocks. */
export const toHome = (blocks: ReadonlyArray<Block>, card: string): KnownBlock[] =>
  within(grouped(blocks.map((block) => toPiece(block, card))).flatMap(rows), limits.homeBlocks)

/** Somebody's words without their name, which stands above them. */
export const toWords = ({ text, note }: Extract<Block, { kind: 'said' }>): KnownBlock[] =>
  within([...(note ? [context(escaped(note))] : []), ...sections(text, spoken)])

/** Buttons that follow each other share one row, and no two of the message share an action id. */
function grouped(pieces: Piece[]): KnownBlock[] {
  const blocks: KnownBlock[] = []
  const used = new Map<string, number>()
  for (const piece of pieces) {
    if ('shows' in piece) {
      blocks.push(...piece.shows)
      continue
    }
    const named = piece.offers.map((button) => ({ ...button, action_id: uniqueName(button.action_id ?? '', used) }))
    const last = blocks.at(-1)
    if (last && isActions(last)) last.elements.push(...named)
    else if (named.length) blocks.push({ type: 'actions', elements: named } satisfies Actions)
  }
  return blocks
}

/** Slack wants action ids to differ within a message; `parse` takes the number off again. */
function uniqueName(action: string, used: Map<string, number>): string {
  const count = (used.get(action) ?? 0) + 1
  used.set(action, count)
  return count === 1 ? action : `${action}#${count}`
}

function rows(block: KnownBlock): KnownBlock[] {
  if (!isActions(block)) return [block]
  const count = Math.ceil(block.elements.length / limits.elements)
  return Array.from({ length: count }, (_, i) => ({
    ...block,
    elements: block.elements.slice(i * limits.elements, (i + 1) * limits.elements),
  }))
}

function toPiece(block: Block, card: string): Piece {
  switch (block.kind) {
    case 'text':
      return {
        shows: [...called(block.calls), ...text(block.text, block.tone), ...(block.link ? wayTo(block.link) : [])],
      }
    case 'facts':
      return { shows: facts(block.facts) }
    case 'steps':
      return { shows: sections(block.steps.map((step, i) => `${i + 1}. ${step}`).join('\n')) }
    case 'source':
      return { shows: [context(attributed(block.title, block.note))] }
    case 'said':
      return { shows: [context(attributed(block.author, block.note)), ...sections(block.text, spoken)] }
    case 'file':
      return { shows: file(block) }
    case 'buttons':
      return { offers: block.buttons.flatMap(({ action, label, style }) => button(action, label, { card }, style)) }
    case 'choices':
      return {
        offers: block.options.flatMap(({ value, label }) => button(block.action, label, { card, choice: value })),
      }
    case 'form':
      return { offers: button(block.form.action, block.form.label, { card, form: true }) }
    case 'menu':
      return { offers: menu(block.label, block.acts, card) }
    case 'prompt':
      return { shows: block.hint?.trim() ? [context(escaped(block.hint))] : [] }
    default:
      return block satisfies never
  }
}

/** Somebody's own name for Slack is an id; what is none, or one of another platform, mentions nobody. */
function called(calls: Called | undefined): KnownBlock[] {
  const user = /^slack:[^:]+:([UW][A-Z0-9]{2,30})$/.exec(calls?.account ?? '')?.[1]
  return user ? [{ type: 'section', text: mrkdwn(`<@${user}>`) }] : []
}

function text(words: string, tone: 'title' | 'muted' | 'warning' | undefined): KnownBlock[] {
  if (!words.trim()) return []
  if (tone === 'muted') return parts(escaped(words), limits.contextText).map(context)
  if (tone === 'warning') return sections(`⚠️ ${words}`)
  if (tone === 'title' && words.length <= limits.headerText)
    return [{ type: 'header', text: { type: 'plain_text', text: shortened(plainly(words), limits.headerText) } }]
  return sections(words)
}

/** Where the file itself could not be put. The link is one that the desk made, never one that somebody typed. */
function file({ name, size, by, note, link }: Extract<Block, { kind: 'file' }>): KnownBlock[] {
  const words = `📎 ${shortened(escaped(name), limits.contextText / 2)} (${shortened(escaped(size), 50)})`
  const way = link && linked(link)
  return [context(attributed(by, note)), { type: 'section', text: mrkdwn(way ? `${words}\n${way}` : words) }]
}

const linked = ({ url, label }: Link) =>
  /^https?:\/\/[^\s<>|]{1,1900}$/.test(url) ? `<${url}|${escaped(label)}>` : undefined

function wayTo(link: Link): KnownBlock[] {
  const way = linked(link)
  return way ? [{ type: 'section', text: mrkdwn(way) }] : []
}

function facts(given: ReadonlyArray<readonly [label: string, value: string]>): KnownBlock[] {
  const fields = given.map(([label, value]) => mrkdwn(shortened(`${bold(label)}\n${escaped(value)}`, limits.fieldText)))
  const count = Math.ceil(fields.length / limits.fields)
  return Array.from({ length: count }, (_, i) => ({
    type: 'section' as const,
    fields: fields.slice(i * limits.fields, (i + 1) * limits.fields),
  }))
}

/** What lies beyond a whole message's worth cannot be shown, so it is not worked on either. */
const sections = (words: string, marked = escaped): KnownBlock[] =>
  parts(marked(words.slice(0, limits.wholeMessage)), limits.sectionText).map((part) => ({
    type: 'section',
    text: mrkdwn(part),
  }))

const context = (markup: string): KnownBlock => ({
  type: 'context',
  elements: [mrkdwn(shortened(markup, limits.contextText))],
})

const attributed = (name: string, note: string | undefined) => (note ? `${bold(name)} · ${escaped(note)}` : bold(name))

/** Bold ends at a line end or at another asterisk, so a name holds neither; what is too long to be a name is cut first. */
const bold = (words: string) => {
  const name = words.replace(/[*\n]+/g, ' ').trim()
  return name ? `*${shortened(escaped(name), limits.contextText / 2)}*` : '*–*'
}

/** `verbatim`: Slack makes no link, channel or mention of its own out of this text. */
const mrkdwn = (markup: string): types.MrkdwnElement => ({ type: 'mrkdwn', text: markup, verbatim: true })

/** Nothing when the answer is too long for Slack to carry: a button that answered something else would be worse. */
function button(action: string, label: string, answer: ButtonValue, style?: 'primary' | 'danger'): types.Button[] {
  const value = JSON.stringify(answer)
  if (value.length > limits.buttonValue) return []
  const shown = shortened(plainly(label), limits.buttonText) || '…'
  return [
    { type: 'button', action_id: action, text: { type: 'plain_text', text: shown }, value, ...(style && { style }) },
  ]
}

/** Acts behind one label are a select: an overflow menu would hold five. */
function menu(label: string, acts: ReadonlyArray<Acts>, card: string): types.StaticSelect[] {
  const options = acts
    .flatMap((act) =>
      act.kind === 'form'
        ? [option(act.form.label, { card, form: true, action: act.form.action })]
        : act.buttons.map(({ action, label }) => option(label, { card, action })),
    )
    .filter(({ value }) => value.length <= limits.optionValue)
    .slice(0, limits.options)
  const placeholder = shortened(plainly(label), limits.placeholder) || '…'
  if (!options.length) return []
  return [{ type: 'static_select', action_id: 'menu', placeholder: { type: 'plain_text', text: placeholder }, options }]
}

const option = (label: string, answer: ButtonValue) => ({
  text: { type: 'plain_text' as const, text: shortened(plainly(label), limits.optionText) || '…' },
  value: JSON.stringify(answer),
})
