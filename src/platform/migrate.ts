import { readdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { type Kysely, type Migration, type MigrationProvider, Migrator, sql } from 'kysely'
import { kyselyOn, type OpenedDatabase } from './database.ts'
import type { Pool } from './pool.ts'
import { StartRefused } from './refusal.ts'

/** The migration files beside the code that runs: the sources' in tests, the compiled ones in dist. */
const folder = new URL('../../migrations/', import.meta.url)
const fileName = /^(\d{4}_[\w-]+)\.(?:ts|js)$/

export type MigrationStatus = { applied: string[]; pending: string[]; unknown: string[] }

/**
 * Brings the schema to this version of the code, each migration in order and under Kysely's lock, so that several
 * processes may start at once. Returns the names applied now. Throws StartRefused for a schema that is newer than the
 * code: an older version must not write into tables it does not know.
 */
export async function migrate(database: Pick<OpenedDatabase, 'openSpecialPool'>): Promise<string[]> {
  const pool = database.openSpecialPool({ name: 'migrate' })
  try {
    return await migratePool(pool)
  } finally {
    await pool.end()
  }
}

/** As `migrate`, on a pool without time limits. */
export async function migratePool(pool: Pool, files: URL = folder): Promise<string[]> {
  const db = kyselyOn<unknown>(pool)
  const { unknown } = await readStatus(db, files)
  if (unknown.length > 0) {
    throw new StartRefused(
      { why: 'newer-schema', migrations: unknown },
      `the database was migrated by a newer version of Guichet (${unknown.join(', ')}); start that version, or restore a backup`,
    )
  }
  const { error, results = [] } = await new Migrator({ db, provider: provider(files) }).migrateToLatest()
  if (error) {
    const migration = results.find((result) => result.status === 'Error')?.migrationName ?? '?'
    const detail = error instanceof Error ? error.message : String(error)
    throw new StartRefused({ why: 'migration-failed', migration, detail }, `migration ${migration} failed: ${detail}`, {
      cause: error,
    })
  }
  return results.map((result) => result.migrationName)
}

/** Which migrations are applied, pending, or applied by a version that this code does not know. */
export const migrationStatus = (pool: Pool): Promise<MigrationStatus> => readStatus(kyselyOn<unknown>(pool), folder)

async function readStatus(db: Kysely<unknown>, files: URL): Promise<MigrationStatus> {
  const known = (await namesIn(files)).map(({ name }) => name)
  const table = await sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`.execute(db)
  if (!table.rows[0]?.found) return { applied: [], pending: known, unknown: [] }
  const rows = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const applied = rows.rows.map(({ name }) => name)
  return {
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  }
}

async function namesIn(files: URL): Promise<{ name: string; file: string }[]> {
  const found = (await readdir(files)).flatMap((file) => {
    const name = fileName.exec(file)?.[1]
    return name ? [{ name, file }] : []
  })
  return found.sort((a, b) => (a.name < b.name ? -1 : 1))
}

const provider = (files: URL): MigrationProvider => ({
  async getMigrations() {
    const migrations: Record<string, Migration> = {}
    for (const { name, file } of await namesIn(files)) {
      migrations[name] = await import(/* @vite-ignore */ new URL(file, files).href)
    }
    return migrations
  },
})

/** For tests that bring migration files of their own. */
export const migrationFolder = (path: string): URL => pathToFileURL(path.endsWith('/') ? path : `${path}/`)
