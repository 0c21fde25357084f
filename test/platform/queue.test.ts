import { randomBytes } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenInProcess, type OpenedDatabase, openDatabase } from '../../src/platform/database.ts'
import { openQueues, type Queues } from '../../src/platform/queue.ts'
import { redisOptions } from '../../src/platform/redis.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

/** On whatever the run is given: the embedded database, a server, or Redis. */
const REDIS_URL = process.env.REDIS_URL
const config = {
  REDIS_URL,
  REDIS_PREFIX: `${process.env.REDIS_PREFIX ?? 'guichet-test'}-${randomBytes(4).toString('hex')}`,
  NODE_ENV: 'test',
}
const troubles: string[] = []
const report = { error: (error: unknown, where: string) => void troubles.push(`${where}: ${error}`), warn: () => {} }

let database: TestDatabase
let opened: OpenedDatabase
let queues: Queues
beforeAll(async () => {
  database = await freshDatabase()
  opened = database.url
    ? await openDatabase({ DATABASE_URL: database.url, DATABASE_POOL: 5, DATA_DIR: '' })
    : embeddedOver(database)
  queues = await openQueues({ ...config, REDIS_URL }, opened, report)
})
afterAll(async () => {
  await queues.close()
  if (REDIS_URL) await forget(REDIS_URL, config.REDIS_PREFIX)
  await opened.close()
  await database.close()
})

const embeddedOver = ({ pool }: TestDatabase): OpenedDatabase => ({
  pool,
  kind: 'embedded',
  listen: (channel, onPayload) => listenInProcess(pool, channel, onPayload),
  openSpecialPool: () => pool,
  close: async () => {},
})

/** Takes this run's keys out of a Redis that may be somebody else's too. */
async function forget(url: string, prefix: string) {
  const redis = new Redis(redisOptions(url))
  const keys = await redis.keys(`${prefix}:*`)
  if (keys.length > 0) await redis.del(...keys)
  redis.disconnect()
}

/** Collects what a handler was given, and resolves when so many have come. */
function collector(many: number) {
  const seen: string[] = []
  let full: () => void = () => {}
  const all = new Promise<void>((resolve) => {
    full = resolve
  })
  const note = (text: string) => {
    seen.push(text)
    if (seen.length === many) full()
  }
  return { seen, all, note }
}

test('a job added under an id that the queue still knows runs once', async () => {
  const { seen, all, note } = collector(2)
  await queues.work('deliver', async ({ id, name, data }) => note(`${id} ${name} ${data.outbox}`))
  expect(await queues.add('deliver', 'send', { outbox: 'a' }, { jobId: 'ob-a' })).toEqual({ added: true })
  await queues.add('deliver', 'send', { outbox: 'a' }, { jobId: 'ob-a' })
  await queues.add('deliver', 'send', { outbox: 'b' }, { jobId: 'ob-b' })
  await all
  expect(seen.sort()).toEqual(['ob-a send a', 'ob-b send b'])
})

test('a handler that throws is tried again, and the attempt is counted', async () => {
  const { seen, all, note } = collector(2)
  await queues.work('flaky', async ({ attempt }) => {
    note(`attempt ${attempt}`)
    if (attempt === 1) throw new Error('first try')
  })
  await queues.add('flaky', 'try', {}, { attempts: 2, backoff: 1 })
  await all
  expect(seen).toEqual(['attempt 1', 'attempt 2'])
  expect(troubles).toEqual([expect.stringContaining('first try')])
})

test('a bulk of jobs is taken whole, and a bad job id is a value, not a throw', async () => {
  const { seen, all, note } = collector(50)
  await queues.work('bulk', async ({ data }) => note(String(data.n)), { concurrency: 8 })
  const jobs = Array.from({ length: 50 }, (_, n) => ({ name: 'one', data: { n }, options: { jobId: `b-${n}` } }))
  expect(await queues.addBulk('bulk', jobs)).toEqual({ added: true })
  await all
  expect(new Set(seen).size).toBe(50)
  expect(await queues.add('bulk', 'one', {}, { jobId: 'a:b' })).toMatchObject({ added: false, why: 'error' })
})

test('a schedule asked for by two processes ticks as one', async () => {
  const { all, note } = collector(3)
  await queues.work('tick', async ({ name }) => note(name))
  expect(await queues.schedule('tick', 50)).toEqual({ added: true })
  expect(await queues.schedule('tick', 50)).toEqual({ added: true })
  await all
  const { delayed } = await queues.counts('tick')
  expect(delayed).toBeLessThanOrEqual(1)
})

test('a queue whose Redis does not answer says so within its limit instead of waiting for ever', async () => {
  const warned: string[] = []
  const lost = await openQueues({ ...config, REDIS_URL: 'redis://127.0.0.1:1' }, opened, {
    error: () => {},
    warn: (message) => void warned.push(message),
  })
  const started = performance.now()
  const outcome = await lost.add('deliver', 'send', { outbox: 'x' })
  expect(outcome.added).toBe(false)
  expect(performance.now() - started).toBeLessThan(4_000)
  expect(warned).toEqual([expect.stringContaining('cannot be reached')])
  await lost.close(500)
})
