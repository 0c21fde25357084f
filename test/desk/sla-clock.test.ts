import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  breachedAt,
  type Clock,
  dueAt,
  elapsed,
  pauseClock,
  reachedAt,
  remaining,
  restartClock,
  resumeClock,
  retargetClock,
  startClock,
  stateOf,
  stopClock,
} from '../../src/desk/sla/clock.ts'
import { calendarOf, officeHours, roundTheClock } from '../../src/desk/sla/definition.ts'
import { explainClock } from '../../src/desk/sla/explain.ts'
import { targetMinutes, workingDayMinutes } from '../../src/desk/sla/targets.ts'
import { countMinutes, type Written } from './sla-brute-force.ts'

const paris = calendarOf(officeHours('Europe/Paris'))
/** Monday 5 January 2026 at this time in Paris. */
const monday = (time: string) => new Date(`2026-01-05T${time}+01:00`)
const opened = (priority: 'P1' | 'P2' | 'P3' = 'P2') =>
  startClock('resolution', priority, targetMinutes(paris, priority, 'resolution'), monday('10:00'))

describe('the promises', () => {
  test.each([
    ['P1', 15, 120],
    ['P2', 30, 240],
    ['P3', 240, 3 * 480],
    ['P4', 480, 5 * 480],
  ] as const)('%s: answered within %i and restored within %i working minutes', (priority, response, resolution) => {
    expect(targetMinutes(paris, priority, 'response')).toBe(response)
    expect(targetMinutes(paris, priority, 'resolution')).toBe(resolution)
  })
  test('a working day is as long as the desk opens, around the clock 24 hours', () => {
    expect(workingDayMinutes(calendarOf(roundTheClock('UTC')))).toBe(1440)
    expect(
      workingDayMinutes(calendarOf({ zone: 'UTC', week: { monday: ['09:00-17:00'], friday: ['09:00-15:00'] } })),
    ).toBe(420)
  })
})

describe('a P2 opened on Monday at ten', () => {
  test('is due after lunch, four working hours later', () => {
    expect(dueAt(opened(), paris)).toEqual(monday('15:00'))
    expect(reachedAt(opened(), paris, 'warning')).toEqual(monday('14:00'))
  })
  test('has no due time while it waits, and a later one afterwards', () => {
    const waiting = pauseClock(opened(), monday('10:52'), 'waiting-on-user')
    expect(dueAt(waiting, paris)).toBeUndefined()
    expect(elapsed(waiting, paris, monday('17:00'))).toBe(52)
    expect(dueAt(resumeClock(waiting, monday('11:52')), paris)).toEqual(monday('16:00'))
  })
  test('keeps its pause when the priority changes during it', () => {
    const waiting = pauseClock(opened(), monday('10:30'), 'waiting-on-user')
    const urgent = retargetClock(waiting, paris, monday('11:00'), { priority: 'P1', target: 120 })
    expect(stateOf(urgent)).toBe('paused')
    const resumed = resumeClock(urgent, monday('11:30'))
    expect(elapsed(resumed, paris, monday('12:00'))).toBe(60)
    expect(dueAt(resumed, paris)).toEqual(monday('14:00'))
  })
  test('may be late at once when its priority goes up', () => {
    const urgent = retargetClock(opened(), paris, monday('14:30'), { priority: 'P1', target: 120 })
    expect(breachedAt(urgent, paris, monday('14:30'))).toEqual(monday('12:00'))
    expect(remaining(urgent, paris, monday('14:30'))).toBe(-90)
  })
  test('shows the same overdue figure all the time that it is on hold', () => {
    const held = pauseClock(opened(), monday('15:30'), 'waiting-on-vendor')
    expect(remaining(held, paris, monday('15:30'))).toBe(-30)
    expect(remaining(held, paris, monday('17:59'))).toBe(-30)
  })
  test('is kept when solved at the very instant that it is due, and broken a millisecond later', () => {
    expect(breachedAt(stopClock(opened(), monday('15:00'), 'resolved'), paris, monday('17:00'))).toBeUndefined()
    expect(breachedAt(stopClock(opened(), monday('15:00:00.001'), 'resolved'), paris, monday('17:00'))).toEqual(
      monday('15:00'),
    )
  })
  test('does not start again when the requester says thanks', () => {
    const solved = stopClock(opened(), monday('11:00'), 'resolved')
    expect(resumeClock(solved, monday('11:05'))).toBe(solved)
    expect(pauseClock(solved, monday('11:05'), 'on-hold')).toBe(solved)
    expect(elapsed(solved, paris, monday('17:00'))).toBe(60)
  })
  test('goes on from its sixtieth minute when reopened; nothing counts in between', () => {
    const again = restartClock(stopClock(opened(), monday('11:00'), 'resolved'), monday('16:00'))
    expect(elapsed(again, paris, monday('16:30'))).toBe(90)
    expect(dueAt(again, paris)).toEqual(new Date('2026-01-06T10:00+01:00'))
    expect(again.cycle).toBe(2)
  })
  test('is changed by no repeated event', () => {
    const waiting = pauseClock(opened(), monday('10:30'), 'waiting-on-user')
    expect(pauseClock(waiting, monday('10:40'), 'waiting-on-user')).toBe(waiting)
    const clock = opened()
    expect(resumeClock(clock, monday('10:40'))).toBe(clock)
    expect(restartClock(clock, monday('10:40'))).toBe(clock)
    expect(retargetClock(clock, paris, monday('10:40'), { priority: 'P2', target: 240 })).toBe(clock)
  })
  test('records another reason for the same wait', () => {
    const waiting = pauseClock(opened(), monday('10:30'), 'waiting-on-user')
    expect(pauseClock(waiting, monday('10:40'), 'waiting-on-vendor').intervals.map(({ cause }) => cause)).toEqual([
      'opened',
      'waiting-on-user',
      'waiting-on-vendor',
    ])
  })
  test('has no interval that ends before it began, even if another machine’s clock is behind', () => {
    const waiting = pauseClock(opened(), monday('10:30'), 'waiting-on-user')
    const resumed = resumeClock(waiting, monday('10:20'))
    expect(resumed.intervals.at(-1)!.from).toEqual(monday('10:30'))
    expect(elapsed(resumed, paris, monday('11:00'))).toBe(60)
  })
})

