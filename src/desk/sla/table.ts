import type { Generated, JSONColumnType, Selectable } from 'kysely'
import type { Id, TicketId } from '../../platform/ids.ts'
import type { Priority } from '../tickets/ticket.ts'
import type { Cause, ClockState, Milestone } from './clock.ts'
import type { CalendarDefinition } from './definition.ts'
import type { Holiday } from './holidays.ts'
import type { ClockName, Targets } from './targets.ts'

export type CalendarId = Id<'cal'>

export interface CalendarsTable {
  id: CalendarId
  name: string
  /** At most one row is; tickets follow it when nothing else is said. */
  is_default: Generated<boolean>
  /** Zone and hours; the holidays stand beside it, with their names. */
  hours: JSONColumnType<Omit<CalendarDefinition, 'holidays'>>
  holidays: JSONColumnType<Holiday[]>
  /** Where the holidays come from ("FR", "CH-GE"); null: by hand only. */
  holidays_of: string | null
  /** Last year that was computed for that place. */
  holidays_until: number | null
  targets: JSONColumnType<Targets>
  updated_at: Date
}

export interface SlaClocksTable {
  ticket_id: TicketId
  clock: ClockName
  calendar_id: CalendarId
  priority: Priority
  /** Working minutes. */
  target_minutes: number
  cycle: number
  state: ClockState
  /** When the warning is or was due: the past or the foreseen instant; null when the clock stands still short of it. */
  warn_at: Date | null
  /** The same for the target itself: a clock is broken when this is past, and met when it stopped with null here. */
  due_at: Date | null
  /** The last milestone told to people in this cycle. */
  announced: Generated<Milestone | null>
}
export type SlaClockRow = Selectable<SlaClocksTable>

export interface SlaIntervalsTable {
  ticket_id: TicketId
  clock: ClockName
  /** 1, 2, 3…; intervals are appended, and only the end of the last one is ever written later. */
  seq: number
  from_at: Date
  to_at: Date | null
  state: ClockState
  cause: Cause
  priority: Priority
}

/** One row for each milestone that was told to people: its key is what makes it happen once. */
export interface SlaMilestonesTable {
  ticket_id: TicketId
  clock: ClockName
  milestone: Milestone
  cycle: number
  priority: Priority
  /** When it was reached, and when the tick saw it. */
  reached_at: Date
  announced_at: Date
}
