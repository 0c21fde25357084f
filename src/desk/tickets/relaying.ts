import { platformOf } from '../../chat/thread.ts'
import type { MessageId, TicketId } from '../../platform/ids.ts'
import { type FileLine, filesOf } from '../files/store.ts'
import { quoting, reads, relayedAll, relayedFile } from '../notifications/relay.ts'
import type { Addressee } from '../outbox/outbox.ts'
import type { MirrorId } from '../outbox/table.ts'
import { isAgent } from '../people/actor.ts'
import { actorBy } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { familyOf } from './relations.ts'
import { type LocalMirror, mirrorsOf } from './store.ts'
import type { Audience, Ticket } from './table.ts'
import { beginning } from './ticket.ts'

interface Spoken {
  id: MessageId
  text: string
  audience: Audience
}

interface Relaying {
  /** The ticket in whose thread it was said: what one requester says is not for the requesters of tickets joined to it. */
  from?: Ticket | undefined
  hasFiles?: boolean
}

/**
 * One row for every other place that may read it; its files follow in the same lanes, as far as they have come. Each
 * requester of several joined tickets reads it in their own language, under their own ticket's number.
 */
export async function relay(scope: Scope, ticket: Ticket, message: Spoken, relaying: Relaying = {}): Promise<void> {
  const { from, hasFiles } = relaying
  const files = hasFiles ? ((await filesOf(scope.tx, [message.id])).get(message.id) ?? []) : []
  const places = await placesOf(scope, ticket, message.audience, from)
  const readers = places.filter(({ here }) => !here)
  for (const { mirror } of places) offersChanged(scope, ticket, mirror)
  await spokenOf(
    scope,
    readers.map(({ mirror }) => mirror),
  )
  const quoted = readers.length ? await quoting(scope) : scope
  for (const { mirror, member } of readers) {
    const about = from && mirror.kind === 'agents' ? from : member
    const words = relayedAll(quoted, about, mirror, message.text, message.audience, { files: files.filter(isComing) })
    const row = { ticket: ticket.id, message: message.id }
    if (message.text.trim() || files.some(isComing))
      for (const [part, said] of words.entries()) scope.mail.post(addressee(mirror), said, { ...row, part })
    for (const file of files.filter(isKept))
      scope.mail.post(addressee(mirror), relayedFile(quoted, member, mirror, file, message.audience), row)
  }
}

/**
 * In Teams the forms of a card are drawn with it, so those that choose among messages (split off, the solution) would not
 * know this one. Drawn again a little later, many messages are one change.
 */
function offersChanged({ mail, settings }: Scope, ticket: Ticket, { id, kind, card, channel }: LocalMirror) {
  if (kind === 'agents' && card !== null && platformOf(channel) === 'teams')
    mail.refreshTicketCardLater(id, Number(card), ticket.id, settings.locale, redrawSeconds)
}
const redrawSeconds = 5

/** In a personal conversation that carries several tickets, the one last spoken of is meant. */
async function spokenOf(scope: Scope, readers: readonly LocalMirror[]) {
  const guests = readers.filter(({ kind }) => kind === 'participant').map(({ id }) => id)
  if (!guests.length) return
  await scope.tx.updateTable('mirrors').set({ touched_at: scope.now }).where('id', 'in', guests).execute()
}

const isComing = ({ state }: FileLine) => state === 'waiting'
const isKept = ({ state }: FileLine) => state === 'kept'

/** A file that has just come is carried to where its message was. */
export async function relayFile(
  scope: Scope,
  ticket: Ticket,
  message: Omit<Spoken, 'text'>,
  file: FileLine,
): Promise<void> {
  const quoted = await quoting(scope)
  for (const { mirror, member, here } of await placesOf(scope, ticket, message.audience)) {
    if (here) continue
    const shown = relayedFile(quoted, member, mirror, file, message.audience)
    scope.mail.post(addressee(mirror), shown, { ticket: ticket.id, message: message.id })
  }
}

interface Reader {
  mirror: LocalMirror
  /** The ticket that this place carries: the one it was said for, or one that was joined to it. */
  member: Ticket
  /** It was written here, so it need not be carried here. */
  here: boolean
}

/** Every place that may read it. Agents work in the room of one ticket only. */
async function placesOf(scope: Scope, ticket: Ticket, audience: Audience, said?: Ticket): Promise<Reader[]> {
  const here = scope.source?.message ? scope.source.thread : undefined
  const readers: Reader[] = []
  const family = await familyOf(scope.tx, ticket.id)
  const own = family.find(({ requester_id }) => requester_id === scope.actor.person)
  const from = said ?? (isAgent(scope.actor) ? undefined : own)
  for (const member of family)
    for (const mirror of await mirrorsOf(scope.tx, member.id)) {
      const inside = mirror.kind === 'agents' || mirror.kind === 'side'
      if (inside ? member.id !== ticket.id : from && from.id !== member.id) continue
      if (reads(mirror, audience)) readers.push({ mirror, member, here: Boolean(here && mirror.thread === here) })
    }
  return onceEach(readers)
}

