import { sql } from 'kysely'
import { type Locale, locales } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { ageing } from './ageing.ts'
import { findContradictions } from './contradictions.ts'
import { dayOf, monthsAfter } from './days.ts'
import { findDuplicates, sketchBase } from './duplicates.ts'

/** Characters of a body that a person reads in a chat, and titles that a list of choices shows whole. */
const longest = { body: 6_000, title: 90 } as const

export type LintRule =
  | 'review-due'
  | 'review-overdue'
  | 'never-reviewed'
  | 'orphan'
  | 'one-language'
  | 'same-title'
  | 'same-text'
  | 'contradicts'
  | 'too-long'
  | 'long-title'
  | 'no-steps'
export interface LintFinding {
  readonly rule: LintRule
  readonly externalId: string
  readonly locale: Locale | null
  readonly title: string
  /** A day, a count, a language or another article, by rule. */
  readonly detail: string
}

interface Row {
  readonly external_id: string
  readonly locale: Locale
  readonly title: string
  readonly length: number
  readonly steps: number
  readonly orphan: boolean
  readonly languages: Locale[]
  readonly reviewed_on: string | null
  readonly review_by: string | null
}

/** What a careful owner of the base would look at, article by article. Days are compared in UTC: a day more or less is nothing here. */
export async function lintKnowledge(db: Db, now: Date): Promise<LintFinding[]> {
  const { rows } = await sql<Row>`
    select a.external_id, v.locale, v.title, length(v.body) as length, jsonb_array_length(v.steps) as steps,
      a.category is null and a.service is null as orphan, v.reviewed_on, v.review_by,
      array_agg(v.locale) over (partition by a.id) as languages
    from articles a join article_versions v on v.article_id = a.id and v.current
    where a.withdrawn_at is null order by a.external_id collate "C", v.locale`.execute(db)
  return [...rows.flatMap((row) => faultsOf(row, now)), ...(await alikes(db))]
}

function faultsOf(row: Row, now: Date): LintFinding[] {
  const { external_id: externalId, locale, title } = row
  const missing = locales.find((each) => !row.languages.includes(each))
  const faults: [LintRule, string | false | undefined][] = [
    reviewFault(row, now),
    ['orphan', row.orphan && '-'],
    ['one-language', missing],
    ['too-long', row.length > longest.body && `${row.length}`],
    ['long-title', title.length > longest.title && `${title.length}`],
    ['no-steps', row.steps === 0 && '-'],
  ]
  return faults.flatMap(([rule, detail]) => (detail ? [{ rule, externalId, locale, title, detail }] : []))
}

/** The author's own date counts; without one the months above do, from the last review. */
function reviewFault({ reviewed_on, review_by }: Row, now: Date): [LintRule, string | undefined] {
  const today = dayOf(now)
  if (!reviewed_on && !review_by) return ['never-reviewed', '-']
  const overdue = reviewed_on ? monthsAfter(reviewed_on, ageing.overdueMonths) : undefined
  if (overdue && overdue <= today) return ['review-overdue', reviewed_on ?? undefined]
  const due = review_by ?? monthsAfter(reviewed_on ?? today, ageing.dueMonths)
  return ['review-due', due <= today ? due : undefined]
}

/** Two articles under one title, or with one text: whichever search gives, the other may say otherwise; or plainly does. */
async function alikes(db: Db): Promise<LintFinding[]> {
  const contrary = (await findContradictions(db)).map(
    ({ a, b, locale, facts }): LintFinding => ({
      ...{
        rule: 'contradicts',
        externalId: a.externalId,
        locale,
        title: a.title,
        detail: `${b.externalId} (${facts})`,
      },
    }),
  )
  const pairs = findDuplicates(await sketchBase(db))
  const alike = pairs.map(
    ({ a, b, locale, what }): LintFinding => ({
      ...{ rule: what === 'title' ? 'same-title' : 'same-text', externalId: a.externalId, locale },
      ...{ title: a.title, detail: b.externalId },
    }),
  )
  return [...contrary, ...alike]
}
