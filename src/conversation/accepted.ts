import { type RawBuilder, sql } from 'kysely'
import type { ChatEvent } from '../chat/event.ts'
import type { ThreadKey } from '../chat/thread.ts'
import type { Db } from '../schema.ts'

/** How a file is fetched is nobody's business once it was: some addresses open by themselves. */
export const bodyOf = (heard: ChatEvent['heard']) =>
  heard.kind === 'text' && heard.files ? { ...heard, files: heard.files.map(({ handle: _, ...file }) => file) } : heard

/**
 * Stores events that wait to be heard, many in one statement; says of each whether it is news. From here on nothing that
 * happens to this process loses them.
 */
export async function store(db: Db, events: readonly ChatEvent[], now: Date): Promise<boolean[]> {
  const rows = events.map(({ id, thread, from, message, at, heard }, i) => ({
    ...{ id, thread, account: from.account, message, at, body: bodyOf(heard), event: events[i] },
  }))
  const { rows: stored } = await sql<{ id: string }>`
    insert into heard (id, thread, account, message, body, at, event, heard_at)
    select e.id, e.thread, e.account, e.message, e.body, e.at, e.event, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e (id text, thread text, account text, message text, body jsonb, at timestamptz, event jsonb)
    on conflict (id) do nothing
    returning id`.execute(db)
  const news = new Set(stored.map(({ id }) => id))
  return events.map(({ id }) => news.delete(id))
}

/** An accepted event that nobody has heard, and how often that was tried, this time included. */
export interface Waiting {
  event: ChatEvent
  tries: number
}

/** The oldest event of a thread that waits to be heard; counts the try. */
export async function oldestWaiting(db: Db, thread: ThreadKey): Promise<Waiting | undefined> {
  const oldest: RawBuilder<unknown> = sql`
    select seq from heard where thread = ${thread} and outcome is null order by seq limit 1`
  const { rows } = await sql<{ event: ChatEvent; tries: number }>`
    update heard set tries = tries + 1
    where thread = ${thread} and outcome is null and event is not null and seq = (${oldest})
    returning event, tries`.execute(db)
  const [row] = rows
  // JSON knows no dates.
  return row && { event: { ...row.event, at: new Date(row.event.at) }, tries: row.tries }
}

/** Threads in which something was accepted before this moment and is not heard yet. */
export async function threadsWaiting(db: Db, before: Date, limit: number): Promise<ThreadKey[]> {
  const rows = await db
    .selectFrom('heard')
    .select('thread')
    .distinct()
    .where('outcome', 'is', null)
    .where('heard_at', '<', before)
    .limit(limit)
    .execute()
  return rows.map(({ thread }) => thread)
}
