import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { ageing, hasAged } from './ageing.ts'
import { confidentFrom, maybeFrom } from './bands.ts'
import { bitsOf, questionVector, vectorOf } from './embedding.ts'
import type { Hit } from './search.ts'

/** Articles compared in full: those that share most signs with the question. */
const nearest = 40
/** … and as many of any kind, to know how alike anything is to it in this base. */
const sampled = 20
/** Likeness up to this share is what any article of the same trade has. */
const noise = 0.15
/** What the rest adds to the score by words. */
const meaningWeight = 0.6

interface Row {
  article_id: ArticleId
  external_id: string
  locale: Locale
  version: number
  title: string
  near: boolean
  aged: boolean
  vector: Uint8Array
}
export interface MeaningQuestion {
  readonly text: string
  readonly locale: Locale
  readonly levels: readonly number[]
  /** The embedding model. */
  readonly model: string
  /** See `Reader` of ranking.ts. */
  readonly today: string | undefined
}

/**
 * Articles of both languages that mean what the question means, by share: 0 is what any article of the base has in common
 * with it, 1 is the same. Models differ in how alike they find everything; this does not. Without pgvector: near ones are
 * found by the signs of their vectors, and only those are compared. Nothing where the model was not asked, or gave nothing.
 */
export async function searchByMeaning(db: Db, { text, locale, levels, model, today }: MeaningQuestion): Promise<Hit[]> {
  const asked = await questionVector(db, model, text)
  if (!asked) return []
  const visible = sql`any(${levels}::smallint[])`
  const { rows } = await sql<Row>`
    with base as materialized (
      select m.article_id, m.locale, m.digest, bit_count(m.bits # ${bitsOf(asked)}::varbit) as apart
      from article_embeddings m join search_entries e on e.article_id = m.article_id and e.locale = m.locale and e.version = m.version
      where m.model = ${model} and m.dimensions = ${asked.length}::int and e.audience = ${visible}
        and (e.locale = ${locale} or not exists (select from search_entries own
          where own.article_id = e.article_id and own.locale = ${locale} and own.audience = ${visible}))),
    few as (
      (select article_id, locale, true as near from base order by apart, digest limit ${nearest})
      union all (select article_id, locale, false from base order by digest limit ${sampled}))
    select f.near, m.article_id, m.locale, m.version, m.vector, a.external_id, v.title, ${hasAged(today)} as aged
    from few f join article_embeddings m using (article_id, locale) join articles a on a.id = m.article_id
    join article_versions v on v.article_id = m.article_id and v.locale = m.locale and v.version = m.version`.execute(
    db,
  )
  const compared = rows.map((row) => ({ ...row, cosine: product(asked, vectorOf(row.vector)) }))
  const anyOther = compared.filter(({ near }) => !near)
  const usual = anyOther.reduce((sum, { cosine }) => sum + cosine, 0) / Math.max(1, anyOther.length)
  return compared.filter(({ near }) => near).map((row) => hit(row, shareOf(row.cosine, usual), locale))
}

const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0)
const shareOf = (cosine: number, usual: number) =>
  Number(Math.max(0, (cosine - usual) / Math.max(1e-6, 1 - usual)).toFixed(6))

const hit = ({ article_id, external_id, locale, version, title, aged }: Row, meaning: number, asked: Locale): Hit => ({
  article: article_id,
  externalId: external_id,
  locale,
  version,
  title,
  score: 0,
  otherLanguage: locale !== asked,
  aged,
  reasons: {
    ...{ title: 0, body: 0, grams: 0, likeness: 0, neighbours: 0, meaning },
    matched: { kind: 'title', text: title },
    corrected: {},
  },
})

/**
 * The score by words, and what the meaning adds. An article that shares hardly a word with the question may be offered on
 * its meaning, but is never the sure answer by it alone.
 */
export function fuse(byWords: readonly Hit[], byMeaning: readonly Hit[], otherLanguageWeight: number): Hit[] {
  const keyOf = ({ article, locale }: Hit) => `${article} ${locale}`
  const found = new Map(byWords.map((each) => [keyOf(each), each]))
  for (const meant of byMeaning) {
    const { meaning = 0 } = meant.reasons
    const known = found.get(keyOf(meant))
    const worth = (meant.otherLanguage ? otherLanguageWeight : 1) * (meant.aged ? ageing.weight : 1)
    const added = meaningWeight * Math.max(0, meaning - noise) * worth
    if (!known && added === 0) continue
    const words = known?.score ?? 0
    const most = words >= maybeFrom ? 1 : Math.max(words, confidentFrom - 1e-6)
    const score = Number(Math.min(most, words + added).toFixed(6))
    found.set(keyOf(meant), { ...(known ?? meant), score, reasons: { ...(known ?? meant).reasons, meaning } })
  }
  return [...found.values()]
}
