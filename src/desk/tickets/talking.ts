import { card } from '../../chat/card.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import { type MessageId, newId, type TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { tellSubscribers } from '../notifications/notices.ts'
import { relayed } from '../notifications/relay.ts'
import type { MirrorId } from '../outbox/table.ts'
import type { Outcome, Scope } from '../scope.ts'
import { stopResponse } from '../sla/store.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { notifyDesk } from './live.ts'
import { addEvent, lockTicket, mirrorsOf } from './store.ts'
import type { Audience, Message, Ticket } from './table.ts'
import { isOpen } from './ticket.ts'
import { resumeWork } from './working.ts'

export type Said = Outcome<{ ticket: Ticket; message: MessageId }>

/** An agent's words to the requester. The first ones are the first response; whoever answers first has the ticket. */
export async function reply(scope: Scope, id: TicketId, text: string): Promise<Said> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!text.trim()) return { done: false, why: 'empty' }
  const message = await write(scope, ticket, 'public', text)
  await relay(scope, ticket, message, text, 'public')
  const first = ticket.first_response_at === null
  if (first) await stopResponse(scope.tx, id, scope.now)
  const takes = ticket.assignee_id === null && isOpen(ticket.status)
  const changed = await change(
    scope,
    ticket,
    {
      ...(first && { first_response_at: scope.now }),
      ...(takes && {
        assignee_id: scope.actor.person,
        page_at: null,
        status: ticket.status === 'new' ? 'in-progress' : ticket.status,
      }),
    },
    { kind: 'replied' },
  )
  if (isOpen(ticket.status)) await giveFloor(scope, id, 'person')
  await tellSubscribers(scope, changed, 'replied')
  return { done: true, ticket: changed, message }
}

/** An agent's words to agents. They reach the agents' threads and the desk, and nobody else. */
export async function note(scope: Scope, id: TicketId, text: string): Promise<Said> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!text.trim()) return { done: false, why: 'empty' }
  const message = await write(scope, ticket, 'internal', text)
  await relay(scope, ticket, message, text, 'internal')
  await addEvent(scope.tx, { ticket: id, actor: scope.actor.person, kind: 'noted', at: scope.now })
  return { done: true, ticket, message }
}

/** The requester's words: carried to every agents' thread, and the clock that waited for them goes on. */
export async function comment(scope: Scope, id: TicketId, text: string): Promise<Said> {
  const ticket = await take(scope, id, 'comment')
  if (refused(ticket)) return ticket
  if (!text.trim()) return { done: false, why: 'empty' }
  const message = await write(scope, ticket, 'public', text)
  await relay(scope, ticket, message, text, 'public')
  await addEvent(scope.tx, { ticket: id, actor: scope.actor.person, kind: 'commented', at: scope.now })
  return { done: true, ticket: ticket.status === 'waiting' ? await resumeWork(scope, ticket) : ticket, message }
}

async function write(scope: Scope, ticket: Ticket, audience: Audience, text: string): Promise<MessageId> {
  const id = newId('msg')
  await scope.tx
    .insertInto('messages')
    .values({
      id,
      ticket_id: ticket.id,
      author_id: scope.actor.person,
      audience,
      text,
      source_thread: scope.source?.message ? scope.source.thread : null,
      source_message: scope.source?.message ?? null,
      at: scope.now,
    })
    .execute()
  await notifyDesk(scope.tx, ticket)
  return id
}

/** One row for every other mirror that may see it: the audience chooses the mirrors, and nothing else can. */
async function relay(scope: Scope, ticket: Ticket, message: MessageId, text: string, audience: Audience) {
  for (const mirror of await mirrorsOf(scope.tx, ticket.id)) {
    if (mirror.kind === 'subscriber' || (audience === 'internal' && mirror.kind !== 'agents')) continue
    if (scope.source?.message && mirror.thread === scope.source.thread) continue // it was written there
    const to = mirror.kind === 'agents' ? { mirror: mirror.id } : { thread: mirror.thread ?? mirror.channel }
    scope.mail.post(to, relayed(scope, ticket, mirror, text, audience), { ticket: ticket.id, message })
  }
}

/**
 * What was said before the agents had a place for it. The first words opened the ticket and stand on its card. Asks for
 * the ticket's lock: whoever speaks meanwhile finds the place there, or is found here.
 */
