import type { PersonId, TicketId } from '../../platform/ids.ts'
import { tellRequester, tellSubscribers } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { dueTimes } from '../sla/due.ts'
import { changePriority, pauseResolution, resume } from '../sla/store.ts'
import type { Category } from '../triage/labels.ts'
import { learnCorrection } from '../triage/store.ts'
import { change, giveFloor, refused, take } from './change.ts'
import type { Ticket } from './table.ts'
import { isOpen, mayMove, type Priority } from './ticket.ts'

export type Worked = Outcome<{ ticket: Ticket }>

/** Takes a ticket. The first of two agents wins; the second is told who has it. */
export async function claim(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (ticket.assignee_id === scope.actor.person) return { done: true, ticket }
  if (ticket.assignee_id) return { done: false, why: 'already-claimed', by: await nameOf(scope, ticket.assignee_id) }
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  const claimed = await putInHands(scope, ticket, scope.actor.person, 'claimed')
  await tellRequester(scope, claimed, (t) => t.notices.claimed(scope.actor.name))
  return { done: true, ticket: claimed }
}

/** From now on this agent works on it, whoever had it before. */
export async function putInHands(scope: Scope, ticket: Ticket, assignee: PersonId, kind: 'claimed' | 'assigned') {
  const status = ticket.status === 'new' ? 'in-progress' : ticket.status
  const held = await change(scope, ticket, { assignee_id: assignee, status, page_at: null }, { kind })
  await giveFloor(scope, ticket.id, 'person')
  await tellSubscribers(scope, held, kind)
  return held
}

/** Another priority than the matrix proposed: it needs a reason, and the clocks follow without losing what they counted. */
export async function prioritise(scope: Scope, id: TicketId, priority: Priority, reason: string): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!reason.trim()) return { done: false, why: 'empty' }
  if (ticket.priority === priority) return { done: true, ticket }
  await changePriority(scope.tx, id, priority, scope.now)
  const due = await dueTimes(scope.tx, id)
  const pageAt =
    ticket.page_at && due.responseDue
      ? new Date(Math.min(Number(ticket.page_at), Number(due.responseDue)))
      : ticket.page_at
  const changed = await change(
    scope,
    ticket,
    { priority, page_at: pageAt },
    { kind: 'prioritised', change: { reason } },
  )
  await tellSubscribers(scope, changed, 'prioritised')
  return { done: true, ticket: changed }
}

/** Another category than triage proposed. The correction is a line to learn from. */
export async function categorise(scope: Scope, id: TicketId, category: Category): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (ticket.category === category) return { done: true, ticket }
  const { description: text, locale, source } = ticket
  await learnCorrection(scope.tx, { source, text, locale, category, ticket: id, by: scope.actor.person }, scope.now)
  return { done: true, ticket: await change(scope, ticket, { category }, { kind: 'categorised' }) }
}

/** The ball is with the requester: the resolution clock stands still until they answer. */
export async function waitForRequester(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (ticket.status === 'waiting') return { done: true, ticket }
  if (!mayMove(ticket.status, 'waiting') || !isOpen(ticket.status))
    return { done: false, why: 'not-from-here', from: ticket.status }
  await pauseResolution(scope.tx, id, 'waiting-on-user', scope.now)
  const waiting = await change(scope, ticket, { status: 'waiting', hold_reason: null }, { kind: 'waiting' })
  await tellRequester(scope, waiting, (t) => t.notices.waitingForYou)
  return { done: true, ticket: waiting }
}

/** Work goes on, because the requester answered or an agent says so. */
export async function resumeWork(scope: Scope, ticket: Ticket): Promise<Ticket> {
  if (ticket.status !== 'waiting' && ticket.status !== 'on-hold') return ticket
  await resume(scope.tx, ticket.id, scope.now, ticket.status === 'waiting' ? 'user-replied' : 'hold-ended')
  const status = ticket.assignee_id ? 'in-progress' : 'new'
  return change(scope, ticket, { status, hold_reason: null }, { kind: 'resumed' })
}

/** The agent gives the word back to the bot, which answers the requester's next message again. */
export async function handBack(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  await giveFloor(scope, id, 'bot')
  const changed = await change(scope, ticket, {}, { kind: 'handed-back' })
  await tellRequester(scope, changed, (t) => t.notices.botIsBack)
  return { done: true, ticket: changed }
}

export async function nameOf(scope: Scope, id: PersonId) {
  const person = await scope.tx.selectFrom('people').select('name').where('id', '=', id).executeTakeFirst()
  return person?.name ?? '?'
}
