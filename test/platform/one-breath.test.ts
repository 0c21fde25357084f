import { sql, type Transaction } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await sql`create table parents (id integer primary key)`.execute(database.db)
  await sql`create table children (id integer primary key, parent integer not null references parents)`.execute(
    database.db,
  )
})
afterAll(() => database.close())

type Tx = Transaction<never>
const parent = (tx: Tx, id: number) => sql`insert into parents values (${id})`.execute(tx)
const child = (tx: Tx, id: number, of: number) => sql`insert into children values (${id}, ${of})`.execute(tx)
const count = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from parents`.execute(database.db)
  return rows[0]!.n
}
const transaction = <T>(act: (tx: Tx) => Promise<T>) =>
  database.db.transaction().execute((tx) => act(tx as unknown as Tx))

test('what is asked in one breath is run in the order in which it was asked', async () => {
  for (let id = 1; id <= 20; id++)
    await transaction((tx) => Promise.all([parent(tx, id), child(tx, id, id), child(tx, id + 1_000, id)]))
  expect(await count()).toBe(20)
})

test('one that fails takes all of the breath with it, and is the one that is told', async () => {
  const before = await count()
  const breath = transaction((tx) => Promise.all([parent(tx, 100), child(tx, 100, 999), parent(tx, 101)]))
  await expect(breath).rejects.toThrow(/foreign key/)
  expect(await count()).toBe(before)
})

test('a statement that comes while its transaction ends is refused: nothing runs outside of it', async () => {
  const before = await count()
  const late: { asked: number; refused: string[] } = { asked: 0, refused: [] }
  let straying = Promise.resolve()
  const stray = async (tx: Tx) => {
    while (!late.refused.length && late.asked < 500)
      await parent(tx, 2_000 + late.asked++).catch((error) => late.refused.push(String(error)))
  }
  const rolledBack = transaction(async (tx) => {
    await parent(tx, 200)
    straying = stray(tx)
    throw new Error('thought better of it')
  })
  await expect(rolledBack).rejects.toThrow('thought better of it')
  await straying
  expect(late.refused).toHaveLength(1)
  expect(await count()).toBe(before)
})

test('whoever asks a database that is being closed is refused at once: nothing runs on and on', async () => {
  for (let times = 0; times < 3; times++) {
    const closed = await freshDatabase()
    const client = await closed.pool.connect()
    await client.query('listen "somebody"')
    const closing = closed.close()
    const late = Promise.allSettled([client.query('unlisten "somebody"'), closed.pool.query('select 1')])
    client.release()
    await closing
    await late
  }
})
