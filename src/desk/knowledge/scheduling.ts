import { sql } from 'kysely'
import type { PersonId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { type ArticleDraft, fingerprint } from './article.ts'
import type { ScheduledArticle } from './table.ts'
import type { ArticleName } from './withdrawing.ts'

/** Whether a draft names an instant that has not come yet. */
export const isToWait = ({ publishAt }: ArticleDraft, now: Date): boolean =>
  publishAt !== undefined && new Date(publishAt) > now

/**
 * Keeps drafts for their instant, in place of what waited under the same name and language. Says by name which of them
 * were there already, word for word.
 */
export async function schedule(
  tx: Tx,
  drafts: readonly ArticleDraft[],
  now: Date,
  by: PersonId | null = null,
): Promise<ReadonlySet<string>> {
  const waiting = new Map((await namedAlike(tx, drafts)).map((row) => [nameOf(row), row.fingerprint]))
  const known = new Set<string>()
  for (const draft of drafts) {
    const print = fingerprint(draft)
    if (waiting.get(nameOf(draft)) === print) known.add(nameOf(draft))
    const row = {
      ...{ title: draft.title, draft: JSON.stringify(draft), fingerprint: print, source: draft.source ?? null },
      publish_at: new Date(draft.publishAt ?? now),
    }
    await tx
      .insertInto('scheduled_articles')
      .values({ external_id: draft.externalId, locale: draft.locale, ...row, scheduled_at: now, scheduled_by: by })
      .onConflict((conflict) => conflict.columns(['external_id', 'locale']).doUpdateSet(row))
      .execute()
  }
  return known
}

/** What waits under these names is not published any more: something else took its place, or it is gone. */
export async function unschedule(tx: Tx, names: readonly ArticleName[]): Promise<void> {
  if (names.length === 0) return
  await sql`
    delete from scheduled_articles s using ${keysOf(names)}
    where s.external_id = k.external_id and s.locale = k.locale`.execute(tx)
}

/** What waits for its instant, soonest first. */
export const listScheduled = (db: Db, externalId?: string): Promise<ScheduledArticle[]> => {
  const all = db
    .selectFrom('scheduled_articles')
    .selectAll()
    .orderBy('publish_at')
    .orderBy('external_id')
    .orderBy('locale')
  return (externalId === undefined ? all : all.where('external_id', '=', externalId)).execute()
}

/** The draft as it was kept. */
export const draftOf = ({ draft }: Pick<ScheduledArticle, 'draft'>) => draft as ArticleDraft

/** What an earlier import of this source left waiting. */
export const scheduledFrom = (db: Db, source: string): Promise<ArticleName[]> =>
  db
    .selectFrom('scheduled_articles')
    .select(['external_id as externalId', 'locale'])
    .where('source', '=', source)
    .orderBy('external_id')
    .orderBy('locale')
    .execute()

/** The article or articles by these names that wait; for one transaction that will publish or replace them. */
async function namedAlike(tx: Tx, names: readonly ArticleName[]) {
  const { rows } = await sql<Pick<ScheduledArticle, 'external_id' | 'locale' | 'fingerprint'>>`
    select s.external_id, s.locale, s.fingerprint from scheduled_articles s join ${keysOf(names)}
      on s.external_id = k.external_id and s.locale = k.locale`.execute(tx)
  return rows.map(({ external_id, ...row }) => ({ externalId: external_id, ...row }))
}

const keysOf = (names: readonly ArticleName[]) =>
  sql`unnest(${names.map(({ externalId }) => externalId)}::text[], ${names.map(({ locale }) => locale)}::text[]) k (external_id, locale)`

export const nameOf = ({ externalId, locale }: ArticleName) => `${locale} ${externalId}`