export async function relaySoFar(scope: Scope, ticket: Ticket, place: MirrorId) {
  const said = await scope.tx
    .selectFrom('messages as m')
    .innerJoin('people as p', 'p.id', 'm.author_id')
    .select(['m.id', 'm.text', 'm.audience', 'm.deleted_at', 'm.author_id', 'p.name'])
    .where('m.ticket_id', '=', ticket.id)
    .orderBy('m.seq')
    .execute()
  for (const { id, text, audience, deleted_at, author_id, name } of said.slice(1)) {
    if (deleted_at) continue
    const author = { ...scope, actor: { ...scope.actor, person: author_id, name } }
    const words = relayed(author, ticket, { kind: 'agents' }, text, audience)
    scope.mail.post({ mirror: place }, words, { ticket: ticket.id, message: id })
  }
}

/** The author changed a message: every copy follows, agents keep the old words. Nothing when it is no message of a ticket. */
export async function editMessage(
  scope: Scope,
  source: { thread: ThreadKey; message: string },
  text: string,
): Promise<Message | undefined> {
  const message = await ownMessage(scope, source)
  if (!message || message.deleted_at || message.text === text) return message
  const ticket = (await lockTicket(scope.tx, message.ticket_id))!
  await scope.tx
    .insertInto('message_versions')
    .values({ message_id: message.id, text: message.text, until: scope.now })
    .execute()
  await scope.tx.updateTable('messages').set({ text, edited_at: scope.now }).where('id', '=', message.id).execute()
  await addEvent(scope.tx, {
    ticket: message.ticket_id,
    actor: scope.actor.person,
    kind: 'edited',
    change: { message: message.id },
    at: scope.now,
  })
  await notifyDesk(scope.tx, ticket)
  for (const copy of await copiesOf(scope, message.id)) {
    const mirror = copy.mirror
    const blocks = relayed(scope, ticket, mirror, text, message.audience, {
      edited: mirror?.kind === 'agents' ? message.text : true,
    }).blocks
    scope.mail.update(copy.to, copy.seq, blocks, { ticket: ticket.id, message: message.id })
  }
  return { ...message, text }
}

/** The author took a message back: its copies go from the requester's side, and say so on the agents' side. */
export async function removeMessage(
  scope: Scope,
  source: { thread: ThreadKey; message: string },
): Promise<Message | undefined> {
  const message = await ownMessage(scope, source)
  if (!message || message.deleted_at) return message
  await lockTicket(scope.tx, message.ticket_id)
  await scope.tx.updateTable('messages').set({ deleted_at: scope.now }).where('id', '=', message.id).execute()
  await addEvent(scope.tx, {
    ticket: message.ticket_id,
    actor: scope.actor.person,
    kind: 'deleted',
    change: { message: message.id },
    at: scope.now,
  })
  await notifyDesk(scope.tx, { id: message.ticket_id })
  for (const copy of await copiesOf(scope, message.id)) {
    if (copy.mirror?.kind !== 'agents') scope.mail.remove(copy.to, copy.seq, { message: message.id })
    else {
      const t = texts[scope.settings.locale]
      scope.mail.update(copy.to, copy.seq, card(t.notices.deletedBy(scope.actor.name), 'muted').blocks, {
        message: message.id,
      })
    }
  }
  return message
}

/** Only the author's own account edits or deletes on a platform, but the key is checked all the same. */
const ownMessage = (scope: Scope, source: { thread: ThreadKey; message: string }) =>
  scope.tx
    .selectFrom('messages')
    .selectAll()
    .where('source_thread', '=', source.thread)
    .where('source_message', '=', source.message)
    .where('author_id', '=', scope.actor.person)
    .forUpdate()
    .executeTakeFirst()

async function copiesOf(scope: Scope, message: MessageId) {
  const rows = await scope.tx
    .selectFrom('outbox as o')
    .select(['o.seq', 'o.thread', 'o.mirror_id', 'o.ticket_id'])
    .where('o.message_id', '=', message)
    .where('o.op', '=', 'post')
    .execute()
  const mirrors = rows[0]?.ticket_id ? await mirrorsOf(scope.tx, rows[0].ticket_id) : []
  return rows.map((row) => ({
    seq: Number(row.seq),
    to: row.mirror_id ? { mirror: row.mirror_id } : { thread: row.thread! },
    mirror: mirrors.find((mirror) => mirror.id === row.mirror_id || (!row.mirror_id && mirror.thread === row.thread)),
  }))
}
