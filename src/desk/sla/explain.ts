import type { Priority } from '../tickets/ticket.ts'
import type { WorkingCalendar } from './calendar.ts'
import { breachedAt, type Cause, type Clock, type ClockState, dueAt, elapsed, lengthOf, stateOf } from './clock.ts'
import type { ClockName } from './targets.ts'

/** One line of the account: what happened in it, and what the clock showed at its end. */
export interface ExplainedInterval {
  readonly from: Date
  /** Null: it still goes on. */
  readonly to: Date | null
  readonly state: ClockState
  readonly cause: Cause
  readonly priority: Priority
  /** Working minutes between both ends, counted or not. */
  readonly minutes: number
  /** Those of them that the clock counted: all while it ran, none otherwise. */
  readonly counted: number
  /** What the clock showed at the end of the interval. */
  readonly total: number
}

/**
 * Everything that may be said about a clock at an instant, judged by the priority and the hours in force now. All
 * durations are working minutes.
 */
export interface Explanation {
  readonly clock: ClockName
  readonly priority: Priority
  readonly state: ClockState
  readonly target: number
  readonly elapsed: number
  /** Below zero when overdue. */
  readonly remaining: number
  readonly dueAt: Date | undefined
  readonly breachedAt: Date | undefined
  readonly rows: readonly ExplainedInterval[]
}

/** The whole account until `at`; the rows' counted minutes add up to `elapsed`, whatever `at` is. */
export function explainClock(clock: Clock, calendar: WorkingCalendar, at: Date): Explanation {
  let total = 0
  const rows = clock.intervals
    .filter(({ from }) => from <= at)
    .map((interval): ExplainedInterval => {
      const minutes = lengthOf(interval, calendar, at)
      const counted = interval.state === 'running' ? minutes : 0
      total += counted
      return { ...interval, to: interval.to && interval.to <= at ? interval.to : null, minutes, counted, total }
    })
  const shown = elapsed(clock, calendar, at)
  return {
    clock: clock.name,
    priority: clock.priority,
    state: rows.at(-1)?.state ?? stateOf(clock),
    target: clock.target,
    elapsed: shown,
    remaining: clock.target - shown,
    dueAt: dueAt(clock, calendar),
    breachedAt: breachedAt(clock, calendar, at),
    rows,
  }
}
