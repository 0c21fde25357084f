import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Ticket } from '../tickets/table.ts'
import type { Announcement, Follower } from './table.ts'

/** One change of incidents at a time: of two agents who declare at once, the second finds it declared. */
export const incidentLock = 'major incident'

export const titleIn = ({ title_fr, title_en }: Pick<Announcement, 'title_fr' | 'title_en'>, locale: Locale) =>
  locale === 'fr' ? title_fr : title_en

/** The major incident that this ticket leads, if it leads one. */
export const ledBy = (db: Db, ticket: TicketId): Promise<Announcement | undefined> =>
  db.selectFrom('announcements').selectAll().where('ticket_id', '=', ticket).executeTakeFirst()

/** The same under its row's lock, so that an update and the end of it do not cross. */
export const lockLedBy = (tx: Tx, ticket: TicketId): Promise<Announcement | undefined> =>
  tx.selectFrom('announcements').selectAll().where('ticket_id', '=', ticket).forUpdate().executeTakeFirst()

/** Major incidents in progress, newest first: what a ticket can be linked to. */
export const currentIncidents = (db: Db) =>
  db
    .selectFrom('announcements as a')
    .innerJoin('tickets as t', 't.id', 'a.ticket_id')
    .select(['t.id', 't.number', 'a.title_fr', 'a.title_en'])
    .where('a.ended_at', 'is', null)
    .orderBy('a.since', 'desc')
    .orderBy('t.number', 'desc')
    .limit(20)
    .execute()

/** Its reports, locked in one order, whatever their status. */
export const lockReports = (tx: Tx, parent: TicketId): Promise<Ticket[]> =>
  tx.selectFrom('tickets').selectAll().where('parent_id', '=', parent).orderBy('id').forUpdate().execute()

/** Who follows, and where they are told now: a report may have moved to a private talk since. */
export const followersOf = (db: Db, { id }: Pick<Announcement, 'id'>): Promise<Follower[]> =>
  db
    .selectFrom('announcement_followers as f')
    .selectAll('f')
    .select(
      sql<ThreadKey>`coalesce((select m.thread from mirrors m
        where m.ticket_id = f.ticket_id and m.kind = 'requester' and m.thread is not null
        order by m.touched_at desc limit 1), f.thread)`.as('thread'),
    )
    .where('f.announcement_id', '=', id)
    .orderBy('f.person_id')
    .execute()

/** What was told last, in a reader's language or, where it was not written in it, in the other. */
export async function latestUpdate(db: Db, { id }: Pick<Announcement, 'id'>, locale: Locale) {
  const last = await db
    .selectFrom('announcement_updates')
    .select(['text_fr', 'text_en'])
    .where('announcement_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id')
    .executeTakeFirst()
  return last && inLanguage({ fr: last.text_fr, en: last.text_en }, locale)
}
export const inLanguage = ({ fr, en }: { fr: string; en: string }, locale: Locale) =>
  locale === 'fr' ? fr || en : en || fr

/** What an agent sees of it on a ticket: it leads one, belongs to one, or could be linked to one. */
export type Part =
  | {
      role: 'leads'
      ended: boolean
      reports: number
      followers: number
      nextUpdateAt: Date | null
      titleFr: string
      titleEn: string
    }
  | { role: 'belongs'; to: number }
  | { role: 'none'; current: { id: TicketId; number: number; titleFr: string; titleEn: string }[] }

export async function partOf(db: Db, ticket: Pick<Ticket, 'id' | 'parent_id'>): Promise<Part> {
  if (ticket.parent_id) {
    const parent = await db.selectFrom('tickets').select('number').where('id', '=', ticket.parent_id).executeTakeFirst()
    if (parent) return { role: 'belongs', to: parent.number }
  }
  const incident = await ledBy(db, ticket.id)
  if (!incident) {
    const current = await currentIncidents(db)
    return {
      role: 'none',
      current: current.map(({ id, number, title_fr, title_en }) => ({
        id,
        number,
        titleFr: title_fr,
        titleEn: title_en,
      })),
    }
  }
  const { rows } = await sql<{ reports: number; followers: number }>`
    select (select count(*) from tickets where parent_id = ${ticket.id})::int as reports,
      (select count(*) from announcement_followers where announcement_id = ${incident.id})::int as followers`.execute(
    db,
  )
  const { title_fr: titleFr, title_en: titleEn, next_update_at: nextUpdateAt } = incident
  return { role: 'leads', ended: incident.ended_at !== null, ...rows[0]!, nextUpdateAt, titleFr, titleEn }
}
