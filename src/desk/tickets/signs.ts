import type { AccountKey } from '../../chat/thread.ts'
import { channelOf, type ThreadKey } from '../../chat/thread.ts'
import { reads } from '../notifications/relay.ts'
import type { Addressee } from '../outbox/outbox.ts'
import { isAgent } from '../people/actor.ts'
import type { Scope } from '../scope.ts'
import { notifyDesk } from './live.ts'
import { copiesOf } from './relaying.ts'
import { lockTicket, mirrorsOf, takesPart } from './store.ts'
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
  if (!ticket || !(await mayRead(scope, ticket, message))) return false
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
  for (const copy of await copiesElsewhere(scope, message, place)) {
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

/** What is internal is the agents' own; what is public, also its requester's, and of whoever was added to the ticket. */
async function mayRead({ tx, actor }: Scope, ticket: Ticket, { audience }: Message): Promise<boolean> {
  if (isAgent(actor)) return true
  return audience === 'public' && (ticket.requester_id === actor.person || takesPart(tx, actor.person, ticket.id))
}

interface Copy {
  to: Addressee
  place: ThreadKey
  posted: { row: number } | { posted: string }
}

/** Where else the message stands and may still be read: as it was written, and each copy in a place of its ticket. */
async function copiesElsewhere(scope: Scope, message: Message, here: ThreadKey): Promise<Copy[]> {
  const mirrors = await mirrorsOf(scope.tx, message.ticket_id)
  const isPlace = mirrors.some((one) => one.thread === message.source_thread && reads(one, message.audience))
  const written: Copy[] =
    message.source_thread && message.source_message && isPlace
      ? [
          {
            to: { thread: message.source_thread },
            place: channelOf(message.source_thread),
            posted: { posted: message.source_message },
          },
        ]
      : []
  const copies = (await copiesOf(scope, message.id)).flatMap(({ to, seq, mirror, isFile, part }): Copy[] =>
    mirror && !isFile && part === 0 && reads(mirror, message.audience)
      ? [{ to, place: channelOf(mirror.thread ?? mirror.channel), posted: { row: seq } }]
      : [],
  )
  return [...written, ...copies].filter(({ place }) => place !== here)
}
