import type { Locale } from '../../chat/locale.ts'
import { mayBeMisspelt } from './spelling.ts'
import { lightWords } from './stop-words.ts'
import { type Analysed, gramsOf, stem, type Word } from './words.ts'

/**
 * The score of an article for a question is a mean of five shares, each the part that the article gets of the best that
 * any article could get for this question, so that one threshold fits all questions. Words of its best title and words
 * of all its text (BM25, Robertson and Spärck Jones, k1 1.2; b .5 and .75), trigrams of its best title (they survive
 * misspelling), how much that title and the question are the same letters in all (Jaccard), and neighbours that the
 * question has beside each other. The weights were chosen on the development sets
 * of docs/reports/quality.md; figures move by a point or less between .75 and 1.25 of each.
 */
export const weights = { title: 1, body: 1, grams: 1, likeness: 0.25, neighbours: 0.25 } as const
export const allWeights = weights.title + weights.body + weights.grams + weights.likeness + weights.neighbours

/**
 * What an article's second best title (a synonym, a learned alias) adds: two wordings that both fit are better evidence
 * than one. Taught questions gain two to three points of R@1 by it; only one title counts so, however many are taught.
 */
export const secondTitle = 0.3

/** A word that names a concept shares its weight with the concept. */
const conceptWeight = 0.5
/** What a word counts that every matter can be told with (« encore », "since yesterday"), and its trigrams. */
const lightWeight = 0.4
/** What a word read in place of a misspelt one counts. */
const correctedWeight = 0.8
/** What a question is worth that tells nothing but that something is wrong. */
const hollowWorth = 0.25
/** A question is a sentence or two; the rest of a long paste adds cost and noise. */
const mostWords = 40
/** Postings that finding candidates may read, rarest words first; all words count when the candidates are scored. */
const candidateRows = 16_000

export interface TermCounts {
  readonly id: number
  readonly entries: number
  readonly titles: number
}
export interface Totals {
  readonly entries: number
  readonly length: number
  readonly titles: number
  readonly title_length: number
  readonly gram_length: number
}
/** A word or concept of the question, before the index was asked about it. */
export interface Asked {
  readonly term: string
  readonly word: string
  readonly weight: number
  readonly parts: readonly string[]
}
/** What the index knows of the question's words. */
export interface Known {
  readonly totals: Totals
  readonly terms: ReadonlyMap<string, TermCounts>
  readonly grams: ReadonlyMap<string, number>
  /** What a word was taken for. */
  readonly corrected: ReadonlyMap<string, string>
}
export interface Plan {
  /** What a share of this question is worth: « ça ne marche toujours pas » may be like a title and is still about nothing. */
  readonly worth: number
  readonly terms: readonly { id: number; body: number; title: number; leads: boolean }[]
  /** Every trigram of the question; those of stop words alone weigh nothing and count for likeness only. */
  readonly grams: readonly { gram: string; weight: number }[]
  readonly neighbours: readonly { pair: string; weight: number }[]
  readonly averages: { readonly length: number; readonly title: number; readonly grams: number }
}

/** How telling a word is: the fewer entries hold it, the more (Robertson and Spärck Jones, never negative). */
export const idf = (total: number, holding: number): number =>
  Math.log(1 + (Math.max(total, holding) - holding + 0.5) / (holding + 0.5))

/**
 * The terms of a question put to the articles of `base`. In the other language only concepts, names and words that both
 * languages share can match, so a word that its concept stands for is left out there.
 */
export function askedTerms({ words, concepts }: Analysed, locale: Locale, base: Locale): Asked[] {
  const foreign = locale !== base
  const asked = new Map<string, Asked>()
  for (const { word, stem: own, named, parts } of words.slice(0, mostWords)) {
    if (foreign && named) continue
    const term = foreign ? stem(word, base) : own
    const weight = named ? 1 - conceptWeight : weightOf(word, locale)
    if ((asked.get(term)?.weight ?? 0) < weight) asked.set(term, { term, word, weight, parts })
  }
  for (const term of [...concepts.keys()].slice(0, mostWords))
    asked.set(term, { term, word: term, weight: foreign ? 1 : conceptWeight, parts: [] })
  return [...asked.values()]
}

/** A light word that is part of a name (« combien de temps ») is told by `named`, and weighs as the name does. */
const weightOf = (word: string, locale: Locale) => (lightWords[locale].has(word) ? lightWeight : 1)

const isTelling = ({ word, named, complains }: Word, locale: Locale) =>
  !complains && (named || weightOf(word, locale) === 1)

