import type { IndexedText } from './indexing.ts'
import { analyse, gramsOf } from './words.ts'

/** Neighbours are looked for in the beginning of a long article only; its words are indexed to the end. */
const neighboursWithin = 20_000
const frequencyCap = 255

interface Posting {
  frequency: number
  /** Words of the shortest title that holds the term, 0 when none does. */
  titleLength: number
}
export interface Prepared {
  readonly text: IndexedText
  readonly postings: ReadonlyMap<string, Posting>
  readonly length: number
  readonly stems: string
  readonly titles: readonly ReturnType<typeof prepareTitle>[]
}
export interface Counted {
  entries: number
  titles: number
}

/** An article's text as rows of the index, but for the ids. Titles count as body too, each of them. */
export function prepare(text: IndexedText): Prepared {
  const titles = text.titles.map((title) => prepareTitle(title, text))
  const whole = analyse([...text.titles.map((title) => title.text), text.body].join('\n'), text.locale)
  const postings = new Map<string, Posting>()
  const count = (term: string, times: number) => {
    const posting = postings.get(term) ?? { frequency: 0, titleLength: 0 }
    posting.frequency = Math.min(frequencyCap, posting.frequency + times)
    postings.set(term, posting)
  }
  for (const { stem } of whole.words) count(stem, 1)
  for (const [concept, times] of whole.concepts) count(concept, times)
  for (const { terms, length } of titles)
    for (const term of terms) {
      // A phrase cannot begin in one title and end in the next, so every term of a title is one of the whole.
      const posting = postings.get(term)
      if (posting && (posting.titleLength === 0 || length < posting.titleLength)) posting.titleLength = length
    }
  const stems = whole.words.map(({ stem }) => stem).join(' ')
  const near = stems.length <= neighboursWithin ? stems : stems.slice(0, stems.lastIndexOf(' ', neighboursWithin))
  return { text, postings, length: whole.words.length, stems: ` ${near} `, titles }
}

function prepareTitle({ kind, text, weight }: IndexedText['titles'][number], { locale }: IndexedText) {
  const { words, typed, concepts } = analyse(text, locale)
  return {
    kind,
    text,
    weight,
    terms: [...new Set([...words.map(({ stem }) => stem), ...concepts.keys()])],
    length: Math.max(1, words.length),
    grams: gramsOf(typed),
    gram_length: words.reduce((letters, { word }) => letters + word.length, 0),
  }
}

/** In how many entries, and in how many titles of entries, each term is. */
export function countTerms(prepared: readonly Prepared[]): Map<string, Counted> {
  const counts = new Map<string, Counted>()
  for (const { postings } of prepared)
    for (const [term, { titleLength }] of postings) {
      const counted = counts.get(term) ?? { entries: 0, titles: 0 }
      counted.entries++
      if (titleLength > 0) counted.titles++
      counts.set(term, counted)
    }
  return counts
}
