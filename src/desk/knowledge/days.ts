import { DateTime } from 'luxon'

const day = /^\d{4}-\d{2}-\d{2}$/

/** A day of the calendar, as 2026-01-31. */
export function isDay(text: string): boolean {
  if (!day.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/**
 * The instant that an author means: a day (its first moment), or a day and a time (`2026-03-01T08:00`, with a space or a T).
 * Without an offset it is the time on the wall in `zone`. Nothing where it is no such thing.
 */
export function instantOf(text: string, zone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text))
    return undefined
  const read = DateTime.fromISO(text.replace(' ', 'T'), { zone })
  return read.isValid ? read.toJSDate() : undefined
}

/** The same day so many months later (the last one where the month is shorter). Days are `YYYY-MM-DD`. */
export function monthsAfter(from: string, months: number): string {
  return DateTime.fromISO(from, { zone: 'UTC' }).plus({ months }).toISODate() ?? from
}

/** The day of this instant in UTC: for what is measured in months a day more or less is nothing. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
