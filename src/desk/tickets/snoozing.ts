import { DateTime } from 'luxon'
import type { TicketId } from '../../platform/ids.ts'
import { tellAgents, tellPrivately } from '../notifications/notices.ts'
import type { Scope } from '../scope.ts'
import { nextOpening, type WorkingCalendar } from '../sla/calendar.ts'
import { triage } from '../triage/triage.ts'
import { change, refused, take } from './change.ts'
import type { Ticket } from './table.ts'
import { isOpen } from './ticket.ts'
import type { Worked } from './working.ts'

export const snoozes = ['hour', 'tomorrow', 'date'] as const
export type Snooze = (typeof snoozes)[number]

const morning = 9
const farthestDays = 365

/**
 * When a snoozed ticket comes back: in an hour by the clock, or on a day at nine, when the desk opens if it is closed then.
 * Nothing for a day that is past, too far or none at all.
 */
export function wakesAt(calendar: WorkingCalendar, now: Date, snooze: Snooze, day = ''): Date | undefined {
  if (snooze === 'hour') return new Date(now.getTime() + 3_600_000)
  const { zone } = calendar
  const wanted =
    snooze === 'tomorrow' ? DateTime.fromJSDate(now, { zone }).plus({ days: 1 }) : DateTime.fromISO(day, { zone })
  if (!wanted.isValid) return undefined
  const at = wanted.set({ hour: morning, minute: 0, second: 0, millisecond: 0 }).toJSDate()
  const late = at.getTime() - now.getTime() > farthestDays * 86_400_000
  return at <= now || late ? undefined : nextOpening(calendar, at)
}

/** Puts a ticket out of sight until then. Its clocks run on: nobody else was asked to wait. */
export async function snooze(scope: Scope, id: TicketId, until: Date | undefined): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  if (!until || until <= scope.now) return { done: false, why: 'empty' }
  const aside = { snoozed_until: until, snoozed_by: scope.actor.person }
  return { done: true, ticket: await change(scope, ticket, aside, { kind: 'snoozed' }) }
}

/** An agent takes it up again before its time. */
export async function unsnooze(scope: Scope, id: TicketId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!ticket.snoozed_until) return { done: true, ticket }
  return { done: true, ticket: await change(scope, ticket, awake, { kind: 'woken' }) }
}

/** Back in sight, with a word to whoever put it aside: its time has come, or the requester has written. */
export async function wake(scope: Scope, ticket: Ticket, why: 'due' | 'reply'): Promise<Ticket> {
  const { snoozed_by } = ticket
  const woken = await change(scope, ticket, awake, { kind: 'woken', change: { why } })
  await tellAgents(scope, woken, (t) => t.notices.woken(why))
  await tellPrivately(scope, woken, snoozed_by ? [snoozed_by] : [], (t) =>
    t.notices.wokenForYou(woken.number, woken.title, why),
  )
  return woken
}

const awake = { snoozed_until: null, snoozed_by: null }

/** A thank-you asks for nothing: it neither wakes a snoozed ticket nor starts a clock that waits for an answer. */
export function onlyThanks({ settings, actor }: Scope, text: string): boolean {
  const read = triage(text, { model: settings.triageModel, previousLocale: actor.locale })
  return read.intent === 'thanks' && read.bands.intent === 'sure'
}