/** Whoever has several of the joined tickets in one conversation reads it there once. */
function onceEach(readers: readonly Reader[]): Reader[] {
  const seen = new Set<string>()
  return readers.filter(({ mirror: { thread } }) => {
    if (thread && seen.has(thread)) return false
    if (thread) seen.add(thread)
    return true
  })
}

/** Agents' threads may not have begun yet, so they are named by their mirror. */
const addressee = (mirror: LocalMirror): Addressee =>
  mirror.kind === 'agents' || mirror.kind === 'side'
    ? { mirror: mirror.id }
    : { thread: mirror.thread ?? mirror.channel }

/**
 * What was said before the agents had a place for it. The first words opened the ticket and stand on its card, as far as
 * there is room; their files do not. Asks for the ticket's lock: whoever speaks meanwhile finds the place there, or is found here.
 */
export async function relaySoFar(scope: Scope, ticket: Ticket, place: MirrorId): Promise<void> {
  const said = await scope.tx
    .selectFrom('messages')
    .select(['id', 'text', 'audience', 'deleted_at', 'author_id'])
    .where('ticket_id', '=', ticket.id)
    .orderBy('seq')
    .execute()
  const files = await filesOf(
    scope.tx,
    said.map(({ id }) => id),
  )
  const mirror = { id: place, kind: 'agents' } as const
  for (const [i, { author_id, deleted_at, ...message }] of said.entries()) {
    if (deleted_at) continue
    const own = files.get(message.id) ?? []
    const onCard = i === 0 && beginning(message.text) === message.text
    if (onCard && !own.length) continue
    const actor = (await actorBy(scope.tx, author_id, scope.actor.locale)) ?? scope.actor
    const author = await quoting({ ...scope, actor })
    const about = { ticket: ticket.id, message: message.id }
    const words = relayedAll(author, ticket, mirror, message.text, message.audience, { files: own.filter(isComing) })
    if (!onCard && (message.text.trim() || own.some(isComing)))
      for (const [part, said] of words.entries()) scope.mail.post({ mirror: place }, said, { ...about, part })
    for (const file of own.filter(isKept))
      scope.mail.post({ mirror: place }, relayedFile(author, ticket, mirror, file, message.audience), about)
  }
}

/** A post that carries a message, and the place it stands in. */
export interface Copy {
  seq: number
  to: Addressee
  /** Absent where the place carries the ticket no more. */
  mirror: LocalMirror | undefined
  /** The ticket that this place carries: the message's own, or one that was joined to it. */
  member: Ticket | undefined
  isFile: boolean
  /** Which of several messages that carry it there. */
  part: number
  isLast: boolean
}

/** The posts that carry a message, its files among them. */
export async function copiesOf(scope: Scope, message: MessageId): Promise<Copy[]> {
  const rows = await scope.tx
    .selectFrom('outbox')
    .select(['seq', 'thread', 'mirror_id', 'ticket_id', 'part', 'content'])
    .where('message_id', '=', message)
    .where('op', '=', 'post')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('outbox as r')
            .select('r.seq')
            .where('r.op', '=', 'remove')
            .whereRef('r.target', '=', 'outbox.seq')
            .where('r.message_id', '=', message),
        ),
      ),
    )
    .orderBy('seq')
    .execute()
  const places = rows[0]?.ticket_id ? await everyPlace(scope, rows[0].ticket_id) : []
  const copies = rows.map(({ seq, mirror_id, thread, part, content }) => ({
    seq: Number(seq),
    to: (mirror_id ? { mirror: mirror_id } : { thread: thread! }) as Addressee,
    ...places.find(({ mirror }) => mirror.id === mirror_id || (!mirror_id && mirror.thread === thread)),
    isFile: content.kind === 'blocks' && content.blocks.some(({ kind }) => kind === 'file'),
    place: mirror_id ?? thread,
    part: part ?? 0,
  }))
  const last = new Map<string | null, number>()
  for (const { place, part, isFile } of copies) if (!isFile) last.set(place, Math.max(part, last.get(place) ?? 0))
  return copies.map(({ place, mirror, member, ...copy }) => ({
    ...{ ...copy, mirror, member },
    isLast: copy.part === last.get(place),
  }))
}

/** Every place of a ticket and of those joined to it, the ticket's own first. */
async function everyPlace({ tx }: Scope, id: TicketId) {
  const places: { mirror: LocalMirror; member: Ticket }[] = []
  for (const member of await familyOf(tx, id))
    for (const mirror of await mirrorsOf(tx, member.id)) places.push({ mirror, member })
  return places
}