describe('a new cycle', () => {
  const to = (clock: Clock, priority: 'P1' | 'P3', target: number, time: string) =>
    retargetClock(clock, paris, monday(time), { priority, target }).cycle

  test('begins when a warning that was reached is ahead again', () => {
    expect(to(opened('P2'), 'P3', 1440, '14:30')).toBe(2)
  })
  test('does not begin while nothing was reached, nor when everything reached stays reached', () => {
    expect(to(opened('P2'), 'P3', 1440, '10:30')).toBe(1)
    expect(to(opened('P2'), 'P1', 120, '14:30')).toBe(1)
    expect(to(opened('P1'), 'P3', 130, '14:30')).toBe(1)
  })
})

test('an explanation accounts for every minute, in words that can be looked up', () => {
  const waiting = pauseClock(opened(), monday('10:52'), 'waiting-on-user')
  const urgent = retargetClock(resumeClock(waiting, monday('11:52')), paris, monday('12:10'), {
    priority: 'P1',
    target: 120,
  })
  const { rows, ...sums } = explainClock(stopClock(urgent, monday('14:00'), 'resolved'), paris, monday('18:00'))
  expect(
    rows.map(({ state, cause, priority, minutes, counted, total }) => [
      state,
      cause,
      priority,
      minutes,
      counted,
      total,
    ]),
  ).toEqual([
    ['running', 'opened', 'P2', 52, 52, 52],
    ['paused', 'waiting-on-user', 'P2', 60, 0, 52],
    ['running', 'user-replied', 'P2', 18, 18, 70],
    ['running', 'user-replied', 'P1', 50, 50, 120],
    ['stopped', 'resolved', 'P1', 240, 0, 120],
  ])
  expect(sums).toMatchObject({ elapsed: 120, remaining: 0, state: 'stopped', dueAt: undefined, breachedAt: undefined })
})

/** What may happen to a ticket, at a minute of the window. */
const moves = ['pause', 'hold', 'resume', 'stop', 'restart', 'P1', 'P3'] as const
type Move = (typeof moves)[number]
const targets = { P1: 120, P2: 240, P3: 1440 } as const

