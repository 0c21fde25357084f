import type { Priority } from '../tickets/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'

export const clockNames = ['response', 'resolution'] as const
export type ClockName = (typeof clockNames)[number]

/** Working minutes, or working days of the desk's own calendar. */
export type Target = { readonly minutes: number } | { readonly days: number }
export type Targets = Readonly<Record<Priority, Readonly<Record<ClockName, Target>>>>

/**
 * The service levels a new desk promises, to be edited: time to the first public answer of a person, time to restore.
 * All of them run by the calendar, P1 included; whoever wants P1 around the clock gives the desk a calendar that is.
 * Source: a common university service desk sample (product.md 1.6, SLU).
 */
export const defaultTargets: Targets = {
  P1: { response: { minutes: 15 }, resolution: { minutes: 120 } },
  P2: { response: { minutes: 30 }, resolution: { minutes: 240 } },
  P3: { response: { minutes: 240 }, resolution: { days: 3 } },
  P4: { response: { days: 1 }, resolution: { days: 5 } },
}

/** The mean of the days on which the calendar opens, in whole minutes; holidays do not count. 1440 around the clock. */
export function workingDayMinutes(calendar: WorkingCalendar): number {
  const days = calendar.week.map((ranges) => ranges.reduce((sum, { from, to }) => sum + to - from, 0)).filter(Boolean)
  return Math.round(days.reduce((sum, minutes) => sum + minutes, 0) / days.length)
}

/** The promise in working minutes of this calendar: "3 days" means less where the days are shorter. */
export function targetMinutes(
  calendar: WorkingCalendar,
  priority: Priority,
  clock: ClockName,
  targets: Targets = defaultTargets,
): number {
  const target = targets[priority][clock]
  return 'minutes' in target ? target.minutes : target.days * workingDayMinutes(calendar)
}
