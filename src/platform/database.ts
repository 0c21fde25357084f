import pg from 'pg'
import type { Config } from './config.ts'
import { openEmbedded } from './embedded.ts'
import { frugal } from './frugal.ts'
import { oid } from './pglite.ts'
import type { Pool } from './pool.ts'
import { StartRefused } from './refusal.ts'

export { kyselyOn } from './one-breath.ts'

/** An opened database. Whoever opened it closes it; the pool's own `end` is not to be called. */
export type OpenedDatabase = {
  readonly pool: Pool
  readonly kind: 'embedded' | 'postgres'
  /** Calls back for every NOTIFY on the channel. On a server it holds one connection and reconnects by itself. */
  listen(channel: string, onPayload: (payload: string) => void): Promise<() => Promise<void>>
  /** Connections of its own without time limits, for migrations and backups; `search_path` as given. */
  openSpecialPool(options?: { searchPath?: string; max?: number; name?: string }): Pool
  close(): Promise<void>
}

type DatabaseConfig = Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL' | 'DATA_DIR'> &
  Partial<Pick<Config, 'DATABASE_PREPARED'>>
type OnError = (error: unknown) => void

/** A slow or lost server must become an error that a platform can retry, never a wait without end. */
const CONNECT_WITHIN_MS = 2_000
const STATEMENT_WITHIN_MS = 5_000
const LISTEN_AGAIN_AFTER_MS = 1_000

/** The same JavaScript values from both drivers: see pglite.ts. */
pg.types.setTypeParser(oid.int8, Number)
pg.types.setTypeParser(oid.date, (text) => text)

/** DATABASE_URL given: that server. Absent: the embedded database in DATA_DIR. The only place where this is decided. */
export async function openDatabase(config: DatabaseConfig, onError: OnError = reportOnStderr): Promise<OpenedDatabase> {
  if (!config.DATABASE_URL) return openEmbeddedDatabase(config.DATA_DIR, onError)
  const url = config.DATABASE_URL
  const pool = openPgPool(url, onError, {
    max: config.DATABASE_POOL,
    statement_timeout: STATEMENT_WITHIN_MS,
    // A little later than the server's own limit, so that the server's clearer error comes first when it can.
    query_timeout: STATEMENT_WITHIN_MS + 500,
  })
  await refuseUnreachable(pool)
  return {
    pool: frugal(pool as Pool, { plans: config.DATABASE_PREPARED ?? true }),
    kind: 'postgres',
    listen: (channel, onPayload) => listenOnServer(url, channel, onPayload, onError),
    openSpecialPool: ({ searchPath, max = 2, name } = {}) =>
      openPgPool(url, onError, {
        max,
        ...(name && { application_name: `guichet-${name}` }),
        ...(searchPath && { options: `-c search_path=${searchPath}` }),
      }) as Pool,
    close: () => pool.end(),
  }
}

/** Start-up only; later, a lost server is an error of each statement, and readiness says so. */
async function refuseUnreachable(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (error) {
    await pool.end()
    const detail = reasonOf(error)
    throw new StartRefused({ why: 'database-unreachable', detail }, `the database cannot be reached: ${detail}`, {
      cause: error,
    })
  }
}

/** Node reports a refused connection to several addresses as an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || (error as NodeJS.ErrnoException).code || error.name
}

async function openEmbeddedDatabase(dataDir: string, onError: OnError): Promise<OpenedDatabase> {
  const { pool, close } = await openEmbedded(dataDir, onError)
  return {
    pool,
    kind: 'embedded',
    listen: (channel, onPayload) => listenInProcess(pool, channel, onPayload),
    openSpecialPool: () => pool, // one session is all there is, and it has no limits; its `end` does nothing
    close,
  }
}

function openPgPool(url: string, onError: OnError, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'guichet',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
    pipeline: true,
    ...options,
  })
  // Without a listener a connection that the server closes would end the process. The pool listens for those that lie
  // idle only; one that is lent out (BullMQ keeps some to LISTEN) must have its own from the beginning.
  pool.on('connect', (client) => client.on('error', onError))
  pool.on('error', () => {}) // the same again, for idle ones
  return pool
}

export async function listenInProcess(pool: Pool, channel: string, onPayload: (payload: string) => void) {
  const client = await pool.connect()
  client.on('notification', ({ payload }) => onPayload(payload ?? ''))
  await client.query(`listen ${quoted(channel)}`)
  return async () => client.release()
}

/** A connection of its own, because one that listens cannot go back to a pool. What is said while it is down is lost. */
async function listenOnServer(url: string, channel: string, onPayload: (payload: string) => void, onError: OnError) {
  let stopped = false
  let client: pg.Client | undefined
  let again: NodeJS.Timeout | undefined

  const connect = async () => {
    client = new pg.Client({
      connectionString: url,
      application_name: 'guichet-listen',
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
    })
    client.on('error', onError)
    client.on('notification', ({ payload }) => onPayload(payload ?? ''))
    client.on('end', connectAgain)
    await client.connect()
    await client.query(`listen ${quoted(channel)}`)
  }
  // A failed attempt both rejects and ends its client: one timer at a time keeps it at one connection.
  const connectAgain = () => {
    if (stopped || again) return
    again = setTimeout(() => {
      again = undefined
      connect().catch((error) => {
        onError(error)
        connectAgain()
      })
    }, LISTEN_AGAIN_AFTER_MS)
  }
  const stop = async () => {
    stopped = true
    clearTimeout(again)
    await client?.end()
  }
  await connect().catch(async (error) => {
    await stop()
    throw error
  })
  return stop
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const reportOnStderr: OnError = (error) => console.error(error)
