import { sql } from 'kysely'
import type { AccountKey, ThreadKey } from '../../chat/thread.ts'
import type { MessageId, TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { answersKept } from '../knowledge/answered.ts'
import { decisionsKept } from '../triage/noted.ts'
import type { Letter, Mailbag } from './outbox.ts'
import type { Content, MirrorId, Op } from './table.ts'

/** Long enough for one call with its deadline of 10 s and a slow mark behind it; short enough to recover soon from a crash. */
export const leaseSeconds = 20
/** Less than this left of a lease is too little for a call to the platform: its own deadline is 10 s. */
const callSeconds = 10
/** After this long a notice is no help any more: the row is closed and the desk is told (reliability F12). */
export const giveUpAfterHours = 24

/** Teams shows a card to at most so many people each in a way of their own. */
const mostReaders = 60

/**
 * The insertion of a mailbag's letters, in their order, for a statement that writes more than them. Gives `seq`, and `lease`
 * for letters that are in their writer's hands already: taken where nothing older waits in their lane.
 */
export const posted = (bag: Mailbag, now: Date) => sql<Posted>`
  insert into outbox (seq, lane, op, thread, mirror_id, content, target, ticket_id, message_id, part, created_at, not_before,
    lease, leased_until, attempts)
  select nextval('talk'), lane, op, thread, mirror, content, target, ticket, message, part, ${now}::timestamptz,
    clock_timestamp() + make_interval(secs => delay),
    taken, case when taken is not null then clock_timestamp() + make_interval(secs => ${leaseSeconds}) end,
    case when taken is null then 0 else 1 end
  from (
    select *, case when at = any(${bag.taken}::int[]) and not exists (
        select 1 from outbox o where o.lane = letter.lane and o.settled_at is null) then ${bag.hand?.token ?? null}::text end as taken
    from jsonb_to_recordset(${JSON.stringify(bag.letters.map(rowOf))}::jsonb) as letter
      (at int, lane text, op text, thread text, mirror text, content jsonb, target bigint, ticket text, message text, part int, delay float8)
    order by at
  ) letters
  returning seq, lease`

export type Posted = { seq: number; lease: string | null }

/** The letters that were taken as they were written, as if they had been leased; none where something older waits. */
export function takenOf(
  { hand, letters, taken }: Mailbag,
  rows: readonly Posted[],
  takenAt: number,
  now: Date,
): Leased[] {
  return taken.flatMap((at) => {
    const [letter, row] = [letters[at], rows[at]]
    if (!hand || !letter || !row?.lease) return []
    const { lane, op, thread, mirror, content, about, target } = letter
    const { ticket = null, message = null } = about
    return {
      ...{ lane, op, thread, mirror, content, ticket, message, target, lease: row.lease, takenAt, createdAt: now },
      ...{ seq: Number(row.seq), attempts: 1, uncertain: false, targetPosted: null, targetSettled: true },
      // What answers in its own thread carries nobody else's words, and is no card of the agents.
      ...{ reference: hand.reference, picture: null, readers: null },
    }
  })
}

/** What the bag keeps beside its letters, as further parts of the statement that inserts these. */
export const keptBeside = (bag: Mailbag, now: Date) => sql`
  ${bag.answers.length ? sql`, answered as (${answersKept(bag.answers, now)})` : sql``}
  ${bag.decisions.length ? sql`, decided as (${decisionsKept(bag.decisions, now)})` : sql``}`

const rowOf = ({ about, ...letter }: Letter, at: number) => ({
  at,
  ...letter,
  ticket: about.ticket,
  message: about.message,
  part: about.part,
  delay: about.delaySeconds,
})

/** Writes a mailbag in one statement, inside the commit of what it tells about. Comes back with the ids, in order. */
export async function mailOut(tx: Tx, bag: Mailbag, now: Date): Promise<number[]> {
  if (!bag.letters.length && !bag.answers.length && !bag.decisions.length) return []
  const { rows } = await sql<{ seq: number }>`
    with posted as (${posted(bag, now)}) ${keptBeside(bag, now)} select seq from posted order by seq`.execute(tx)
  return rows.map((row) => Number(row.seq))
}

/** A row in the hands of one worker until its lease ends; `lease` is the fencing token that every mark must show. */
export interface Leased {
  seq: number
  lane: string
  op: Op
  thread: ThreadKey | null
  mirror: MirrorId | null
  content: Content
  ticket: TicketId | null
  message: MessageId | null
  /** Tries so far with this one; from the first whose outcome is not known they are counted anew. */
  attempts: number
  uncertain: boolean
  lease: string
  /** By this process's monotonic clock, in ms: a worker that was stopped for a while must notice by itself. */
  takenAt: number
  createdAt: Date
  /** The row whose message is updated or removed. */
  target: number | null
  targetPosted: string | null
  targetSettled: boolean
  reference: Record<string, unknown> | null
  /** The picture that this platform's directory has of whoever wrote the message. */
  picture: string | null
  /** Of a ticket's card: who is known to read it in this place in another language than its own. */
  readers: AccountKey[] | null
}

/**
 * Takes the oldest row of each lane that these ids stand in, one statement, no lock held afterwards. Nothing comes back
 * for a lane whose oldest row is in somebody else's hands or waits for its time: overtaking it would break the order.
 */
export async function lease(db: Db, ids: readonly number[], token: string): Promise<Leased[]> {
  const takenAt = performance.now()
  const { rows } = await sql<Omit<Leased, 'takenAt'>>`
    with heads as (
      select distinct on (lane) seq from outbox
      where lane in (select lane from outbox where seq = any(${sql.val(ids)}::bigint[])) and settled_at is null
      order by lane, seq
    ), taken as (
      update outbox o
      set lease = ${token}, leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
          -- its last holder vanished: the platform may have it
          uncertain = o.uncertain or o.lease is not null,
          attempts = case when o.lease is not null and not o.uncertain then 2 else o.attempts + 1 end
      from heads h
      where o.seq = h.seq and o.settled_at is null
        and (o.leased_until is null or o.leased_until < clock_timestamp())
        and (o.not_before is null or o.not_before <= clock_timestamp())
      returning o.*
    )
    select t.seq, t.lane, t.op, coalesce(m.thread, m.channel, t.thread) as thread, t.mirror_id as mirror, t.content,
      t.ticket_id as ticket, t.message_id as message, t.attempts, t.uncertain, t.lease, t.created_at as "createdAt",
      t.target, target.posted as "targetPosted", coalesce(target.settled_at is not null, true) as "targetSettled",
      (select p.reference from places p
       where p.key in (coalesce(m.thread, m.channel, t.thread),
                       split_part(coalesce(m.thread, m.channel, t.thread), '/', 1),
                       split_part(coalesce(m.thread, m.channel, t.thread), ':', 1) || ':' || split_part(coalesce(m.thread, m.channel, t.thread), ':', 2))
       order by length(p.key) desc limit 1) as reference,
      (select a.avatar_url from messages said join accounts a on a.person_id = said.author_id
       where said.id = t.message_id and a.avatar_url is not null
         and starts_with(a.key, split_part(coalesce(m.thread, m.channel, t.thread), ':', 1) || ':')
       order by a.created_at limit 1) as picture,
      case when t.content ->> 'kind' = 'ticket-card' then array(
        select a.key from accounts a join people p on p.id = a.person_id
        where a.agent and p.locale <> t.content ->> 'locale'
          and starts_with(a.key, split_part(coalesce(m.thread, m.channel), ':', 1) || ':' || split_part(coalesce(m.thread, m.channel), ':', 2) || ':')
        order by a.key limit ${sql.lit(mostReaders)}) end as readers
    from taken t
    left join mirrors m on m.id = t.mirror_id
    left join outbox target on target.seq = t.target
    order by t.seq`.execute(db)
  return rows.map((row) => ({ ...row, seq: Number(row.seq), takenAt }))
}

/** Holds a row for longer, for work that takes longer than one call. Says nothing when it is in other hands already. */
export async function lengthen(db: Db, row: Leased, seconds: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ leased_until: sql`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where('seq', '=', row.seq)
    .where('lease', '=', row.lease)
    .execute()
}

/** Whether too little is left of a lease to call a platform: the row may be in other hands before the call is over. */
export const sleptPastLease = ({ takenAt }: Leased) => performance.now() - takenAt > (leaseSeconds - callSeconds) * 1000

/**
 * Whether an errand's effect is still to be made, asked in the very transaction that makes it: neither a crash before the
 * row is marked nor a worker that slept past its lease makes it twice.
 */
export async function firstTime(tx: Tx, { seq, lease }: Leased): Promise<boolean> {
  const marked = await tx
    .updateTable('outbox')
    .set({ posted: 'done' })
    .where('seq', '=', seq)
    .where('lease', '=', lease)
    .where('posted', 'is', null)
    .executeTakeFirst()
  return marked.numUpdatedRows > 0n
}

export type Settlement = { seq: number; lease: string; posted: string | null; failed: string | null }

/** Marks rows as done for good; a worker that slept past its lease marks nothing. Says which lanes still owe something. */
export async function settle(db: Db, settlements: readonly Settlement[]): Promise<{ seq: number; more: boolean }[]> {
  const { rows } = await sql<{ seq: number; more: boolean }>`
    update outbox o
    set settled_at = clock_timestamp(), posted = s.posted, failed = s.failed, lease = null, leased_until = null
    from jsonb_to_recordset(${JSON.stringify(settlements)}::jsonb) as s (seq bigint, lease text, posted text, failed text)
    where o.seq = s.seq and o.lease = s.lease and o.settled_at is null
    returning o.seq, exists (
      select 1 from outbox next where next.lane = o.lane and next.settled_at is null and next.seq > o.seq
    ) as more`.execute(db)
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }))
}

/** Gives a row back for a later try. `uncertain`: the platform may have taken it, so the next try looks before it sends. */
export async function postpone(db: Db, row: Leased, afterMs: number, uncertain: boolean) {
  await db
    .updateTable('outbox')
    .set({
      lease: null,
      leased_until: null,
      not_before: sql`clock_timestamp() + make_interval(secs => ${afterMs / 1000})`,
      uncertain: row.uncertain || uncertain,
      ...(uncertain && !row.uncertain && { attempts: 1 }),
    })
    .where('seq', '=', row.seq)
    .where('lease', '=', row.lease)
    .execute()
}

/** Rows of one lane that were taken and not begun are nobody's again. */
export async function giveBack(db: Db, [first, ...others]: readonly Leased[]): Promise<void> {
  if (!first) return
  await db
    .updateTable('outbox')
    .set({ lease: null, leased_until: null, attempts: 0 })
    .where(
      'seq',
      'in',
      [first, ...others].map(({ seq }) => seq),
    )
    .where('lease', '=', first.lease)
    .execute()
}

/** What a crash, a wiped Redis or a failed job left behind: the oldest row of every lane that nobody holds and whose time has come. */
export async function owed(db: Db, olderThan: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from (
      select distinct on (lane) seq, created_at, leased_until, not_before from outbox
      where settled_at is null order by lane, seq
    ) head
    where created_at < ${olderThan} and (leased_until is null or leased_until < clock_timestamp())
      and (not_before is null or not_before <= clock_timestamp())
    order by seq limit ${limit}`.execute(db)
  return rows.map((row) => Number(row.seq))
}
