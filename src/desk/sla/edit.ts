import type { Tx } from '../../schema.ts'
import { type DeskCalendar, holidaysBetween, readCalendars } from './calendars.ts'
import { recalendarClock } from './clock.ts'
import { type CalendarDefinition, readCalendar } from './definition.ts'
import type { Holiday } from './holidays.ts'
import { type Ledger, lockLedgersOf, saveLedgers } from './ledgers.ts'
import type { CalendarId } from './table.ts'
import { faultsOfTargets, type Targets, targetMinutes } from './targets.ts'

export interface CalendarChange {
  name?: string
  hours?: Omit<CalendarDefinition, 'holidays'>
  holidays?: Holiday[]
  targets?: Targets
}

export type CalendarEdit =
  | { done: true; calendar: DeskCalendar; clocks: number }
  | { done: false; why: 'unknown-calendar' }
  | { done: false; why: 'not-a-calendar'; problems: { at: string; why: string }[] }

/**
 * Edits hours, holidays or targets and recomputes every clock that may still move, in this transaction: no tick sees
 * old due times beside new hours. Clocks that have stopped keep the judgement of their day.
 */
export async function editCalendar(tx: Tx, id: CalendarId, change: CalendarChange, now: Date): Promise<CalendarEdit> {
  const row = await tx.selectFrom('calendars').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return { done: false, why: 'unknown-calendar' }
  const { hours = row.hours, holidays = row.holidays } = change
  const read = readCalendar({ ...hours, holidays: holidays.map(({ date }) => date) })
  const problems = [...(read.ok ? [] : read.problems), ...(change.targets ? faultsOfTargets(change.targets) : [])]
  if (problems.length > 0) return { done: false, why: 'not-a-calendar', problems }

  const before = (await readCalendars(tx, [id])).get(id)!
  await tx
    .updateTable('calendars')
    .set({
      name: change.name ?? row.name,
      hours: JSON.stringify(hours),
      holidays: JSON.stringify(holidays),
      targets: JSON.stringify(change.targets ?? row.targets),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  const after = (await readCalendars(tx, [id])).get(id)!
  return { done: true, calendar: after, clocks: await recompute(tx, before, after, now) }
}

/** Adds the holidays of the coming years where a place is configured; called daily by the tick. Returns how many calendars grew. */
export async function extendHolidays(tx: Tx, now: Date): Promise<number> {
  const until = now.getUTCFullYear() + 2
  const rows = await tx
    .selectFrom('calendars')
    .select(['id', 'holidays', 'holidays_of', 'holidays_until'])
    .where('holidays_of', 'is not', null)
    .where('holidays_until', '<', until)
    .forUpdate()
    .execute()
  for (const { id, holidays, holidays_of, holidays_until } of rows) {
    const more = await holidaysBetween(holidays_of!, holidays_until! + 1, until)
    const added = more.filter(({ date }) => !holidays.some((known) => known.date === date))
    await editCalendar(tx, id, { holidays: [...holidays, ...added] }, now)
    await tx.updateTable('calendars').set({ holidays_until: until }).where('id', '=', id).execute()
  }
  return rows.length
}

/** In chunks: a statement has a limit of 65,535 parameters. */
const chunk = 500

async function recompute(tx: Tx, before: DeskCalendar, after: DeskCalendar, now: Date): Promise<number> {
  const ledgers = (await lockLedgersOf(tx, after.id)).map((ledger): Ledger => {
    const { name, priority, cycle } = ledger.clock
    const target = targetMinutes(after.calendar, priority, name, after.targets)
    const clock = recalendarClock(ledger.clock, now, before.calendar, { calendar: after.calendar, target })
    return { ...ledger, calendar: after, clock, announcedIn: cycle }
  })
  for (let i = 0; i < ledgers.length; i += chunk) await saveLedgers(tx, ledgers.slice(i, i + chunk))
  return ledgers.length
}
