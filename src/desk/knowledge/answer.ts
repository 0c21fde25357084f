import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import type { Hit } from './search.ts'

/** An answer made of an article's own words. Nothing in it is written by the desk or by a model. */
export interface Answer {
  readonly article: ArticleId
  readonly externalId: string
  readonly title: string
  readonly lead: string
  /** At most seven; `moreSteps` says how many the article has beyond them. */
  readonly steps: readonly string[]
  readonly moreSteps: number
  readonly version: number
  /** The day (no time zone) of the last review, where one is known. */
  readonly reviewedOn: string | null
  /** Nobody has looked at it for longer than its author or the desk wants: that is said. */
  readonly overdue: boolean
  readonly locale: Locale
  /** It is in the language that was not asked for, which must be said. */
  readonly otherLanguage: boolean
  /** The score of the hit it stands for. */
  readonly score: number
}

const mostSteps = 7

/** The answer that a hit stands for; absent when the article was changed or withdrawn since it was found. */
export async function composeAnswer(db: Db, hit: Hit): Promise<Answer | undefined> {
  const found = await db
    .selectFrom('article_versions as v')
    .innerJoin('articles as a', 'a.id', 'v.article_id')
    .select(['v.title', 'v.lead', 'v.steps', 'v.reviewed_on'])
    .where('v.article_id', '=', hit.article)
    .where('v.locale', '=', hit.locale)
    .where('v.version', '=', hit.version)
    .where('a.withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  return {
    article: hit.article,
    externalId: hit.externalId,
    title: found.title,
    lead: found.lead,
    steps: found.steps.slice(0, mostSteps),
    moreSteps: Math.max(0, found.steps.length - mostSteps),
    version: hit.version,
    reviewedOn: found.reviewed_on,
    overdue: hit.aged,
    locale: hit.locale,
    otherLanguage: hit.otherLanguage,
    score: hit.score,
  }
}
