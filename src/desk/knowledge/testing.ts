import { sql } from 'kysely'
import { z } from 'zod'
import { type Locale, locales } from '../../chat/locale.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Db, Tx } from '../../schema.ts'
import { readableBy } from './article.ts'
import { bandOfHits } from './ask.ts'
import type { Band } from './bands.ts'
import { questionKey } from './learning.ts'
import { searchKnowledge } from './search.ts'
import type { Audience } from './table.ts'

/** A question and the article that must be the answer; without one nothing may be a sure answer. */
export interface AnswerTest {
  readonly text: string
  readonly locale: Locale
  /** The imported id of the article, or empty. */
  readonly expected: string
}
export interface TestResult extends AnswerTest {
  readonly passed: boolean
  /** What stands first, how sure it is, and where the expected one stands (from 1; null beyond the first few). */
  readonly first: string | null
  readonly band: Band
  readonly rank: number | null
}
/** How tests are asked: as whom, when, and with which embedding model. */
export interface Asking {
  readonly audience: Audience
  readonly now: Date
  readonly meaning?: string | undefined
}
const places = 5
const mostText = 500

/** One line of a file of tests. `lang` is read from the words where it is not given. */
export const TestLine = z.object({
  text: z.string().trim().min(1),
  lang: z.enum(locales).optional(),
  expected: z.string().max(200).nullish(),
})

/** Asks each question as a person would and says whether the expected article is the answer, or heads the choice. */
export async function runTests(
  db: Db,
  tests: readonly AnswerTest[],
  { audience, now, meaning }: Asking,
): Promise<TestResult[]> {
  const results: TestResult[] = []
  for (const test of tests) {
    const { text, locale, expected } = test
    const hits = await searchKnowledge(db, {
      text,
      locale,
      audience: readableBy[audience],
      limit: places,
      now,
      meaning,
    })
    const band = bandOfHits(hits)
    const at = hits.findIndex(({ externalId }) => externalId === expected)
    const passed = expected ? at === 0 && band !== 'nothing' : band !== 'confident'
    results.push({ ...test, passed, first: hits[0]?.externalId ?? null, band, rank: at < 0 ? null : at + 1 })
  }
  return results
}

/** The tests that the desk keeps, in a steady order. */
export async function keptTests(db: Db, limit: number): Promise<AnswerTest[]> {
  return db
    .selectFrom('answer_tests')
    .select(['text', 'locale', 'expected'])
    .orderBy('locale')
    .orderBy('key')
    .limit(limit)
    .execute()
}

/** Keeps tests for every change to come, in place of those from the same source. Questions that say nothing are left out. */
export async function keepTests(tx: Tx, tests: readonly AnswerTest[], source: string, now: Date): Promise<number> {
  await tx.deleteFrom('answer_tests').where('source', '=', source).execute()
  let kept = 0
  for (const { text, locale, expected } of tests) {
    const words = normaliseText(text, mostText).trim()
    const key = questionKey(words, locale)
    if (!key) continue
    const row = { text: words, expected, source, added_at: now }
    await tx
      .insertInto('answer_tests')
      .values({ locale, key, ...row })
      .onConflict((conflict) => conflict.columns(['locale', 'key']).doUpdateSet(row))
      .execute()
    kept++
  }
  return kept
}

/** What people confirmed becomes a test: the question and the article that more of them said helped than did not. */
export async function testsFromVerdicts(db: Db, limit: number): Promise<AnswerTest[]> {
  const { rows } = await sql<AnswerTest>`
    with said as (
      select d.locale, d.key, a.external_id as expected, max(d.query) as text,
        count(*) filter (where helped) - count(*) filter (where not helped) as balance
      from article_verdicts d join articles a on a.id = d.article_id where a.withdrawn_at is null group by 1, 2, 3),
    best as (
      select distinct on (locale, key) * from said where balance > 0 order by locale, key, balance desc, expected)
    select text, locale, expected from best order by balance desc, locale, key limit ${limit}`.execute(db)
  return rows
}
