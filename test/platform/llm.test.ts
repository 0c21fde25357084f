import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { openLedger } from '../../src/desk/assistant/store.ts'
import { type Asked, type Llm, openLlm } from '../../src/platform/llm.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type ModelServer, misbehaviours, openModelServer } from '../support/llm-stand-in.ts'

let database: TestDatabase
let server: ModelServer
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openModelServer(() => ({ says: { mood: 'good' } }))
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.deleteFrom('model_calls').execute()
  server.acts(() => ({ says: { mood: 'good' } }))
})

const day = new Date('2026-03-02T09:00:00Z')
const question: Asked<{ mood: 'good' | 'bad' }> = {
  purpose: 'read-mood',
  rules: 'Say how the message sounds.',
  data: { message: 'SECRET-WORDS all is well' },
  answer: z.object({ mood: z.enum(['good', 'bad']) }),
  mostTokens: 50,
}
function open({ key = 'sk-test', dailyTokens = 1_000_000, dailyCalls = 1_000, withinMs = 2_000 } = {}) {
  const clock = { ms: 0 }
  const reports: unknown[] = []
  const llm: Llm = openLlm(
    { key: key || undefined, baseUrl: server.url, model: 'stand-in', withinMs },
    {
      ledger: openLedger(database.db, { dailyTokens, dailyCalls }, () => day),
      elapsed: () => clock.ms,
      report: (error) => void reports.push(error),
    },
  )
  return { llm, clock, reports }
}
const calls = () => database.db.selectFrom('model_calls').selectAll().orderBy('id').execute()

test('an answer of the asked shape comes back, and its cost is written down without a word of it', async () => {
  const { llm } = open()
  expect(await llm.ask(question)).toEqual({ ok: true, value: { mood: 'good' } })
  const [call, ...more] = await calls()
  expect(more).toEqual([])
  expect(call).toMatchObject({ purpose: 'read-mood', model: 'stand-in', tokens: 100, outcome: 'ok', at: day })
  expect(JSON.stringify(call)).not.toContain('SECRET-WORDS')
})

test('texts travel as data in a JSON document, rules apart from them, with a schema that forbids other fields', async () => {
  await open().llm.ask(question)
  const [request] = server.requests
  expect(request?.path).toBe('/v1/chat/completions')
  expect(request?.body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
  expect(request?.data).toEqual(question.data)
  expect(request?.body.messages[0]?.content).not.toContain('SECRET-WORDS')
  const { schema } = request!.body.response_format.json_schema
  expect(schema).toMatchObject({ required: ['mood'], additionalProperties: false })
  expect(request?.headers.authorization).toBe('Bearer sk-test')
})

test('without a key nothing is asked, sent or written', async () => {
  expect(await open({ key: '' }).llm.ask(question)).toEqual({ ok: false, why: 'off' })
  expect(server.requests).toEqual([])
  expect(await calls()).toEqual([])
})

test.each(Object.entries(misbehaviours))(
  'a server that misbehaves is a value, never a throw: %s',
  async (_, { act, why }) => {
    const { llm } = open({ withinMs: why === 'timeout' ? 150 : 2_000 })
    server.acts(act)
    expect(await llm.ask(question)).toEqual({ ok: false, why })
    expect((await calls()).map(({ outcome }) => outcome)).toEqual([why])
  },
)

test('what is reported of an error quotes nothing that the server said', async () => {
  const { llm, reports } = open()
  server.acts(({ raw }) => ({ raw: JSON.stringify({ error: { message: `cannot handle ${raw}` } }), status: 400 }))
  await llm.ask(question)
  expect(reports).toHaveLength(1)
  expect(String(reports[0])).toContain('400')
  expect(String(reports[0])).not.toContain('SECRET-WORDS')
})

test('an answer of the wrong shape is asked for once more, told what is wrong, and then given up', async () => {
  const { llm } = open()
  server.acts(({ body }) => ({ says: { mood: body.messages.length > 2 ? 'bad' : 'furious' } }))
  expect(await llm.ask(question)).toEqual({ ok: true, value: { mood: 'bad' } })
  expect(server.requests).toHaveLength(2)
  expect(server.requests[1]?.body.messages.at(-1)?.content).toContain('mood: invalid_value')
  server.acts(() => ({ says: { mood: 'furious' } }))
  expect(await llm.ask(question)).toEqual({ ok: false, why: 'nonsense' })
  expect(server.requests).toHaveLength(2)
})

test('an error is not tried again: neither by us nor by the package', async () => {
  const { llm } = open()
  server.acts(() => ({ raw: '{}', status: 503 }))
  await llm.ask(question)
  expect(server.requests).toHaveLength(1)
})

test('five failures in thirty seconds spare the server for thirty seconds; then one call tries for all', async () => {
  const { llm, clock } = open()
  server.acts(() => ({ raw: '{}', status: 500 }))
  for (let i = 0; i < 5; i++, clock.ms += 1_000) expect((await llm.ask(question)).ok).toBe(false)
  expect(server.requests).toHaveLength(5)
  expect(await llm.ask(question)).toEqual({ ok: false, why: 'open' })
  clock.ms += 28_000
  expect(await llm.ask(question)).toEqual({ ok: false, why: 'open' })
  clock.ms += 2_000
  expect(await Promise.all([llm.ask(question), llm.ask(question)])).toEqual([
    { ok: false, why: 'error' },
    { ok: false, why: 'open' },
  ])
  expect(server.requests).toHaveLength(6)
  server.acts(() => ({ says: { mood: 'good' } }))
  clock.ms += 30_000
  expect((await llm.ask(question)).ok).toBe(true)
  expect((await llm.ask(question)).ok).toBe(true)
})

test('failures that lie further apart do not open the breaker', async () => {
  const { llm, clock } = open()
  server.acts(() => ({ raw: '{}', status: 500 }))
  for (let i = 0; i < 12; i++, clock.ms += 7_600) expect(await llm.ask(question)).toEqual({ ok: false, why: 'error' })
})

test('once the day’s tokens or calls are spent nothing is sent, by however many at once', async () => {
  const { llm } = open({ dailyCalls: 3 })
  const told = await Promise.all(Array.from({ length: 6 }, () => llm.ask(question)))
  expect(told.filter(({ ok }) => ok)).toHaveLength(3)
  expect(told.filter((each) => !each.ok && each.why === 'budget')).toHaveLength(3)
  expect(server.requests).toHaveLength(3)
  const poor = open({ dailyTokens: 100 })
  expect(await poor.llm.ask(question)).toEqual({ ok: false, why: 'budget' })
  expect(server.requests).toHaveLength(3)
})

test('a database that is away makes the model silent, not the caller fail', async () => {
  const reports: unknown[] = []
  const lost = async () => {
    throw new Error('connection terminated')
  }
  const llm = openLlm(
    { key: 'sk-test', baseUrl: server.url },
    { ledger: { book: lost, settle: lost }, elapsed: () => 0, report: (error) => void reports.push(error) },
  )
  expect(await llm.ask(question)).toEqual({ ok: false, why: 'error' })
  expect(reports).toHaveLength(1)
})
