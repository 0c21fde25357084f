import { describe, expect, test } from 'vitest'
import { defaultCalendar, ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { editCalendar, extendHolidays } from '../../src/desk/sla/edit.ts'
import {
  changePriority,
  explainTicket,
  pauseResolution,
  restartResolution,
  resume,
  startClocks,
  stopAll,
  stopResponse,
} from '../../src/desk/sla/store.ts'
import { defaultTargets } from '../../src/desk/sla/targets.ts'
import { newId } from '../../src/platform/ids.ts'
import { monday, slaDesk } from './sla-desk.ts'

const desk = slaDesk()
const { commit, ticket, clock, told } = desk

describe('the clocks of a ticket', () => {
  test('start with its opening, and a second start changes nothing', async () => {
    const id = await ticket()
    await commit((tx) => startClocks(tx, id, 'P1', monday('11:00')))
    expect(await clock(id, 'response')).toMatchObject({ due_at: monday('10:30'), state: 'running', priority: 'P2' })
    expect(await clock(id, 'resolution')).toMatchObject({ due_at: monday('15:00'), warn_at: monday('14:00') })
  })
  test('tell their story after a life of waiting, escalation and reopening', async () => {
    const id = await ticket()
    await commit((tx) => stopResponse(tx, id, monday('10:20')))
    await commit((tx) => pauseResolution(tx, id, 'waiting-on-user', monday('10:52')))
    expect(await clock(id, 'resolution')).toMatchObject({ state: 'paused', due_at: null })
    await commit((tx) => changePriority(tx, id, 'P1', monday('11:10')))
    await commit((tx) => resume(tx, id, monday('11:22')))
    expect(await clock(id, 'resolution')).toMatchObject({
      state: 'running',
      due_at: monday('12:30'),
      target_minutes: 120,
    })
    await commit((tx) => stopAll(tx, id, 'resolved', monday('12:00')))
    await commit((tx) => restartResolution(tx, id, monday('14:00')))
    expect(await clock(id, 'resolution')).toMatchObject({ state: 'running', due_at: monday('14:30'), cycle: 2 })

    const [resolution, response] = await explainTicket(desk.db, id, monday('14:10'))
    expect(response).toMatchObject({ clock: 'response', priority: 'P2', elapsed: 20, remaining: 10, state: 'stopped' })
    expect(resolution).toMatchObject({
      clock: 'resolution',
      priority: 'P1',
      elapsed: 100,
      remaining: 20,
      breachedAt: undefined,
    })
    expect(resolution!.rows.map(({ cause, counted }) => `${cause} ${counted}`)).toEqual([
      'opened 52',
      'waiting-on-user 0',
      'waiting-on-user 0',
      'user-replied 38',
      'resolved 0',
      'reopened 10',
    ])
  })
  test('do not move for repeated events: nothing is written', async () => {
    const id = await ticket()
    expect(await commit((tx) => stopResponse(tx, id, monday('10:20')))).toBe(true)
    expect(await commit((tx) => stopResponse(tx, id, monday('10:25')))).toBe(false)
    expect(await commit((tx) => resume(tx, id, monday('10:25')))).toBe(false)
    expect(await commit((tx) => stopAll(tx, newId('tkt'), 'resolved', monday('10:25')))).toBe(false)
  })
  test('leave with their ticket', async () => {
    const id = await ticket()
    await desk.db.deleteFrom('tickets').where('id', '=', id).execute()
    expect(await explainTicket(desk.db, id, monday('11:00'))).toEqual([])
  })
  test('that two processes move at once end as if one had come after the other', async () => {
    const id = await ticket()
    await Promise.all([
      commit((tx) => pauseResolution(tx, id, 'waiting-on-user', monday('10:30'))),
      commit((tx) => changePriority(tx, id, 'P1', monday('10:30'))),
      commit((tx) => stopResponse(tx, id, monday('10:30'))),
    ])
    expect(await clock(id, 'resolution')).toMatchObject({ state: 'paused', priority: 'P1' })
    const [resolution] = await explainTicket(desk.db, id, monday('12:00'))
    expect(resolution!.elapsed).toBe(30)
  })
})

describe('the calendar', () => {
  test('of a new desk has the holidays of its country and is not made twice', async () => {
    const again = await commit((tx) => ensureDefaultCalendar(tx, { timeZone: 'Asia/Tokyo' }, monday('10:00')))
    expect(again.name).toBe('Europe/Paris')
    expect(again.calendar.holidays.has('2026-07-14')).toBe(true)
  })
  test('is refused with all its faults, and nothing changes', async () => {
    const { id } = await commit((tx) => defaultCalendar(tx, monday('10:00')))
    const edited = await commit((tx) => editCalendar(tx, id, { hours: { zone: 'Mars', week: {} } }, monday('10:00')))
    expect(edited).toEqual({
      done: false,
      why: 'not-a-calendar',
      problems: [
        { at: 'zone', why: 'unknown-zone' },
        { at: 'week', why: 'never-open' },
      ],
    })
    const P1 = { response: { minutes: 0 }, resolution: { days: 1.5 } }
    expect(await commit((tx) => editCalendar(tx, id, { targets: { ...defaultTargets, P1 } }, monday('10:00')))).toEqual(
      {
        done: false,
        why: 'not-a-calendar',
        problems: [
          { at: 'targets.P1.response', why: 'not-a-target' },
          { at: 'targets.P1.resolution', why: 'not-a-target' },
        ],
      },
    )
    expect(await commit((tx) => editCalendar(tx, newId('cal'), {}, monday('10:00')))).toEqual({
      done: false,
      why: 'unknown-calendar',
    })
  })
  test('moves the due times of open tickets when a holiday is added, and nothing breaks early', async () => {
    const id = await ticket('P2', new Date('2026-03-02T17:00+01:00'))
    const before = await commit((tx) => defaultCalendar(tx, monday('10:00')))
    const row = await desk.db
      .selectFrom('calendars')
      .select('holidays')
      .where('id', '=', before.id)
      .executeTakeFirstOrThrow()
    const closed = [...row.holidays, { date: '2026-03-03', name: { fr: 'Inventaire', en: 'Stocktaking' } }]
    expect((await clock(id, 'resolution')).due_at).toEqual(new Date('2026-03-03T12:00+01:00'))
    const edited = await commit((tx) =>
      editCalendar(tx, before.id, { holidays: closed }, new Date('2026-03-02T18:00+01:00')),
    )
    expect(edited.done).toBe(true)
    expect((await clock(id, 'resolution')).due_at).toEqual(new Date('2026-03-04T12:00+01:00'))
    expect(await told(id, new Date('2026-03-03T16:00+01:00'))).not.toContain('resolution breach')
    await commit((tx) => editCalendar(tx, before.id, { holidays: row.holidays }, new Date('2026-03-03T17:00+01:00')))
  })
  test('moves the due times of open tickets when a promise is changed', async () => {
    const id = await ticket('P2')
    const { id: calendar } = await commit((tx) => defaultCalendar(tx, monday('10:00')))
    const P2 = { response: { minutes: 60 }, resolution: { days: 1 } }
    await commit((tx) => editCalendar(tx, calendar, { targets: { ...defaultTargets, P2 } }, monday('11:00')))
    expect(await clock(id, 'response')).toMatchObject({ due_at: monday('11:00'), target_minutes: 60 })
    expect(await clock(id, 'resolution')).toMatchObject({ due_at: new Date('2026-01-06T10:00+01:00') })
    await commit((tx) => editCalendar(tx, calendar, { targets: defaultTargets }, monday('11:00')))
  })
  test('learns the holidays of the years to come', async () => {
    const later = new Date('2031-06-01T00:00Z')
    expect(await commit((tx) => extendHolidays(tx, later))).toBe(1)
    expect(await commit((tx) => extendHolidays(tx, later))).toBe(0)
    const { calendar } = await commit((tx) => defaultCalendar(tx, later))
    expect(calendar.holidays.has('2033-07-14')).toBe(true)
    expect(calendar.holidays.has('2026-07-14')).toBe(true)
  })
})