/** Those the index does not know and that may be misspelt. */
export const unknownTerms = (asked: readonly Asked[], terms: Known['terms']): string[] =>
  asked.flatMap(({ term }) => (terms.has(term) || !mayBeMisspelt(term) ? [] : [term]))

/** A code that the base has only in pieces is asked for by its pieces. */
export function inPieces(asked: readonly Asked[], terms: Known['terms']): Asked[] {
  return asked.flatMap((each) => {
    const pieces = each.parts.filter((part) => terms.has(part))
    if (terms.has(each.term) || pieces.length === 0) return [each]
    return pieces.map((part) => ({ term: part, word: part, weight: each.weight / pieces.length, parts: [] }))
  })
}

/** Weighs every part of the question, each kind so that the best possible article gets 1. */
export function makePlan(analysed: Analysed, locale: Locale, asked: readonly Asked[], known: Known): Plan {
  const { totals } = known
  const readAs = (term: string) => known.terms.get(known.corrected.get(term) ?? term)
  const weighed = asked.map(({ term, weight }) => {
    const counts = readAs(term)
    const trust = known.corrected.has(term) ? correctedWeight : 1
    const body = weight * idf(totals.entries, counts?.entries ?? 0)
    const title = weight * idf(totals.entries, counts?.titles ?? 0)
    return { counts, trust, body, title }
  })
  const best = { body: sumOf(weighed, (each) => each.body), title: sumOf(weighed, (each) => each.title) }
  const leading = leaders(weighed.flatMap(({ counts }) => counts ?? []))
  const average = (sum: number, count: number) => Math.max(1, sum / Math.max(1, count))
  return {
    worth: analysed.words.some((word) => isTelling(word, locale)) ? 1 : hollowWorth,
    terms: weighed.flatMap(({ counts, trust, body, title }) =>
      counts
        ? {
            id: counts.id,
            body: (trust * body) / best.body,
            title: (trust * title) / best.title,
            leads: leading.has(counts.id),
          }
        : [],
    ),
    grams: weighGrams(analysed, locale, known),
    neighbours: weighNeighbours(analysed.words, known, readAs),
    averages: {
      length: average(totals.length, totals.entries),
      title: average(totals.title_length, totals.titles),
      grams: average(totals.gram_length, totals.titles),
    },
  }
}

/** The rarest terms, as many as can be read quickly; at least one. */
function leaders(terms: readonly TermCounts[]): Set<number> {
  const chosen = new Set<number>()
  let rows = 0
  for (const { id, entries } of [...terms].sort((a, b) => a.entries - b.entries || a.id - b.id)) {
    rows += entries
    if (chosen.size > 0 && rows > candidateRows) break
    chosen.add(id)
  }
  return chosen
}

function weighGrams({ words, typed }: Analysed, locale: Locale, { totals, grams }: Known) {
  const first = words.slice(0, mostWords)
  const telling = gramsOf(first.map(({ word }) => word))
  const heavy = first.filter(({ word, named }) => named || weightOf(word, locale) === 1)
  const full = new Set(gramsOf(heavy.map(({ word }) => word)))
  const weighed = shares(
    telling.map((gram) => ({
      gram,
      weight: (full.has(gram) ? 1 : lightWeight) * idf(totals.entries, grams.get(gram) ?? 0),
    })),
  )
  const weightless = gramsOf(typed.slice(0, 2 * mostWords)).filter((gram) => !telling.includes(gram))
  return [...weighed, ...weightless.map((gram) => ({ gram, weight: 0 }))]
}

function weighNeighbours(words: readonly Word[], known: Known, readAs: (term: string) => TermCounts | undefined) {
  const stems = words.slice(0, mostWords).map(({ stem: own }) => known.corrected.get(own) ?? own)
  const telling = (term: string) => idf(known.totals.entries, readAs(term)?.entries ?? 0)
  const pairs = stems.slice(1).map((second, at) => {
    const first = stems[at] ?? ''
    return { pair: ` ${first} ${second} `, weight: (telling(first) + telling(second)) / 2 }
  })
  return shares(pairs)
}

function shares<Each extends { weight: number }>(all: Each[]): Each[] {
  const best = sumOf(all, ({ weight }) => weight) || 1
  return all.map((each) => ({ ...each, weight: each.weight / best }))
}

const sumOf = <Each>(all: readonly Each[], of: (each: Each) => number) => all.reduce((sum, each) => sum + of(each), 0)
