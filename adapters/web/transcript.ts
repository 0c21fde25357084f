import { sql } from 'kysely'
import type { Block } from '../../src/chat/card.ts'
import type { Locale } from '../../src/chat/locale.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import type { FileLine } from '../../src/desk/files/store.ts'
import type { Db } from '../../src/schema.ts'

/** Something that was said in a web talk, by the person or by the desk. `seq` orders both. */
export type Item =
  | {
      by: 'person'
      seq: number
      id: string
      text: string
      files: readonly FileLine[]
      at: Date
      edited: boolean
      removed: boolean
      signs: readonly string[]
    }
  | { by: 'desk'; seq: number; blocks: ReadonlyArray<Block>; at: Date; live: boolean; signs: readonly string[] }

export interface Transcript {
  items: Item[]
  /** The language that the talk is held in, once it is known. */
  locale: Locale | undefined
}

/** How far back a page reads; beyond, a ticket is the place to look. */
const mostItems = 200

/**
 * A web talk is what the tables say: what was heard from the person, and what left for them through the outbox. A row of
 * the outbox is shown from the moment a worker has taken it: on the web the row itself is the message, and rows of one
 * thread are taken in order, one at a time.
 */
export async function transcriptOf(db: Db, thread: ThreadKey): Promise<Transcript> {
  const [heard, sent, talk] = [await heardIn(db, thread), await sentTo(db, thread), await talkOf(db, thread)]
  const items = [...spokenBy(heard, await filesSentIn(db, thread)), ...saidBy(sent, talk?.card ?? null)]
  return { items: items.sort((a, b) => a.seq - b.seq).slice(-mostItems), locale: talk?.locale }
}

const talkOf = (db: Db, thread: ThreadKey) =>
  db.selectFrom('conversations').select(['card', 'locale']).where('thread', '=', thread).executeTakeFirst()

/** The files that came with what the person said here, by message. */
async function filesSentIn(db: Db, thread: ThreadKey): Promise<Map<string, FileLine[]>> {
  const rows = await db
    .selectFrom('files')
    .select(['source_message', 'id', 'name', 'bytes', 'type', 'state', 'why'])
    .where('source_thread', '=', thread)
    .where('source_message', 'is not', null)
    .orderBy('created_at')
    .execute()
  const files = new Map<string, FileLine[]>()
  for (const { source_message, ...file } of rows)
    files.set(source_message!, [...(files.get(source_message!) ?? []), file])
  return files
}

type HeardRow = Awaited<ReturnType<typeof heardIn>>[number]
const heardIn = (db: Db, thread: ThreadKey) =>
  db
    .selectFrom('heard')
    .select(['seq', 'message', 'heard_at'])
    .select([sql<string>`body ->> 'kind'`.as('kind'), sql<string | null>`body ->> 'text'`.as('text')])
    .select(
      sql<string[]>`array(
        select distinct s.emoji from messages m join message_signs s on s.message_id = m.id
        where m.source_thread = heard.thread and m.source_message = heard.message)`.as('signs'),
    )
    .where('thread', '=', thread)
    .where(sql`body ->> 'kind'`, 'in', ['text', 'edited', 'deleted'])
    .orderBy('seq', 'desc')
    .limit(mostItems * 2)
    .execute()

type SentRow = Awaited<ReturnType<typeof sentTo>>[number]
const sentTo = (db: Db, thread: ThreadKey) =>
  db
    .selectFrom('outbox')
    .select(['seq', 'op', 'target', 'content', 'created_at'])
    .select(
      sql<string[]>`array(
        select distinct s.emoji from message_signs s where s.message_id = outbox.message_id
          and not outbox.content @> '{"blocks":[{"kind":"file"}]}')`.as('signs'),
    )
    .where('thread', '=', thread)
    .where('op', 'in', ['post', 'update', 'remove'])
    .where('failed', 'is', null)
    .where((e) => e.or([e('settled_at', 'is not', null), e('attempts', '>', 0)]))
    .orderBy('seq', 'desc')
    .limit(mostItems * 2)
    .execute()

function spokenBy(rows: readonly HeardRow[], files: ReadonlyMap<string, FileLine[]>): Item[] {
  const items = new Map<string, Extract<Item, { by: 'person' }>>()
  for (const { seq, message, kind, text, heard_at, signs } of rows.toReversed()) {
    if (!message) continue
    const known = items.get(message)
    if (kind === 'text')
      items.set(message, {
        by: 'person',
        seq: Number(seq),
        id: message,
        text: text ?? '',
        files: files.get(message) ?? [],
        at: heard_at,
        edited: false,
        removed: false,
        signs,
      })
    else if (known && kind === 'edited') Object.assign(known, { text: text ?? '', edited: true })
    else if (known) Object.assign(known, { text: '', files: [], removed: true })
  }
  return [...items.values()]
}

function saidBy(rows: readonly SentRow[], card: number | null): Item[] {
  const items = new Map<number, Extract<Item, { by: 'desk' }>>()
  for (const { seq, op, target, content, created_at, signs } of rows.toReversed()) {
    const blocks = content.kind === 'blocks' ? content.blocks : []
    const known = items.get(Number(target))
    if (op === 'post' && blocks.length)
      items.set(Number(seq), {
        by: 'desk',
        seq: Number(seq),
        blocks,
        at: created_at,
        live: Number(card) === Number(seq),
        signs,
      })
    else if (op === 'update' && known && blocks.length) known.blocks = blocks
    else if (op === 'remove') items.delete(Number(target))
  }
  return [...items.values()]
}
