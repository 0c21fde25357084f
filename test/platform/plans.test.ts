import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hearOrApologise } from '../../src/conversation/apology.ts'
import type { House } from '../../src/conversation/house.ts'
import { isStalePlan } from '../../src/platform/plans.ts'
import type { Db } from '../../src/schema.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = database.db
  await sql`create table things (id integer primary key, name text)`.execute(db)
  await sql`insert into things values (1, 'one')`.execute(db)
})
afterAll(() => database.close())

const thing = (id: number) => sql`select * from things where id = ${id}`.execute(db)
const named = async () =>
  (
    await sql<{
      statement: string
    }>`select statement from pg_prepared_statements where statement like '%from things%'`.execute(db)
  ).rows.length

describe('statements that come again', () => {
  test('keep their plan in the connection, and answer as before', async () => {
    expect((await thing(1)).rows).toEqual([{ id: 1, name: 'one' }])
    expect(await named()).toBe(0)
    for (let times = 0; times < 8; times++) expect((await thing(1)).rows).toEqual([{ id: 1, name: 'one' }])
    expect((await thing(2)).rows).toEqual([])
    expect(await named()).toBeGreaterThan(0)
  })

  test('are refused once in a connection when a newer process has changed the table, and answered by the next', async () => {
    await sql`alter table things add column colour text`.execute(db)
    await expect(thing(1)).rejects.toSatisfy(isStalePlan)
    expect((await thing(1)).rows).toEqual([{ id: 1, name: 'one', colour: null }])
  })
})

test('a plan that became stale is an outage: the platform sends again, nobody gets an apology', async () => {
  const stale = new Error('cached plan must not change result type')
  const broken = { transaction: () => ({ execute: () => Promise.reject(stale) }) } as unknown as Db
  const event = {
    id: 'x',
    thread: 'web:w:@a',
    from: { account: 'web:w:a' },
    at: new Date(),
    heard: { kind: 'arrived' },
  } as const
  const reported: unknown[] = []
  const hearing = hearOrApologise(broken, {} as House, event, new Date(), (error) => reported.push(error))
  await expect(hearing).rejects.toBe(stale)
  expect(reported).toEqual([])
})
