import type { CardElement, IFactSet, IRichTextBlock, ITextBlock, ITextRun } from '@microsoft/teams.cards'
import { isFormatted, spansOf } from '../../src/chat/markup.ts'

type Look = Partial<Pick<ITextRun, 'size' | 'weight' | 'color' | 'isSubtle'>>

/**
 * What a TextBlock could take for something else than words: markdown, an entity, a tag, a mention, a `{{DATE()}}`.
 * A list's marker counts at the start of a line only.
 */
const active = /[\\*_[\]`~|<>&]|\{\{|\$\{|^\s*(?:[-+#]|\d+[.)])/

/** Lines beyond these are joined into the last one: a card of a thousand elements is slow to draw. */
const mostLines = 60

/**
 * Text as card elements, inert by construction. Words that nothing could misread become a TextBlock (it can be a heading,
 * which screen readers announce); any other becomes a RichTextBlock, which knows no markdown at all, so that nothing is
 * escaped and what is copied from the card is what was written. One element a line: line breaks inside a TextBlock are
 * drawn differently by each client.
 */
export function words(text: string, look: Look = {}, options: { heading?: boolean } = {}): CardElement[] {
  return linesOf(text).map((line, at) => {
    const spacing = at > 0 ? { spacing: 'None' as const } : {}
    if (isInert(line)) {
      const heading = options.heading ? { style: 'heading' as const } : {}
      return { type: 'TextBlock', text: line, wrap: true, ...look, ...heading, ...spacing } satisfies ITextBlock
    }
    return { type: 'RichTextBlock', inlines: [run(line, look)], ...spacing } satisfies IRichTextBlock
  })
}

const lookOf = {
  bold: { weight: 'Bolder' },
  italic: { italic: true },
  struck: { strikethrough: true },
  code: { fontType: 'Monospace' },
} as const

/** Somebody's words with the looks that they gave them; everything else as inert as any words. */
export function spoken(text: string): CardElement[] {
  return linesOf(text).flatMap((line, at): CardElement[] => {
    const spacing = at > 0 ? { spacing: 'None' as const } : {}
    if (!isFormatted(line)) return words(line).map((element) => ({ ...element, ...spacing }))
    const inlines = spansOf(line).map(
      ({ text, look }): ITextRun => ({ type: 'TextRun', text, ...(look && lookOf[look]) }),
    )
    return [{ type: 'RichTextBlock', inlines, ...spacing } satisfies IRichTextBlock]
  })
}

/** Label and value pairs; a pair that markdown could touch is drawn as rich text in its place. */
export function pairs(facts: ReadonlyArray<readonly [string, string]>): CardElement[] {
  const drawn: CardElement[] = []
  let set: IFactSet | undefined
  for (const [title, value] of facts) {
    if (isInert(title) && isInert(value)) {
      if (!set) {
        set = { type: 'FactSet', facts: [] }
        drawn.push(set)
      }
      set.facts.push({ title, value })
      continue
    }
    set = undefined
    drawn.push({ type: 'RichTextBlock', inlines: [run(`${title}  `, { weight: 'Bolder' }), run(value, {})] })
  }
  return drawn
}

/** A numbered step. The number is ours, so it may be a list's marker; the words after it may not be anything. */
export const step = (text: string, number: number): CardElement =>
  isInert(text) && !text.includes('\n')
    ? { type: 'TextBlock', text: `${number}. ${text}`, wrap: true, spacing: 'Small' }
    : { type: 'RichTextBlock', inlines: [run(`${number}. ${text}`, {})], spacing: 'Small' }

const run = (text: string, look: Look): ITextRun => ({ type: 'TextRun', text, ...look })
const isInert = (line: string) => !active.test(line) && !line.includes('\n')

function linesOf(text: string): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length <= mostLines) return lines
  return [...lines.slice(0, mostLines - 1), lines.slice(mostLines - 1).join(' ')]
}
