import { z } from 'zod'
import { type Priority, priorities } from '../tickets/ticket.ts'
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

const positive = z.number().int().positive()
const Target = z.union([z.strictObject({ minutes: positive }), z.strictObject({ days: positive })], {
  error: 'not-a-target',
})
const TargetTable = z.record(z.enum(priorities), z.record(z.enum(clockNames), Target))

/** The places (`P1.response`) where somebody's targets are not whole minutes or days above zero; none when they may be stored. */
export function faultsOfTargets(targets: unknown): { at: string; why: string }[] {
  const { error } = TargetTable.safeParse(targets)
  return (
    error?.issues.map(({ path }) => ({ at: ['targets', ...path.slice(0, 2)].join('.'), why: 'not-a-target' })) ?? []
  )
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
