import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { openDatabase } from '../../src/platform/database.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { redisOptions } from '../../src/platform/redis.ts'
import { hire } from './company.ts'

const serverUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
export const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'

/** Where one server under measurement keeps its data; all of it is the bench's own and is dropped at the end. */
export interface Store {
  /** What the product is started with. */
  readonly env: Record<string, string>
  drop(): Promise<void>
}

export type ServerStore = Store & { readonly url: string; readonly pool: pg.Pool }

/** A database on the server and a key prefix in Redis, migrated, with employees in it. */
export async function openServerStore(name: string): Promise<ServerStore> {
  const database = `guichet_bench_${process.pid}_${name}`
  const prefix = database.replaceAll('_', '-')
  await onServer(`create database ${database}`)
  const url = Object.assign(new URL(serverUrl), { pathname: `/${database}` }).href
  await prepare({ DATABASE_URL: url, DATABASE_POOL: 2, DATA_DIR: '' })
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  // Dropping the database ends its connections; nobody waits on them any more.
  pool.on('error', () => {})
  return {
    url,
    pool,
    env: { DATABASE_URL: url, REDIS_URL: redisUrl, REDIS_PREFIX: prefix },
    async drop() {
      await pool.end()
      await onServer(`drop database if exists ${database} with (force)`)
      await forgetKeys(prefix)
    },
  }
}

/** A folder for the embedded database, prepared in the same way. */
export async function openEmbeddedStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'))
  await prepare({ DATABASE_URL: undefined, DATABASE_POOL: 2, DATA_DIR: folder })
  return { env: { DATA_DIR: folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) }
}

async function prepare(config: Parameters<typeof openDatabase>[0]) {
  const database = await openDatabase(config)
  try {
    await migrate(database)
    // Without time limits: sixty thousand people on a machine that is busy.
    const pool = database.openSpecialPool()
    await hire(pool)
    await pool.end()
  } finally {
    await database.close()
  }
}

async function onServer(statement: string) {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function forgetKeys(prefix: string) {
  const redis = new Redis(redisOptions(redisUrl))
  try {
    for await (const keys of redis.scanStream({ match: `${prefix}:*`, count: 1000 }))
      if (keys.length) await redis.del(...(keys as string[]))
  } finally {
    redis.disconnect()
  }
}

/** Facts of the machine that a figure cannot be read without. */
export async function serverVersions(): Promise<{ postgres: string; redis: string }> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  const redis = new Redis(redisOptions(redisUrl))
  try {
    const { rows } = await client.query(
      `select current_setting('server_version') || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' ||
         current_setting('synchronous_commit') as version`,
    )
    const info = await redis.info()
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '?'
    return { postgres: rows[0].version, redis: `${field('redis_version')}, append-only file ${field('aof_enabled')}` }
  } finally {
    redis.disconnect()
    await client.end()
  }
}
