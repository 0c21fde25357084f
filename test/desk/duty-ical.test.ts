import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarShifts } from '../../src/desk/duty/ical.ts'

const calendar = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR'].join('\r\n')
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
const window = { zone: 'Europe/Paris', from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-05-01T00:00:00Z') }
const read = (text: string) =>
  calendarShifts(text, window)?.map(({ names, from, to }) => [names[0], from.toISOString(), to.toISOString()])

test('a weekly event in a zone keeps its hour on the wall over the change to summer time', () => {
  const weekly = event(
    'UID:a',
    'SUMMARY:On call: Léa Roy',
    'DTSTART;TZID=Europe/Paris:20260316T090000',
    'DTEND;TZID=Europe/Paris:20260323T090000',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2',
  )
  expect(read(calendar(weekly))).toEqual([
    ['On call: Léa Roy', '2026-03-16T08:00:00.000Z', '2026-03-23T08:00:00.000Z'],
    ['On call: Léa Roy', '2026-03-30T07:00:00.000Z', '2026-04-06T07:00:00.000Z'],
  ])
})

test('one occurrence that was moved, one that was cancelled, whole days and universal time are read as they are', () => {
  const daily = event(
    'UID:b',
    'SUMMARY:Karim',
    'DTSTART:20260401T080000Z',
    'DURATION:PT8H',
    'RRULE:FREQ=DAILY;COUNT=4',
    'EXDATE:20260402T080000Z',
  )
  const moved = event(
    'UID:b',
    'RECURRENCE-ID:20260403T080000Z',
    'SUMMARY:Noor',
    'DTSTART:20260403T100000Z',
    'DTEND:20260403T120000Z',
  )
  const whole = event('UID:c', 'SUMMARY:Léa', 'DTSTART;VALUE=DATE:20260410', 'DTEND;VALUE=DATE:20260412')
  const cancelled = event(
    'UID:d',
    'SUMMARY:Nobody',
    'STATUS:CANCELLED',
    'DTSTART:20260411T080000Z',
    'DTEND:20260411T090000Z',
  )
  expect(read(calendar(daily, moved, whole, cancelled))).toEqual([
    ['Karim', '2026-04-01T08:00:00.000Z', '2026-04-01T16:00:00.000Z'],
    ['Noor', '2026-04-03T10:00:00.000Z', '2026-04-03T12:00:00.000Z'],
    ['Karim', '2026-04-04T08:00:00.000Z', '2026-04-04T16:00:00.000Z'],
    ['Léa', '2026-04-09T22:00:00.000Z', '2026-04-11T22:00:00.000Z'],
  ])
})

test('what is no calendar gives nothing, and one without end is not read to its end', () => {
  expect(read('no calendar')).toBeUndefined()
  expect(read('BEGIN:VCARD\r\nEND:VCARD')).toBeUndefined()
  expect(read(calendar())).toEqual([])
  const endless = event(
    'UID:e',
    'SUMMARY:x',
    'DTSTART:20260301T000000Z',
    'DTEND:20260301T000001Z',
    'RRULE:FREQ=SECONDLY',
  )
  expect(read(calendar(endless))).toBeUndefined()
  const past = event('UID:f', 'SUMMARY:x', 'DTSTART:19700101T000000Z', 'DTEND:19700101T000001Z', 'RRULE:FREQ=SECONDLY')
  expect(read(calendar(past))).toBeUndefined()
})

test('no text makes it fail', () => {
  const words = fc.constantFrom(
    'BEGIN:VEVENT',
    'END:VEVENT',
    'DTSTART:20260401T080000Z',
    'DTEND:x',
    'RRULE:FREQ=DAILY;UNTIL=1',
    'UID:a',
    'RECURRENCE-ID:1',
    'DURATION:P-1D',
    'DTSTART;TZID=Nowhere:20260401T080000',
    'EXDATE:z',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (lines) => {
      expect(() => calendarShifts(calendar(...lines), window)).not.toThrow()
    }),
  )
})
