import type { Locale } from '../../chat/locale.ts'
import { isPersonal, type ThreadKey } from '../../chat/thread.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import { attachEarlier } from '../files/store.ts'
import { tellSubscribers } from '../notifications/notices.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import type { DueTimes } from '../sla/due.ts'
import { startClocks } from '../sla/store.ts'
import { attachDecision } from '../triage/noted.ts'
import { priorityOf } from '../triage/priority.ts'
import { showChanged } from './live.ts'
import { firstPageAt } from './paging.ts'
import { addEvent } from './store.ts'
import type { Floor, Ticket } from './table.ts'
import { type Impact, type TicketType, titleFrom, type Urgency } from './ticket.ts'

export interface Draft {
  /** The event that asks for it: the same event opens one ticket, however often it is heard. */
  source: string
  type: TicketType
  description: string
  title?: string | undefined
  category?: string | undefined
  impact: Impact
  urgency: Urgency
  /** The person wants a person, at once. */
  handover?: boolean | undefined
  /** More is at stake than the people counted: a customer waits, a very important person is stopped. */
  critical?: boolean | undefined
  frustrated?: boolean | undefined
  tried?: readonly string[] | undefined
  facts?: Record<string, string> | undefined
  /** On behalf of somebody else: agents only, or whoever points at a message that this person wrote. */
  requester?: PersonId | undefined
  /** The requester wrote the message that is pointed at, and the actor could read it there. */
  pointedAt?: boolean | undefined
  /** The words are the actor's, who took a call. */
  takenDown?: boolean | undefined
  /** The requester's language, where the actor is somebody else. */
  locale?: Locale | undefined
  /** The talk it comes from, which mirrors it from now on. */
  thread?: ThreadKey | undefined
  /** The message that first said it, so that its edits are followed. */
  message?: string | undefined
}
export type Opened = Outcome<{ ticket: Ticket; responseDue: Date | undefined; resolutionDue: Date | undefined }>

/**
 * Opens a ticket: its row, first line of history, first message, SLA clocks, the requester's thread as a mirror, and the
 * job that brings the agents in. Opened twice from one event, it is one ticket.
 */
export async function openTicket(scope: Scope, draft: Draft): Promise<Opened> {
  const { tx, actor, now } = scope
  if (draft.requester && draft.requester !== actor.person && !isAgent(actor) && !draft.pointedAt) return notAllowed
  const inserted = await tx
    .insertInto('tickets')
    .values(rowOf(scope, draft))
    .onConflict((c) => c.column('source').doNothing())
    .returningAll()
    .executeTakeFirst()
  const ticket =
    inserted ??
    (await tx.selectFrom('tickets').selectAll().where('source', '=', draft.source).executeTakeFirstOrThrow())
  if (!inserted) return { done: true, ticket, responseDue: undefined, resolutionDue: undefined }

  const opened = {
    ticket: ticket.id,
    actor: actor.person,
    kind: 'opened',
    change: { priority: ticket.priority },
    at: now,
  }
  // In one breath: none of them waits for what another one finds.
  const [due] = await Promise.all([
    promise(scope, ticket),
    addEvent(tx, opened),
    firstWords(scope, ticket, draft),
    draft.thread && mirrorIn(scope, ticket, draft.thread, 'queue'),
    attachDecision(scope, draft.source, ticket.id),
    showChanged(scope, ticket),
    tellSubscribers(scope, ticket, 'opened'),
  ])
  scope.mail.errand(`agents ${ticket.id}`, 'bring-in-agents', { ticket: ticket.id }, null, { ticket: ticket.id })
  return { done: true, ticket, ...due }
}

/** The clocks run from now on; unless somebody takes the ticket before its first answer is due, the next line is called. */
async function promise({ tx, settings: { calendar }, now }: Scope, ticket: Ticket): Promise<DueTimes> {
  const due = await startClocks(tx, ticket.id, ticket.priority, now, calendar)
  const page_at = firstPageAt(calendar.calendar, ticket, due.responseDue, now)
  await tx.updateTable('tickets').set({ page_at }).where('id', '=', ticket.id).execute()
  return due
}

/** What was said opens the ticket's thread, with the files that the bot was shown before. */
async function firstWords({ tx, now, actor }: Scope, ticket: Ticket, draft: Draft) {
  const { thread, message, description, takenDown } = draft
  const said = await tx
    .insertInto('messages')
    .values({
      id: newId('msg'),
      ticket_id: ticket.id,
      author_id: takenDown ? actor.person : ticket.requester_id,
      audience: 'public',
      text: description,
      source_thread: message ? (thread ?? null) : null,
      source_message: message ?? null,
      at: now,
    })
    .onConflict((c) => c.doNothing())
    .returning('id')
    .executeTakeFirst()
  const shown = thread && { thread, owner: ticket.requester_id, now }
  if (said && shown) await attachEarlier(tx, shown, { ticket: ticket.id, message: said.id })
}

/** From now on this thread carries the ticket: what is said in it is relayed. A thread carries one ticket at a time. */
export async function mirrorIn(scope: Scope, ticket: Pick<Ticket, 'id'>, thread: ThreadKey, floor: Floor) {
  await scope.tx
    .insertInto('mirrors')
    .values({
      id: newId('mir'),
      ticket_id: ticket.id,
      kind: 'requester',
      channel: thread,
      thread,
      card: null,
      floor,
      touched_at: scope.now,
    })
    .onConflict((c) => c.columns(['ticket_id', 'kind', 'channel']).doUpdateSet({ floor, touched_at: scope.now }))
    .execute()
}

const rowOf = (scope: Scope, draft: Draft) => ({
  id: newId('tkt'),
  source: draft.source,
  type: draft.type,
  requester_id: draft.requester ?? scope.actor.person,
  author_id: scope.actor.person,
  locale: draft.locale ?? scope.actor.locale,
  title: draft.title ? titleFrom(draft.title) : titleFrom(draft.description),
  description: draft.description,
  category: draft.category ?? null,
  impact: draft.impact,
  urgency: draft.urgency,
  priority: priorityOf(draft.impact, draft.urgency, { critical: draft.critical ?? false }),
  team_id: null,
  assignee_id: null,
  handover: draft.handover ?? false,
  frustrated: draft.frustrated ?? false,
  tried: JSON.stringify(draft.tried ?? []),
  facts: JSON.stringify(draft.facts ?? {}),
  resolution: null,
  rating: null,
  rating_comment: null,
  opened_at: scope.now,
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
  page_at: null,
  close_at: null,
  // Where only the requester reads along, it stays so for good.
  private: !draft.thread || isPersonal(draft.thread),
})
