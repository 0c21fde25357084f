import { type Card, card } from '../../chat/card.ts'
import { newId, type PersonId, type TicketId } from '../../platform/ids.ts'
import { type Texts, texts } from '../../texts/index.ts'
import { tellAgents, tellRequester } from '../notifications/notices.ts'
import { findPerson } from '../people/find.ts'
import { personalThreadsOf } from '../people/store.ts'
import type { Outcome, Scope } from '../scope.ts'
import { refreshCards, refused, take } from './change.ts'
import { notifyDesk } from './live.ts'
import { refusalWords } from './refusal.ts'
import { addEvent, mirrorsOf, takesPart } from './store.ts'
import type { Ticket } from './table.ts'
import { type Line, publicWordsOf } from './view.ts'

/** How much of what was said a newcomer reads at once; the rest is for the console. In messages, and characters of each. */
const history = { messages: 15, characters: 600 }

type Known = { id: PersonId; name: string }
export type Joined =
  | Outcome<{ ticket: Ticket; name: string }>
  | { done: false; why: 'already' | 'notThere' | 'unreachable' | 'unknown' | 'several'; name: string; number: number }

/**
 * Adds a colleague to this one ticket: they get its summary and what was said in public, and from then on both ways. They
 * see nothing internal, and no other ticket.
 */
export async function addParticipant(scope: Scope, id: TicketId, who: string): Promise<Joined> {
  const ticket = await take(scope, id, 'invite')
  if (refused(ticket)) return ticket
  const { number } = ticket
  if (!who.trim()) return { done: false, why: 'empty' }
  const person = await findPerson(scope, who)
  if (typeof person === 'string') return { done: false, why: person, name: who, number }
  if (person.id === ticket.requester_id || (await takesPart(scope.tx, person.id, id)))
    return { done: false, why: 'already', name: person.name, number }
  const thread = (await personalThreadsOf(scope.tx, [person.id])).get(person.id)
  if (!thread) return { done: false, why: 'unreachable', name: person.name, number }
  await scope.tx
    .insertInto('mirrors')
    .values({
      id: newId('mir'),
      ticket_id: id,
      kind: 'participant',
      channel: thread,
      thread,
      card: null,
      person_id: person.id,
      touched_at: scope.now,
    })
    .onConflict((c) => c.doNothing())
    .execute()
  scope.mail.post({ thread }, await welcome(scope, ticket, person), { ticket: id })
  await tellAgents(scope, ticket, (t) => t.participants.joined(person.name, scope.actor.name))
  await tellRequester(scope, ticket, (t) => t.participants.joined(person.name, scope.actor.name))
  await noted(scope, ticket, 'participant-added', person.id)
  return { done: true, ticket, name: person.name }
}

/** Takes somebody out again. Nothing of the ticket reaches them any more. */
export async function removeParticipant(scope: Scope, id: TicketId, who: string): Promise<Joined> {
  const ticket = await take(scope, id, 'invite')
  if (refused(ticket)) return ticket
  const person = await findPerson(scope, who)
  if (typeof person === 'string') return { done: false, why: person, name: who, number: ticket.number }
  return takeOut(scope, ticket, person)
}

/** Whoever was added may go by themselves. */
export async function leave(scope: Scope, id: TicketId): Promise<Joined> {
  const ticket = await take(scope, id, 'see')
  return refused(ticket) ? ticket : takeOut(scope, ticket, { id: scope.actor.person, name: scope.actor.name })
}

async function takeOut(scope: Scope, ticket: Ticket, person: Known): Promise<Joined> {
  const { id } = ticket
  const leaves = person.id === scope.actor.person
  const gone = await scope.tx
    .deleteFrom('mirrors')
    .where('ticket_id', '=', id)
    .where('kind', '=', 'participant')
    .where('person_id', '=', person.id)
    .returning('thread')
    .execute()
  if (!gone.length) return { done: false, why: 'notThere', name: person.name, number: ticket.number }
  const t = texts[(await localeOf(scope, person.id)) ?? ticket.locale]
  for (const { thread } of gone)
    if (thread && !leaves) scope.mail.post({ thread }, card(t.participants.youAreOut(ticket.number)))
  await tellAgents(scope, ticket, (words) => words.participants.left(person.name))
  await noted(scope, ticket, 'participant-removed', person.id)
  return { done: true, ticket, name: person.name }
}

/** What came of it, in one line for whoever asked. */
export function joinedWords(outcome: Joined, verb: 'done' | 'removed', number: number, t: Texts): string {
  if (outcome.done) return t.participants[verb](outcome.name, number)
  return 'name' in outcome ? t.participants[outcome.why](outcome.name, outcome.number) : refusalWords(outcome, t)
}

async function noted(scope: Scope, ticket: Ticket, kind: string, person: PersonId) {
  const change = { person }
  await addEvent(scope.tx, { ticket: ticket.id, actor: scope.actor.person, kind, change, at: scope.now })
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, ticket.id))
  await notifyDesk(scope.tx, ticket)
}

const localeOf = async ({ tx }: Scope, person: PersonId) =>
  (await tx.selectFrom('people').select('locale').where('id', '=', person).executeTakeFirst())?.locale

/** The first words to somebody who was added: what it is about, what was said in public, how to answer and how to go. */
async function welcome(scope: Scope, ticket: Ticket, person: Known): Promise<Card> {
  const t = texts[(await localeOf(scope, person.id)) ?? ticket.locale]
  const said = await publicWordsOf(scope.tx, ticket)
  const shown = said.slice(-history.messages)
  let words: Card = card(t.participants.added(scope.actor.name, ticket.number, ticket.title), 'title')
    .facts({
      [t.agentCard.status]: t.statusName[ticket.status],
      [t.agentCard.category]: t.categoryName(ticket.category),
    })
    .text(t.participants.soFar, 'muted')
  if (said.length > shown.length) words = words.text(t.participants.earlier(said.length - shown.length), 'muted')
  for (const line of shown) words = words.said(line.author, wordsOf(line, t))
  return words.text(t.participants.howTo(ticket.number), 'muted')
}

function wordsOf({ text, files }: Line, t: Texts): string {
  const letters = [...text]
  const cut = letters.length > history.characters ? `${letters.slice(0, history.characters - 1).join('')}…` : text
  return [cut, t.files.names(files.map(({ name }) => name))].filter(Boolean).join('\n')
}
