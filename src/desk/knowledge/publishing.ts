import { sql } from 'kysely'
import type { Tx } from '../../schema.ts'
import { draftOf, unschedule } from './scheduling.ts'
import { upsertArticles } from './store.ts'
import type { ScheduledArticle } from './table.ts'

/**
 * Publishes what has waited for its instant, `limit` articles at most, as an import of this moment would. Two processes
 * that do it at once publish each article once. Returns how many.
 */
export async function publishDue(tx: Tx, now: Date, limit: number): Promise<number> {
  const { rows } = await sql<ScheduledArticle>`
    select * from scheduled_articles where publish_at <= ${now}
    order by publish_at limit ${limit} for update skip locked`.execute(tx)
  if (rows.length === 0) return 0
  const drafts = rows.map(draftOf)
  await unschedule(tx, drafts)
  const stored = await upsertArticles(tx, drafts, now)
  const refused = stored.findIndex((each) => each.stored === false)
  if (refused >= 0) throw new Error(`the scheduled article ${drafts[refused]?.externalId} could not be stored`)
  await noteDrafts(tx, rows)
  return rows.length
}

/** The draft of a ticket that was published ahead of time knows its article from now on. */
async function noteDrafts(tx: Tx, rows: readonly ScheduledArticle[]): Promise<void> {
  await sql`
    update article_drafts d set article_id = a.id from tickets t, articles a
    where t.id = d.ticket_id and a.external_id = 'ticket-' || t.number and d.state = 'published' and d.article_id is null
      and a.external_id = any(${rows.map(({ external_id }) => external_id)}::text[])`.execute(tx)
}
