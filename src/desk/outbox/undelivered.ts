import { sql } from 'kysely'
import { type Platform, placeOf, type ThreadKey } from '../../chat/thread.ts'
import type { Db, Tx } from '../../schema.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, notFound, type Outcome, type Scope } from '../scope.ts'
import type { Op } from './table.ts'

/** Something that never reached its place, and why. */
export interface Undelivered {
  readonly seq: number
  /** The agents' card of a ticket, what was said about one, or an answer of the bot. */
  readonly what: 'ticket-card' | 'ticket-message' | 'answer'
  readonly op: Op
  readonly platform: Platform
  /** The channel it was for; absent for a private conversation. */
  readonly channel: string | undefined
  /** Whose private conversation it was for. */
  readonly person: string | null
  readonly ticket: number | null
  /** The platform's word, or ours, for why it cannot be. */
  readonly reason: string
  readonly attempts: number
  readonly since: Date
  readonly failedAt: Date
}

/** What failed longer ago helps nobody any more. */
const keptDays = 14
const dayMs = 86_400_000
/** Said before the reason of what an agent took out of the list. */
const aside = 'set aside: '

const failed = (now: Date) =>
  sql`o.failed is not null and o.failed not like ${`${aside}%`} and o.settled_at > ${new Date(now.getTime() - keptDays * dayMs)} and o.op in ('post', 'update', 'remove')`

/** What could not be delivered of late, newest first. */
export async function listUndelivered(db: Db, now: Date, limit = 100): Promise<Undelivered[]> {
  const { rows } = await sql<Omit<Undelivered, 'platform' | 'channel'> & { thread: ThreadKey }>`
    select o.seq, o.op, o.attempts, o.failed as reason, o.created_at as since, o.settled_at as "failedAt", t.number as ticket,
      coalesce(m.thread, m.channel, o.thread) as thread, p.name as person,
      case when o.content ->> 'kind' = 'ticket-card' then 'ticket-card'
           when o.ticket_id is not null then 'ticket-message' else 'answer' end as what
    from outbox o left join mirrors m on m.id = o.mirror_id left join tickets t on t.id = o.ticket_id
    left join accounts a on a.key = replace(coalesce(m.thread, m.channel, o.thread), ':@', ':')
    left join people p on p.id = a.person_id
    where ${failed(now)} and coalesce(m.thread, m.channel, o.thread) is not null
    order by o.settled_at desc, o.seq desc limit ${limit}`.execute(db)
  return rows.map(({ thread, ...row }) => {
    const { platform, place } = placeOf(thread)
    return { ...row, seq: Number(row.seq), platform, channel: place.kind === 'personal' ? undefined : place.channel }
  })
}

/** How many wait for somebody to look, and how many of them are cards of tickets that agents never saw. */
export async function countUndelivered(db: Db, now: Date): Promise<{ all: number; cards: number }> {
  const { rows } = await sql<{ all: number; cards: number }>`
    select count(*) as all, count(*) filter (where o.content ->> 'kind' = 'ticket-card' and o.op = 'post') as cards
    from outbox o where ${failed(now)}`.execute(db)
  return { all: Number(rows[0]?.all ?? 0), cards: Number(rows[0]?.cards ?? 0) }
}

/**
 * Puts a row back as if it had just been written: the cause was mended, and its day of tries begins anew. False when it is
 * not there, was delivered, or was put back already.
 */
export async function sendAgain(tx: Tx, seq: number, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update outbox set settled_at = null, failed = null, attempts = 0, not_before = null, lease = null, leased_until = null,
      uncertain = false, posted = null, created_at = ${now}
    where seq = ${seq} and failed is not null and op in ('post', 'update', 'remove')
    returning seq`.execute(tx)
  return rows.length > 0
}

/** Takes a row out of the list: whoever it was for needs it no more. The ledger goes on saying that it failed, and why. */
export async function setAside(tx: Tx, seq: number): Promise<boolean> {
  const { rows } = await sql`
    update outbox set failed = ${aside} || failed where seq = ${seq} and failed is not null and failed not like ${`${aside}%`}
    returning seq`.execute(tx)
  return rows.length > 0
}

/** What did not arrive, in one actor's hand: agents see it, send it again once the cause is mended, or set it aside. */
export const deliveries = (scope: Scope) => {
  const { tx, actor, now } = scope
  const asAgent = async <T>(work: () => Promise<Outcome<T>>) => (isAgent(actor) ? work() : notAllowed)
  return {
    undelivered: () => asAgent(async () => ({ done: true, rows: await listUndelivered(tx, now) })),
    sendAgain: (seq: number) => asAgent(async () => ((await sendAgain(tx, seq, now)) ? { done: true } : notFound)),
    /** All that is listed; the ids of what now waits again come back, for the relay. */
    allAgain: () =>
      asAgent<{ seqs: number[] }>(async () => {
        const seqs = (await listUndelivered(tx, now)).map(({ seq }) => seq).sort((a, b) => a - b)
        for (const seq of seqs) await sendAgain(tx, seq, now)
        return { done: true, seqs }
      }),
    setAside: (seq: number) => asAgent(async () => ((await setAside(tx, seq)) ? { done: true } : notFound)),
  }
}
