import { card } from '../../chat/card.ts'
import type { PersonId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { isAgent } from '../people/actor.ts'
import { findPerson } from '../people/find.ts'
import { personalThreadsOf } from '../people/store.ts'
import { notAllowed, type Refusal, type Scope } from '../scope.ts'
import { openedCard } from './opened-card.ts'
import { type Draft, openTicket } from './opening.ts'
import type { Ticket } from './table.ts'

export type OpenedFor =
  | { done: true; ticket: Ticket; name: string }
  | { done: false; why: 'unknown' | 'several'; name: string }
  | Refusal

/**
 * An agent opens a ticket for somebody else, who called or stands beside them: the agent is its author, the other its
 * requester, who reads it in their own conversation, in their language, and answers there. `who`: a mention as the platform
 * delivers it, or a full name.
 */
export async function openFor(
  scope: Scope,
  who: string,
  draft: Omit<Draft, 'requester' | 'thread' | 'message' | 'locale' | 'pointedAt' | 'takenDown'>,
): Promise<OpenedFor> {
  const { tx, actor, settings, now } = scope
  if (!isAgent(actor)) return notAllowed
  const person = await findPerson(scope, who)
  if (typeof person === 'string') return { done: false, why: person, name: who }
  const locale = await localeOf(scope, person.id)
  const thread = (await personalThreadsOf(tx, [person.id])).get(person.id)
  const opened = await openTicket(scope, { ...draft, requester: person.id, takenDown: true, thread, locale })
  if (!opened.done) return opened
  const { ticket } = opened
  const t = texts[locale]
  if (thread && person.id !== actor.person) {
    const said = card(t.behalf.openedForYou(actor.name)).said(actor.name, draft.description)
    scope.mail.post({ thread }, said, { ticket: ticket.id })
    const shown = openedCard({ ...opened, thread, zone: settings.calendar.calendar.zone, now }, t)
    scope.mail.post({ thread }, shown, { ticket: ticket.id })
  }
  return { done: true, ticket, name: person.name }
}

async function localeOf({ tx, settings }: Scope, person: PersonId) {
  const known = await tx.selectFrom('people').select('locale').where('id', '=', person).executeTakeFirst()
  return known?.locale ?? settings.locale
}
