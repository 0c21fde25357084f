import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingMinutes,
  addWorkingTime,
  isOpen,
  isRoundTheClock,
  nextOpening,
  workingMinutesBetween,
  workingTimeBetween,
} from '../../src/desk/sla/calendar.ts'
import { calendarOf, officeHours, readCalendar, roundTheClock, weekdays } from '../../src/desk/sla/definition.ts'
import { countMinutes, type Written } from './sla-brute-force.ts'

const at = (iso: string) => new Date(iso)
const paris = calendarOf(officeHours('Europe/Paris', ['2026-05-01', '2026-05-08']))

describe('office hours in Paris', () => {
  test('lunch does not count', () => {
    expect(workingMinutesBetween(paris, at('2026-01-05T12:00+01:00'), at('2026-01-05T14:00+01:00'))).toBe(60)
    expect(addWorkingMinutes(paris, at('2026-01-05T12:15+01:00'), 30)).toEqual(at('2026-01-05T13:45+01:00'))
  })
  test('hours used up exactly at the closing are due at the closing', () => {
    expect(addWorkingMinutes(paris, at('2026-01-05T12:00+01:00'), 30)).toEqual(at('2026-01-05T12:30+01:00'))
    expect(addWorkingMinutes(paris, at('2026-01-05T17:00+01:00'), 60)).toEqual(at('2026-01-05T18:00+01:00'))
  })
  test('nights, week-ends and holidays do not count', () => {
    expect(addWorkingMinutes(paris, at('2026-04-30T17:30+02:00'), 60)).toEqual(at('2026-05-04T09:30+02:00'))
    expect(workingMinutesBetween(paris, at('2026-05-01T00:00+02:00'), at('2026-05-02T00:00+02:00'))).toBe(0)
  })
  test('the desk opens at its first minute and is closed at its last', () => {
    expect(isOpen(paris, at('2026-01-05T09:00+01:00'))).toBe(true)
    expect(isOpen(paris, at('2026-01-05T08:59:59.999+01:00'))).toBe(false)
    expect(isOpen(paris, at('2026-01-05T18:00+01:00'))).toBe(false)
  })
  test('whoever asks on Friday evening is told Monday morning, across the change to winter time', () => {
    expect(nextOpening(paris, at('2026-10-23T19:00+02:00'))).toEqual(at('2026-10-26T09:00+01:00'))
    expect(nextOpening(paris, at('2026-10-26T10:00+01:00'))).toEqual(at('2026-10-26T10:00+01:00'))
  })
  test('eight hours stay eight hours over both changes of the year', () => {
    expect(addWorkingMinutes(paris, at('2027-03-26T17:00+01:00'), 120)).toEqual(at('2027-03-29T10:00+02:00'))
    expect(addWorkingMinutes(paris, at('2026-10-23T17:00+02:00'), 120)).toEqual(at('2026-10-26T10:00+01:00'))
  })
  test('no time has passed when the end is not after the beginning', () => {
    expect(workingTimeBetween(paris, at('2026-01-06T10:00Z'), at('2026-01-05T10:00Z'))).toBe(0)
    expect(addWorkingTime(paris, at('2026-01-05T03:00Z'), 0)).toEqual(at('2026-01-05T03:00Z'))
    expect(() => addWorkingTime(paris, at('2026-01-05T03:00Z'), -1)).toThrow(RangeError)
  })
})

