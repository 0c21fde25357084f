import type { TicketId } from '../../platform/ids.ts'
import { tellAgents, tellRequester, tellSubscribers } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { addWorkingMinutes } from '../sla/calendar.ts'
import { restartResolution, stopAll } from '../sla/store.ts'
import { workingDayMinutes } from '../sla/targets.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { nextPageAt } from './paging.ts'
import { mirrorsOf } from './store.ts'
import type { Ticket } from './table.ts'
import { closeAfterWorkingDays, isOpen, reopenWithinDays } from './ticket.ts'

export type Ended = Outcome<{ ticket: Ticket }>

/** The agent says it is solved: clocks stop, the bot has the floor again and asks the requester whether it is true. */
export async function resolve(scope: Scope, id: TicketId, resolution: string): Promise<Ended> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  if (!resolution.trim()) return { done: false, why: 'empty' }
  await stopAll(scope.tx, id, 'resolved', scope.now)
  const days = closeAfterWorkingDays * workingDayMinutes(scope.settings.calendar.calendar)
  const resolved = await change(
    scope,
    ticket,
    {
      status: 'resolved',
      resolution,
      resolved_at: scope.now,
      page_at: null,
      close_at: addWorkingMinutes(scope.settings.calendar.calendar, scope.now, days),
      assignee_id: ticket.assignee_id ?? scope.actor.person,
    },
    { kind: 'resolved', change: { resolution } },
  )
  await giveFloor(scope, id, 'bot')
  for (const mirror of await mirrorsOf(scope.tx, id))
    if (mirror.kind === 'requester' && mirror.thread)
      scope.mail.begin(
        mirror.thread,
        'follow-up',
        { ticket: id, by: scope.actor.name, own: ticket.requester_id === scope.actor.person },
        { ticket: id },
      )
  await tellSubscribers(scope, resolved, 'resolved')
  return { done: true, ticket: resolved }
}

/** Not solved after all: back to whoever had it, the clock goes on, the history says why. */
export async function reopen(scope: Scope, id: TicketId, reason: string): Promise<Ended> {
  const ticket = await take(scope, id, 'reopen')
  if (refused(ticket)) return ticket
  if (isOpen(ticket.status) || !mayStillReopen(ticket, scope.now))
    return { done: false, why: 'not-from-here', from: ticket.status }
  await restartResolution(scope.tx, id, scope.now)
  const reopened = await change(
    scope,
    ticket,
    {
      status: ticket.assignee_id ? 'in-progress' : 'new',
      resolved_at: null,
      closed_at: null,
      close_at: null,
      reopened: ticket.reopened + 1,
      page_at: ticket.assignee_id ? null : nextPageAt(scope.settings.calendar.calendar, ticket, scope.now),
    },
    { kind: 'reopened', change: { reason } },
  )
  await giveFloor(scope, id, ticket.assignee_id ? 'person' : 'queue')
  await tellAgents(scope, reopened, (t) => t.notices.reopened(scope.actor.name, reason))
  await tellRequester(scope, reopened, (t) => t.notices.reopenedForYou(scope.actor.name, reopened.number))
  await tellSubscribers(scope, reopened, 'reopened')
  return { done: true, ticket: reopened }
}

const mayStillReopen = (ticket: Ticket, now: Date) =>
  ticket.closed_at === null || now.getTime() - ticket.closed_at.getTime() <= reopenWithinDays * 86_400_000

/** The end of the matter: the requester agreed, cancelled, or said nothing for two working days. */
export async function close(scope: Scope, id: TicketId, why: 'confirmed' | 'silent' | 'cancelled'): Promise<Ended> {
  const ticket = await take(scope, id, 'close')
  if (refused(ticket)) return ticket
  if (ticket.status === 'closed') return { done: true, ticket }
  // It was due when the tick looked; somebody may have spoken since.
  const stillSilent = ticket.close_at !== null && ticket.close_at <= scope.now
  if (why === 'silent' && !stillSilent) return { done: false, why: 'not-from-here', from: ticket.status }
  await stopAll(scope.tx, id, why === 'cancelled' ? 'cancelled' : 'closed', scope.now)
  const closed = await change(
    scope,
    ticket,
    { status: 'closed', closed_at: scope.now, close_at: null, page_at: null },
    { kind: why === 'cancelled' ? 'cancelled' : 'closed', change: { why } },
  )
  await giveFloor(scope, id, 'bot')
  if (why === 'cancelled') await tellAgents(scope, closed, (t) => t.notices.cancelledBy(scope.actor.name))
  await tellSubscribers(scope, closed, 'closed')
  return { done: true, ticket: closed }
}

/** One to five, by the requester alone, once; changing one's mind is allowed while the card is there. */
export async function rate(scope: Scope, id: TicketId, rating: number, comment?: string): Promise<Ended> {
  const ticket = await take(scope, id, 'rate')
  if (refused(ticket)) return ticket
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return { done: false, why: 'empty' }
  const rated = await change(
    scope,
    ticket,
    { rating, ...(comment?.trim() && { rating_comment: comment.trim() }) },
    { kind: 'rated', change: { rating } },
  )
  if (rating < 3) await tellAgents(scope, rated, (t) => t.notices.lowRating(rating, comment ?? ''))
  return { done: true, ticket: rated }
}
