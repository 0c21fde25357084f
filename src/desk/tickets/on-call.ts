import type { TicketId } from '../../platform/ids.ts'
import type { Outcome, Scope } from '../scope.ts'
import { change, refused, take } from './change.ts'
import { lastTier } from './paging.ts'
import type { Ticket } from './table.ts'

/** The requester calls the person on duty, out of hours, for a stoppage that cannot wait: whoever is on call, else the line above, is paged now, once. */
export async function pageOnCall(scope: Scope, id: TicketId): Promise<Outcome<{ ticket: Ticket }>> {
  const ticket = await take(scope, id, 'comment')
  if (refused(ticket)) return ticket
  if (ticket.assignee_id || ticket.status !== 'new') return { done: false, why: 'not-from-here', from: ticket.status }
  const paged = await change(scope, ticket, { page_at: null }, { kind: 'paged', change: { by: 'requester' } })
  const tier = Math.min(ticket.tier + 1, lastTier)
  // Somebody of its own line may be on call; only where nobody is, the one above is called.
  const page = { ticket: id, tier, first: ticket.tier }
  scope.mail.errand(`agents ${id}`, 'page-line', page, null, { ticket: id })
  return { done: true, ticket: paged }
}
