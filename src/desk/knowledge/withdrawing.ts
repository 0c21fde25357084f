import { sql } from 'kysely'
import { type Locale, locales } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { type EntryKey, removeFromIndex } from './indexing.ts'

/** Out of every search, by words and by meaning. */
async function takeOut(tx: Tx, keys: readonly EntryKey[]): Promise<void> {
  await removeFromIndex(tx, keys)
  await sql`
    delete from article_embeddings m
    using unnest(${keys.map(({ article }) => article)}::text[], ${keys.map(({ locale }) => locale)}::text[]) k (article_id, locale)
    where m.article_id = k.article_id and m.locale = k.locale`.execute(tx)
}

export const inAllLocales = (article: ArticleId): EntryKey[] => locales.map((locale) => ({ article, locale }))

/** Takes an article out of search in all its languages. Its versions stay, so that old answers can be explained. */
export async function withdrawArticle(tx: Tx, article: ArticleId, now: Date) {
  const gone = await tx
    .updateTable('articles')
    .set({ withdrawn_at: now })
    .where('id', '=', article)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (Number(gone.numUpdatedRows) === 0) return { withdrawn: false, why: 'not-published' } as const
  await takeOut(tx, inAllLocales(article))
  // A version that waits would bring it back.
  await sql`delete from scheduled_articles where external_id = (select external_id from articles where id = ${article})`.execute(
    tx,
  )
  return { withdrawn: true } as const
}

export interface ArticleName {
  readonly externalId: string
  readonly locale: Locale
}
export type Missing = ArticleName & EntryKey

/** What an earlier import of the same source brought and this one no longer holds; and how much that source brought in all. */
export async function missingFrom(db: Db, source: string, kept: readonly ArticleName[]) {
  const { rows } = await sql<{ article: ArticleId; externalId: string; locale: Locale; kept: boolean }>`
    select v.article_id as article, a.external_id as "externalId", v.locale, k.id is not null as kept
    from article_versions v join articles a on a.id = v.article_id
    left join (select distinct * from unnest(${kept.map(({ externalId }) => externalId)}::text[],
      ${kept.map(({ locale }) => locale)}::text[]) u (id, locale)) k on k.id = a.external_id and k.locale = v.locale
    where v.current and a.withdrawn_at is null and coalesce(v.source, a.source) = ${source}
    order by a.external_id collate "C", v.locale`.execute(db)
  return { brought: rows.length, missing: rows.filter((row) => !row.kept).map(({ kept: _, ...row }): Missing => row) }
}

/**
 * Withdraws what is missing: an article that has no language left as a whole; one that has, in the languages that are gone,
 * which then fall back to the others.
 */
export async function withdrawMissing(tx: Tx, missing: readonly Missing[], now: Date): Promise<void> {
  const keys = sql`unnest(${missing.map(({ article }) => article)}::text[], ${missing.map(({ locale }) => locale)}::text[]) k (article_id, locale)`
  await takeOut(tx, missing)
  await sql`
    with left_over as (
      select distinct v.article_id from article_versions v left join ${keys} using (article_id, locale)
      where v.current and v.article_id = any(${missing.map(({ article }) => article)}::text[]) and k.locale is null),
    partly as (
      update article_versions v set current = false from ${keys}
      where v.article_id = k.article_id and v.locale = k.locale and v.current
        and v.article_id in (select article_id from left_over))
    update articles set withdrawn_at = ${now} where id = any(${missing.map(({ article }) => article)}::text[])
      and withdrawn_at is null and id not in (select article_id from left_over)`.execute(tx)
}
