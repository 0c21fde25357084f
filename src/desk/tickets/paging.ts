import { addWorkingMinutes, type WorkingCalendar } from '../sla/calendar.ts'
import type { Tier } from '../teams/table.ts'
import type { Ticket } from './table.ts'

/** Whoever asked for a person waits by the minute: after five the next line is called, after ten the one behind it (product.md 4.5). */
export const handoverPageMinutes = 5
/** Between two pages of an unclaimed ticket whose response time has passed, in working minutes. */
export const nextPageMinutes = 15
export const lastTier: Tier = 3

/** When the next line is called if nobody has claimed the ticket by then. */
export const firstPageAt = (
  calendar: WorkingCalendar,
  ticket: Pick<Ticket, 'handover'>,
  responseDue: Date | undefined,
  now: Date,
): Date | null => {
  const handover = ticket.handover ? addWorkingMinutes(calendar, now, handoverPageMinutes) : undefined
  const times = [handover, responseDue].filter((time) => time !== undefined)
  return times.length ? new Date(Math.min(...times.map(Number))) : null
}

export const nextPageAt = (calendar: WorkingCalendar, ticket: Pick<Ticket, 'handover'>, now: Date): Date =>
  addWorkingMinutes(calendar, now, ticket.handover ? handoverPageMinutes : nextPageMinutes)
