import { endFor, endForTheRest, stillToAsk } from '../desk/announcements/ending.ts'
import { tellAgents, tellAssignee } from '../desk/notifications/notices.ts'
import { mailOut } from '../desk/outbox/store.ts'
import type { Scope } from '../desk/scope.ts'
import { ticketById } from '../desk/tickets/store.ts'
import type { Id } from '../platform/ids.ts'
import type { Db } from '../schema.ts'

type InScope = (act: (scope: Scope) => Promise<number[]>) => Promise<number[]>

/** A major incident ended: one short transaction for each follower, so that hundreds hold nobody up. Run again, it goes on. */
export async function incidentOver(
  { db, inScope }: { db: Db; inScope: InScope },
  { announcement: id }: { announcement: Id<'ann'> },
): Promise<number[]> {
  const announcement = await db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
  if (!announcement?.ticket_id || announcement.outcome !== 'resolved') return []
  const mailed = (act: (scope: Scope) => Promise<void>) =>
    inScope(async (scope) => {
      await act(scope)
      return mailOut(scope.tx, scope.mail, scope.now)
    })
  const people: Id<'per'>[] = []
  await inScope(async (scope) => {
    people.push(...(await stillToAsk(scope, announcement)))
    return []
  })
  const woken: number[] = []
  for (const person of people) woken.push(...(await mailed((scope) => endFor(scope, announcement, person))))
  return [...woken, ...(await mailed((scope) => endForTheRest(scope, announcement)))]
}

/** The update that people were promised is due: the lead is reminded, once for each promise. */
export async function remindOfUpdates(scope: Scope): Promise<void> {
  const due = await scope.tx
    .updateTable('announcements')
    .set({ reminded_at: scope.now })
    .where('next_update_at', '<=', scope.now)
    .where('ended_at', 'is', null)
    .where('ticket_id', 'is not', null)
    .where('reminded_at', 'is', null)
    .returning('ticket_id')
    .execute()
  for (const { ticket_id } of due) {
    const ticket = ticket_id && (await ticketById(scope.tx, ticket_id))
    if (!ticket) continue
    await tellAgents(scope, ticket, (t) => t.incident.updateDue(ticket.number))
    await tellAssignee(scope, ticket, (t) => t.incident.updateDue(ticket.number))
  }
}
