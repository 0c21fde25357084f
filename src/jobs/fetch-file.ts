import type { ChatAdapter, FetchedFile } from '../chat/adapter.ts'
import { card } from '../chat/card.ts'
import { type Platform, platformOf } from '../chat/thread.ts'
import { kindOf } from '../desk/files/kind.ts'
import { megabytesOf, mostBytesOf } from '../desk/files/limits.ts'
import { keepContent } from '../desk/files/store.ts'
import type { FileId, StoredFile } from '../desk/files/table.ts'
import { tellAgents } from '../desk/notifications/notices.ts'
import { firstTime, type Leased, lengthen, mailOut } from '../desk/outbox/store.ts'
import { isAgent } from '../desk/people/actor.ts'
import { actorBy } from '../desk/people/store.ts'
import type { DeskSettings, Scope } from '../desk/scope.ts'
import { notifyDesk } from '../desk/tickets/live.ts'
import { relayFile } from '../desk/tickets/relaying.ts'
import { lockTicket } from '../desk/tickets/store.ts'
import type { Ticket } from '../desk/tickets/table.ts'
import type { Db } from '../schema.ts'
import { type Texts, texts } from '../texts/index.ts'
import { Later } from './later.ts'

export interface FilePorts {
  db: Db
  settings: () => DeskSettings
  adapters: () => Partial<Record<Platform, ChatAdapter>>
  inScope: (act: (scope: Scope) => Promise<number[]>) => Promise<number[]>
}

/** Tries until it is given up, and how long one may take: a large file on a slow line. */
const mostTries = 4
const leaseSeconds = 60

type Why = keyof Texts['files']['reasons']
type Came = { kept: true; type: string; content: Uint8Array } | { kept: false; why: Why }

/** Brings a file from its platform to the ticket, or says to both sides why it does not come. */
export async function fetchFile(ports: FilePorts, { file: id }: { file: FileId }, row: Leased): Promise<number[]> {
  const file = await fileById(ports.db, id)
  if (file?.state !== 'waiting') return []
  await lengthen(ports.db, row, leaseSeconds)
  const came = await take(ports, file, row)
  for (;;) {
    const wake = await ports.inScope((scope) => settle(scope, file, came, row))
    if (wake !== attachedMeanwhile) return wake
    Object.assign(file, await fileById(ports.db, id))
  }
}
/** The one list that nobody else makes. */
const attachedMeanwhile: number[] = []

const fileById = (db: Db, id: FileId) => db.selectFrom('files').selectAll().where('id', '=', id).executeTakeFirst()

async function take({ adapters, settings }: FilePorts, file: StoredFile, row: Leased): Promise<Came> {
  const most = mostBytesOf(settings())
  if (file.bytes !== null && file.bytes > most) return { kept: false, why: 'too-large' }
  const adapter = file.source_thread && adapters()[platformOf(file.source_thread)]
  const from = { thread: file.source_thread!, ...(row.reference && { reference: row.reference }) }
  const fetched: FetchedFile = (adapter &&
    (await adapter.fetchFile?.(from, (file.handle ?? {}) as Record<string, unknown>, most))) || {
    fetched: false,
    why: 'outside',
  }
  if (fetched.fetched) {
    const kind = kindOf(file.name, fetched.content)
    return kind.ok ? { kept: true, type: kind.type, content: fetched.content } : { kept: false, why: kind.why }
  }
  if (fetched.why !== 'later') return { kept: false, why: fetched.why }
  if (row.attempts < mostTries) throw new Later(`the file ${file.id} cannot be fetched now`, 2_000)
  return { kept: false, why: 'unreachable' }
}

/** The ticket's lock comes first, as everywhere; a file that was attached to one meanwhile begins again with it. */
async function settle(scope: Scope, file: StoredFile, came: Came, row: Leased): Promise<number[]> {
  const ticket = file.ticket_id ? await lockTicket(scope.tx, file.ticket_id) : undefined
  const now = await scope.tx.selectFrom('files').selectAll().where('id', '=', file.id).forUpdate().executeTakeFirst()
  if (now?.state !== 'waiting') return []
  if (now.ticket_id !== file.ticket_id) return attachedMeanwhile
  if (!(await firstTime(scope.tx, row))) return []
  if (came.kept) {
    await keepContent(scope.tx, file.id, came.type, came.content)
    if (ticket) await carry(scope, ticket, { ...now, type: came.type, bytes: came.content.length, state: 'kept' })
  } else await refuse(scope, ticket, now, came.why)
  return mailOut(scope.tx, scope.mail, scope.now)
}

async function carry(scope: Scope, ticket: Ticket, file: StoredFile) {
  const message = await scope.tx
    .selectFrom('messages')
    .select(['id', 'audience', 'source_thread', 'source_message', 'deleted_at'])
    .where('id', '=', file.message_id!)
    .executeTakeFirst()
  if (!message || message.deleted_at) return
  const actor = (await actorBy(scope.tx, file.owner_id, scope.settings.locale)) ?? scope.actor
  const source = message.source_thread &&
    message.source_message && { thread: message.source_thread, message: message.source_message }
  await relayFile({ ...scope, actor, ...(source && { source }) }, ticket, message, file)
  await notifyDesk(scope.tx, ticket)
}

/** Nobody waits for a file that will not come: its author is told where they sent it, the agents in their room. */
async function refuse(scope: Scope, ticket: Ticket | undefined, file: StoredFile, why: Why) {
  const state = why === 'empty' || why === 'too-large' || why === 'type' ? 'refused' : 'failed'
  await scope.tx.updateTable('files').set({ state, why, handle: null }).where('id', '=', file.id).execute()
  const author = await actorBy(scope.tx, file.owner_id, scope.settings.locale)
  const reason = (t: Texts) => t.files.reasons[why](megabytesOf(scope.settings))
  const inTheRoom = ticket && file.source_thread && (await isAgentsRoom(scope, ticket, file.source_thread))
  if (file.source_thread && !inTheRoom) {
    const language = await languageIn(scope, file, author !== undefined && isAgent(author))
    const t = texts[language]
    scope.mail.post({ thread: file.source_thread }, card(t.files.notTaken(file.name, reason(t)), 'warning'))
  }
  if (!ticket) return
  await tellAgents(scope, ticket, (t) => t.files.notReceived(author?.name ?? '?', file.name, reason(t)))
  await notifyDesk(scope.tx, ticket)
}

const isAgentsRoom = async (scope: Scope, ticket: Ticket, thread: string) =>
  (await scope.tx
    .selectFrom('mirrors')
    .select('id')
    .where('ticket_id', '=', ticket.id)
    .where('kind', '=', 'agents')
    .where('thread', '=', thread as `slack:${string}`)
    .executeTakeFirst()) !== undefined

/** The language of the talk in that place, the person's own, the desk's. */
async function languageIn(scope: Scope, { source_thread, owner_id }: StoredFile, agent: boolean) {
  const talk = await scope.tx
    .selectFrom('conversations')
    .select('locale')
    .where('thread', '=', source_thread!)
    .executeTakeFirst()
  if (talk && !agent) return talk.locale
  const person = await scope.tx.selectFrom('people').select('locale').where('id', '=', owner_id).executeTakeFirst()
  return person?.locale ?? scope.settings.locale
}
