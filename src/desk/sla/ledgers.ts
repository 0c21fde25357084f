import { sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { type DeskCalendar, readCalendars } from './calendars.ts'
import { type Clock, type Milestone, reachedAt, stateOf } from './clock.ts'
import type { CalendarId, SlaClockRow } from './table.ts'

/** A clock as it is stored: its ledger, the calendar it follows, and what was already said about it. */
export interface Ledger {
  readonly ticketId: TicketId
  readonly calendar: DeskCalendar
  readonly clock: Clock
  /** How many of the intervals the database has. */
  readonly stored: number
  /** In the cycle `announcedIn`, by default the clock's own. */
  readonly announced: Milestone | null
  readonly announcedIn?: number
}

export const readLedgers = (db: Db, ticketIds: readonly TicketId[]): Promise<Ledger[]> =>
  loadLedgers(db, clocksOf(db, ticketIds).execute())

/** Nobody else changes these clocks until the transaction ends. */
export const lockLedgers = (tx: Tx, ticketIds: readonly TicketId[]): Promise<Ledger[]> =>
  loadLedgers(tx, clocksOf(tx, ticketIds).forUpdate().execute())

/** All clocks that may still move under a calendar, locked. */
export const lockLedgersOf = (tx: Tx, calendarId: CalendarId): Promise<Ledger[]> =>
  loadLedgers(
    tx,
    tx
      .selectFrom('sla_clocks')
      .selectAll()
      .where('calendar_id', '=', calendarId)
      .where('state', '<>', 'stopped')
      .orderBy('ticket_id')
      .orderBy('clock')
      .forUpdate()
      .execute(),
  )

const clocksOf = (db: Db, ticketIds: readonly TicketId[]) =>
  db.selectFrom('sla_clocks').selectAll().where('ticket_id', 'in', ticketIds).orderBy('ticket_id').orderBy('clock')

/**
 * The intervals and calendars are read by statements of their own, after the clocks' locks are held: joined into the
 * locking statement they could be older than the clock it had to wait for.
 */
async function loadLedgers(db: Db, found: Promise<SlaClockRow[]>): Promise<Ledger[]> {
  const rows = await found
  if (rows.length === 0) return []
  const calendars = await readCalendars(db, [...new Set(rows.map((row) => row.calendar_id))])
  const intervals = await db
    .selectFrom('sla_intervals')
    .selectAll()
    .where('ticket_id', '=', anyOf([...new Set(rows.map((row) => row.ticket_id))]))
    .orderBy('seq')
    .execute()
  const byClock = new Map<string, typeof intervals>()
  for (const row of intervals) {
    const key = `${row.ticket_id} ${row.clock}`
    byClock.set(key, [...(byClock.get(key) ?? []), row])
  }
  return rows.map((row) => {
    const own = byClock.get(`${row.ticket_id} ${row.clock}`) ?? []
    const calendar = calendars.get(row.calendar_id)
    if (!calendar) throw new Error(`No calendar ${row.calendar_id}, which a clock of ${row.ticket_id} follows`)
    return { ticketId: row.ticket_id, calendar, clock: clockOf(row, own), stored: own.length, announced: row.announced }
  })
}

/** One parameter however many ids: an edited calendar may concern more tickets than a statement has parameters. */
const anyOf = <T>(ids: readonly T[]) => sql<T>`any(${ids})`

type IntervalRow = { from_at: Date; to_at: Date | null } & Pick<
  Clock['intervals'][number],
  'state' | 'cause' | 'priority'
>

const clockOf = (row: SlaClockRow, intervals: readonly IntervalRow[]): Clock => ({
  name: row.clock,
  priority: row.priority,
  target: row.target_minutes,
  cycle: row.cycle,
  intervals: intervals.map(({ from_at, to_at, state, cause, priority }) => ({
    from: from_at,
    to: to_at,
    state,
    cause,
    priority,
  })),
})

/** Two statements, however many clocks. Of the intervals only the last stored one (its end) and the new ones are written. */
export async function saveLedgers(tx: Tx, ledgers: readonly Ledger[]): Promise<void> {
  if (ledgers.length === 0) return
  const clocks = tx
    .insertInto('sla_clocks')
    .values(ledgers.map(clockRow))
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'clock']).doUpdateSet((row) => ({
        priority: row.ref('excluded.priority'),
        target_minutes: row.ref('excluded.target_minutes'),
        cycle: row.ref('excluded.cycle'),
        state: row.ref('excluded.state'),
        warn_at: row.ref('excluded.warn_at'),
        due_at: row.ref('excluded.due_at'),
        announced: row.ref('excluded.announced'),
      })),
    )
    .execute()
  const intervals = tx
    .insertInto('sla_intervals')
    .values(ledgers.flatMap(newIntervalRows))
    .onConflict((conflict) =>
      conflict.columns(['ticket_id', 'clock', 'seq']).doUpdateSet((row) => ({ to_at: row.ref('excluded.to_at') })),
    )
    .execute()
  await Promise.all([clocks, intervals])
}

function clockRow({ ticketId, clock, calendar: { id, calendar }, announced, announcedIn = clock.cycle }: Ledger) {
  return {
    ticket_id: ticketId,
    clock: clock.name,
    calendar_id: id,
    priority: clock.priority,
    target_minutes: clock.target,
    cycle: clock.cycle,
    state: stateOf(clock),
    warn_at: reachedAt(clock, calendar, 'warning') ?? null,
    due_at: reachedAt(clock, calendar, 'breach') ?? null,
    announced: announcedIn === clock.cycle ? announced : null,
  }
}

const newIntervalRows = ({ ticketId, clock, stored }: Ledger) =>
  clock.intervals
    .map(({ from, to, ...rest }, i) => ({
      ticket_id: ticketId,
      clock: clock.name,
      seq: i + 1,
      from_at: from,
      to_at: to,
      ...rest,
    }))
    .slice(Math.max(0, stored - 1))