const calendars: Written[] = [
  { ...officeHours('Europe/Paris'), holidays: ['2027-03-29'] } as Written,
  { zone: 'Europe/Paris', week: { sunday: ['00:00-24:00'], monday: ['01:30-02:30', '02:45-09:00'] }, holidays: [] },
  {
    zone: 'Australia/Lord_Howe',
    week: { saturday: ['22:00-24:00'], sunday: ['00:00-07:00'], monday: ['08:00-12:00'] },
    holidays: [],
  },
  { ...roundTheClock('Africa/Cairo'), holidays: [] } as Written,
]
const start = new Date('2027-03-26T06:00Z')
const span = 10 * 1440
const instant = (n: number) => new Date(start.getTime() + n * 60_000)

function apply(clock: Clock, calendar: ReturnType<typeof calendarOf>, move: Move, at: Date): Clock {
  if (move === 'pause') return pauseClock(clock, at, 'waiting-on-user')
  if (move === 'hold') return pauseClock(clock, at, 'on-hold')
  if (move === 'resume') return resumeClock(clock, at)
  if (move === 'stop') return stopClock(clock, at, 'resolved')
  if (move === 'restart') return restartClock(clock, at)
  return retargetClock(clock, calendar, at, { priority: move, target: targets[move] })
}

/** The same life, minute by minute: which state each minute is in, and the target that holds at the end. */
function simulate(events: readonly (readonly [number, Move])[]) {
  let target: number = targets.P2
  let state = 'running'
  const states: string[] = []
  for (const [minute, move] of [...events, [span, 'end']] as const) {
    while (states.length < minute) states.push(state)
    if ((move === 'pause' || move === 'hold') && state !== 'stopped') state = 'paused'
    if (move === 'resume' && state === 'paused') state = 'running'
    if (move === 'stop') state = 'stopped'
    if (move === 'restart' && state === 'stopped') state = 'running'
    if ((move === 'P1' || move === 'P3') && state !== 'stopped') target = targets[move]
  }
  return { states, state, target }
}

test('whatever happens to a ticket, no minute is lost or counted twice: the clock equals a count minute by minute', () => {
  const events = fc
    .array(fc.tuple(fc.nat(span - 1), fc.constantFrom(...moves)), { maxLength: 12 })
    .map((list) => list.toSorted((a, b) => a[0] - b[0]))
  fc.assert(
    fc.property(
      fc.constantFrom(...calendars),
      events,
      fc.array(fc.nat(span), { minLength: 5, maxLength: 5 }),
      (written, list, asked) => {
        const calendar = calendarOf(written)
        let clock = startClock('resolution', 'P2', targets.P2, start)
        for (const [minute, move] of list) clock = apply(clock, calendar, move, instant(minute))
        const { states, state, target } = simulate(list)
        const open = countMinutes(written, start, span)
        const counted = [0]
        for (let m = 0; m < span; m++) counted.push(counted[m]! + Number(states[m] === 'running' && open.isOpen(m)))

        expect(stateOf(clock)).toBe(state)
        for (const at of asked) {
          expect(elapsed(clock, calendar, instant(at))).toBe(counted[at])
          expect(remaining(clock, calendar, instant(at))).toBe(target - counted[at]!)
          const account = explainClock(clock, calendar, instant(at))
          expect(account.rows.reduce((sum, row) => sum + row.counted, 0)).toBe(counted[at])
          expect(account.rows.reduce((sum, row) => sum + row.minutes, 0)).toBe(open.between(0, at))
        }
        // The window may end before a running clock is due; what comes later is the calendar's business.
        const due = counted.findIndex((sum, m) => sum >= target && states[m] === 'running')
        if (due >= 0) {
          expect(reachedAt(clock, calendar, 'breach')).toEqual(instant(due))
          expect(breachedAt(clock, calendar, instant(due))).toBeUndefined()
          expect(breachedAt(clock, calendar, instant(due + 1))).toEqual(instant(due))
        } else expect(breachedAt(clock, calendar, instant(span))).toBeUndefined()
        if (state !== 'running') expect(dueAt(clock, calendar)).toBeUndefined()
        else if (due >= 0) expect(dueAt(clock, calendar)).toEqual(instant(due))
        else expect(dueAt(clock, calendar)!.getTime()).toBeGreaterThanOrEqual(instant(span).getTime())
      },
    ),
    { numRuns: 300 },
  )
})
