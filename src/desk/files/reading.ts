import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { reads } from '../notifications/relay.ts'
import type { MirrorId } from '../outbox/table.ts'
import type { Actor } from '../people/actor.ts'
import { may } from '../tickets/policies.ts'
import { maySeeTicket, mirrorsOf } from '../tickets/store.ts'
import { contentOf } from './store.ts'
import type { FileId, StoredFile } from './table.ts'

export interface ReadableFile {
  name: string
  type: string
  content: Buffer
}

/** A link to a file in a message is good for so long; afterwards the console has it. */
const linkDays = 7

/**
 * A file for somebody who may read it: their own, or one of a ticket that they see, in a message that they may read. For
 * everybody else there is no such file.
 */
export async function fileFor(db: Db, actor: Actor, id: FileId): Promise<ReadableFile | undefined> {
  const file = await keptFile(db, id)
  if (!file) return undefined
  const mine = file.owner_id === actor.person
  const seen =
    file.audience !== null &&
    file.ticket_id !== null &&
    (may.work(actor) || (file.audience === 'public' && (await maySeeTicket(db, actor, file.ticket_id))))
  return mine || seen ? withContent(db, file) : undefined
}

/** A file as it goes to a place that is no console: nothing when its message was taken back meanwhile. */
export const fileToSend = async (db: Db, id: FileId): Promise<ReadableFile | undefined> => {
  const file = await keptFile(db, id)
  return file && withContent(db, file)
}

/**
 * The way to a file from one place that reads the ticket, where nobody can sign in. It opens this file only, as long as
 * that place is one of the ticket's and may read the message, and no longer than a week.
 */
export async function linkPath(
  db: Db,
  { file, ticket, place }: { file: FileId; ticket: TicketId; place: { mirror: MirrorId | null; thread: ThreadKey } },
  now: Date,
): Promise<string | undefined> {
  const mirrors = await mirrorsOf(db, ticket)
  const mirror = mirrors.find(({ id, thread }) => id === place.mirror || thread === place.thread)
  if (!mirror) return undefined
  const until = Math.floor(now.getTime() / 1000) + linkDays * 86_400
  const key = signed(await secretOf(db), file, mirror.id, until)
  return `/files/${file}?${new URLSearchParams({ place: mirror.id, until: String(until), key })}`
}

/** The file behind such a link; nothing when it is made up, too old, or its place reads it no more. */
export async function fileByLink(
  db: Db,
  link: { file: FileId; place: string; until: number; key: string },
  now: Date,
): Promise<ReadableFile | undefined> {
  if (!(link.until * 1000 > now.getTime())) return undefined
  if (!equal(link.key, signed(await secretOf(db), link.file, link.place, link.until))) return undefined
  const file = await keptFile(db, link.file)
  if (!file?.ticket_id || !file.audience) return undefined
  const mirror = (await mirrorsOf(db, file.ticket_id)).find(({ id }) => id === link.place)
  return mirror && reads(mirror, file.audience) ? withContent(db, file) : undefined
}

type Kept = Pick<StoredFile, 'id' | 'name' | 'type' | 'owner_id' | 'ticket_id'> & {
  audience: 'public' | 'internal' | null
}

const keptFile = (db: Db, id: FileId): Promise<Kept | undefined> =>
  db
    .selectFrom('files as f')
    .leftJoin('messages as m', 'm.id', 'f.message_id')
    .select(['f.id', 'f.name', 'f.type', 'f.owner_id', 'f.ticket_id', 'm.audience'])
    .where('f.id', '=', id)
    .where('f.state', '=', 'kept')
    .where('m.deleted_at', 'is', null)
    .executeTakeFirst()

async function withContent(db: Db, { id, name, type }: Kept): Promise<ReadableFile | undefined> {
  const content = await contentOf(db, id)
  return content && { name, type: type ?? 'application/octet-stream', content }
}

const signed = (secret: string, file: string, place: string, until: number) =>
  createHmac('sha256', secret).update(`${file} ${place} ${until}`).digest('base64url')

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** One secret for all processes; whoever asks first makes it. */
async function secretOf(db: Db): Promise<string> {
  const made = randomBytes(32).toString('base64url')
  await sql`insert into web_secrets (name, value) values ('file-links', ${made}) on conflict (name) do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ value: string }>`select value from web_secrets where name = 'file-links'`.execute(db)
  return rows[0]!.value
}
