import type { AccountKey } from '../../chat/thread.ts'
import { channelOf, type ThreadKey } from '../../chat/thread.ts'
import type { TicketId } from '../../platform/ids.ts'
import { reads } from '../notifications/relay.ts'
import type { Addressee } from '../outbox/outbox.ts'
import { isAgent } from '../people/actor.ts'
import type { Scope } from '../scope.ts'
import { notifyDesk } from './live.ts'
import { familyOf } from './relations.ts'
import { copiesOf } from './relaying.ts'
import { type LocalMirror, lockTicket, mirrorsOf, takesPart } from './store.ts'
import type { Message, Ticket } from './table.ts'

/**
 * Signs that are words: they are carried to where the message is read, also from the agents' room to a requester, so none
 * of them is unkind. Signs that are acts (👀 ✅ 🚨 🎫) are never among them, and every other one stays where it was put.
 */
const carried = new Set(['👍', '❤️', '🙏', '🎉', '👏', '😆', '😮', '🙁'])

/** A sign under a message, and who put it there or took it away. */
export interface Sign {
  thread: ThreadKey
  message: string
  account: AccountKey
  emoji: string
  added: boolean
}

/**
 * Carries a sign to every other place that reads the message, once; taken away, it goes from them, unless somebody
 * elsewhere put the same. False where it is nothing to the desk: another message, another sign, somebody else.
 */
export async function sign(scope: Scope, put: Sign): Promise<boolean> {
  const { tx, settings, now } = scope
  const { emoji, account, added } = put
  if (!carried.has(emoji) || Object.hasOwn(settings.reactions ?? {}, emoji)) return false
  const place = channelOf(put.thread)
  const message = await messageAt(scope, place, put.message)
  // Under the ticket’s lock, since what stands elsewhere decides what goes.
  const ticket = message && (await lockTicket(tx, message.ticket_id))
  const reader = ticket && (await readerOf(scope, ticket, message))
  if (!ticket || !reader) return false
  const key = { message_id: message.id, account, place, emoji }
  if (added) {
    const fresh = await tx
      .insertInto('message_signs')
      .values({ ...key, at: now })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (!fresh.numInsertedOrUpdatedRows) return true
  } else
    await tx
      .deleteFrom('message_signs')
      .where((e) => e.and(key))
      .execute()
  const standing = await tx
    .selectFrom('message_signs')
    .select('place')
    .where('message_id', '=', message.id)
    .where('emoji', '=', emoji)
    .execute()
  for (const copy of await copiesElsewhere(scope, message, place, reader)) {
    const stays = standing.some((one) => one.place !== copy.place)
    if (added || !stays) scope.mail.sign(copy.to, { ...copy.posted, emoji, added }, { ticket: message.ticket_id })
  }
  await notifyDesk(tx, ticket)
  return true
}

/** A message as it was written, or a copy of it that the bot posted. */
async function messageAt({ tx }: Scope, place: ThreadKey, posted: string): Promise<Message | undefined> {
  const rows = await tx
    .selectFrom('messages as m')
    .selectAll('m')
    .select((e) =>
      e
        .selectFrom('outbox as o')
        .leftJoin('mirrors as r', 'r.id', 'o.mirror_id')
        .select((f) => f.fn.coalesce('r.thread', 'r.channel', 'o.thread').as('thread'))
        .whereRef('o.message_id', '=', 'm.id')
        .where('o.posted', '=', posted)
        .where('o.op', '=', 'post')
        .limit(1)
        .as('copied'),
    )
    .where('m.deleted_at', 'is', null)
    .where('m.id', 'in', (e) =>
      e
        .selectFrom('messages')
        .select('id')
        .where('source_message', '=', posted)
        .union(
          e
            .selectFrom('outbox')
            .select('message_id as id')
            .where('posted', '=', posted)
            .where('op', '=', 'post')
            .$narrowType<{ id: Message['id'] }>(),
        ),
    )
    .execute()
  const there = (thread: ThreadKey | null) => thread !== null && channelOf(thread) === place
  const found = rows.find(({ source_message, source_thread, copied }) =>
    source_message === posted ? there(source_thread) : there(copied),
  )
  if (!found) return undefined
  const { copied: _, ...message } = found
  return message
}

/** Who put it: an agent, or somebody of one of the joined tickets, whose requesters know nothing of each other. */
type Reader = 'agent' | { of: TicketId }

/** What is internal is the agents' own; what is public, also its requesters', and of whoever was added to a ticket. */
async function readerOf({ tx, actor }: Scope, { id }: Ticket, { audience }: Message): Promise<Reader | undefined> {
  if (isAgent(actor)) return 'agent'
  if (audience !== 'public') return undefined
  for (const member of await familyOf(tx, id))
    if (member.requester_id === actor.person || (await takesPart(tx, actor.person, member.id))) return { of: member.id }
  return undefined
}

interface Copy {
  to: Addressee
  place: ThreadKey
  posted: { row: number } | { posted: string }
}

/** Where else the message stands and may still be read: as it was written, and each copy in a place of its tickets. */
async function copiesElsewhere(scope: Scope, message: Message, here: ThreadKey, reader: Reader): Promise<Copy[]> {
  const family = await familyOf(scope.tx, message.ticket_id)
  const seen = (mirror: Pick<LocalMirror, 'kind'>, member: TicketId) =>
    reads(mirror, message.audience) && (reader === 'agent' || mirror.kind === 'agents' || member === reader.of)
  const copies: Copy[] = []
  const { source_thread: thread, source_message: posted } = message
  for (const { id } of thread && posted ? family : [])
    for (const mirror of await mirrorsOf(scope.tx, id))
      if (thread && posted && mirror.thread === thread && seen(mirror, id) && !copies.length)
        copies.push({ to: { thread }, place: channelOf(thread), posted: { posted } })
  for (const { to, seq, mirror, member, isFile, part } of await copiesOf(scope, message.id))
    if (mirror && member && !isFile && part === 0 && seen(mirror, member.id))
      copies.push({ to, place: channelOf(mirror.thread ?? mirror.channel), posted: { row: seq } })
  return copies.filter(({ place }) => place !== here)
}
