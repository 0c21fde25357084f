import { type Selectable, sql } from 'kysely'
import { newId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { WorkingCalendar } from './calendar.ts'
import { type CalendarDefinition, calendarOf, officeHours } from './definition.ts'
import { type Holiday, holidaysOf } from './holidays.ts'
import type { CalendarId, CalendarsTable } from './table.ts'
import { defaultTargets, type Targets } from './targets.ts'

/** A stored calendar, ready to compute with, and what is promised by it. */
export interface DeskCalendar {
  readonly id: CalendarId
  readonly name: string
  readonly calendar: WorkingCalendar
  readonly targets: Targets
}

/** What the configuration says about a desk whose calendar nobody has edited yet. */
export interface CalendarSettings {
  /** IANA zone (TIME_ZONE). */
  timeZone: string
  /** "FR", "FR-57", "CH-GE" (HOLIDAYS); absent: no holidays. */
  holidaysOf?: string | undefined
}

/** Holidays are known so many years ahead, because a target may reach over New Year. */
const yearsAhead = 2

/**
 * The desk's calendar, made from the configuration if there is none. Called at start; afterwards the row is the truth,
 * for it can be edited, and another configuration does not overwrite what people set.
 */
export async function ensureDefaultCalendar(tx: Tx, settings: CalendarSettings, now: Date): Promise<DeskCalendar> {
  const place = settings.holidaysOf ?? null
  const year = now.getUTCFullYear()
  const { holidays: _, ...hours } = officeHours(settings.timeZone)
  calendarOf(hours) // a zone that does not exist must stop the start, not the first ticket
  await tx
    .insertInto('calendars')
    .values({
      id: newId('cal'),
      name: settings.timeZone,
      is_default: true,
      hours: JSON.stringify(hours),
      holidays: JSON.stringify(place ? await holidaysBetween(place, year - 1, year + yearsAhead) : []),
      holidays_of: place,
      holidays_until: place ? year + yearsAhead : null,
      targets: JSON.stringify(defaultTargets),
      updated_at: now,
    })
    // Literal: a kept plan knows no values, and would not recognise the index.
    .onConflict((conflict) => conflict.column('is_default').where('is_default', '=', sql.lit(true)).doNothing())
    .execute()
  return defaultCalendar(tx, now)
}

/** The calendar of tickets for which nothing else is said. A database that was never started gets plain office hours. */
export async function defaultCalendar(tx: Tx, now: Date): Promise<DeskCalendar> {
  const row = await tx.selectFrom('calendars').selectAll().where('is_default', '=', true).executeTakeFirst()
  return row ? deskCalendar(row) : ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris' }, now)
}

/**
 * For new clocks: the calendar as it is stored now, and its row share-locked. An edit of the calendar waits for this
 * transaction and then finds its clocks. Without an id, the default one.
 */
export async function lockCalendar(tx: Tx, id: CalendarId | undefined, now: Date): Promise<DeskCalendar> {
  const wanted = id ?? (await defaultCalendar(tx, now)).id
  const row = await tx.selectFrom('calendars').selectAll().where('id', '=', wanted).forShare().executeTakeFirstOrThrow()
  return deskCalendar(row)
}

export async function readCalendars(db: Db, ids: readonly CalendarId[]): Promise<Map<CalendarId, DeskCalendar>> {
  const rows = await db.selectFrom('calendars').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, deskCalendar(row)]))
}

/** All public holidays of the place from the first day of one year to the last of another. */
export async function holidaysBetween(place: string, from: number, to: number): Promise<Holiday[]> {
  const years = Array.from({ length: to - from + 1 }, (_, n) => from + n)
  return (await Promise.all(years.map((year) => holidaysOf(place, year)))).flat()
}

export const definitionOf = (row: Pick<Selectable<CalendarsTable>, 'hours' | 'holidays'>): CalendarDefinition => ({
  ...row.hours,
  holidays: row.holidays.map(({ date }) => date),
})

const deskCalendar = (row: Selectable<CalendarsTable>): DeskCalendar => ({
  id: row.id,
  name: row.name,
  calendar: calendarOf(definitionOf(row)),
  targets: row.targets,
})
