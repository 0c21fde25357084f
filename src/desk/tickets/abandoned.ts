import { sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { tellAgents, tellPrivately } from '../notifications/notices.ts'
import type { Scope } from '../scope.ts'
import { workingMinutesBetween } from '../sla/calendar.ts'
import { change, giveFloor } from './change.ts'
import { nextPageAt } from './paging.ts'
import { lockTicket } from './store.ts'

/** When anybody at the desk last did something with it; a requester's words are not work, and neither is a reminder. */
export const lastWork = sql<Date>`(select max(v.at) from ticket_events v
  where v.ticket_id = t.id and v.actor_id <> t.requester_id and v.kind <> 'reminded')`

/** Tickets in somebody's hands that may have been left alone for so long; whether they were is asked of the calendar. */
export const idleClaims = async (db: Db, now: Date, minutes: number, limit: number): Promise<TicketId[]> =>
  (
    await db
      .selectFrom('tickets as t')
      .select('t.id')
      .where('t.status', '=', 'in-progress')
      .where('t.snoozed_until', 'is', null)
      .where(lastWork, '<=', new Date(now.getTime() - minutes * 60_000))
      .limit(limit)
      .execute()
  ).map(({ id }) => id)

/** A claim without work for so many working minutes is nobody's: the ticket waits for anybody again. */
export async function freeIfAbandoned(scope: Scope, id: TicketId, minutes: number) {
  const ticket = await lockTicket(scope.tx, id)
  if (ticket?.status !== 'in-progress' || ticket.snoozed_until) return
  const { at } = await scope.tx
    .selectFrom('tickets as t')
    .select(lastWork.as('at'))
    .where('t.id', '=', id)
    .executeTakeFirstOrThrow()
  const { calendar } = scope.settings.calendar
  if (workingMinutesBetween(calendar, at, scope.now) < minutes) return
  const page_at = nextPageAt(calendar, ticket, scope.now)
  const freed = await change(scope, ticket, { assignee_id: null, status: 'new', page_at }, { kind: 'abandoned' })
  await giveFloor(scope, id, 'queue')
  await tellAgents(scope, freed, (t) => t.notices.freed(minutes))
  const had = ticket.assignee_id ? [ticket.assignee_id] : []
  await tellPrivately(scope, freed, had, (t) => t.notices.freedFromYou(freed.number, freed.title, minutes))
}
