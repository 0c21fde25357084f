import { sql } from 'kysely'
import type { Block } from '../chat/card.ts'
import type { ChatEvent } from '../chat/event.ts'
import type { Locale } from '../chat/locale.ts'
import { channelOf, type ThreadKey } from '../chat/thread.ts'
import type { Content, MirrorId } from '../desk/outbox/table.ts'
import { type Person, type PersonRow, personIn } from '../desk/people/store.ts'
import type { Floor } from '../desk/tickets/table.ts'
import type { PersonId, TicketId } from '../platform/ids.ts'
import type { Tx } from '../schema.ts'
import { bodyOf } from './accepted.ts'
import { type Written, writtenBy } from './limits.ts'
import type { Memory } from './table.ts'

/** The talk as it was left. */
export interface Conversation {
  person_id: PersonId
  locale: Locale
  flow: string | null
  turn: string | null
  data: unknown
  /** What the talk waits on: the card whose buttons count, or the errand whose outcome does. */
  card: number | null
  memory: Memory
  wakes_at: Date | null
  moved_at: Date
}
/** A ticket that this thread carries: the requester's side relays, the agents' side is their room. */
export interface Carried {
  ticket: TicketId
  kind: 'requester' | 'agents' | 'participant' | 'side'
  floor: Floor
  open: boolean
  /** When it was last spoken of here. */
  touched: Date
}
/** The card that was pressed, as it was shown in this very place. */
export interface Pressed {
  seq: number
  mirror: MirrorId | null
  ticket: TicketId | null
  ticketCard: boolean
  blocks: ReadonlyArray<Block>
}
/** What became of a message whose edit or deletion was heard before it; platforms promise no order. */
export type Overtaken = { kind: 'edited'; text: string } | { kind: 'deleted' }
export interface Place {
  conversation: Conversation | undefined
  carried: Carried | undefined
  pressed: Pressed | undefined
  /** Whose reference needs no writing: it is stored as the event brings it, or is recent enough. */
  noted: ReadonlyArray<ThreadKey>
  overtaken: Overtaken | undefined
  /** Who speaks, if this account was heard before. */
  person: Person | undefined
  /** Some problem is announced at this time. */
  announced: boolean
  /** What this account wrote of late, where the event is a message. */
  written: Written | undefined
  /** Something written earlier in this thread was accepted and is not heard yet. What a worker says has no such order. */
  behind: boolean
}

/**
 * How long a workspace's reference is good for. It is any recent one, so that the bot can speak there at all; writing it
 * with each event would make all of a workspace's transactions wait for one row.
 */
const workspaceMinutes = 60

/**
 * Everything that decides who hears an event, in one round trip. A card in a channel may be pressed before the thread that
 * it started is known: until then it is found by its channel. An agents' card always is: what one agent alone was shown of it
 * stands beside its thread.
 */
export async function placeOfEvent(tx: Tx, event: ChatEvent, now: Date): Promise<Place> {
  const recent = new Date(now.getTime() - workspaceMinutes * 60_000)
  const { rows } = await sql<{
    conversation: Conversation | null
    carried: Carried | null
    pressed: PressedRow | null
    noted: ThreadKey[]
    overtaken: Overtaken | null
    person: PersonRow | null
    announced: boolean
    written: Written | null
    behind: boolean
  }>`
    select
      array(select p.key from places p
            where (p.key = ${event.thread} and p.reference = ${JSON.stringify(event.reference ?? {})}::jsonb)
               or (p.key = ${workspaceOf(event.thread)} and p.updated_at > ${recent})) as noted,
      (select to_jsonb(c) from conversations c where c.thread = ${event.thread}) as conversation,
      (select jsonb_build_object('ticket', m.ticket_id, 'kind', m.kind, 'floor', m.floor,
                                 'open', coalesce(into_.status, t.status) not in ('resolved', 'closed'), 'touched', m.touched_at)
       from mirrors m join tickets t on t.id = m.ticket_id left join tickets into_ on into_.id = t.merged_into
       where m.thread = ${event.thread} and m.kind <> 'subscriber'
       order by coalesce(into_.status, t.status) in ('resolved', 'closed'), m.touched_at desc, t.number desc limit 1) as carried,
      (select jsonb_build_object('seq', o.seq, 'mirror', o.mirror_id, 'ticket', o.ticket_id, 'content', o.content)
       from outbox o left join mirrors m on m.id = o.mirror_id
       where o.seq = ${cardOf(event)}::bigint and o.op = 'post'
         and (coalesce(m.thread, m.channel, o.thread) in (${event.thread}, ${channelOf(event.thread)})
           or (m.kind = 'agents' and m.channel = ${channelOf(event.thread)}))) as pressed,
      (select r.body from heard r
       where r.thread = ${event.thread} and r.message = ${event.message ?? null} and r.id <> ${event.id}
         and r.body ->> 'kind' in ('edited', 'deleted')
         and (r.at > ${event.at} or (r.at = ${event.at} and ${event.heard.kind} = 'text'))
       order by r.body ->> 'kind' = 'deleted' desc, r.at desc, r.seq desc limit 1) as overtaken,
      (select jsonb_build_object('id', p.id, 'name', p.name, 'locale', p.locale, 'role', p.role, 'agentAccount', a.agent,
         'agent', exists (select 1 from accounts mine where mine.person_id = p.id and mine.agent))
       from accounts a join people p on p.id = a.person_id where a.key = ${event.from.account}) as person,
      ${writtenBy(event, now)} as written,
      exists (select 1 from announcements n where n.since <= ${now} and (n.ended_at is null or n.ended_at > ${now})) as announced,
      ${event.heard.kind} <> 'outcome' and exists (select 1 from heard e where e.thread = ${event.thread}
         and e.outcome is null and e.seq < (select own.seq from heard own where own.id = ${event.id})) as behind`.execute(
    tx,
  )
  const row = rows[0]!
  return {
    conversation: row.conversation ? talkOf(row.conversation) : undefined,
    carried: row.carried ? { ...row.carried, touched: new Date(row.carried.touched) } : undefined,
    pressed: row.pressed ? pressedOf(row.pressed) : undefined,
    noted: row.noted,
    overtaken: row.overtaken ?? undefined,
    person: row.person ? personIn(row.person) : undefined,
    announced: row.announced,
    written: row.written ?? undefined,
    behind: row.behind,
  }
}

