import { sql } from 'kysely'
import type { Id, TicketId } from '../../platform/ids.ts'
import type { Tx } from '../../schema.ts'
import type { Priority } from '../tickets/ticket.ts'
import type { ClockState, Milestone } from './clock.ts'
import type { ClockName } from './targets.ts'

/** A warning or a breach that nobody was told yet. */
export interface DueMilestone {
  readonly ticketId: TicketId
  readonly clock: ClockName
  readonly milestone: Milestone
  readonly cycle: number
  readonly priority: Priority
  /** A clock that has stopped in the meantime is told as well, because reports count it; notices may be silent then. */
  readonly state: ClockState
  readonly reachedAt: Date
  /** When the target is used up; null while the clock is paused short of it. */
  readonly dueAt: Date | null
}

interface Row {
  ticket_id: Id<'tkt'>
  clock: ClockName
  milestone: Milestone
  cycle: number
  priority: Priority
  state: ClockState
  reached_at: Date
  due_at: Date | null
}

/**
 * Takes what has become due, oldest first: 75 % of a target used, or all of it. Each milestone of a ticket's clock is
 * given out once per cycle, whatever several ticks, a crash or a clock that jumps back do, because it is written down
 * by the statement that gives it out, and stays written only if the caller's transaction, which also stores the notices,
 * commits. Of a warning and a breach found together only the breach is told. `now` is the database's time.
 */
export async function dueSoon(tx: Tx, now: Date, limit = 100): Promise<DueMilestone[]> {
  const { rows } = await sql<Row>`
    with found as materialized (
      select ticket_id, clock, cycle, priority, state, due_at,
             case when due_at < ${now} then 'breach' else 'warning' end as milestone,
             case when due_at < ${now} then due_at else warn_at end as reached_at
      from sla_clocks
      where (due_at < ${now} and announced is distinct from 'breach')
         or (warn_at <= ${now} and state = 'running' and announced is null)
      order by coalesce(due_at, warn_at), ticket_id, clock
      limit ${limit}
      for update skip locked
    ), marked as (
      update sla_clocks set announced = found.milestone from found
      where sla_clocks.ticket_id = found.ticket_id and sla_clocks.clock = found.clock
    ), told as (
      insert into sla_milestones (ticket_id, clock, milestone, cycle, priority, reached_at, announced_at)
      select ticket_id, clock, milestone, cycle, priority, reached_at, ${now} from found
      on conflict do nothing
      returning ticket_id, clock
    )
    select found.* from found join told using (ticket_id, clock) order by reached_at, ticket_id, clock`.execute(tx)
  return rows.map(({ ticket_id, reached_at, due_at, ...row }) => ({
    ...row,
    ticketId: ticket_id,
    reachedAt: reached_at,
    dueAt: due_at,
  }))
}
