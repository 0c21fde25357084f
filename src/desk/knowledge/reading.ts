import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { notFound } from '../scope.ts'
import { listScheduled } from './scheduling.ts'
import type { ArticleVersion, Audience, ScheduledArticle } from './table.ts'

export interface ListedArticle {
  readonly id: ArticleId
  readonly external_id: string
  readonly locale: Locale
  readonly version: number
  readonly title: string
  readonly audience: Audience
  readonly reviewed_on: string | null
  readonly review_by: string | null
  readonly withdrawn: boolean
  /** Persons who said that it helped, and that it did not, about any version. */
  readonly helped: number
  readonly not_helped: number
}

/** The articles in their current versions, by imported id. `after` pages on. */
export async function listArticles(
  db: Db,
  { limit, after }: { limit: number; after?: Pick<ListedArticle, 'external_id' | 'locale'> | undefined },
): Promise<ListedArticle[]> {
  const { rows } = await sql<ListedArticle>`
    select a.id, a.external_id, v.locale, v.version, v.title, a.audience, v.reviewed_on, v.review_by,
      a.withdrawn_at is not null as withdrawn, coalesce(d.helped, 0) as helped, coalesce(d.not_helped, 0) as not_helped
    from articles a join article_versions v on v.article_id = a.id and v.current
    left join (select article_id, locale, count(*) filter (where helped) as helped, count(*) filter (where not helped) as not_helped
      from article_verdicts group by 1, 2) d on d.article_id = a.id and d.locale = v.locale
    where (a.external_id collate "C", v.locale collate "C") > (${after?.external_id ?? ''}, ${after?.locale ?? ''})
    order by a.external_id collate "C", v.locale collate "C" limit ${limit}`.execute(db)
  return rows
}

export type ShownVersion = ArticleVersion & { external_id: string; audience: Audience; withdrawn_at: Date | null }

/** One version of an article in one language, as its history shows it. */
export interface PastVersion {
  readonly locale: Locale
  readonly version: number
  readonly title: string
  readonly current: boolean
  readonly published_at: Date
  readonly reviewed_on: string | null
  readonly review_by: string | null
  readonly source: string | null
}
export interface ArticleHistory {
  readonly done: true
  readonly externalId: string
  readonly owner: string | null
  readonly withdrawn_at: Date | null
  /** Newest first, one language after the other. */
  readonly versions: readonly PastVersion[]
  readonly scheduled: readonly ScheduledArticle[]
}

/** Every version that an article had, by its id here or its imported id; also of one that only waits so far. */
export async function historyOfArticle(db: Db, id: string): Promise<ArticleHistory | typeof notFound> {
  const article = await db
    .selectFrom('articles')
    .select(['id', 'external_id', 'owner', 'withdrawn_at'])
    .where((eb) => eb.or([eb('external_id', '=', id), eb('id', '=', id as ArticleId)]))
    .executeTakeFirst()
  const externalId = article?.external_id ?? id
  const scheduled = await listScheduled(db, externalId)
  if (!article && scheduled.length === 0) return notFound
  const versions = article
    ? await db
        .selectFrom('article_versions')
        .select(['locale', 'version', 'title', 'current', 'published_at', 'reviewed_on', 'review_by', 'source'])
        .where('article_id', '=', article.id)
        .orderBy('locale')
        .orderBy('version', 'desc')
        .execute()
    : []
  const { owner = null, withdrawn_at = null } = article ?? {}
  return { done: true, externalId, owner, withdrawn_at, versions, scheduled }
}

/** The current versions of one article, by its id here or its imported id. */
export const showArticle = (db: Db, id: string): Promise<ShownVersion[]> =>
  db
    .selectFrom('articles as a')
    .innerJoin('article_versions as v', 'v.article_id', 'a.id')
    .selectAll('v')
    .select(['a.external_id', 'a.audience', 'a.withdrawn_at'])
    .where((eb) => eb.or([eb('a.external_id', '=', id), eb('a.id', '=', id as ArticleId)]))
    .where('v.current', '=', true)
    .orderBy('v.locale')
    .execute()
