import { afterAll, beforeAll, expect, test } from 'vitest'
import { hearOrApologise } from '../../src/conversation/apology.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const boom = () => {
  throw new Error('boom')
}

test('a message that our code cannot handle is answered with an apology and a ticket, and is not heard again', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const faults: unknown[] = []
  const house = { ...world.house, everywhere: boom }
  const account = 'slack:T9:poison' as const
  const event = {
    id: `poison-${crypto.randomUUID()}`,
    thread: 'slack:T9:@poison' as const,
    from: { account },
    at: world.now(),
    heard: { kind: 'text' as const, text: 'my poisonous words', mentioned: true },
  }
  const hearIt = () => hearOrApologise(database.db, house, event, world.now(), (error) => faults.push(error))
  const { wake } = await hearIt()
  expect(wake.length).toBeGreaterThan(0)
  expect(await hearIt()).toEqual({ reply: { repeated: true }, wake: [] })
  expect(faults).toHaveLength(1)

  const ticket = await database.db
    .selectFrom('tickets')
    .select(['description', 'handover'])
    .where('source', '=', event.id)
    .execute()
  expect(ticket).toEqual([{ description: 'my poisonous words', handover: true }])
  const heard = await database.db.selectFrom('heard').select('outcome').where('id', '=', event.id).executeTakeFirst()
  expect(heard).toEqual({ outcome: 'failed' })
})

test('an outage is not apologised for: nothing is stored, so that the platform sends again', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const down = () => {
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
  }
  const house = { ...world.house, everywhere: down }
  const id = `outage-${crypto.randomUUID()}`
  const event = {
    id,
    thread: 'slack:T9:@outage' as const,
    from: { account: 'slack:T9:outage' as const },
    at: world.now(),
    heard: { kind: 'text' as const, text: 'hello', mentioned: true },
  }
  await expect(hearOrApologise(database.db, house, event, world.now(), () => {})).rejects.toThrow('terminating')
  expect(await database.db.selectFrom('heard').select('id').where('id', '=', id).execute()).toEqual([])
})
