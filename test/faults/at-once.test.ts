import { afterAll, beforeAll, expect, test } from 'vitest'
import { lease } from '../../src/desk/outbox/store.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { process } from './dying.ts'
import { openStage, type Stage } from './stage.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

/** A person who has been greeted, and what they write next, as it comes from a platform: with a reference. */
async function greeted(stage: Stage) {
  const bob = stage.person('Bob')
  const says = (text: string) => ({ ...bob.says(text), reference: { channel: 'D1' } })
  await stage.hear(stage.healthy, says('bonjour'))
  await stage.drain()
  return { bob, says }
}
const token = () => crypto.randomUUID()
const laptop = 'Mon portable ne démarre plus'
/** What the platform was given since. */
const since = (stage: Stage, before: number) => stage.platform.accepted.slice(before).map(({ id }) => Number(id))
const row = (seq: number) =>
  database.db.selectFrom('outbox').select(['posted', 'settled_at', 'lease']).where('seq', '=', seq).executeTakeFirst()

/** Bob's matter, heard by somebody who says the answers too: two lines, one after the other. */
async function heard(stage: Stage) {
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const { taken = [], wake } = await stage.hear(stage.healthy, says(laptop), token())
  const seqs = taken.map(({ seq }) => seq)
  expect(seqs.length).toBeGreaterThan(1)
  return { taken, wake, seqs, before }
}

test('answers that their hearer says are in no other hands, are said once, in order, with the reference of the event, and are settled', async () => {
  const stage = await openStage(database.db)
  const { taken, wake, seqs, before } = await heard(stage)
  for (const each of taken) expect(each).toMatchObject({ reference: { channel: 'D1' }, attempts: 1, uncertain: false })
  expect(wake.filter((seq) => seqs.includes(seq))).toEqual([])
  expect(await lease(database.db, seqs, 'another')).toEqual([])
  await stage.work(stage.healthy, [], taken)
  await stage.drain()
  expect(since(stage, before)).toEqual(seqs)
  for (const seq of seqs)
    expect(await row(seq)).toMatchObject({ posted: expect.any(String), settled_at: expect.any(Date), lease: null })
})

test('those whose hearer died with them are said by another, once and in order', async () => {
  const stage = await openStage(database.db)
  const { seqs, before } = await heard(stage)
  await stage.drain()
  expect(since(stage, before)).toEqual(seqs)
})

test('one that the platform had when its hearer died is found there and not said again', async () => {
  const stage = await openStage(database.db)
  const { taken, seqs, before } = await heard(stage)
  const dying = process({ pool: database.pool, at: 1, fault: 'after' })
  const hands = { db: dying.db, adapter: dying.adapter(stage.healthy.adapter) }
  await stage.work(hands, [], taken).catch(() => {})
  expect(dying.life.interrupted).toBe(`post ${seqs[0]}`)
  await stage.drain()
  expect(since(stage, before)).toEqual(seqs)
})

test('where one must wait, those behind it wait in nobody’s hands', async () => {
  const stage = await openStage(database.db)
  const { taken, seqs, before } = await heard(stage)
  const full = {
    ...stage.healthy.adapter,
    post: async () => ({ outcome: 'later', afterMs: 60_000, reason: '429' }) as const,
  }
  await stage.work({ db: database.db, adapter: full }, [], taken)
  for (const seq of seqs) expect(await row(seq)).toMatchObject({ settled_at: null, lease: null })
  expect(await lease(database.db, seqs, 'another')).toEqual([])
  await stage.drain()
  expect(since(stage, before)).toEqual(seqs)
})

test('where something older waits in the thread nothing is taken, and the order is kept', async () => {
  const stage = await openStage(database.db)
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const first = await stage.hear(stage.healthy, says(laptop))
  const second = await stage.hear(stage.healthy, says('PC-4711'), token())
  expect(second.taken).toEqual([])
  await stage.drain()
  const said = since(stage, before)
  expect(said).toEqual([...first.wake, ...second.wake].filter((seq) => said.includes(seq)).sort((a, b) => a - b))
  expect(said.length).toBeGreaterThan(1)
})
