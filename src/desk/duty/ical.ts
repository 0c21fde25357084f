import ICAL from 'ical.js'
import { DateTime, IANAZone } from 'luxon'

/** A duty as a calendar has it. */
export interface CalendarShift {
  /** The calendar's own name of this occurrence. */
  uid: string
  /** What may name the person: the event's title, and who is invited. */
  names: readonly string[]
  from: Date
  to: Date
}

/** So much is read of one calendar, in characters, and of one event that recurs. */
export const longestCalendar = 2_000_000
const mostOccurrences = 4_000
/** A calendar with more shifts than this in its window is none of a rota. */
const mostShifts = 2_000

/**
 * The events of an iCalendar text (RFC 5545) that touch a window, each occurrence of those that recur, the oldest first. An
 * hour without a zone, and a whole day, is one of `zone`. Nothing for a text that is no calendar, or has too many.
 */
export function calendarShifts(
  text: string,
  { zone, from, to }: { zone: string; from: Date; to: Date },
): CalendarShift[] | undefined {
  if (text.length > longestCalendar) return undefined
  try {
    const shifts = eventsIn(text).flatMap((event) =>
      [...occurrences(event, zone, to)].filter((one) => one.to > from && one.from < to && one.to > one.from),
    )
    if (shifts.length > mostShifts) return undefined
    return shifts.sort((a, b) => Number(a.from) - Number(b.from) || (a.uid < b.uid ? -1 : 1))
  } catch {
    return undefined // what the parser does not take, now or at a later property, is no calendar; the caller says so
  }
}

function eventsIn(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text))
  if (calendar.name !== 'vcalendar') throw new Error('The text is no calendar')
  const every = calendar.getAllSubcomponents('vevent')
  const changed = every.filter((event) => event.hasProperty('recurrence-id'))
  return every
    .filter((event) => !event.hasProperty('recurrence-id') && status(event) !== 'CANCELLED')
    .map((event) => {
      const uid = event.getFirstPropertyValue('uid')
      const exceptions = changed.filter((other) => other.getFirstPropertyValue('uid') === uid)
      return new ICAL.Event(event, { exceptions, strictExceptions: true })
    })
}

const status = (event: ICAL.Component) => String(event.getFirstPropertyValue('status') ?? '').toUpperCase()

function* occurrences(event: ICAL.Event, zone: string, until: Date): Generator<CalendarShift> {
  if (!event.startDate) return
  if (!event.isRecurring()) {
    yield shiftOf(event, event.startDate, event.endDate, zone, '')
    return
  }
  const dates = event.iterator()
  for (let n = 0; n < mostOccurrences; n++) {
    const next = dates.next()
    if (!next) return
    const { item, startDate, endDate, recurrenceId } = event.getOccurrenceDetails(next)
    const shift = shiftOf(item, startDate, endDate, zone, ` ${recurrenceId.toString()}`)
    if (shift.from >= until) return
    if (status(item.component) !== 'CANCELLED') yield shift
  }
  throw new Error('An event recurs more often than a shift does')
}

function shiftOf(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time, zone: string, occurrence: string): CalendarShift {
  const invited = event.attendees.map((attendee) => String(attendee.getFirstParameter('cn') ?? ''))
  return {
    uid: `${event.uid ?? ''}${occurrence}`.slice(0, 500),
    names: [event.summary ?? '', ...invited].filter(Boolean),
    from: instantOf(start, zone),
    to: instantOf(end, zone),
  }
}

/** The zone's own rules are those of this machine; a calendar's copy of them counts only for a name that nobody knows. */
function instantOf(time: ICAL.Time, zone: string): Date {
  const named = time.zone?.tzid
  const known = named === 'UTC' || !named || named === 'floating' || IANAZone.create(named).isValid
  if (named === 'UTC' || !known) return time.toJSDate()
  const { year, month, day, hour, minute, second } = time
  const at = { year, month, day, ...(time.isDate ? {} : { hour, minute, second }) }
  const here = named && named !== 'floating' && !time.isDate ? named : zone
  return DateTime.fromObject(at, { zone: here }).toJSDate()
}
