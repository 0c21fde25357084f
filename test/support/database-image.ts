import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migratePool } from '../../src/platform/migrate.ts'
import { newDatabaseSettings, openPglite, sessionSetup } from '../../src/platform/pglite.ts'
import { pglitePool } from '../../src/platform/pglite-pool.ts'
import type { Pool } from '../../src/platform/pool.ts'

/**
 * Where the tests of this run find a migrated database to copy: an image file, or a template on a server. `homes` is a
 * folder for data directories that are made once and then copied (see app.ts).
 */
export type Prepared =
  | { image: string; empty: string; homes: string }
  | { url: string; template: string; prefix: string }

declare module 'vitest' {
  export interface ProvidedContext {
    database: Prepared
  }
}

const root = new URL('../../', import.meta.url)
const cache = new URL('test/.cache/', root)

/** Vitest's globalSetup: runs all migrations once for the whole run, and clears away what the tests left. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.DATABASE_URL
  if (!url) {
    const homes = mkdtempSync(join(tmpdir(), 'guichet-homes-'))
    project.provide('database', { ...(await prepareImages()), homes })
    return async () => rmSync(homes, { recursive: true, force: true })
  }
  const prefix = `guichet_test_${process.pid}_${randomBytes(3).toString('hex')}`
  const template = `${prefix}_template`
  await onServer(url, `create database ${template}`)
  const pool = new pg.Pool({ connectionString: databaseUrl(url, template), max: 2 })
  await migratePool(pool as Pool)
  await pool.end()
  project.provide('database', { url, template, prefix })
  return () => dropAll(url, prefix)
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

export async function onServer(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const left = await onServer(url, `select datname from pg_database where datname like '${prefix}%'`)
  for (const { datname } of left) await onServer(url, `drop database if exists "${datname}" with (force)`)
}

/** The databases that a new server has beside ours: two thirds of the files that each test file would copy for nothing. */
const slim = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
  'checkpoint',
] as const

/** Two images: with all migrations, and with none. Both are kept until a migration file or PGlite itself changes. */
async function prepareImages(): Promise<{ image: string; empty: string }> {
  mkdirSync(cache, { recursive: true })
  const image = fileURLToPath(new URL(`migrated-${hashOf(migrationFiles())}.tar`, cache))
  const empty = fileURLToPath(new URL(`empty-${hashOf([])}.tar`, cache))
  if (existsSync(image) && existsSync(empty)) return { image, empty }
  // Those of older migrations will not be asked for again.
  for (const name of readdirSync(cache)) if (name.endsWith('.tar')) rmSync(new URL(name, cache))

  const database = await openPglite({})
  for (const setting of newDatabaseSettings) await database.exec(setting)
  for (const statement of slim) await database.exec(statement)
  await database.exec(sessionSetup)
  await dump(database, empty)
  await migratePool(pglitePool(database))
  await dump(database, image)
  await database.close()
  return { image, empty }
}

async function dump(database: Awaited<ReturnType<typeof openPglite>>, file: string): Promise<void> {
  const tar = await database.dumpDataDir('none')
  const part = `${file}.${process.pid}.part`
  writeFileSync(part, Buffer.from(await tar.arrayBuffer()))
  renameSync(part, file)
}

function migrationFiles(): URL[] {
  const folder = new URL('migrations/', root)
  return readdirSync(folder)
    .sort()
    .map((name) => new URL(name, folder))
}

/** Also of the PGlite version and of the set-up, which shape an image as much as the migrations do. */
function hashOf(files: URL[]): string {
  const pglite = readFileSync(new URL('node_modules/@electric-sql/pglite/package.json', root))
  const setUp = [sessionSetup, ...newDatabaseSettings, ...slim].join()
  const hash = createHash('sha256').update(pglite).update(setUp)
  for (const file of files) hash.update(file.pathname).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
