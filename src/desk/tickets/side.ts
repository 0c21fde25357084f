import { card } from '../../chat/card.ts'
import { channelKey, placeOf, type ThreadKey } from '../../chat/thread.ts'
import { newId, type PersonId, type TicketId } from '../../platform/ids.ts'
import { type Texts, texts } from '../../texts/index.ts'
import type { MirrorId } from '../outbox/table.ts'
import { findPerson, typedIn } from '../people/find.ts'
import { personalThreadsOf } from '../people/store.ts'
import { notFound, type Scope } from '../scope.ts'
import { refused, take } from './change.ts'
import { refusalWords } from './refusal.ts'
import { addEvent, lockTicket } from './store.ts'
import type { Ticket } from './table.ts'
import { type Said, write } from './talking.ts'
import { isOpen } from './ticket.ts'

export type Asked = Said | { done: false; why: 'unreachable' | 'unknown' | 'several'; name: string; number: number }
interface Whom {
  name: string
  /** Somebody's personal conversation, or a channel, where each ticket's side conversation is a thread of its own. */
  place: ThreadKey
  person: PersonId | null
}

/**
 * Asks somebody outside of the ticket, in a thread of its own: a person, or another team in its channel (`#C9`). They read
 * these words and nothing else of the ticket, the requester reads none of it, and what comes back is internal. Asked
 * again, the same conversation goes on.
 */
export async function askAside(scope: Scope, id: TicketId, to: string, text: string): Promise<Asked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!text.trim() || !to.trim()) return { done: false, why: 'empty' }
  const whom = await find(scope, to)
  if (typeof whom === 'string') return { done: false, why: whom, name: to, number: ticket.number }
  const mirror = await sideMirror(scope, ticket, whom)
  const here = texts[scope.settings.locale]
  const message = await write(scope, ticket, { audience: 'internal', text: here.side.into(whom.name, text) })
  const t = texts[(whom.person && (await localeOf(scope, whom.person))) || scope.settings.locale]
  const asked = card(t.side.asks(scope.actor.name, ticket.number)).said(scope.actor.name, text)
  scope.mail.post({ mirror }, asked.text(t.side.answerHere, 'muted'), { ticket: id, message })
  await addEvent(scope.tx, { ticket: id, actor: scope.actor.person, kind: 'side', at: scope.now })
  return { done: true, ticket, message }
}

/** What came of it, in one line for whoever asked. */
export const askedWords = (outcome: Asked, t: Texts): string => {
  if (outcome.done) return t.side.done
  return 'name' in outcome ? t.participants[outcome.why](outcome.name) : refusalWords(outcome, t)
}

async function find(scope: Scope, to: string): Promise<Whom | 'unknown' | 'several' | 'unreachable'> {
  const { platform, workspace } = placeOf(typedIn(scope))
  const channel = /^#(\S+)$/.exec(to.trim())?.[1]
  if (channel && platform === 'web') return 'unknown'
  if (channel) return { name: `#${channel}`, place: channelKey(platform, workspace, channel), person: null }
  const person = await findPerson(scope, to)
  if (typeof person === 'string') return person
  const place = (await personalThreadsOf(scope.tx, [person.id])).get(person.id)
  return place ? { name: person.name, place, person: person.id } : 'unreachable'
}

/** Words in a side conversation: an internal message of whoever wrote them. Only from the place of one, while it is open. */
export async function answerAside(scope: Scope, id: TicketId, text: string): Promise<Said> {
  const ticket = await lockTicket(scope.tx, id)
  const place = scope.source?.thread
  if (!ticket || !place || !isOpen(ticket.status)) return notFound
  const mirror = await scope.tx
    .selectFrom('mirrors')
    .select('id')
    .where('ticket_id', '=', id)
    .where('kind', '=', 'side')
    .where('thread', '=', place)
    .executeTakeFirst()
  if (!mirror) return notFound
  if (!text.trim() && !scope.source?.files) return { done: false, why: 'empty' }
  const message = await write(scope, ticket, { audience: 'internal', text })
  await addEvent(scope.tx, { ticket: id, actor: scope.actor.person, kind: 'noted', at: scope.now })
  return { done: true, ticket, message }
}

async function sideMirror(scope: Scope, ticket: Ticket, { place, person }: Whom): Promise<MirrorId> {
  const { id } = await scope.tx
    .insertInto('mirrors')
    .values({
      id: newId('mir'),
      ticket_id: ticket.id,
      kind: 'side',
      channel: place,
      thread: person ? place : null,
      card: null,
      person_id: person,
      touched_at: scope.now,
    })
    .onConflict((c) => c.columns(['ticket_id', 'kind', 'channel']).doUpdateSet({ touched_at: scope.now }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const localeOf = async ({ tx }: Scope, person: PersonId) =>
  (await tx.selectFrom('people').select('locale').where('id', '=', person).executeTakeFirst())?.locale
