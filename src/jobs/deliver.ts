import type { ChatAdapter, Outgoing, Sent } from '../chat/adapter.ts'
import type { Block } from '../chat/card.ts'
import { plainText } from '../chat/plain.ts'
import {
  channelOf,
  isPersonal,
  type Platform,
  placeOf,
  platformOf,
  type ThreadKey,
  threadUnder,
} from '../chat/thread.ts'
import {
  giveBack,
  giveUpAfterHours,
  type Leased,
  lease,
  postpone,
  type Settlement,
  settle,
  sleptPastLease,
} from '../desk/outbox/store.ts'
import type { DeskSettings } from '../desk/scope.ts'
import { batched } from '../platform/batch.ts'
import type { Log } from '../platform/log.ts'
import type { Db } from '../schema.ts'
import { Later } from './later.ts'
import { fileIn, sendFile } from './send-file.ts'
import { blocksToShow } from './show.ts'
import { tellUndelivered } from './undelivered.ts'

/** What a row asks for besides speaking: an errand of a worker, a conversation that begins. `again`: not finished, ms to wait. */
export type Run = (row: Leased) => Promise<{ wake: number[]; again?: number }>

export interface Delivery {
  db: Db
  settings: () => DeskSettings
  adapters: () => Partial<Record<Platform, ChatAdapter>>
  run: Run
  wake: (ids: number[]) => void
  now: () => Date
  log: Log
}

export interface Mouth {
  /** Leases what these rows' lanes owe, and sends it. */
  send(ids: readonly number[]): Promise<void>
  /** Sends rows of one lane that are leased already, in their order. */
  say(rows: readonly Leased[]): Promise<void>
}

type Ended =
  | { settled: true; posted?: string; failed?: string }
  | { settled: false; afterMs: number; uncertain: boolean }

/** Teams cannot be asked what it has: a send of unknown outcome is the first of two, and there is no third (reliability F11). */
const blindRepeats = 2

/**
 * Sends what these lanes are owed, oldest first. The outbox is the truth, so a repeated or late job finds nothing to do.
 * A lane goes on by itself: a slow platform holds up nobody else, and no transaction is open while it is called.
 */
export function deliver(delivery: Delivery): Mouth {
  const limits = openLimits()
  const mark = batched<Settlement, { done: boolean; more: boolean }>(
    async (settlements) => {
      const marked = await settle(delivery.db, settlements)
      return settlements.map(({ seq }) => {
        const row = marked.find((one) => one.seq === seq)
        return { done: row !== undefined, more: row?.more ?? false }
      })
    },
    { max: 50, waitMs: 0 },
  )

  /** Whether what stands behind the row in its lane may follow, and whether anything does. */
  const speak = async (row: Leased): Promise<{ done: boolean; more: boolean }> => {
    const ended = await attempt(delivery, row, limits)
    if (ended.settled)
      return mark({ seq: row.seq, lease: row.lease, posted: ended.posted ?? null, failed: ended.failed ?? null })
    await postpone(delivery.db, row, ended.afterMs, ended.uncertain)
    return { done: false, more: false }
  }
  const drain = async (row: Leased, ...behind: Leased[]): Promise<void> => {
    let spoken = { done: false, more: false }
    try {
      spoken = await speak(row)
    } finally {
      // They wait behind it, in nobody's hands.
      if (!spoken.done) await giveBack(delivery.db, behind)
    }
    if (!spoken.done) return
    const [next, ...rest] = behind
    if (next) await drain(next, ...rest)
    else if (spoken.more) await all([row.seq])
  }
  const all = async (ids: readonly number[]) => {
    const rows = await lease(delivery.db, ids, crypto.randomUUID())
    await Promise.all(rows.map((row) => drain(row)))
  }
  return { send: all, say: async ([first, ...behind]) => first && drain(first, ...behind) }
}

async function attempt(delivery: Delivery, row: Leased, limits: Limits): Promise<Ended> {
  const { log, now } = delivery
  const old = now().getTime() - row.createdAt.getTime() > giveUpAfterHours * 3_600_000
  let mayHaveArrived = false
  try {
    if (row.op === 'errand' || row.op === 'begin') {
      const ran = await delivery.run(row)
      delivery.wake(ran.wake)
      if (ran.again !== undefined && !old)
        return { settled: false, afterMs: Math.max(ran.again, backoff(row)), uncertain: false }
      return { settled: true }
    }
    const say = await prepare(delivery, row)
    if (!say) return { settled: true }
    const held = limits.left(row)
    if (held > 0) return { settled: false, afterMs: held, uncertain: false }
    // Who slept for so long is not the row's worker any more: somebody else says it.
    if (sleptPastLease(row)) return { settled: false, afterMs: 0, uncertain: false }
    mayHaveArrived = row.op === 'post'
    const sent = await say()
    if (sent.outcome === 'later' && sent.limited) limits.hold(row, sent.afterMs)
    return await outcomeOf(delivery, row, sent, old)
  } catch (error) {
    if (error instanceof Later && !old)
      return { settled: false, afterMs: Math.max(error.afterMs, backoff(row)), uncertain: false }
    log.error({ err: error, outbox: row.seq, op: row.op, lane: row.lane, attempts: row.attempts }, 'outbox row failed')
    return old
      ? { settled: true, failed: String(error) }
      : { settled: false, afterMs: backoff(row), uncertain: mayHaveArrived }
  }
}

