import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import {
  onCallNow,
  onDutyAt,
  type Rota,
  type Rotation,
  shiftsBetween,
  turnAt,
  turnBegins,
} from '../../src/desk/duty/rota.ts'
import type { StintKind } from '../../src/desk/duty/table.ts'
import { momentNamed } from '../../src/desk/duty/when.ts'
import type { PersonId } from '../../src/platform/ids.ts'

const [ana, ben, cleo]: PersonId[] = ['per_ana', 'per_ben', 'per_cleo'] as PersonId[]
const paris: Rotation = {
  zone: 'Europe/Paris',
  startsOn: '2026-03-02',
  handoverMinute: 540,
  everyWeeks: 1,
  people: [ana!, ben!, cleo!],
}
const plain: Rota = { rotation: paris, stints: [], absences: [] }
const at = (iso: string) => DateTime.fromISO(iso, { zone: 'Europe/Paris' }).toJSDate()

describe('a weekly rotation', () => {
  test('hands over at the same hour on the wall in winter and in summer', () => {
    const hours = Array.from({ length: 60 }, (_, n) =>
      DateTime.fromJSDate(turnBegins(paris, n), { zone: 'Europe/Paris' }).toFormat('ccc HH:mm'),
    )
    expect(new Set(hours)).toEqual(new Set(['Mon 09:00']))
    expect(onDutyAt(plain, at('2026-03-30T08:59'))?.person).toBe(turnOf(3))
    expect(onDutyAt(plain, at('2026-03-30T09:00'))?.person).toBe(turnOf(4))
  })
  const turnOf = (n: number) => paris.people[n % 3]

  test('has nobody before its first handover, and gives a person who is away to the next who is there', () => {
    expect(onDutyAt(plain, at('2026-03-02T08:59'))).toBeUndefined()
    const away = { ...plain, absences: [{ person: ana!, from: at('2026-03-03T12:00'), to: at('2026-03-05T00:00') }] }
    expect(onDutyAt(away, at('2026-03-04T10:00'))).toEqual({ person: ben, why: 'stand-in' })
    expect(onCallNow(away, at('2026-03-02T10:00'))).toEqual({
      person: ana,
      why: 'rotation',
      until: at('2026-03-03T12:00'),
    })
    const gone = {
      ...plain,
      absences: paris.people.map((person) => ({ person, from: at('2026-03-01T00:00'), to: null })),
    }
    expect(onDutyAt(gone, at('2026-03-04T10:00'))).toBeUndefined()
  })

  test('gives way to what people decided, and that to what they decided later; a calendar comes before the turns only', () => {
    const stint = (person: PersonId, kind: StintKind) => ({
      person,
      kind,
      from: at('2026-03-03T00:00'),
      to: at('2026-03-04T00:00'),
    })
    const noon = at('2026-03-03T12:00')
    const person = (...stints: Rota['stints']) => onDutyAt({ ...plain, stints }, noon)?.person
    expect(person(stint(ben!, 'imported'))).toBe(ben)
    expect(person(stint(cleo!, 'override'), stint(ben!, 'imported'))).toBe(cleo)
    expect(person(stint(cleo!, 'override'), stint(ben!, 'swap'))).toBe(ben)
  })

  test('of one person has no end in sight', () => {
    expect(
      onCallNow({ ...plain, rotation: { ...paris, people: [ana!] } }, at('2026-03-04T10:00'))?.until,
    ).toBeUndefined()
  })
})

