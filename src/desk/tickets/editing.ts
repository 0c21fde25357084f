import { sql } from 'kysely'
import { card } from '../../chat/card.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import { texts } from '../../texts/index.ts'
import { filesOf, forgetContents } from '../files/store.ts'
import { quoting, relayedAll } from '../notifications/relay.ts'
import type { Scope } from '../scope.ts'
import { refreshCards } from './change.ts'
import { notifyDesk } from './live.ts'
import { type Copy, copiesOf } from './relaying.ts'
import { addEvent, lockTicket, mirrorsOf } from './store.ts'
import type { Message, Ticket } from './table.ts'

/** A message as its platform names it. */
type Source = { thread: ThreadKey; message: string }

/** The author changed a message: every copy follows, agents keep the old words. Nothing when it is no message of a ticket. */
export async function editMessage(scope: Scope, source: Source, words: string): Promise<Message | undefined> {
  const message = await ownMessage(scope, source)
  if (!message || message.deleted_at) return message
  const text = await amended(scope, source, message.text, words)
  if (message.text === text) return message
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
  const quoted = await quoting(scope)
  const copies = await copiesOf(scope, message.id)
  const edited = { ...message, text, was: message.text }
  if (message.text === ticket.description) await editFirstWords(quoted, ticket, edited, copies)
  for (const copy of copies) editCopy(quoted, copy.member ?? ticket, edited, copy)
  return { ...message, text }
}

type Edited = Pick<Message, 'id' | 'text' | 'audience'>

/** One post of a message as it reads now: requesters see that it was edited, agents also what it was. */
function editCopy(scope: Scope, ticket: Ticket, message: Edited & { was: string }, copy: Copy) {
  if (copy.isFile) return
  const about = { ticket: ticket.id, message: message.id }
  const parts = relayedAll(scope, ticket, copy.mirror, message.text, message.audience, {
    edited: copy.mirror?.kind === 'agents' ? message.was : true,
  })
  const now = parts[copy.part]
  if (!now) scope.mail.remove(copy.to, copy.seq, about)
  else scope.mail.update(copy.to, copy.seq, now.blocks, about)
  // What has grown beyond its messages goes on in new ones.
  if (copy.isLast)
    for (const [part, further] of parts.entries())
      if (part > copy.part) scope.mail.post(copy.to, further, { ...about, part })
}

/** A ticket's first message holds all that was said to the bot before it; only this part of it has changed. */
async function amended(scope: Scope, { thread, message }: Source, text: string, words: string): Promise<string> {
  const heard = await scope.tx
    .selectFrom('heard')
    .select(sql<string | null>`body ->> 'text'`.as('text'))
    .where('thread', '=', thread)
    .where('message', '=', message)
    .where(sql`body ->> 'kind'`, 'in', ['text', 'edited'])
    .orderBy('seq', 'desc')
    .execute()
  const before = heard.map((row) => row.text).find((one) => one && one !== words)
  return before && text !== before && text.includes(before) ? text.replace(before, () => words) : words
}

/**
 * The first words stand on the ticket's card, which agents read in place of the message: that they are others now is told
 * in each room, whole, and is a copy of the message from then on.
 */
async function editFirstWords(scope: Scope, ticket: Ticket, edited: Edited & { was: string }, copies: readonly Copy[]) {
  const mirrors = await mirrorsOf(scope.tx, ticket.id)
  await scope.tx.updateTable('tickets').set({ description: edited.text }).where('id', '=', ticket.id).execute()
  refreshCards(scope, ticket, mirrors)
  for (const mirror of mirrors) {
    if (mirror.kind !== 'agents' || copies.some((copy) => copy.mirror?.id === mirror.id && !copy.isFile)) continue
    const words = relayedAll(scope, ticket, mirror, edited.text, edited.audience, { edited: edited.was })
    for (const [part, said] of words.entries())
      scope.mail.post({ mirror: mirror.id }, said, { ticket: ticket.id, message: edited.id, part })
  }
}

/** The author took a message back: its copies go from the requester's side, and say so on the agents' side. */
export async function removeMessage(scope: Scope, source: Source): Promise<Message | undefined> {
  const message = await ownMessage(scope, source)
  if (!message || message.deleted_at) return message
  const ticket = (await lockTicket(scope.tx, message.ticket_id))!
  await scope.tx.updateTable('messages').set({ deleted_at: scope.now }).where('id', '=', message.id).execute()
  await addEvent(scope.tx, {
    ticket: message.ticket_id,
    actor: scope.actor.person,
    kind: 'deleted',
    change: { message: message.id },
    at: scope.now,
  })
  await notifyDesk(scope.tx, ticket)
  const files = (await filesOf(scope.tx, [message.id])).get(message.id) ?? []
  await forgetContents(
    scope.tx,
    files.map(({ id }) => id),
  )
  if (message.text === ticket.description) await removeFirstWords(scope, ticket)
  for (const copy of await copiesOf(scope, message.id)) {
    if (copy.isFile || copy.part > 0 || copy.mirror?.kind !== 'agents')
      scope.mail.remove(copy.to, copy.seq, { message: message.id })
    else {
      const t = texts[scope.settings.locale]
      scope.mail.update(copy.to, copy.seq, card(t.notices.deletedBy(scope.actor.name), 'muted').blocks, {
        message: message.id,
      })
    }
  }
  return message
}

/** What its author took back does not stay on the card. The title does: without one nobody could tell tickets apart. */
async function removeFirstWords(scope: Scope, ticket: Ticket) {
  const gone = texts[scope.settings.locale].notices.deletedBy(scope.actor.name)
  await scope.tx.updateTable('tickets').set({ description: gone }).where('id', '=', ticket.id).execute()
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, ticket.id))
}

/** Only the author's own account edits or deletes on a platform, but the key is checked all the same. */
const ownMessage = (scope: Scope, source: Source) =>
  scope.tx
    .selectFrom('messages')
    .selectAll()
    .where('source_thread', '=', source.thread)
    .where('source_message', '=', source.message)
    .where('author_id', '=', scope.actor.person)
    .forUpdate()
    .executeTakeFirst()
