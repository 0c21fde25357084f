import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import type { TermCounts, Totals } from './plan.ts'
import { oneSlipApart, variants } from './spelling.ts'

interface Row {
  kind: 'term' | 'gram' | 'totals'
  key: string
  id: number
  entries: number
  titles: number
  length: number
  title_length: number
  gram_length: number
}

/** What the index knows of these terms and trigrams, and its sums, in one round trip. Unknown ones are absent. */
export async function lookUp(db: Db, locale: Locale, terms: readonly string[], grams: readonly string[]) {
  const { rows } = await sql<Row>`
    select 'term' as kind, term as key, id, entries, titles, 0 as length, 0 as title_length, 0 as gram_length
      from search_terms where locale = ${locale} and term = any(${[...new Set(terms)]}::text[]) and entries > 0
    union all select 'gram', gram, 0, entries, 0, 0, 0, 0
      from search_grams where locale = ${locale} and gram = any(${grams}::text[]) and entries > 0
    union all select 'totals', '', 0, entries, titles, length, title_length, gram_length
      from search_totals where locale = ${locale}`.execute(db)
  const none: Totals = { entries: 0, length: 0, titles: 0, title_length: 0, gram_length: 0 }
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind)
  return {
    totals: of('totals')[0] ?? none,
    terms: new Map<string, TermCounts>(of('term').map((row) => [row.key, row])),
    grams: new Map(of('gram').map(({ key, entries }) => [key, entries])),
  }
}

export interface Correction {
  readonly read: string
  readonly counts: TermCounts
}

/** For each unknown term the most frequent known one that is one slip away, where there is one. */
export async function correct(db: Db, locale: Locale, unknown: readonly string[]): Promise<Map<string, Correction>> {
  if (unknown.length === 0) return new Map()
  const { rows } = await sql<TermCounts & { term: string }>`
    select t.id, t.term, t.entries, t.titles from search_terms t
    where t.entries > 0 and t.id in (
      select term_id from search_spellings where locale = ${locale} and variant = any(${unknown.flatMap(variants)}::text[]))
    order by t.entries desc, t.term`.execute(db)
  return new Map(
    unknown.flatMap((term) => {
      const found = rows.find((row) => oneSlipApart(term, row.term))
      return found ? [[term, { read: found.term, counts: found }] as const] : []
    }),
  )
}
