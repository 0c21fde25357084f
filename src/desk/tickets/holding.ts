import type { TicketId } from '../../platform/ids.ts'
import { tellRequester } from '../notifications/notices.ts'
import type { Scope } from '../scope.ts'
import { pauseResolution } from '../sla/store.ts'
import { change, refused, take } from './change.ts'
import { type HoldReason, isOpen } from './ticket.ts'
import { resumeWork, type Worked } from './working.ts'

const causeOf = {
  vendor: 'waiting-on-vendor',
  change: 'waiting-on-change',
  problem: 'waiting-on-problem',
  other: 'on-hold',
} as const satisfies Record<HoldReason, string>

/** It waits for something that neither side can hurry: the resolution clock stands still, and the requester is told for what. */
export async function hold(scope: Scope, id: TicketId, reason: HoldReason, words: string): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  if (ticket.status === 'on-hold' && ticket.hold_reason === reason) return { done: true, ticket }
  await pauseResolution(scope.tx, id, causeOf[reason], scope.now)
  const held = await change(
    scope,
    ticket,
    { status: 'on-hold', hold_reason: reason },
    { kind: 'held', change: { reason: words.trim() } },
  )
  await tellRequester(scope, held, (t) => t.notices.onHold(t.holdReasonName[reason]))
  return { done: true, ticket: held }
}

/** The agent no longer waits, for whatever it was: the clock goes on. */
export async function resumeByAgent(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  return { done: true, ticket: await resumeWork(scope, ticket) }
}
