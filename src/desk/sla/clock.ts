import type { Priority } from '../tickets/ticket.ts'
import { addWorkingTime, msPerMinute, type WorkingCalendar, workingTimeBetween } from './calendar.ts'
import type { ClockName } from './targets.ts'

/** Why a clock runs, stands still or has ended; each has its sentence in the texts. */
export const causes = {
  running: ['opened', 'user-replied', 'hold-ended', 'reopened', 'taken-back'],
  paused: ['waiting-on-user', 'waiting-on-vendor', 'waiting-on-change', 'waiting-on-problem', 'on-hold'],
  stopped: ['answered', 'resolved', 'closed', 'cancelled', 'merged'],
} as const
export type ClockState = keyof typeof causes
export type CauseOf<S extends ClockState> = (typeof causes)[S][number]
export type Cause = CauseOf<ClockState>

/** `to` is null for the last one: it goes on. */
export interface Interval {
  readonly from: Date
  readonly to: Date | null
  readonly state: ClockState
  readonly cause: Cause
  readonly priority: Priority
}

/**
 * A ledger: the intervals follow each other without gap or overlap from the ticket's opening on, so no minute can be
 * lost or counted twice. Whatever is said about a clock is computed from them and from the calendar in force.
 */
export interface Clock {
  readonly name: ClockName
  readonly priority: Priority
  /** What was promised, in working minutes. */
  readonly target: number
  /** Counts the times the promise was made anew; a milestone is announced once in each. */
  readonly cycle: number
  readonly intervals: readonly Interval[]
}

/** A milestone is reached at this share of the target. 75 %: late enough to mean something, early enough to act. */
export const milestones = { warning: 0.75, breach: 1 } as const
export type Milestone = keyof typeof milestones

export const startClock = (name: ClockName, priority: Priority, target: number, at: Date): Clock => ({
  name,
  priority,
  target,
  cycle: 1,
  intervals: [{ from: at, to: null, state: 'running', cause: 'opened', priority }],
})

export const stateOf = (clock: Clock): ClockState => lastOf(clock).state

/** Every move that changes nothing gives back the very same clock, so events may repeat without harm. */
export const pauseClock = (clock: Clock, at: Date, cause: CauseOf<'paused'>): Clock =>
  stateOf(clock) === 'stopped' ? clock : turn(clock, at, { state: 'paused', cause })

export const resumeClock = (clock: Clock, at: Date, cause: CauseOf<'running'> = 'user-replied'): Clock =>
  stateOf(clock) === 'paused' ? turn(clock, at, { state: 'running', cause }) : clock

export const stopClock = (clock: Clock, at: Date, cause: CauseOf<'stopped'>): Clock =>
  stateOf(clock) === 'stopped' ? clock : turn(clock, at, { state: 'stopped', cause })

/** A reopened ticket was not solved: its minutes go on from where they were; those while it was resolved are not counted. */
export const restartClock = (clock: Clock, at: Date, cause: CauseOf<'running'> = 'reopened'): Clock =>
  stateOf(clock) === 'stopped' ? { ...turn(clock, at, { state: 'running', cause }), cycle: clock.cycle + 1 } : clock

/** Another priority, another promise; elapsed time and pauses stay. A stopped clock was judged by what held then. */
export function retargetClock(
  clock: Clock,
  calendar: WorkingCalendar,
  at: Date,
  { priority, target }: { priority: Priority; target: number },
): Clock {
  if (stateOf(clock) === 'stopped' || (clock.priority === priority && clock.target === target)) return clock
  const { state, cause } = lastOf(clock)
  const changed = { ...turn(clock, at, { state, cause }, priority), priority, target }
  return renewed({ clock, calendar }, { clock: changed, calendar }, at)
}

/** The same ledger under edited hours or holidays; a target in days has another length there. */
export function recalendarClock(
  clock: Clock,
  at: Date,
  before: WorkingCalendar,
  { calendar, target }: { calendar: WorkingCalendar; target: number },
): Clock {
  const changed = stateOf(clock) === 'stopped' || clock.target === target ? clock : { ...clock, target }
  return renewed({ clock, calendar: before }, { clock: changed, calendar }, at)
}

