import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHeartbeat, readinessOf, SILENT_TOO_LONG_MS } from '../../src/platform/readiness.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.close())

test('a process is ready while its loops beat, not when one falls silent, and again after its next beat', async () => {
  let elapsed = 0
  const tick = openHeartbeat(() => elapsed)
  const ready = () => readinessOf(database.pool, { tick })
  elapsed = SILENT_TOO_LONG_MS
  expect(await ready()).toEqual({ ready: true })
  elapsed += 1
  expect(await ready()).toEqual({ ready: false, reasons: ['silent:tick'] })
  tick.beat()
  expect(await ready()).toEqual({ ready: true })
})

test('a process whose database does not answer is not ready', async () => {
  const broken = { ...database.pool, query: () => Promise.reject(new Error('gone')) }
  expect(await readinessOf(broken as unknown as TestDatabase['pool'], {})).toEqual({
    ready: false,
    reasons: ['database'],
  })
})
