import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueSoon } from '../../src/desk/sla/milestones.ts'
import {
  changePriority,
  explainTicket,
  pauseResolution,
  restartResolution,
  resume,
  stopAll,
  stopResponse,
} from '../../src/desk/sla/store.ts'
import { monday, slaDesk } from './sla-desk.ts'

const desk = slaDesk()
const { commit, ticket, clock, told } = desk

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
      for (const account of await explainTicket(desk.db, id, new Date(at))) {
        const { cycle } = await clock(id, account.clock)
        if (account.breachedAt) expect(seen).toContain(`${account.clock} breach ${cycle}`)
        else expect(seen).not.toContain(`${account.clock} breach ${cycle}`)
      }
      await commit((tx) => stopAll(tx, id, 'closed', new Date(at)))
    }),
    { numRuns: Number(process.env.SLA_LIVES ?? 40) },
  )
})