const people = fc.constantFrom(ana!, ben!, cleo!)
const zones = fc.constantFrom('Europe/Paris', 'America/Toronto', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia')
const start = Date.UTC(2026, 0, 5)
const minute = fc.integer({ min: 0, max: 300 * 24 * 60 })
const stretch = fc.tuple(minute, fc.integer({ min: 1, max: 12 * 24 * 60 })).map(([from, length]) => ({
  from: new Date(start + from * 60_000),
  to: new Date(start + (from + length) * 60_000),
}))
const rotas: fc.Arbitrary<Rota> = fc.record({
  rotation: fc.option(
    fc.record({
      zone: zones,
      startsOn: fc.constantFrom('2026-01-05', '2026-03-28', '2026-10-24', '2025-12-31'),
      handoverMinute: fc.integer({ min: 0, max: 1439 }),
      everyWeeks: fc.integer({ min: 1, max: 3 }),
      people: fc.uniqueArray(people, { minLength: 1, maxLength: 3 }),
    }),
    { nil: undefined },
  ),
  stints: fc.array(
    fc
      .record({ person: people, span: stretch, kind: fc.constantFrom<StintKind>('override', 'swap', 'imported') })
      .map(({ span, ...stint }) => ({ ...stint, ...span })),
    { maxLength: 4 },
  ),
  absences: fc.array(
    fc.record({ person: people, span: stretch, open: fc.boolean() }).map(({ person, span, open }) => ({
      ...{ person, from: span.from },
      to: open ? null : span.to,
    })),
    { maxLength: 3 },
  ),
})

describe('for any rota, in any zone', () => {
  test('a moment belongs to the one turn that has begun and not ended', () => {
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 1439 }), minute, (zone, handoverMinute, after) => {
        const rotation = { ...paris, zone, handoverMinute, startsOn: '2026-01-05' }
        const moment = new Date(start + after * 60_000)
        const n = turnAt(rotation, moment)
        expect(turnBegins(rotation, n) <= moment).toBe(true)
        expect(turnBegins(rotation, n + 1) > moment).toBe(true)
      }),
    )
  })

  test('shifts follow each other without overlap, and say at any moment what the moment says by itself', () => {
    fc.assert(
      fc.property(
        rotas,
        minute,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { maxLength: 20 }),
        (rota, from, picks) => {
          const begin = new Date(start + from * 60_000)
          const end = new Date(begin.getTime() + 40 * 86_400_000)
          const shifts = shiftsBetween(rota, begin, end)
          for (const [i, shift] of shifts.entries()) {
            expect(shift.from < shift.to).toBe(true)
            const next = shifts[i + 1]
            if (next) expect(shift.to <= next.from).toBe(true)
          }
          for (const pick of picks) {
            const moment = new Date(begin.getTime() + Math.floor(pick * 40 * 1440) * 60_000)
            const said = shifts.find((shift) => shift.from <= moment && moment < shift.to)
            expect(said && { person: said.person, why: said.why }).toEqual(onDutyAt(rota, moment))
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('nobody who is away has the duty, and whoever is on call is so until the moment that is told', () => {
    fc.assert(
      fc.property(rotas, minute, (rota, after) => {
        const moment = new Date(start + after * 60_000)
        const on = onCallNow(rota, moment)
        if (!on) return
        expect(
          rota.absences.some(({ person, from, to }) => person === on.person && from <= moment && (!to || moment < to)),
        ).toBe(false)
        if (!on.until) return
        expect(onDutyAt(rota, new Date(on.until.getTime() - 1))?.person).toBe(on.person)
        expect(onDutyAt(rota, on.until)?.person).not.toBe(on.person)
      }),
      { numRuns: 150 },
    )
  })
})

describe('a moment in words', () => {
  const now = at('2026-03-04T10:00') // a Wednesday
  test.each([
    ['monday', '2026-03-09T00:00'],
    ['mercredi', '2026-03-11T00:00'],
    ['demain 9h', '2026-03-05T09:00'],
    ['tomorrow at 14:30', '2026-03-05T14:30'],
    ['14h30', '2026-03-04T14:30'],
    ['9:00', '2026-03-05T09:00'],
    ['12/4', '2026-04-12T00:00'],
    ['1/2', '2027-02-01T00:00'],
    ['2026-12-07', '2026-12-07T00:00'],
    ['2026-12-07T08:15', '2026-12-07T08:15'],
  ])('%s is %s', (words, meant) => expect(momentNamed(words.split(' '), now, 'Europe/Paris')).toEqual(at(meant)))
  test.each(['', 'soon', '31/2', '25:00', 'monday tuesday', '9:00 10:00', 'constructor'])(
    '“%s” is no moment',
    (words) => expect(momentNamed(words.split(' ').filter(Boolean), now, 'Europe/Paris')).toBeUndefined(),
  )
})