/** Working minutes counted until `at`; pauses and the time after a stop count nothing. */
export function elapsed(clock: Clock, calendar: WorkingCalendar, at: Date): number {
  return clock.intervals.reduce((sum, interval) => sum + countedMs(interval, calendar, at), 0) / msPerMinute
}

/** Working minutes of one interval that had passed at `at`, whatever its state. */
export const lengthOf = (interval: Interval, calendar: WorkingCalendar, at: Date): number =>
  workingTimeBetween(calendar, interval.from, earlier(interval.to, at)) / msPerMinute

/** Working minutes left, below zero when overdue; frozen while the clock is paused or stopped. */
export const remaining = (clock: Clock, calendar: WorkingCalendar, at: Date): number =>
  clock.target - elapsed(clock, calendar, at)

/** The instant at which the target is used up if nothing pauses the clock; unknown while it stands still. */
export const dueAt = (clock: Clock, calendar: WorkingCalendar): Date | undefined =>
  stateOf(clock) === 'running' ? reachedAt(clock, calendar, 'breach') : undefined

/** When the promise was broken, if it was before `at`. Done at the very instant it is due is in time. */
export function breachedAt(clock: Clock, calendar: WorkingCalendar, at: Date): Date | undefined {
  const due = reachedAt(clock, calendar, 'breach')
  return due && due < at ? due : undefined
}

/**
 * The instant of a milestone by this ledger: past, or foreseen when the clock runs; none if the clock stands still
 * short of it. A pause that begins at that very instant comes first: then the milestone waits for the resumption.
 */
export function reachedAt(clock: Clock, calendar: WorkingCalendar, milestone: Milestone): Date | undefined {
  let left = Math.round(clock.target * milestones[milestone] * msPerMinute)
  for (const { state, from, to } of clock.intervals) {
    if (state !== 'running') continue
    const length = to ? workingTimeBetween(calendar, from, to) : Number.POSITIVE_INFINITY
    if (left <= length) {
      const reached = addWorkingTime(calendar, from, left)
      if (!to || reached < to) return reached
    }
    left = Math.max(0, left - length)
  }
  return undefined
}

interface Judged {
  readonly clock: Clock
  readonly calendar: WorkingCalendar
}

/** The cycle goes up only when a milestone that was reached is ahead again, else it would be announced a second time. */
function renewed(before: Judged, after: Judged, at: Date): Clock {
  const ahead = (milestone: Milestone) => reachedBy(before, at, milestone) && !reachedBy(after, at, milestone)
  return ahead('warning') || ahead('breach') ? { ...after.clock, cycle: after.clock.cycle + 1 } : after.clock
}

const reachedBy = ({ clock, calendar }: Judged, at: Date, milestone: Milestone): boolean => {
  const reached = reachedAt(clock, calendar, milestone)
  return reached !== undefined && reached <= at
}

/** Closes the open interval and begins the next. An `at` before the ledger's end (skewed clocks) counts as its end. */
function turn(clock: Clock, at: Date, next: Pick<Interval, 'state' | 'cause'>, priority = clock.priority): Clock {
  const last = lastOf(clock)
  if (last.state === next.state && last.cause === next.cause && last.priority === priority) return clock
  const from = at < last.from ? last.from : at
  return {
    ...clock,
    intervals: [...clock.intervals.slice(0, -1), { ...last, to: from }, { ...next, from, to: null, priority }],
  }
}

const countedMs = (interval: Interval, calendar: WorkingCalendar, at: Date): number =>
  interval.state === 'running' ? workingTimeBetween(calendar, interval.from, earlier(interval.to, at)) : 0

const earlier = (a: Date | null, b: Date): Date => (a && a < b ? a : b)

function lastOf(clock: Clock): Interval {
  const last = clock.intervals.at(-1)
  if (!last) throw new Error(`A ${clock.name} clock without any interval: it was never started`)
  return last
}
