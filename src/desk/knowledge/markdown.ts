import MarkdownIt, { type Token } from 'markdown-it'

export interface Passage {
  readonly heading: string | null
  readonly text: string
}
/** What an answer quotes of an article, word for word, and its text without mark-up for search. */
export interface Outline {
  /** The first paragraph, at most `leadWithin` characters, cut after a sentence where possible. */
  readonly lead: string
  /** The items of its first numbered list, or else of its first bulleted one. */
  readonly steps: readonly string[]
  readonly passages: readonly Passage[]
  readonly text: string
}

const leadWithin = 300
const passageWithin = 600
const markdown = new MarkdownIt({ html: false, linkify: false })

/** Reads Markdown (plain text is Markdown too). Nothing of it is rendered: HTML in it stays text. */
export function readOutline(source: string): Outline {
  const blocks = readBlocks(markdown.parse(source, {}))
  const paragraphs = blocks.filter(({ kind, text }) => kind === 'text' && text)
  const items = (kind: Block['kind']) => firstList(blocks, kind)
  const steps = items('step').length > 0 ? items('step') : items('bullet')
  return {
    lead: shorten(paragraphs[0]?.text ?? blocks.find(({ text }) => text)?.text ?? '', leadWithin),
    steps,
    passages: toPassages(blocks),
    text: blocks.map(({ text }) => text).join('\n'),
  }
}

interface Block {
  kind: 'heading' | 'text' | 'step' | 'bullet'
  text: string
  /** Which top-level list an item belongs to. */
  list: number
}

function readBlocks(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = []
  const open: ('step' | 'bullet')[] = []
  let list = 0
  let heading = false
  for (const token of tokens) {
    if (token.type === 'heading_open') heading = true
    else if (token.type === 'heading_close') heading = false
    else if (token.type === 'ordered_list_open' || token.type === 'bullet_list_open') {
      if (open.length === 0) list++
      open.push(token.type === 'ordered_list_open' ? 'step' : 'bullet')
    } else if (token.type === 'ordered_list_close' || token.type === 'bullet_list_close') open.pop()
    else if (token.type === 'inline') {
      const kind = heading ? 'heading' : open.length === 1 ? (open[0] ?? 'text') : 'text'
      blocks.push({ kind, text: plain(token), list: open.length > 0 ? list : 0 })
    } else if (token.type === 'fence' || token.type === 'code_block') {
      blocks.push({ kind: 'text', text: token.content.trim(), list: open.length > 0 ? list : 0 })
    }
  }
  return blocks
}

/** The words of a line without its mark-up. */
function plain(token: Token): string {
  const pieces = (token.children ?? []).map((child) => {
    if (child.type === 'softbreak' || child.type === 'hardbreak') return ' '
    return child.type === 'image'
      ? child.content
      : ['text', 'code_inline', 'text_special'].includes(child.type)
        ? child.content
        : ''
  })
  return pieces.join('').trim()
}

function firstList(blocks: readonly Block[], kind: Block['kind']): string[] {
  const first = blocks.find((block) => block.kind === kind)
  if (!first) return []
  const items = blocks.filter((block) => block.kind === kind && block.list === first.list && block.text)
  return items.length > 1 ? items.map(({ text }) => text) : []
}

/** Neighbouring blocks of a section together, up to `passageWithin` characters. */
function toPassages(blocks: readonly Block[]): Passage[] {
  const passages: { heading: string | null; text: string }[] = []
  let heading: string | null = null
  let fresh = true
  for (const { kind, text } of blocks) {
    if (!text) continue
    if (kind === 'heading') {
      heading = text
      fresh = true
      continue
    }
    const last = passages.at(-1)
    if (!fresh && last && last.text.length + text.length < passageWithin) last.text += `\n${text}`
    else passages.push({ heading, text })
    fresh = false
  }
  return passages
}

/** Cut after a sentence, or else after a word, with an ellipsis that says so. */
function shorten(text: string, within: number): string {
  if (text.length <= within) return text
  const cut = text.slice(0, within)
  const sentence = /^[\s\S]*[.!?…](?=\s)/.exec(cut)?.[0]
  return sentence && sentence.length > within / 3 ? sentence : `${cut.replace(/\s+\S*$/, '').toWellFormed()}…`
}
