import { type Locale, locales } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { audienceLevel } from './article.ts'
import { confidentFrom } from './bands.ts'
import { dayOf } from './days.ts'
import { correct, lookUp } from './lookup.ts'
import { fuse, searchByMeaning } from './meaning.ts'
import { nearConcepts } from './near-concepts.ts'
import { askedTerms, inPieces, makePlan, unknownTerms } from './plan.ts'
import { type Ranked, rank } from './ranking.ts'
import type { Audience } from './table.ts'
import { type Analysed, analyse, gramsOf } from './words.ts'

export interface Question {
  readonly text: string
  /** The language that the question is read in and that articles are looked for in first. */
  readonly locale: Locale
  /** Whose articles may be found: `readableBy` of article.ts. Nothing else is even read. */
  readonly audience: readonly Audience[]
  readonly limit: number
  /** The embedding model in use; what it made of the question counts where it was asked before. */
  readonly meaning?: string | undefined
  /** When it is asked: articles whose review is overdue then stand a little lower. Absent: age does not count. */
  readonly now?: Date | undefined
}
/** Why an article was found: the share that each part of the score got of its best, and how words were read. */
export interface Reasons {
  readonly title: number
  readonly body: number
  readonly grams: number
  readonly likeness: number
  readonly neighbours: number
  /** How far the article means what was asked, where an embedding model was asked. */
  readonly meaning?: number
  /** The title, synonym or learned alias that fitted best. */
  readonly matched: { readonly kind: 'title' | 'synonym' | 'alias'; readonly text: string }
  readonly corrected: Readonly<Record<string, string>>
}
export interface Hit {
  readonly article: ArticleId
  readonly externalId: string
  readonly locale: Locale
  readonly version: number
  readonly title: string
  /** From 0 to 1: the share of the best score that the question could get. */
  readonly score: number
  /** The article exists only in the language that was not asked for: say so when it is shown. */
  readonly otherLanguage: boolean
  /** Its review is overdue, which made it stand a little lower: say when it was reviewed last. */
  readonly aged: boolean
  readonly reasons: Reasons
}

/** An article in the other language is worth a little less to the reader. */
const otherLanguageWeight = 0.8

/** Articles found by words that those found by meaning may overtake. */
const overtaken = 20

/**
 * Finds the articles that may answer a question, best first: by words, and by meaning where that is known. A few
 * milliseconds of SQL, the same ranking on the embedded database and on a server.
 */
export async function searchKnowledge(db: Db, question: Question): Promise<Hit[]> {
  const { text, locale, audience, limit, meaning, now } = question
  if (!meaning) return searchByWords(db, question)
  const levels = audience.map(audienceLevel)
  const meant =
    limit < 1 ? [] : await searchByMeaning(db, { text, locale, levels, model: meaning, today: now && dayOf(now) })
  if (meant.length === 0) return searchByWords(db, question)
  const byWords = await searchByWords(db, { ...question, limit: Math.max(limit, overtaken) })
  return fuse(byWords, meant, otherLanguageWeight).sort(byScore).slice(0, limit)
}

/** The other language is searched when the asked one has nothing sure. */
async function searchByWords(db: Db, { text, locale, audience, limit, now }: Question): Promise<Hit[]> {
  const analysed = analyse(text, locale)
  if (analysed.words.length === 0 || audience.length === 0 || limit < 1) return []
  const reader = { locale, levels: audience.map(audienceLevel), limit, today: now && dayOf(now) }
  const own = await searchBase(db, analysed, { ...reader, base: locale })
  if ((own[0]?.score ?? 0) >= confidentFrom) return own
  const other = locales.find((each) => each !== locale) ?? locale
  const foreign = await searchBase(db, analysed, { ...reader, base: other })
  return [...own, ...foreign].sort(byScore).slice(0, limit)
}

interface Scope {
  readonly locale: Locale
  readonly base: Locale
  readonly levels: readonly number[]
  readonly limit: number
  readonly today: string | undefined
}

async function searchBase(db: Db, analysed: Analysed, scope: Scope): Promise<Hit[]> {
  const { locale, base, levels, limit, today } = scope
  const asked = askedTerms(analysed, locale, base)
  const wanted = asked.flatMap(({ term, parts }) => [term, ...parts])
  const { totals, terms, grams } = await lookUp(db, base, wanted, gramsOf(analysed.words.map(({ word }) => word)))
  if (totals.entries === 0) return []
  const near = locale === base ? nearConcepts(analysed.words, (stem) => terms.has(stem), locale) : undefined
  if (near?.size) {
    const read = analyse(analysed.typed.map((word) => near.get(word) ?? word).join(' '), locale)
    const hits = await searchBase(db, read, scope)
    const corrected = Object.fromEntries(near)
    return hits.map((each) => ({
      ...each,
      reasons: { ...each.reasons, corrected: { ...corrected, ...each.reasons.corrected } },
    }))
  }
  const whole = inPieces(asked, terms)
  const corrections = await correct(db, base, unknownTerms(whole, terms))
  const corrected = new Map([...corrections].map(([term, { read }]) => [term, read]))
  for (const { read, counts } of corrections.values()) terms.set(read, counts)
  const plan = makePlan(analysed, locale, whole, { totals, terms, grams, corrected })
  if (plan.terms.length === 0) return []
  const foreign = locale !== base
  const ranked = await rank(db, plan, { levels, limit, today, without: foreign ? locale : undefined })
  return ranked.map((row) =>
    hit({ ...row, score: row.score * plan.worth }, base, foreign, Object.fromEntries(corrected)),
  )
}

function hit(row: Ranked, locale: Locale, otherLanguage: boolean, corrected: Reasons['corrected']): Hit {
  const {
    article_id,
    external_id,
    version,
    title,
    title_share,
    body_share,
    grams_share,
    likeness_share,
    neighbours_share,
  } = row
  return {
    article: article_id,
    externalId: external_id,
    locale,
    version,
    title,
    score: otherLanguage ? row.score * otherLanguageWeight : row.score,
    otherLanguage,
    aged: row.aged,
    reasons: {
      title: title_share,
      body: body_share,
      grams: grams_share,
      likeness: likeness_share,
      neighbours: neighbours_share,
      matched: { kind: row.matched_kind, text: row.matched_text },
      corrected,
    },
  }
}

/** Ties are broken by the imported id, which is the same in every copy of a base. */
const byScore = (a: Hit, b: Hit) => b.score - a.score || (a.externalId < b.externalId ? -1 : 1)
