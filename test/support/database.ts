import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { inject } from 'vitest'
import { kyselyOn } from '../../src/platform/database.ts'
import { embeddedDirectory } from '../../src/platform/embedded.ts'
import { frugal } from '../../src/platform/frugal.ts'
import { openPglite, sessionSetup } from '../../src/platform/pglite.ts'
import { pglitePool } from '../../src/platform/pglite-pool.ts'
import type { Pool } from '../../src/platform/pool.ts'
import type { Database, Db } from '../../src/schema.ts'
import { databaseUrl, onServer } from './database-image.ts'

export type TestDatabase = {
  db: Db
  pool: Pool
  /** The address of a server's database, for tests that start processes of their own; absent on the embedded one. */
  url: string | undefined
  close(): Promise<void>
}

/**
 * A migrated database of this test file's own: PGlite from an image, or a copy of a template where DATABASE_URL is set.
 * Call it once per file, close it in afterAll. No test owns the tables: use ids and threads of your own.
 */
export function openTestDatabase(): Promise<TestDatabase> {
  const prepared = inject('database')
  return 'url' in prepared ? onServerFrom(prepared, prepared.template) : inProcessFrom(prepared.image)
}

/** A database without any table, for tests of migrations and of the platform itself. */
export function freshDatabase(): Promise<TestDatabase> {
  const given = inject('database')
  return 'url' in given ? onServerFrom(given, 'template1') : inProcessFrom(given.empty)
}

/**
 * A migrated data directory of the embedded database, for processes that a test starts. Not a first start, which takes
 * some seconds of a processor and is tested by itself. Nothing is made where the tests run on a server.
 */
export async function embeddedFromImage(dataDir: string, furnish: (db: Db) => Promise<void> = async () => {}) {
  const prepared = inject('database')
  if ('url' in prepared) return
  mkdirSync(dataDir, { recursive: true })
  const loadDataDir = new Blob([readFileSync(prepared.image)])
  const database = await openPglite({ dataDir: embeddedDirectory(dataDir), loadDataDir })
  await database.exec(sessionSetup)
  await furnish(kyselyOn<Database>(pglitePool(database)))
  await database.close()
}

async function inProcessFrom(image: string): Promise<TestDatabase> {
  const database = await openPglite({ loadDataDir: new Blob([readFileSync(image)]) })
  await database.exec(sessionSetup)
  // Shorter than the test's own limit, so that a pool used inside a transaction says so instead of timing out.
  const pool = pglitePool(database, { waitMs: 15_000 })
  return { db: kyselyOn<Database>(pool), pool, url: undefined, close: () => database.close() }
}

async function onServerFrom({ url, prefix }: { url: string; prefix: string }, template: string): Promise<TestDatabase> {
  const name = `${prefix}_${randomBytes(4).toString('hex')}`
  await onServer(url, `create database ${name} template ${template}`)
  const own = databaseUrl(url, name)
  const pool = new pg.Pool({ connectionString: own, max: 10, connectionTimeoutMillis: 10_000, pipeline: true })
  pool.on('error', () => {}) // dropping the database below may cut an idle connection
  const close = async () => {
    await pool.end()
    await onServer(url, `drop database if exists ${name} with (force)`)
  }
  return { db: kyselyOn<Database>(frugal(pool as Pool, { plans: true })), pool: pool as Pool, url: own, close }
}
