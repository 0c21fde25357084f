import { Card, card } from '../../chat/card.ts'
import type { TicketId } from '../../platform/ids.ts'
import { tellAgents, tellRequester } from '../notifications/notices.ts'
import type { Scope } from '../scope.ts'
import { restartResolution, stopAll } from '../sla/store.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { nextPageAt } from './paging.ts'
import { lockTicket, visibleTicket } from './store.ts'
import type { Ticket } from './table.ts'
import { isOpen } from './ticket.ts'
import type { Worked } from './working.ts'

/**
 * Joins a ticket to another one: what is said in its threads is heard there from now on, and answers reach its requester.
 * Nothing is moved, so that it can be taken apart again. Its clocks stop; those of the other ticket go on as they were.
 */
export async function merge(scope: Scope, id: TicketId, number: number): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const named = await visibleTicket(scope.tx, scope.actor, number)
  const into = named && (await lockTicket(scope.tx, named.merged_into ?? named.id))
  if (!into) return { done: false, why: 'not-found' }
  if (into.id === id || ticket.merged_into) return { done: false, why: 'same-ticket' }
  if (!isOpen(ticket.status) || !isOpen(into.status))
    return { done: false, why: 'not-from-here', from: isOpen(ticket.status) ? into.status : ticket.status }
  await stopAll(scope.tx, id, 'merged', scope.now)
  const merged = await change(
    scope,
    ticket,
    { ...ended, status: 'closed', closed_at: scope.now, merged_into: into.id },
    { kind: 'merged', change: { into: into.number } },
  )
  for (const child of await mergedInto(scope, id))
    await change(scope, child, { merged_into: into.id }, { kind: 'merged', change: { into: into.number } })
  const target = await change(scope, into, {}, { kind: 'absorbed', change: { number: ticket.number } })
  await giveFloor(scope, id, target.assignee_id ? 'person' : 'queue')
  const own = ticket.requester_id === into.requester_id
  await tellRequester(scope, merged, (t) => t.notices.mergedForYou(merged.number, own ? into.number : undefined))
  const name = await requesterOf(scope, ticket)
  await tellAgents(scope, target, (t) =>
    new Card(card(t.notices.absorbed(scope.actor.name, merged.number)).blocks).said(name, merged.description),
  )
  return { done: true, ticket: target }
}

const ended = { close_at: null, page_at: null, snoozed_until: null, snoozed_by: null }

/** Takes a merged ticket apart again: its threads are its own, and its resolution clock goes on with the minutes it had. */
export async function unmerge(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!ticket.merged_into) return { done: false, why: 'nothing-to-undo' }
  const from = await lockTicket(scope.tx, ticket.merged_into)
  await restartResolution(scope.tx, id, scope.now)
  const apart = await change(
    scope,
    ticket,
    {
      merged_into: null,
      closed_at: null,
      status: ticket.assignee_id ? 'in-progress' : 'new',
      page_at: ticket.assignee_id ? null : nextPageAt(scope.settings.calendar.calendar, ticket, scope.now),
    },
    { kind: 'unmerged', change: { from: from?.number } },
  )
  await giveFloor(scope, id, ticket.assignee_id ? 'person' : 'queue')
  if (from) await change(scope, from, {}, { kind: 'released', change: { number: ticket.number } })
  await tellRequester(scope, apart, (t) => t.notices.unmergedForYou(apart.number))
  return { done: true, ticket: apart }
}

const mergedInto = ({ tx }: Scope, id: TicketId): Promise<Ticket[]> =>
  tx.selectFrom('tickets').selectAll().where('merged_into', '=', id).forUpdate().execute()

async function requesterOf({ tx }: Scope, { requester_id }: Ticket): Promise<string> {
  const { name } = await tx.selectFrom('people').select('name').where('id', '=', requester_id).executeTakeFirstOrThrow()
  return name
}
