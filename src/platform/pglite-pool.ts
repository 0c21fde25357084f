import { EventEmitter } from 'node:events'
import type { PGlite, Results } from '@electric-sql/pglite'
import { type Gate, giveTurn, openGate } from './pglite-gate.ts'
import type { Pool, PoolClient, QueryResult } from './pool.ts'

type Values = readonly unknown[] | undefined
type Statement = string | { text: string; values?: readonly unknown[] }
type Unlisten = () => Promise<void>

/** Longest wait for the one session before it is called an error; a long transaction is a bug here, not a load. */
const GATE_WAIT_MS = 30_000

/**
 * A pg.Pool look-alike over one in-process PGlite database: enough for Kysely's PostgresDialect and for BullMQ's
 * PostgreSQL backend, which takes any object with connect, query and end.
 */
export function pglitePool(database: PGlite, { waitMs = GATE_WAIT_MS } = {}): Pool {
  const gate = openGate(waitMs)
  const pool = {
    async query(statement: Statement, given?: Values) {
      const [text, values] = parts(statement, given)
      const free = await gate.take()
      try {
        return await run(database, text, values)
      } finally {
        free()
      }
    },
    connect: async () => openClient(database, gate),
    end: async () => {}, // whoever opened the database closes it; BullMQ and Kysely only think they own it
    options: { keepAlive: true }, // BullMQ looks here before it decides how long it may wait for a notification
  }
  return Object.assign(new EventEmitter().setMaxListeners(0), pool) as unknown as Pool
}

/** One borrowed client. `held` is the right to the session while the client is between BEGIN and COMMIT. */
function openClient(database: PGlite, gate: Gate): PoolClient {
  const events = new EventEmitter()
  const listening: Unlisten[] = []
  let held: (() => void) | undefined

  async function query(statement: Statement, given?: Values): Promise<QueryResult> {
    const [text, values] = parts(statement, given)
    if (held) await giveTurn()
    const free = held ?? (await gate.take())
    try {
      const channel = listenChannel(text)
      if (channel) {
        const unquoted = channel.replaceAll('"', '')
        listening.push(
          await database.listen(channel, (payload) => events.emit('notification', { channel: unquoted, payload })),
        )
        return { command: 'LISTEN', rows: [], rowCount: null }
      }
      const result = await run(database, text, values)
      const step = transactionStep(text)
      if (step) held = step === 'begins' ? free : undefined
      return result
    } catch (error) {
      // A COMMIT or ROLLBACK that fails has ended the transaction all the same.
      if (transactionStep(text) === 'ends') held = undefined
      throw error
    } finally {
      if (held !== free) free()
    }
  }

  async function giveBack(): Promise<void> {
    const free = held
    held = undefined
    try {
      if (free) await run(database, 'rollback', undefined)
      for (const unlisten of listening.splice(0)) await unlisten()
    } finally {
      free?.()
    }
  }
  // pg's release returns nothing; a rollback that fails here means that the database is being closed.
  const release = () => void giveBack().catch((error) => events.listenerCount('error') && events.emit('error', error))

  // BullMQ turns TCP keepalive on through `connection`; in-process nothing can drop silently.
  const connection = { stream: { setKeepAlive() {} } }
  return Object.assign(events, { query, release, end: giveBack, connection }) as unknown as PoolClient
}

const parts = (statement: Statement, given: Values): [string, Values] =>
  typeof statement === 'string' ? [statement, given] : [statement.text, statement.values ?? given]

/** Statements without values may be several in one text (BullMQ's migrations are), which only `exec` accepts. */
async function run(database: PGlite, text: string, values: Values): Promise<QueryResult> {
  const result: Results | undefined = values?.length
    ? await database.query(text, [...values])
    : (await database.exec(text)).at(-1)
  const rows = result?.rows ?? []
  return { command: result?.command ?? '', rows, rowCount: result?.rowCount ?? rows.length }
}

/** Comments go first: BullMQ's statements begin with some. */
const leadingComments = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/
const bare = (text: string) => text.replace(leadingComments, '')

/** Only a text that is that one statement counts: `begin; …; commit` in one text leaves no transaction open. */
function transactionStep(text: string): 'begins' | 'ends' | undefined {
  const first = text.charCodeAt(0) | 32
  // Most statements start with the letters of select, insert, update, delete or with: none of them concerns this.
  if (first === 115 ? !/^start/i.test(text) : first === 105 || first === 117 || first === 100 || first === 119) return
  const statement = bare(text)
  if (/^(?:begin|start\s+transaction)\b[^;]*;?\s*$/i.test(statement)) return 'begins'
  if (/^(?:commit|end|abort|rollback(?!\s+(?:work\s+|transaction\s+)?to\b))\b[^;]*;?\s*$/i.test(statement))
    return 'ends'
  return undefined
}

/** The channel of a LISTEN, as PGlite's own listen wants it (quotes kept, it reads them itself). */
const listenChannel = (text: string): string | undefined => /^listen\s+("[^"]+"|\w+)\s*;?\s*$/i.exec(bare(text))?.[1]
