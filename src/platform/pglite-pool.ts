import { EventEmitter } from 'node:events'
import type { PGlite } from '@electric-sql/pglite'
import { type Gate, openGate } from './pglite-gate.ts'
import { openSession, type Session } from './pglite-session.ts'
import type { Pool, PoolClient, QueryResult } from './pool.ts'

type Values = readonly unknown[] | undefined
type Statement = string | { text: string; values?: readonly unknown[] }

/** Longest wait for the one session before it is called an error; a long transaction is a bug here, not a load. */
const GATE_WAIT_MS = 30_000

/**
 * A pg.Pool look-alike over one in-process PGlite database: enough for Kysely's PostgresDialect and for BullMQ's
 * PostgreSQL backend, which takes any object with connect, query and end.
 */
export function pglitePool(
  database: PGlite,
  { waitMs = GATE_WAIT_MS, onError = console.error as (error: unknown) => void } = {},
): Pool {
  const gate = openGate(waitMs)
  const session = openSession(database, onError)
  const channels = openChannels(session)
  const pool = {
    async query(statement: Statement, given?: Values) {
      const [text, values] = parts(statement, given)
      const free = await gate.take()
      try {
        return await session.query(text, values)
      } finally {
        free()
      }
    },
    connect: async () => openClient(session, gate, channels),
    end: async () => {}, // whoever opened the database closes it; BullMQ and Kysely only think they own it
    options: { keepAlive: true }, // BullMQ looks here before it decides how long it may wait for a notification
  }
  return Object.assign(new EventEmitter().setMaxListeners(0), pool) as unknown as Pool
}

/**
 * One borrowed client. Between BEGIN and COMMIT the session is its own; what it asks without waiting for the answer before
 * is asked in that order.
 */
function openClient(session: Session, gate: Gate, channels: Channels): PoolClient {
  const events = new EventEmitter()
  /** The right to the session while a transaction is open, or is being opened. */
  let held: Promise<() => void> | undefined

  async function query(statement: Statement, given?: Values): Promise<QueryResult> {
    const [text, values] = parts(statement, given)
    const step = transactionStep(text)
    if (step === 'begins') held ??= gate.take()
    const mine = held ?? gate.take()
    const keeps = held === mine && step !== 'ends'
    if (step === 'ends') held = undefined
    const free = await mine
    try {
      const channel = listenChannel(text)
      if (channel) channels.join(channel, events)
      return await session.query(text, values)
    } finally {
      if (!keeps) free()
    }
  }

  async function giveBack(): Promise<void> {
    const open = held
    held = undefined
    const deaf = channels.leave(events)
    const free = await (open ?? (deaf.length ? gate.take() : undefined))
    try {
      if (open) await session.query('rollback', undefined)
      for (const channel of deaf) await session.query(`unlisten ${channel}`, undefined)
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

type Channels = ReturnType<typeof openChannels>

/** Who listens to what: the session listens for all of its clients at once. */
function openChannels(session: Session) {
  const listeners = new Map<string, Set<EventEmitter>>()
  session.onNotification((notification) => {
    for (const events of listeners.get(notification.channel) ?? []) events.emit('notification', notification)
  })
  return {
    join(channel: string, events: EventEmitter) {
      const name = channel.replaceAll('"', '')
      listeners.set(name, (listeners.get(name) ?? new Set()).add(events))
    },
    /** Forgets a client; comes back with the channels, quoted, that nobody listens to any more. */
    leave(events: EventEmitter): string[] {
      const silent: string[] = []
      for (const [name, clients] of listeners) if (clients.delete(events) && !clients.size) silent.push(name)
      for (const name of silent) listeners.delete(name)
      return silent.map((name) => `"${name}"`)
    },
  }
}

const parts = (statement: Statement, given: Values): [string, Values] =>
  typeof statement === 'string' ? [statement, given] : [statement.text, statement.values ?? given]

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

/** The channel of a LISTEN, with its quotes. An unquoted name is folded by PostgreSQL; ours and BullMQ's are lower case. */
const listenChannel = (text: string): string | undefined => /^listen\s+("[^"]+"|\w+)\s*;?\s*$/i.exec(bare(text))?.[1]