describe('daylight saving', () => {
  const night = (zone: string, day: (typeof weekdays)[number], range: string) =>
    calendarOf({ zone, week: { [day]: [range] } })

  test('a night shift lasts an hour less in March and an hour more in October', () => {
    const shift = night('Europe/Paris', 'sunday', '01:00-05:00')
    expect(workingMinutesBetween(shift, at('2027-03-27T12:00Z'), at('2027-03-28T12:00Z'))).toBe(180)
    expect(workingMinutesBetween(shift, at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toBe(300)
  })
  test('a range that begins inside the skipped hour opens when the clock has jumped', () => {
    const shift = night('Europe/Paris', 'sunday', '02:30-04:00')
    expect(nextOpening(shift, at('2027-03-28T00:00Z'))).toEqual(at('2027-03-28T03:00+02:00'))
    expect(workingMinutesBetween(shift, at('2027-03-28T00:00Z'), at('2027-03-28T12:00Z'))).toBe(60)
  })
  test('Lord Howe moves by half an hour', () => {
    const shift = night('Australia/Lord_Howe', 'sunday', '01:00-05:00')
    expect(workingMinutesBetween(shift, at('2026-10-03T00:00Z'), at('2026-10-04T00:00Z'))).toBe(210)
    expect(workingMinutesBetween(shift, at('2027-04-03T00:00Z'), at('2027-04-04T00:00Z'))).toBe(270)
  })
  test('Cairo changes on working days, at midnight', () => {
    const always = calendarOf({ zone: 'Africa/Cairo', week: { thursday: ['00:00-24:00'], friday: ['00:00-24:00'] } })
    expect(workingMinutesBetween(always, at('2026-04-22T00:00Z'), at('2026-04-26T00:00Z'))).toBe(47 * 60)
    expect(workingMinutesBetween(always, at('2026-10-28T00:00Z'), at('2026-11-01T00:00Z'))).toBe(49 * 60)
  })
  test('around the clock an hour is an hour, whatever the clock on the wall does', () => {
    const always = calendarOf(roundTheClock('Europe/Paris'))
    expect(isRoundTheClock(always)).toBe(true)
    expect(isRoundTheClock(paris)).toBe(false)
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 40 * 86_400_000 }), (from, ms) => {
        expect(addWorkingTime(always, from, ms).getTime() - from.getTime()).toBe(ms)
      }),
    )
  })
})

/** Sixteen days around changes of the clock, a leap day and a year's end (reliability.md T20, T21). */
const windows = [
  ['Europe/Paris', '2026-10-17'],
  ['Europe/Paris', '2027-03-20'],
  ['Europe/Paris', '2027-10-23'],
  ['Europe/Paris', '2027-12-24'],
  ['Australia/Lord_Howe', '2026-09-26'],
  ['Australia/Lord_Howe', '2027-03-27'],
  ['Africa/Cairo', '2026-04-17'],
  ['Africa/Cairo', '2026-10-22'],
  ['America/St_Johns', '2028-02-26'],
  ['Pacific/Apia', '2026-12-25'],
  ['Asia/Kathmandu', '2028-02-20'],
] as const
const span = 16 * 1440

const instants = fc.date({ min: at('2024-01-01'), max: at('2030-01-01'), noInvalidDate: true })

const clockTime = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to four ranges a day, some touching, some reaching midnight. */
const ranges = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 1440 }), fc.constantFrom(0, 120, 150, 180, 540, 1440)), {
    maxLength: 8,
  })
  .map((cuts) => {
    const sorted = cuts.toSorted((a, b) => a - b)
    return Array.from(
      { length: Math.floor(sorted.length / 2) },
      (_, i) => `${clockTime(sorted[2 * i]!)}-${clockTime(sorted[2 * i + 1]!)}`,
    )
  })

/** 5,000 in every run; the promise of 100,000 is checked with SLA_QUESTIONS=100000 (about half a minute). */
const questions = Number(process.env.SLA_QUESTIONS ?? 5_000)

const cases = fc
  .record({
    window: fc.constantFrom(...windows),
    week: fc.record(Object.fromEntries(weekdays.map((day) => [day, ranges]))),
    closed: fc.array(fc.integer({ min: 0, max: 16 }), { maxLength: 3 }),
    asked: fc.array(fc.tuple(fc.nat(span - 1), fc.nat(span - 1), fc.nat(3000)), { minLength: 250, maxLength: 250 }),
  })
  .filter(({ week }) => Object.values(week).some((day) => day.length > 0))

