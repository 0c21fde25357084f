import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountKey, Platform } from '../../src/chat/thread.ts'
import { joinByDirectory } from '../../src/desk/people/directory.ts'
import { personOf, welcomeAccount } from '../../src/desk/people/store.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const at = new Date('2026-03-02T09:00:00Z')

async function two(trusted: readonly Platform[], first: AccountKey, second: AccountKey) {
  const { db } = database
  for (const account of [first, second])
    await db.transaction().execute(async (tx) => {
      await welcomeAccount(tx, { account }, at)
      await joinByDirectory(tx, account, `${first}@example.com`, trusted)
    })
  return (await personOf(db, first))!.id === (await personOf(db, second))!.id
}

test('the same address joins nobody unless both directories were declared trusted', async () => {
  expect(await two([], 'slack:T1:a', 'teams:x:a')).toBe(false)
  expect(await two(['slack'], 'slack:T1:b', 'teams:x:b')).toBe(false)
  expect(await two(['slack', 'teams'], 'slack:T1:c', 'teams:x:c')).toBe(true)
})

test('two accounts of one platform are never joined by an address', async () => {
  expect(await two(['slack', 'teams'], 'slack:T1:d', 'slack:T2:d')).toBe(false)
})
