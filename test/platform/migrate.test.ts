import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migratePool, migrationFolder, migrationStatus } from '../../src/platform/migrate.ts'
import { StartRefused } from '../../src/platform/refusal.ts'
import { freshDatabase, openTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await freshDatabase()
  folder = mkdtempSync(join(tmpdir(), 'guichet-migrations-'))
  write('0001_notes', `await sql.raw('create table notes (id integer)').execute(db)`)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Migrations in a folder of the test's own; kysely comes from the project, by its full address. */
function write(name: string, body: string): void {
  const kysely = import.meta.resolve('kysely')
  writeFileSync(
    join(folder, `${name}.ts`),
    `import { sql } from '${kysely}'\nexport async function up(db) { ${body} }\n`,
  )
}
const run = () => migratePool(database.pool, migrationFolder(folder))

test('two processes that migrate at once apply each migration once', async () => {
  const [one, other] = await Promise.all([run(), run()])
  expect([...one, ...other]).toEqual(['0001_notes'])
})

test('a migration that fails is named and leaves nothing of itself', async () => {
  write(
    '0002_broken',
    `await sql.raw('create table half (id integer)').execute(db); await sql.raw('select 1/0').execute(db)`,
  )
  const failure: unknown = await run().catch((error) => error)
  expect(failure).toBeInstanceOf(StartRefused)
  expect((failure as StartRefused).refusal).toMatchObject({ why: 'migration-failed', migration: '0002_broken' })
  const { rows } = await database.pool.query(`select to_regclass('half') as half`)
  expect(rows[0]).toEqual({ half: null })
  rmSync(join(folder, '0002_broken.ts'))
})

test('a schema newer than the code is refused and named', async () => {
  write('0003_future', 'return')
  await run()
  rmSync(join(folder, '0003_future.ts'))
  const failure: unknown = await run().catch((error) => error)
  expect((failure as StartRefused).refusal).toEqual({ why: 'newer-schema', migrations: ['0003_future'] })
})

test('the desk has no table whose name BullMQ uses, because both share one search path', async () => {
  const ours = await openTestDatabase()
  const { rows } = await ours.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const taken = [
    'job',
    'job_log',
    'job_dependency',
    'event',
    'meta',
    'metrics',
    'migration',
    'scheduler',
    'dedup',
    'dedup_next',
    'rate_limit',
  ]
  expect(rows.map(({ name }) => name).filter((name) => taken.includes(name))).toEqual([])
  const { pending, unknown } = await migrationStatus(ours.pool)
  expect({ pending, unknown }).toEqual({ pending: [], unknown: [] })
  await ours.close()
})