test(`adding and measuring equal an independent count of minutes (${questions} questions)`, {
  timeout: 600_000,
}, () => {
  let asked = 0
  fc.assert(
    fc.property(cases, ({ window: [zone, day], week, closed, asked: asks }) => {
      const start = at(`${day}T00:00Z`)
      const holidays = closed.map((n) => new Date(start.getTime() + n * 86_400_000).toISOString().slice(0, 10))
      const written: Written = { zone, week, holidays }
      const calendar = calendarOf(written)
      const count = countMinutes(written, start, span)
      const instant = (n: number) => new Date(start.getTime() + n * 60_000)
      const agree = (what: string, ours: unknown, theirs: unknown) => {
        if (String(ours) !== String(theirs)) throw new Error(`${what}: ${ours}, counted ${theirs}`)
      }
      for (const [from, to, minutes] of asks) {
        asked++
        agree(
          `between ${from} and ${to}`,
          workingMinutesBetween(calendar, instant(from), instant(to)),
          count.between(from, to),
        )
        agree(`open at ${from}`, isOpen(calendar, instant(from)), count.isOpen(from))
        const next = count.nextOpen(from)
        if (next >= 0) agree(`opening after ${from}`, nextOpening(calendar, instant(from)), instant(next))
        const due = count.after(from, minutes)
        if (due >= 0) agree(`${from} + ${minutes}`, addWorkingMinutes(calendar, instant(from), minutes), instant(due))
      }
    }),
    // The error names the question; shrinking 250 of them would take minutes.
    { numRuns: Math.ceil(questions / 250), endOnFailure: true },
  )
  expect(asked).toBeGreaterThanOrEqual(questions)
})

test('to the millisecond: what was added is what is measured, and not a millisecond earlier', () => {
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 5 * 480 * 60_000 }), (from, ms) => {
      const due = addWorkingTime(paris, from, ms)
      expect(workingTimeBetween(paris, from, due)).toBe(ms)
      expect(workingTimeBetween(paris, from, new Date(due.getTime() - 1))).toBe(ms - 1)
    }),
    { numRuns: 500 },
  )
})

test('time is additive wherever it is cut', () => {
  fc.assert(
    fc.property(fc.tuple(instants, fc.nat(30 * 86_400_000), fc.nat(30 * 86_400_000)), ([from, a, b]) => {
      const [middle, end] = [new Date(from.getTime() + a), new Date(from.getTime() + a + b)]
      const parts = workingTimeBetween(paris, from, middle) + workingTimeBetween(paris, middle, end)
      expect(parts).toBe(workingTimeBetween(paris, from, end))
    }),
  )
})

describe('a calendar that somebody typed', () => {
  const problems = (definition: unknown) => {
    const read = readCalendar(definition)
    return read.ok ? [] : read.problems.map(({ at: place, why }) => `${place} ${why}`)
  }
  test.each([
    ['an unknown zone', { zone: 'Europe/Lutece', week: { monday: ['09:00-10:00'] } }, 'zone unknown-zone'],
    ['nonsense for hours', { zone: 'UTC', week: { monday: ['9-12'] } }, 'week.monday.0 not-a-range'],
    ['25 hours', { zone: 'UTC', week: { monday: ['09:00-25:00'] } }, 'week.monday.0 not-a-range'],
    ['hours turned round', { zone: 'UTC', week: { monday: ['12:00-09:00'] } }, 'week.monday.0 range-reversed'],
    [
      'hours that overlap',
      { zone: 'UTC', week: { friday: ['13:00-15:00', '09:00-13:30'] } },
      'week.friday ranges-overlap',
    ],
    ['no hours at all', { zone: 'UTC', week: { monday: [] } }, 'week never-open'],
    [
      'a 30th of February',
      { zone: 'UTC', week: { monday: ['09:00-10:00'] }, holidays: ['2026-02-30'] },
      'holidays.0 not-a-date',
    ],
  ])('is refused for %s', (_, definition, problem) => {
    expect(problems(definition)).toEqual([problem])
  })
  test('names every problem at once', () => {
    expect(problems({ zone: '?', week: { monday: ['x'] } })).toEqual(['zone unknown-zone', 'week.monday.0 not-a-range'])
  })
  test('may list its hours in any order', () => {
    expect(calendarOf({ zone: 'UTC', week: { monday: ['13:00-14:00', '09:00-10:00'] } }).week[0]).toEqual([
      { from: 540, to: 600 },
      { from: 780, to: 840 },
    ])
  })
})
