import { IANAZone } from 'luxon'

export const msPerMinute = 60_000
const msPerDay = 86_400_000

/** Longest search for an opening. Only a calendar that no rule of `definition.ts` let through can exhaust it. */
const horizon = 50 * 366 * msPerDay

/** How far the next look at the zone's offset is: no zone changes it twice within a week. Asking is what costs time here. */
const stride = 7 * msPerDay

/** Wall-clock hours of one day, in minutes after midnight; `to` is excluded and may be 1440 (midnight, the day's end). */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The hours in which somebody promised to work. An instant is open when a clock on the wall of the zone shows a time
 * inside a range of that weekday and that date is no holiday. Nothing else is known about daylight saving: an hour that
 * the clock skips is not worked, an hour that it shows twice is worked twice.
 */
export interface WorkingCalendar {
  /** IANA name, such as Europe/Paris. */
  readonly zone: string
  /** Seven lists of sorted ranges that do not overlap, Monday first. */
  readonly week: readonly (readonly Range[])[]
  /** ISO dates (2026-05-01) of the zone. */
  readonly holidays: ReadonlySet<string>
}

/** A stretch of open time: absolute, in milliseconds of the epoch. */
interface Opening {
  readonly start: number
  readonly end: number
}

/**
 * The first instant by which `ms` of open time have passed since `from`: the promise, if the work began at `from`.
 * Exactly used-up hours end at the closing, not at the next opening (12:30, not 13:30).
 */
export function addWorkingTime(calendar: WorkingCalendar, from: Date, ms: number): Date {
  if (!(ms >= 0)) throw new RangeError(`Working time must not be negative: ${ms} ms`)
  if (ms === 0) return from
  let left = ms
  for (const { start, end } of openings(calendar, from.getTime())) {
    if (left <= end - start) return new Date(start + left)
    left -= end - start
  }
  throw neverOpen(calendar)
}

/** Open time between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function workingTimeBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  const until = to.getTime()
  if (until <= from.getTime()) return 0
  let sum = 0
  for (const { start, end } of openings(calendar, from.getTime(), until)) sum += end - start
  return sum
}

/** `addWorkingTime` in minutes (fractions are kept to the millisecond). */
export const addWorkingMinutes = (calendar: WorkingCalendar, from: Date, minutes: number): Date =>
  addWorkingTime(calendar, from, Math.round(minutes * msPerMinute))

/** `workingTimeBetween` in minutes; not rounded. */
export const workingMinutesBetween = (calendar: WorkingCalendar, from: Date, to: Date): number =>
  workingTimeBetween(calendar, from, to) / msPerMinute

/** `at` itself when the desk is open, else the instant it opens next: what a person is told outside hours. */
export function nextOpening(calendar: WorkingCalendar, at: Date): Date {
  for (const { start } of openings(calendar, at.getTime())) return new Date(start)
  throw neverOpen(calendar)
}

/** Is somebody there at this instant? The closing minute itself is closed. */
export const isOpen = (calendar: WorkingCalendar, at: Date): boolean =>
  !openings(calendar, at.getTime(), at.getTime() + 1).next().done

/** Open around the clock, every day of the year: then a minute of work is a minute. */
export const isRoundTheClock = (calendar: WorkingCalendar): boolean =>
  calendar.holidays.size === 0 &&
  calendar.week.every((ranges) => ranges.reduce((sum, range) => sum + range.to - range.from, 0) === 1440)

/**
 * Open stretches from `from` on, in order. Time is cut where the zone's offset changes; inside such a piece wall clock
 * and epoch differ by a constant, so the ranges are moved by plain subtraction and no case of daylight saving is special.
 */
function* openings(calendar: WorkingCalendar, from: number, until = from + horizon): Generator<Opening, undefined> {
  const zone = IANAZone.create(calendar.zone)
  for (let start = from, offset = zone.offset(from); start < until; ) {
    const limit = Math.min(start + stride, until)
    const next = zone.offset(limit)
    const end = next === offset ? limit : endOfOffset(zone, offset, start, limit)
    yield* openingsAtOffset(calendar, offset * msPerMinute, start, end)
    start = end
    offset = next
  }
}

/** The first instant after `start`, at most `limit`, at which the zone's offset is no longer the given one. */
function endOfOffset(zone: IANAZone, offset: number, start: number, limit: number): number {
  let [before, after] = [start, limit]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (zone.offset(middle) === offset) before = middle
    else after = middle
  }
  return after
}

/** The open stretches of [start, end), in which the wall clock is `offset` milliseconds ahead of UTC. */
function* openingsAtOffset(calendar: WorkingCalendar, offset: number, start: number, end: number): Generator<Opening> {
  const firstDay = Math.floor((start + offset) / msPerDay)
  for (let day = firstDay; day * msPerDay < end + offset; day++) {
    const midnight = day * msPerDay
    if (calendar.holidays.has(new Date(midnight).toISOString().slice(0, 10))) continue
    for (const range of calendar.week[weekdayOf(day)] ?? []) {
      const opens = Math.max(start, midnight + range.from * msPerMinute - offset)
      const closes = Math.min(end, midnight + range.to * msPerMinute - offset)
      if (opens < closes) yield { start: opens, end: closes }
    }
  }
}

/** Monday is 0. The epoch's first day was a Thursday. */
const weekdayOf = (daysSinceEpoch: number): number => (((daysSinceEpoch + 3) % 7) + 7) % 7

const neverOpen = (calendar: WorkingCalendar) => new RangeError(`The calendar in ${calendar.zone} never opens`)
