import { sql } from 'kysely'
import { card } from '../../chat/card.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { texts } from '../../texts/index.ts'
import type { Outcome, Refusal, Scope } from '../scope.ts'
import { answerTakenBack } from '../sla/store.ts'
import { change, refreshCards, refused, take } from './change.ts'
import { mirrorsOf } from './store.ts'
import type { Message, Ticket } from './table.ts'

/** For so long somebody who opened the reply form counts as writing, and words that came back wait in it. */
const openMinutes = 5

/**
 * Somebody writes to the requester: colleagues see it on the card until it is sent, or is no longer likely. `again`: they
 * have been writing for a while, and have not looked at the thread anew.
 */
export async function startReply(scope: Scope, id: TicketId, again = false): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const known = await draftOf(scope, id)
  const open = known !== undefined && known.open_until > scope.now
  const seen = again && known ? Number(known.seen) : await newestPublic(scope.tx, id)
  await keepDraft(scope, id, { seen, text: open ? known.text : '' })
  if (open) return { done: true }
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, id))
  await refreshLater(scope, id, openMinutes * 60)
  return { done: true }
}

/** Puts words into the reply form of this agent, to look at and send: nothing leaves by itself. */
export async function proposeReply(scope: Scope, ticket: Ticket, text: string) {
  await keepDraft(scope, ticket.id, { seen: await newestPublic(scope.tx, ticket.id), text })
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, ticket.id))
}

/** What somebody else wrote in public since this agent began to write, told once; the words are kept meanwhile. */
export async function newsFor(scope: Scope, ticket: Ticket, text: string): Promise<Refusal | undefined> {
  const draft = await draftOf(scope, ticket.id)
  if (!draft) return undefined
  const news = await scope.tx
    .selectFrom('messages as m')
    .innerJoin('people as p', 'p.id', 'm.author_id')
    .select(['m.seq', 'm.text', 'p.name'])
    .where('m.ticket_id', '=', ticket.id)
    .where('m.audience', '=', 'public')
    .where('m.deleted_at', 'is', null)
    .where('m.author_id', '!=', scope.actor.person)
    .where('m.seq', '>', draft.seen)
    .orderBy('m.seq', 'desc')
    .executeTakeFirst()
  if (!news) return undefined
  await keepDraft(scope, ticket.id, { seen: Number(news.seq), text })
  return { done: false, why: 'overtaken', by: news.name, text: news.text.slice(0, 300) }
}

export const draftSent = ({ tx, actor }: Scope, id: TicketId) =>
  tx.deleteFrom('reply_drafts').where('ticket_id', '=', id).where('person_id', '=', actor.person).execute()

/** The agent's last reply does not leave after all; its words are back in the form. Too late, once a worker has it in hand. */
export async function undoReply(scope: Scope, id: TicketId): Promise<Outcome<{ text: string }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const held = await heldReply(scope, id)
  if (!held || !(await stopped(scope, held))) return { done: false, why: 'nothing-to-undo' }
  const { tx, now } = scope
  await tx.updateTable('messages').set({ deleted_at: now, held_until: null }).where('id', '=', held.id).execute()
  await sayTakenBack(scope, held)
  const first = ticket.first_response_at?.getTime() === held.at.getTime()
  if (first) await answerTakenBack(tx, id, now)
  await keepDraft(scope, id, { seen: await newestPublic(tx, id), text: held.text })
  await change(scope, ticket, first ? { first_response_at: null } : {}, { kind: 'unsent' })
  return { done: true, text: held.text }
}

const heldReply = ({ tx, actor, now }: Scope, id: TicketId): Promise<Message | undefined> =>
  tx
    .selectFrom('messages')
    .selectAll()
    .where('ticket_id', '=', id)
    .where('author_id', '=', actor.person)
    .where('held_until', '>', now)
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .forUpdate()
    .executeTakeFirst()

/** All of its posts to the requester's side are withdrawn, or none: a worker that has one of them has begun to send. */
async function stopped({ tx }: Scope, message: Message): Promise<boolean> {
  const { rows } = await sql<{ seq: number; waits: boolean }>`
    select seq, settled_at is null and lease is null as waits from outbox
    where message_id = ${message.id} and op = 'post' and not_before is not null for update`.execute(tx)
  if (!rows.every(({ waits }) => waits)) return false
  for (const { seq } of rows) await tx.deleteFrom('outbox').where('seq', '=', seq).execute()
  return true
}

/** The agents have read it already: their copies say what became of it. */
async function sayTakenBack(scope: Scope, message: Message) {
  const copies = await scope.tx
    .selectFrom('outbox')
    .select(['seq', 'mirror_id'])
    .where('message_id', '=', message.id)
    .where('op', '=', 'post')
    .where('mirror_id', 'is not', null)
    .execute()
  const words = card(texts[scope.settings.locale].notices.unsent(scope.actor.name), 'muted').blocks
  for (const { seq, mirror_id } of copies)
    scope.mail.update({ mirror: mirror_id! }, Number(seq), words, { message: message.id })
}

/** The cards are drawn again when what they say by the clock has passed. */
export async function refreshLater(scope: Scope, id: TicketId, seconds: number) {
  for (const mirror of await mirrorsOf(scope.tx, id))
    if (mirror.card !== null)
      scope.mail.refreshTicketCardLater(mirror.id, Number(mirror.card), id, scope.settings.locale, seconds)
}

/** Who writes at this moment, and words that wait to be sent: an agent's own, or for all to see on a shared card. */
export async function draftsOf(db: Db, id: TicketId, now: Date, reader?: PersonId) {
  const open = await db
    .selectFrom('reply_drafts as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .select(['p.name', 'd.text', 'd.person_id'])
    .where('d.ticket_id', '=', id)
    .where('d.open_until', '>', now)
    .orderBy('d.open_until', 'desc')
    .execute()
  const words = open.filter(({ person_id, text }) => text !== '' && (!reader || person_id === reader))
  return { replying: open.map(({ name }) => name), draft: words[0]?.text }
}

/** Whether a public reply still waits, so that it can be taken back. */
export const hasHeldReply = async (db: Db, id: TicketId, now: Date): Promise<boolean> =>
  (await db
    .selectFrom('messages')
    .select('id')
    .where('ticket_id', '=', id)
    .where('held_until', '>', now)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()) !== undefined

const draftOf = ({ tx, actor }: Scope, id: TicketId) =>
  tx
    .selectFrom('reply_drafts')
    .selectAll()
    .where('ticket_id', '=', id)
    .where('person_id', '=', actor.person)
    .executeTakeFirst()

async function keepDraft({ tx, actor, now }: Scope, id: TicketId, draft: { seen: number; text: string }) {
  const open_until = new Date(now.getTime() + openMinutes * 60_000)
  await tx
    .insertInto('reply_drafts')
    .values({ ticket_id: id, person_id: actor.person, ...draft, open_until })
    .onConflict((c) => c.columns(['ticket_id', 'person_id']).doUpdateSet({ ...draft, open_until }))
    .execute()
}

const newestPublic = async (db: Db, id: TicketId): Promise<number> => {
  const { seq } = await db
    .selectFrom('messages')
    .select((e) => e.fn.max('seq').as('seq'))
    .where('ticket_id', '=', id)
    .where('audience', '=', 'public')
    .executeTakeFirstOrThrow()
  return Number(seq ?? 0)
}