/** JSON knows no dates. */
const talkOf = (row: Conversation): Conversation => ({
  ...row,
  wakes_at: row.wakes_at && new Date(row.wakes_at),
  moved_at: new Date(row.moved_at),
})

/** A message that was edited before it was heard is heard as it reads now. */
export const asItStands = (event: ChatEvent, { overtaken }: Place): ChatEvent =>
  event.heard.kind === 'text' && overtaken?.kind === 'edited'
    ? { ...event, heard: { ...event.heard, text: overtaken.text } }
    : event

interface PressedRow {
  seq: number
  mirror: MirrorId | null
  ticket: TicketId | null
  content: Content
}
const pressedOf = ({ content, ...row }: PressedRow): Pressed => ({
  ...row,
  seq: Number(row.seq),
  ticketCard: content.kind === 'ticket-card' || (content.kind === 'blocks' && content.acts === true),
  blocks: content.kind === 'blocks' ? content.blocks : [],
})

/** A card's id is a number of ours; anything else names no card. */
const cardOf = ({ heard }: ChatEvent): string | null =>
  'card' in heard && /^\d{1,15}$/.test(heard.card) ? heard.card : null

/** What the adapter needs to speak here later. Written only where it is news, so that a busy talk costs nothing. */
export async function notePlace(tx: Tx, event: ChatEvent, { noted }: Place, now: Date) {
  if (!event.reference) return
  const reference = JSON.stringify(event.reference)
  const news = [...new Set<ThreadKey>([event.thread, workspaceOf(event.thread)])].filter((key) => !noted.includes(key))
  if (!news.length) return
  await tx
    .insertInto('places')
    .values(news.map((key) => ({ key, reference, updated_at: now })))
    .onConflict((c) => c.column('key').doUpdateSet({ reference, updated_at: now }))
    .execute()
}
const workspaceOf = (thread: ThreadKey) => thread.split(':', 2).join(':') as ThreadKey

/**
 * Waits until the thread is ours alone, then stores the event before anything else; false when it was heard before. One
 * that was only accepted so far is taken as it is. One round trip: what is read of the thread afterwards is read by a
 * later statement, so it sees what the one before us wrote.
 */
export async function receive(tx: Tx, event: ChatEvent, now: Date): Promise<boolean> {
  const { rows } = await sql`
    with alone as materialized (select pg_advisory_xact_lock(hashtextextended(${event.thread}, 0)))
    insert into heard (id, thread, account, message, body, at, heard_at)
    select ${event.id}, ${event.thread}, ${event.from.account}, ${event.message ?? null},
      ${JSON.stringify(bodyOf(event.heard))}::jsonb, ${event.at}::timestamptz, ${now}::timestamptz
    from alone
    on conflict (id) do update set event = null where heard.outcome is null
    returning id`.execute(tx)
  return rows.length > 0
}