interface Limits {
  /** For how long, in ms, the platform wants no more of this in that channel; 0 or less: not at all. */
  left(row: Leased): number
  hold(row: Leased, ms: number): void
}
const mostHeld = 1000

/**
 * A platform counts by method and channel, while a lane is one thread: what was too much in one is not tried in the others
 * of that channel, and nowhere else is it felt. Only a hint: another process finds out by itself.
 */
function openLimits(): Limits {
  const until = new Map<string, number>()
  const keyOf = ({ op, thread }: Leased) => (thread ? `${op} ${channelOf(thread)}` : op)
  return {
    left: (row) => (until.get(keyOf(row)) ?? 0) - performance.now(),
    hold(row, ms) {
      if (until.size >= mostHeld) until.clear()
      until.set(keyOf(row), performance.now() + ms)
    },
  }
}

/** Seconds double with each try, up to a minute. */
const backoff = ({ attempts }: Leased) => Math.min(60_000, 500 * 2 ** attempts)

async function outcomeOf(delivery: Delivery, row: Leased, sent: Sent, old: boolean): Promise<Ended> {
  if (sent.outcome === 'sent') {
    await noteThread(delivery.db, row, sent)
    return { settled: true, posted: sent.posted }
  }
  if (sent.outcome !== 'never' && !old) {
    const afterMs = sent.outcome === 'later' ? Math.max(sent.afterMs, backoff(row)) : backoff(row)
    return { settled: false, afterMs, uncertain: sent.outcome === 'unknown' }
  }
  delivery.log.warn({ outbox: row.seq, lane: row.lane, reason: sent.reason }, 'not delivered')
  delivery.wake(await tellUndelivered(delivery, row, sent.reason))
  return { settled: true, failed: sent.reason }
}

/** Reads what there is to say; what remains is one call to the platform. Nothing when there is nothing to say any more. */
async function prepare(delivery: Delivery, row: Leased): Promise<(() => Promise<Sent>) | undefined> {
  const { thread, targetPosted } = row
  if (!thread || (row.op !== 'post' && !targetPosted)) return undefined
  const adapter = delivery.adapters()[platformOf(thread)]
  if (!adapter) return async () => ({ outcome: 'never', reason: `${platformOf(thread)} is not configured` })
  const to = { thread, ...(row.reference && { reference: row.reference }) }
  if (row.op === 'remove') return () => adapter.remove(to, targetPosted!)
  const blocks = await blocksToShow(delivery, row)
  if (!blocks?.length) return undefined
  const file = row.op === 'post' ? fileIn(blocks) : undefined
  if (file) {
    if (row.uncertain && row.attempts > blindRepeats)
      return async () => ({ outcome: 'never', reason: 'unknown whether it arrived' })
    const send = await sendFile(delivery, adapter, row, file)
    return send && (() => send(to))
  }
  // A message keeps its id for life: buttons of its newest version still name the row that posted it.
  const message = { id: String(row.target ?? row.seq), blocks, plain: plainText(blocks), ...otherLanguage(row) }
  if (row.op === 'update') return () => adapter.update(to, targetPosted!, message)
  const said = { ...message, ...voiceIn(row, blocks) }
  return () => (row.uncertain ? repeat(adapter, to, said, row) : adapter.post(to, said))
}

function otherLanguage({ content, readers }: Leased): Pick<Outgoing, 'other'> {
  if (content.kind !== 'ticket-card' || !readers?.length) return {}
  return { other: { action: content.locale === 'fr' ? 'inEnglish' : 'inFrench', readers } }
}

/** Words that are carried from another place are their author's, not the bot's. */
function voiceIn({ message, picture }: Leased, [said, more]: ReadonlyArray<Block>): Pick<Outgoing, 'voice'> {
  if (!message || more || said?.kind !== 'said') return {}
  return { voice: { name: said.author, ...(picture && { picture }) } }
}

/** The last try may have arrived: look before saying it again, where the platform lets us look. */
async function repeat(adapter: ChatAdapter, to: { thread: ThreadKey }, message: Outgoing, row: Leased): Promise<Sent> {
  const found = (await adapter.find?.(to, message.id)) ?? 'cannot-tell'
  if (typeof found === 'object') return { outcome: 'sent', posted: found.posted }
  if (found === 'ask-later') return { outcome: 'later', afterMs: 0, reason: 'cannot be asked now whether it arrived' }
  if (found === 'cannot-tell' && row.attempts > blindRepeats)
    return { outcome: 'never', reason: 'unknown whether it arrived' }
  return adapter.post(to, message)
}

/** A card that opened a thread in a channel: what is written under it belongs to its ticket. */
async function noteThread(db: Db, row: Leased, sent: Extract<Sent, { outcome: 'sent' }>) {
  if (!row.mirror || row.op !== 'post' || !row.thread || isPersonal(row.thread)) return
  const root = placeOf(row.thread).place.kind === 'channel'
  if (!root) return
  const thread = sent.thread ?? threadUnder(row.thread, sent.posted)
  await db.updateTable('mirrors').set({ thread }).where('id', '=', row.mirror).where('thread', 'is', null).execute()
}
