import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultCalendar, ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { editCalendar, extendHolidays } from '../../src/desk/sla/edit.ts'
import { dueSoon } from '../../src/desk/sla/milestones.ts'
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
import type { Priority } from '../../src/desk/tickets/ticket.ts'
import { newId, type TicketId } from '../../src/platform/ids.ts'
import type { Tx } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
const requester = newId('per')
/** Monday 5 January 2026 at this time in Paris. */
const monday = (time: string) => new Date(`2026-01-05T${time}+01:00`)

beforeAll(async () => {
  database = await openTestDatabase()
  await database.db
    .insertInto('people')
    .values({ id: requester, name: 'Amina', locale: 'fr', created_at: monday('09:00') })
    .execute()
  await commit((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris', holidaysOf: 'FR' }, monday('09:00')))
})
afterAll(() => database.close())

const commit = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction().execute(act)

/** A ticket whose clocks started on Monday at ten. */
async function ticket(priority: Priority = 'P2', at = monday('10:00')): Promise<TicketId> {
  const id = newId('tkt')
  await commit(async (tx) => {
    await tx
      .insertInto('tickets')
      .values({
        id,
        source: id,
        type: 'incident',
        requester_id: requester,
        author_id: requester,
        locale: 'fr',
        title: 'VPN',
        description: 'VPN',
        impact: 'one',
        urgency: 'medium',
        priority,
        opened_at: at,
      })
      .execute()
    await startClocks(tx, id, priority, at)
  })
  return id
}

const clock = (id: TicketId, name: 'response' | 'resolution') =>
  database.db
    .selectFrom('sla_clocks')
    .selectAll()
    .where('ticket_id', '=', id)
    .where('clock', '=', name)
    .executeTakeFirstOrThrow()

/** What the tick of this instant says about one ticket, as "clock milestone". */
const told = async (id: TicketId, now: Date) =>
  (await commit((tx) => dueSoon(tx, now, 10_000)))
    .filter((due) => due.ticketId === id)
    .map((due) => `${due.clock} ${due.milestone}`)

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

    const [resolution, response] = await explainTicket(database.db, id, monday('14:10'))
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
    await database.db.deleteFrom('tickets').where('id', '=', id).execute()
    expect(await explainTicket(database.db, id, monday('11:00'))).toEqual([])
  })
  test('that two processes move at once end as if one had come after the other', async () => {
    const id = await ticket()
    await Promise.all([
      commit((tx) => pauseResolution(tx, id, 'waiting-on-user', monday('10:30'))),
      commit((tx) => changePriority(tx, id, 'P1', monday('10:30'))),
      commit((tx) => stopResponse(tx, id, monday('10:30'))),
    ])
    expect(await clock(id, 'resolution')).toMatchObject({ state: 'paused', priority: 'P1' })
    const [resolution] = await explainTicket(database.db, id, monday('12:00'))
    expect(resolution!.elapsed).toBe(30)
  })
})

