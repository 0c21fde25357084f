/**
 * A stretch of what somebody wrote, with the look that they gave it. Marks are those that people type everywhere:
 * *bold*, _italic_, ~struck~, `code`. A look can neither mention nor link: an address stays text, since a link from
 * somebody could say one thing and open another.
 */
export interface Span {
  text: string
  look?: Look
}
export type Look = 'bold' | 'italic' | 'struck' | 'code'

const looks: Record<string, Look> = { '*': 'bold', '**': 'bold', _: 'italic', '~': 'struck', '`': 'code' }
/** A pair around words, not inside one (`snake_case`, `2*3*4`), on one line. */
const pair = /(?<![\p{L}\p{N}*_~`])(\*\*|[*_~`])(?=\S)([^\n]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}*_~`])/gu

/** One line in its stretches; put together again, they are the line without the signs of its pairs. */
export function spansOf(line: string): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const { index, 0: whole, 1: mark = '', 2: text = '' } of line.matchAll(pair)) {
    if (index > end) spans.push({ text: line.slice(end, index) })
    spans.push({ text, look: looks[mark]! })
    end = index + whole.length
  }
  if (end < line.length) spans.push({ text: line.slice(end) })
  return spans
}

export const isFormatted = (line: string) => spansOf(line).some(({ look }) => look)
