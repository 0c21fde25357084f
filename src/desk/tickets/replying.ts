import { card } from '../../chat/card.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { texts } from '../../texts/index.ts'
import type { Outcome, Refusal, Scope } from '../scope.ts'
import { answerTakenBack } from '../sla/store.ts'
import { change, refreshCards, refused, take } from './change.ts'
import { showChanged } from './live.ts'
import { copiesOf } from './relaying.ts'
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
  await showChanged(scope, ticket)
  await refreshLater(scope, id, openMinutes * 60)
  return { done: true }
}

/** Puts words into the reply form of this agent, to look at and send: nothing leaves by itself. */
export async function proposeReply(scope: Scope, ticket: Ticket, text: string) {
  await keepDraft(scope, ticket.id, { seen: await newestPublic(scope.tx, ticket.id), text })
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, ticket.id))
}

/**
 * What somebody else wrote in public since this agent began to write, or since the card was drawn that they write on
 * (`drawn`), told once; the words are kept meanwhile.
 */
export async function newsFor(
  scope: Scope,
  ticket: Ticket,
  text: string,
  drawn?: number,
): Promise<Refusal | undefined> {
  const draft = await draftOf(scope, ticket.id)
  const seen = Math.max(Number(draft?.seen ?? 0), drawn ?? 0)
  if (!draft && drawn === undefined) return undefined
  const news = await scope.tx
    .selectFrom('messages as m')
    .innerJoin('people as p', 'p.id', 'm.author_id')
    .select(['m.seq', 'm.text', 'p.name'])
    .where('m.ticket_id', '=', ticket.id)
    .where('m.audience', '=', 'public')
    .where('m.deleted_at', 'is', null)
    .where('m.author_id', '!=', scope.actor.person)
    .where('m.seq', '>', seen)
    .orderBy('m.seq', 'desc')
    .executeTakeFirst()
  if (!news) return undefined
  await keepDraft(scope, ticket.id, { seen: Number(news.seq), text })
  return { done: false, why: 'overtaken', by: news.name, text: news.text.slice(0, 300) }
}

export const draftSent = ({ tx, actor }: Scope, id: TicketId) =>
  tx.deleteFrom('reply_drafts').where('ticket_id', '=', id).where('person_id', '=', actor.person).execute()

/**
 * The agent's last reply is taken back: what has not left does not leave, what stands in a thread goes from there, and the
 * words are back in the form.
 */
export async function undoReply(scope: Scope, id: TicketId): Promise<Outcome<{ text: string }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const reply = await lastReply(scope, id)
  if (!reply) return { done: false, why: 'nothing-to-undo' }
  const { tx, now } = scope
  await tx.updateTable('messages').set({ deleted_at: now, held_until: null }).where('id', '=', reply.id).execute()
  await withdraw(scope, reply)
  const first = ticket.first_response_at?.getTime() === reply.at.getTime()
  if (first) await answerTakenBack(tx, id, now)
  await keepDraft(scope, id, { seen: await newestPublic(tx, id), text: reply.text })
  await change(scope, ticket, first ? { first_response_at: null } : {}, { kind: 'unsent' })
  return { done: true, text: reply.text }
}

/** What this agent said in public a moment ago. */
const lastReply = ({ tx, actor, now }: Scope, id: TicketId): Promise<Message | undefined> =>
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

/** Agents have read it: their copies say what became of it. */
async function withdraw(scope: Scope, message: Message) {
  const words = card(texts[scope.settings.locale].notices.unsent(scope.actor.name), 'muted').blocks
  for (const { seq, to, mirror, isFile, part } of await copiesOf(scope, message.id)) {
    if (mirror?.kind === 'agents' && !isFile && part === 0) scope.mail.update(to, seq, words, { message: message.id })
    else if (!(await stopped(scope, seq))) scope.mail.remove(to, seq, { message: message.id })
  }
}

/** A row that no worker has in hand does not leave; what a platform has, or may have, must be removed there. */
async function stopped({ tx }: Scope, seq: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('outbox')
    .where('seq', '=', seq)
    .where('settled_at', 'is', null)
    .where('lease', 'is', null)
    .where('attempts', '=', 0)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The cards are drawn again when what they say by the clock has passed. */
export async function refreshLater(scope: Scope, id: TicketId, seconds: number) {
  for (const mirror of await mirrorsOf(scope.tx, id))
    if (mirror.card !== null)
      scope.mail.refreshTicketCardLater(mirror.id, Number(mirror.card), id, scope.settings.locale, seconds)
}

/** Who writes at this moment, and words that wait to be sent: an agent's own, or for all to see on a shared card. */
export async function draftsOf(db: Db, id: TicketId, now: Date, reader?: PersonId) {
  const writing = db
    .selectFrom('reply_drafts as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .select(['p.name', 'd.text', 'd.person_id'])
    .where('d.ticket_id', '=', id)
    .where('d.open_until', '>', now)
    .orderBy('d.open_until', 'desc')
    .execute()
  const [open, newest] = await Promise.all([writing, newestPublic(db, id)])
  const words = open.filter(({ person_id, text }) => text !== '' && (!reader || person_id === reader))
  return { replying: open.map(({ name }) => name), draft: words[0]?.text, newest }
}

/** Whether a public reply was said so lately that it can be taken back. */
export const mayBeTakenBack = async (db: Db, id: TicketId, now: Date): Promise<boolean> =>
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