describe('warnings and breaches', () => {
  test('come at three quarters and at the end, once each', async () => {
    const id = await ticket()
    await commit((tx) => stopResponse(tx, id, monday('10:05')))
    expect(await told(id, monday('13:59:59'))).toEqual([])
    expect(await told(id, monday('14:00'))).toEqual(['resolution warning'])
    expect(await told(id, monday('15:00'))).toEqual([])
    expect(await told(id, monday('15:00:01'))).toEqual(['resolution breach'])
    expect(await told(id, monday('15:00:06'))).toEqual([])
  })
  test('come once even if a clock jumps back an hour', async () => {
    const id = await ticket()
    expect(await told(id, monday('16:00'))).toEqual(['response breach', 'resolution breach'])
    expect(await told(id, monday('15:00'))).toEqual([])
    expect(await told(id, monday('16:00'))).toEqual([])
  })
  test('are said again after a roll-back: what was not committed was not told', async () => {
    const id = await ticket()
    const crash = commit(async (tx) => {
      await dueSoon(tx, monday('16:00'), 10_000)
      throw new Error('power cut')
    })
    await expect(crash).rejects.toThrow('power cut')
    expect(await told(id, monday('16:00'))).toHaveLength(2)
  })
  test('are given to one of two ticks, never to both', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => ticket()))
    const ticks = await Promise.all([1, 2, 3].map(() => commit((tx) => dueSoon(tx, monday('16:00'), 10_000))))
    const keys = ticks.flat().map((due) => `${due.ticketId} ${due.clock} ${due.milestone}`)
    expect(keys.filter((key) => ids.some((id) => key.startsWith(id)))).toHaveLength(40)
    expect(new Set(keys).size).toBe(keys.length)
  })
  test('come a few at a time, and the ones already told make room for the others', async () => {
    const ids = await Promise.all(Array.from({ length: 3 }, () => ticket()))
    const seen: string[] = []
    for (let tick = 0; tick < 200 && seen.length < 6; tick++) {
      const due = await commit((tx) => dueSoon(tx, monday('16:00'), 2))
      expect(due.length).toBeLessThanOrEqual(2)
      seen.push(...due.map(({ ticketId }) => ticketId).filter((id) => ids.includes(id)))
    }
    expect(seen).toHaveLength(6)
  })
  test('never come for a clock that waits or was stopped in time', async () => {
    const waiting = await ticket()
    const solved = await ticket()
    await commit((tx) => pauseResolution(tx, waiting, 'waiting-on-user', monday('11:00')))
    await commit((tx) => stopResponse(tx, waiting, monday('10:05')))
    await commit((tx) => stopAll(tx, solved, 'resolved', monday('10:10')))
    expect(await told(waiting, new Date('2026-02-01T12:00Z'))).toEqual([])
    expect(await told(solved, new Date('2026-02-01T12:00Z'))).toEqual([])
  })
  test('are not lost when the clock stops between the breach and the next tick', async () => {
    const id = await ticket()
    await commit((tx) => stopResponse(tx, id, monday('10:05')))
    await commit((tx) => stopAll(tx, id, 'resolved', monday('15:00:02')))
    expect(await told(id, monday('15:00:05'))).toEqual(['resolution breach'])
  })
  test('come again after a longer target that was missed as well', async () => {
    const id = await ticket('P1')
    await commit((tx) => stopResponse(tx, id, monday('10:05')))
    expect(await told(id, monday('12:30'))).toEqual(['resolution breach'])
    await commit((tx) => changePriority(tx, id, 'P2', monday('12:30')))
    expect(await told(id, monday('13:45'))).toEqual([])
    expect(await told(id, monday('14:00'))).toEqual(['resolution warning'])
    expect(await told(id, monday('15:01'))).toEqual(['resolution breach'])
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
    const row = await database.db
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

test('whatever happens, each milestone is told once a cycle, never early, never left out', {
  timeout: 600_000,
}, async () => {
  const moves = ['pause', 'resume', 'stop', 'restart', 'P1', 'P3'] as const
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom(...moves)), {
    minLength: 4,
    maxLength: 10,
  })
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const id = await ticket()
      let at = monday('10:00').getTime()
      const seen: string[] = []
      const tick = async () => {
        for (const due of await commit((tx) => dueSoon(tx, new Date(at), 10_000))) {
          if (due.ticketId !== id) continue
          expect(due.reachedAt.getTime()).toBeLessThanOrEqual(at)
          seen.push(`${due.clock} ${due.milestone} ${due.cycle}`)
        }
      }
      for (const [minutes, move] of list) {
        at += minutes * 60_000
        await tick()
        const now = new Date(at)
        await commit(async (tx) => {
          if (move === 'pause') await pauseResolution(tx, id, 'on-hold', now)
          else if (move === 'resume') await resume(tx, id, now)
          else if (move === 'stop') await stopAll(tx, id, 'resolved', now)
          else if (move === 'restart') await restartResolution(tx, id, now)
          else await changePriority(tx, id, move, now)
        })
      }
      at += 60_000
      await tick()
      expect(new Set(seen).size).toBe(seen.length)
      for (const account of await explainTicket(database.db, id, new Date(at))) {
        const { cycle } = await clock(id, account.clock)
        if (account.breachedAt) expect(seen).toContain(`${account.clock} breach ${cycle}`)
        else expect(seen).not.toContain(`${account.clock} breach ${cycle}`)
      }
      await commit((tx) => stopAll(tx, id, 'closed', new Date(at)))
    }),
    { numRuns: Number(process.env.SLA_LIVES ?? 40) },
  )
})
