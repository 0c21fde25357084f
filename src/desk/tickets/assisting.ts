import type { TicketId } from '../../platform/ids.ts'
import type { DraftKind } from '../assistant/drafting.ts'
import type { Outcome, Scope } from '../scope.ts'
import { refused, take } from './change.ts'

/**
 * Asks for a summary, a suggested reply or a translation. It comes as an internal message when a worker has it, or the
 * message says that it did not come: nothing is told to the requester, and nothing waits for it.
 */
export async function assist(scope: Scope, id: TicketId, kind: DraftKind): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  scope.mail.errand(`draft ${id}`, 'draft', { ticket: id, kind }, null, { ticket: id })
  return { done: true }
}
