import type { MessageId, TicketId } from '../../platform/ids.ts'
import { tellAgents, tellRequester, tellSubscribers } from '../notifications/notices.ts'
import { deskItself } from '../people/actor.ts'
import type { Outcome, Scope } from '../scope.ts'
import { addWorkingMinutes } from '../sla/calendar.ts'
import { restartResolution, stopAll } from '../sla/store.ts'
import { workingDayMinutes } from '../sla/targets.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { nextPageAt } from './paging.ts'
import { familyOf } from './relations.ts'
import { heardIn, mirrorsOf } from './store.ts'
import type { Ticket } from './table.ts'
import { closeAfterWorkingDays, isOpen, reopenWithinDays } from './ticket.ts'

export type Ended = Outcome<{ ticket: Ticket }>

/** The agent says it is solved: clocks stop, the bot has the floor again and asks the requester whether it is true. */
export async function resolve(scope: Scope, id: TicketId, resolution: string): Promise<Ended> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  if (!resolution.trim()) return { done: false, why: 'empty' }
  const resolved = await markResolved(scope, ticket, resolution)
  await askWhetherSolved(scope, resolved)
  await tellSubscribers(scope, resolved, 'resolved')
  return { done: true, ticket: resolved }
}

/** What solved it was said already: that message becomes the resolution, and is marked in the history. */
export async function resolveBy(scope: Scope, id: TicketId, message: MessageId): Promise<Ended> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const said = await scope.tx
    .selectFrom('messages')
    .select('text')
    .where('id', '=', message)
    .where('ticket_id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return said ? resolve({ ...scope, cause: { ...scope.cause, message } }, id, said.text) : { done: false, why: 'empty' }
}

/** The question goes to everybody who asked, those of tickets joined to it too. */
async function askWhetherSolved(scope: Scope, { id }: Ticket) {
  for (const member of await familyOf(scope.tx, id))
    for (const { kind, thread } of await mirrorsOf(scope.tx, member.id))
      if (kind === 'requester' && thread)
        scope.mail.begin(
          thread,
          'follow-up',
          { ticket: member.id, by: scope.actor.name, own: member.requester_id === scope.actor.person },
          { ticket: id },
        )
}

/** The change alone: who is asked whether it is true, and how, is the caller's matter. */
export async function markResolved(scope: Scope, ticket: Ticket, resolution: string): Promise<Ticket> {
  await stopAll(scope.tx, ticket.id, 'resolved', scope.now)
  const days = closeAfterWorkingDays * workingDayMinutes(scope.settings.calendar.calendar)
  const resolved = await change(
    scope,
    ticket,
    {
      status: 'resolved',
      resolution,
      resolved_at: scope.now,
      page_at: null,
      hold_reason: null,
      snoozed_until: null,
      snoozed_by: null,
      close_at: addWorkingMinutes(scope.settings.calendar.calendar, scope.now, days),
      // The desk itself, ending a major incident for its reports, takes none of them.
      assignee_id: ticket.assignee_id ?? (scope.actor.person === deskItself ? null : scope.actor.person),
    },
    { kind: 'resolved', change: { resolution } },
  )
  await giveFloor(scope, ticket.id, 'bot')
  return resolved
}

/** Not solved after all: back to whoever had it, the clock goes on, the history says why. */
export async function reopen(scope: Scope, id: TicketId, reason: string): Promise<Ended> {
  const taken = await take(scope, id, 'reopen')
  if (refused(taken)) return taken
  const ticket = await heardIn(scope.tx, taken)
  if (isOpen(ticket.status) || !mayStillReopen(ticket, scope.now))
    return { done: false, why: 'not-from-here', from: ticket.status }
  await restartResolution(scope.tx, ticket.id, scope.now)
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
  await giveFloor(scope, ticket.id, ticket.assignee_id ? 'person' : 'queue')
  await tellAgents(scope, reopened, (t) => t.notices.reopened(scope.actor.name, reason))
  await tellRequester(scope, reopened, (t, { number }) => t.notices.reopenedForYou(scope.actor.name, number))
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
