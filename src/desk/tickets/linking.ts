import type { ThreadKey } from '../../chat/thread.ts'
import type { MessageId, TicketId } from '../../platform/ids.ts'
import { tellAgents, tellRequester } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { triage } from '../triage/triage.ts'
import { change, refused, take } from './change.ts'
import { type Opened, openTicket } from './opening.ts'
import { mirrorsOf, visibleTicket } from './store.ts'
import type { Ticket, TicketLinksTable } from './table.ts'
import { isOpen } from './ticket.ts'
import type { Worked } from './working.ts'

/** Two tickets that belong together stay two: each card names the other. Asking again takes the link away. */
export async function link(scope: Scope, id: TicketId, number: number): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const other = await visibleTicket(scope.tx, scope.actor, number)
  if (!other) return { done: false, why: 'not-found' }
  if (other.id === id) return { done: false, why: 'same-ticket' }
  const gone = await scope.tx
    .deleteFrom('ticket_links')
    .where((e) =>
      e.or([
        e.and([e('ticket_id', '=', id), e('other_id', '=', other.id)]),
        e.and([e('ticket_id', '=', other.id), e('other_id', '=', id)]),
      ]),
    )
    .executeTakeFirst()
  const linked = gone.numDeletedRows === 0n
  if (linked) await keepLink(scope, id, other.id, 'related')
  const kind = linked ? 'linked' : 'unlinked'
  await change(scope, other, {}, { kind, change: { number: ticket.number } })
  return { done: true, ticket: await change(scope, ticket, {}, { kind, change: { number: other.number } }) }
}

/** A message about another matter becomes a ticket of its own, beside this one: its author is told, and both are linked. */
export async function split(scope: Scope, id: TicketId, message: MessageId): Promise<Outcome<{ ticket: Ticket }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  const said = await scope.tx
    .selectFrom('messages')
    .select(['id', 'text', 'author_id'])
    .where('id', '=', message)
    .where('ticket_id', '=', id)
    .where('audience', '=', 'public')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!said) return { done: false, why: 'empty' }
  const inTheirLanguage: Scope = { ...scope, actor: { ...scope.actor, locale: ticket.locale } }
  const read = triage(said.text, { model: scope.settings.triageModel, previousLocale: ticket.locale })
  const thread = (await mirrorsOf(scope.tx, id)).find(({ kind }) => kind === 'requester')?.thread
  const opened = await openTicket(inTheirLanguage, {
    source: `split:${said.id}`,
    type: read.type ?? ticket.type,
    description: said.text,
    category: read.category,
    impact: read.impact ?? 'one',
    urgency: read.urgency ?? 'medium',
    requester: ticket.requester_id,
    ...(thread && { thread }),
  })
  if (!opened.done) return opened
  if (await keepLink(scope, id, opened.ticket.id, 'split')) {
    await change(scope, ticket, {}, { kind: 'split', change: { number: opened.ticket.number } })
    await tellRequester(scope, opened.ticket, (t) => t.notices.splitForYou(opened.ticket.number, opened.ticket.title))
    await tellAgents(scope, ticket, (t) => t.notices.splitOff(scope.actor.name, opened.ticket.number))
  }
  return { done: true, ticket: opened.ticket }
}

export interface Again {
  /** The event that asks for it. */
  source: string
  thread: ThreadKey
  /** What is wrong now; absent, what was wrong then. */
  words: string | undefined
}

/** The matter of a ticket that may not be reopened any more, as a new one of the same requester, linked to the old. */
export async function openAgain(scope: Scope, id: TicketId, { source, thread, words }: Again): Promise<Opened> {
  const old = await take(scope, id, 'reopen')
  if (refused(old)) return old
  if (old.requester_id !== scope.actor.person) return { done: false, why: 'not-allowed' }
  const { type, title, category, impact, urgency, description } = old
  const opened = await openTicket(scope, {
    ...{ source, thread, type, title, category: category ?? undefined, impact, urgency },
    description: words ?? description,
  })
  if (opened.done && (await keepLink(scope, id, opened.ticket.id, 'related')))
    await change(scope, old, {}, { kind: 'linked', change: { number: opened.ticket.number } })
  return opened
}

/** Whether this is news. */
async function keepLink({ tx, actor, now }: Scope, one: TicketId, other: TicketId, kind: TicketLinksTable['kind']) {
  const kept = await tx
    .insertInto('ticket_links')
    .values({ ticket_id: one, other_id: other, kind, person_id: actor.person, at: now })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (kept.numInsertedOrUpdatedRows ?? 0n) > 0n
}
