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
const row = (seq: number) =>
  database.db.selectFrom('outbox').select(['posted', 'settled_at', 'lease']).where('seq', '=', seq).executeTakeFirst()

test('an answer that its hearer says is in no other hands, is said once with the reference of the event, and is settled', async () => {
  const stage = await openStage(database.db)
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const {
    taken,
    says: rest = [],
    wake,
  } = await stage.hear(stage.healthy, says('Mon portable ne démarre plus'), token())
  expect(taken).toMatchObject({ reference: { channel: 'D1' }, attempts: 1, uncertain: false })
  expect(wake).not.toContain(taken!.seq)
  expect(await lease(database.db, [taken!.seq], 'another')).toEqual([])
  await stage.work(stage.healthy, [], taken)
  await stage.drain()
  expect(stage.platform.accepted.slice(before).map(({ id }) => id)).toEqual([taken!.seq, ...rest].map(String))
  expect(await row(taken!.seq)).toMatchObject({ posted: expect.any(String), settled_at: expect.any(Date), lease: null })
})

test('one whose hearer died with it is said by another, once', async () => {
  const stage = await openStage(database.db)
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const { taken, says: rest = [] } = await stage.hear(stage.healthy, says('Mon portable ne démarre plus'), token())
  await stage.drain()
  expect(stage.platform.accepted.slice(before).map(({ id }) => id)).toEqual([taken!.seq, ...rest].map(String))
})

test('one that the platform had when its hearer died is found there and not said again', async () => {
  const stage = await openStage(database.db)
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const { taken, says: rest = [] } = await stage.hear(stage.healthy, says('Mon portable ne démarre plus'), token())
  const dying = process({ pool: database.pool, at: 1, fault: 'after' })
  const hands = { db: dying.db, adapter: dying.adapter(stage.healthy.adapter) }
  await stage.work(hands, [], taken).catch(() => {})
  expect(dying.life.interrupted).toBe(`post ${taken!.seq}`)
  await stage.drain()
  expect(stage.platform.accepted.slice(before).map(({ id }) => id)).toEqual([taken!.seq, ...rest].map(String))
})

test('where something older waits in the thread nothing is taken, and the order is kept', async () => {
  const stage = await openStage(database.db)
  const { says } = await greeted(stage)
  const before = stage.platform.accepted.length
  const first = await stage.hear(stage.healthy, says('Mon portable ne démarre plus'))
  const second = await stage.hear(stage.healthy, says('PC-4711'), token())
  expect(second.taken).toBeUndefined()
  await stage.drain()
  const said = stage.platform.accepted.slice(before).map(({ id }) => Number(id))
  expect(said).toEqual([...first.wake, ...second.wake].filter((seq) => said.includes(seq)).sort((a, b) => a - b))
  expect(said.length).toBeGreaterThan(1)
})
