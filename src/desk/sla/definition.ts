import { IANAZone } from 'luxon'
import { z } from 'zod'
import type { Range, WorkingCalendar } from './calendar.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Every way a calendar may be refused; the console has a sentence for each. */
export type CalendarFault =
  | 'unknown-zone'
  | 'not-a-range'
  | 'range-reversed'
  | 'ranges-overlap'
  | 'never-open'
  | 'not-a-date'

const fault = (why: CalendarFault) => ({ error: why })

const toMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** "09:00-12:30". A night is written on its two days: "22:00-24:00", then "00:00-06:00". */
const Hours = z
  .string(fault('not-a-range'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, fault('not-a-range'))
  .transform((text): Range => ({ from: toMinutes(text.slice(0, 5)), to: toMinutes(text.slice(6)) }))
  .refine(({ from, to }) => from < to, fault('range-reversed'))

const Day = z
  .array(Hours)
  .transform((ranges) => ranges.toSorted((a, b) => a.from - b.from))
  .refine((ranges) => ranges.every((range, i) => i === 0 || ranges[i - 1]!.to <= range.from), fault('ranges-overlap'))

const Definition = z.object({
  zone: z.string(fault('unknown-zone')).refine((zone) => IANAZone.isValidZone(zone), fault('unknown-zone')),
  week: z
    .partialRecord(z.enum(weekdays), Day)
    .refine((week) => Object.values(week).some((day) => day.length > 0), fault('never-open')),
  holidays: z.array(z.iso.date(fault('not-a-date'))).default([]),
})

/** How people and the database write a calendar; days that are absent are closed. */
export interface CalendarDefinition {
  zone: string
  week: Partial<Record<(typeof weekdays)[number], string[]>>
  holidays?: string[] | undefined
}

export type CalendarReading =
  | { ok: true; calendar: WorkingCalendar }
  | { ok: false; problems: { at: string; why: string }[] }

/** Turns what somebody typed into a calendar that opens sooner or later, or names every problem with its place. */
export function readCalendar(definition: unknown): CalendarReading {
  const { success, data, error } = Definition.safeParse(definition)
  if (!success)
    return { ok: false, problems: error.issues.map(({ path, message }) => ({ at: path.join('.'), why: message })) }
  const week = weekdays.map((day) => data.week[day] ?? [])
  return { ok: true, calendar: { zone: data.zone, week, holidays: new Set(data.holidays) } }
}

/** For definitions written in code or already checked on their way into the database. */
export function calendarOf(definition: CalendarDefinition): WorkingCalendar {
  const read = readCalendar(definition)
  if (!read.ok) throw new Error(`Not a calendar: ${read.problems.map(({ at, why }) => `${at} ${why}`).join(', ')}`)
  return read.calendar
}

/** The default of a new desk: Monday to Friday, eight hours, closed at lunch. */
export const officeHours = (zone: string, holidays: string[] = []): CalendarDefinition => {
  const day = ['09:00-12:30', '13:30-18:00']
  return { zone, week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day }, holidays }
}

/** A desk that never closes. */
export const roundTheClock = (zone: string): CalendarDefinition => ({
  zone,
  week: Object.fromEntries(weekdays.map((day) => [day, ['00:00-24:00']])),
})
