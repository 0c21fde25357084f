import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kyselyOn, listenInProcess, openDatabase } from '../../src/platform/database.ts'
import { freshDatabase, type TestDatabase } from '../support/database.ts'

type Tables = { notes: { id: number; day: string; body: string | null; data: unknown } }
let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await database.pool.query('create table notes (id bigint primary key, day date, body text, data bytea)')
})
afterAll(() => database.close())

describe('the pool', () => {
  test('gives the same JavaScript values on every backend', async () => {
    const { rows } = await database.pool.query<Record<string, unknown>>(
      `select 9007199254740991::int8 as big, count(*) as many, date '2026-03-29' as day, '\\x0102'::bytea as bytes,
              timestamptz '2026-03-29 01:30+01' as instant, 1.50::numeric as amount, '{"a":1}'::jsonb as data`,
    )
    expect(rows[0]).toEqual({
      big: 9007199254740991,
      many: 1,
      day: '2026-03-29',
      bytes: Buffer.from([1, 2]),
      instant: new Date('2026-03-29T00:30:00Z'),
      amount: '1.50',
      data: { a: 1 },
    })
    expect(rows[0]?.bytes).toBeInstanceOf(Buffer)
  })

  test('tells Kysely how many rows a statement changed, also one that begins with WITH', async () => {
    const db = kyselyOn<Tables>(database.pool)
    await db
      .insertInto('notes')
      .values([1, 2, 3].map((id) => ({ id, day: '2026-01-01', body: null, data: null })))
      .execute()
    const plain = await db.updateTable('notes').set({ body: 'x' }).where('id', '>', 1).executeTakeFirst()
    const none = await db.deleteFrom('notes').where('id', '=', 99).executeTakeFirst()
    const withClause = await db
      .with('chosen', (q) => q.selectFrom('notes').select('id').where('id', '<', 3))
      .deleteFrom('notes')
      .where('id', 'in', (q) => q.selectFrom('chosen').select('id'))
      .executeTakeFirst()
    expect([plain.numUpdatedRows, none.numDeletedRows, withClause.numDeletedRows]).toEqual([2n, 0n, 2n])
  })

  test('rolls back a transaction whose work throws, and lets the next one in', async () => {
    const db = kyselyOn<Tables>(database.pool)
    const failing = db.transaction().execute(async (tx) => {
      await tx.insertInto('notes').values({ id: 50, day: '2026-01-01', body: null, data: null }).execute()
      throw new Error('halfway')
    })
    await expect(failing).rejects.toThrow('halfway')
    expect(await db.selectFrom('notes').select('id').where('id', '=', 50).execute()).toEqual([])
  })

  test('rolls back a transaction that a client left open when it is given back', async () => {
    const client = await database.pool.connect()
    await client.query('begin')
    await client.query('insert into notes (id) values (60)')
    client.release(true)
    const { rows } = await database.pool.query('select 1 from notes where id = 60')
    expect(rows).toEqual([])
  })

  test('keeps a transaction open after a rollback to a savepoint', async () => {
    const db = kyselyOn<Tables>(database.pool)
    await db.transaction().execute(async (tx) => {
      await sql`savepoint here`.execute(tx)
      await expect(sql`select 1/0`.execute(tx)).rejects.toThrow('division by zero')
      await sql`rollback to savepoint here`.execute(tx)
      await tx.insertInto('notes').values({ id: 70, day: '2026-01-01', body: null, data: null }).execute()
    })
    expect((await database.pool.query('select 1 from notes where id = 70')).rowCount).toBe(1)
  })

  test('runs concurrent transactions one whole one at a time on the same row, losing none', async () => {
    const db = kyselyOn<Tables>(database.pool)
    await db.insertInto('notes').values({ id: 80, day: '2026-01-01', body: '0', data: null }).execute()
    const add = () =>
      db.transaction().execute(async (tx) => {
        const row = await tx
          .selectFrom('notes')
          .select('body')
          .where('id', '=', 80)
          .forUpdate()
          .executeTakeFirstOrThrow()
        await tx
          .updateTable('notes')
          .set({ body: String(Number(row.body) + 1) })
          .where('id', '=', 80)
          .execute()
      })
    await Promise.all(Array.from({ length: 20 }, add))
    const row = await db.selectFrom('notes').select('body').where('id', '=', 80).executeTakeFirstOrThrow()
    expect(row.body).toBe('20')
  })

  test('finds words without their accents and with typing errors', async () => {
    await database.pool.query('create extension if not exists unaccent; create extension if not exists pg_trgm')
    const { rows } = await database.pool.query(
      `select unaccent('réseau') as plain, similarity('imprimante', 'imprimente') > 0.4 as near`,
    )
    expect(rows[0]).toEqual({ plain: 'reseau', near: true })
  })
})

describe('listening', () => {
  test('hears what another connection notifies, until it stops', async () => {
    const heard: string[] = []
    let hears: () => void = () => {}
    const first = new Promise<void>((resolve) => {
      hears = resolve
    })
    const note = (payload: string) => {
      heard.push(payload)
      hears()
    }
    const opened = database.url
      ? await openDatabase({ DATABASE_URL: database.url, DATABASE_POOL: 2, DATA_DIR: '' })
      : {
          listen: (channel: string, on: typeof note) => listenInProcess(database.pool, channel, on),
          close: async () => {},
        }
    const stop = await opened.listen('guichet', note)
    await database.pool.query(`select pg_notify('guichet', 'one')`)
    await first
    await stop()
    await database.pool.query(`select pg_notify('guichet', 'two')`)
    await opened.close()
    expect(heard).toEqual(['one'])
  })

  test.skipIf(!process.env.DATABASE_URL)('comes back by itself when the server cuts its connection', async () => {
    const cuts: unknown[] = []
    const config = { DATABASE_URL: database.url, DATABASE_POOL: 2, DATA_DIR: '' }
    const opened = await openDatabase(config, (error) => void cuts.push(error))
    let hears: () => void = () => {}
    const heard = new Promise<void>((resolve) => {
      hears = resolve
    })
    const stop = await opened.listen('guichet', () => hears())
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guichet-listen'
      and datname = current_database()`)
    // Said again and again, because what is said while nobody listens is lost.
    const saying = setInterval(() => database.pool.query(`select pg_notify('guichet', '')`), 100)
    await heard
    clearInterval(saying)
    expect(cuts.length).toBeGreaterThan(0)
    await stop()
    await opened.close()
  })
})

test.skipIf(!process.env.DATABASE_URL)(
  'a statement that takes too long is an error, not a wait without end',
  async () => {
    const opened = await openDatabase({ DATABASE_URL: database.url, DATABASE_POOL: 1, DATA_DIR: '' })
    await expect(opened.pool.query('select pg_sleep(30)')).rejects.toThrow('statement timeout')
    // The connection is free again, and a pool without a free one says so in two seconds.
    const client = await opened.pool.connect()
    await expect(opened.pool.query('select 1')).rejects.toThrow('timeout')
    client.release()
    expect((await opened.pool.query('select 1')).rowCount).toBe(1)
    await opened.close()
  },
)
