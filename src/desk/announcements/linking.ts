import { card } from '../../chat/card.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { tellRequester } from '../notifications/notices.ts'
import { personalThreadsOf } from '../people/store.ts'
import type { Outcome, Scope } from '../scope.ts'
import { change, changeMany, refreshCardsOf, refused, take } from '../tickets/change.ts'
import { lockTicket } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { isOpen } from '../tickets/ticket.ts'
import { ledBy, lockLedBy, titleIn } from './incidents.ts'
import type { Announcement } from './table.ts'

/**
 * Makes tickets reports of an incident: their requesters follow it from now on, and each person is told once, in their
 * language, however many tickets they have in it. Asks for the locks of the incident and of the tickets.
 */
export async function linkReports(scope: Scope, incident: Announcement, parent: Ticket, reports: readonly Ticket[]) {
  const linked = await changeMany(
    scope,
    reports,
    { parent_id: parent.id },
    { kind: 'incident-joined', change: { to: parent.number } },
  )
  const threads = await threadsOf(scope, linked)
  const told = new Set<string>()
  for (const ticket of linked) {
    const thread = threads.get(ticket.id)
    if (!thread || told.has(ticket.requester_id)) continue
    told.add(ticket.requester_id)
    if (await follows(scope, incident, ticket, thread)) tell(scope, incident, ticket, thread)
  }
  await refreshCardsOf(scope, [parent])
}

/** Whether they are new to it: who follows already was told, and only their ticket is noted. */
async function follows(scope: Scope, { id }: Announcement, ticket: Ticket, thread: ThreadKey): Promise<boolean> {
  const { requester_id: person_id, locale } = ticket
  const added = await scope.tx
    .insertInto('announcement_followers')
    .values({ announcement_id: id, person_id, thread, locale, ticket_id: ticket.id })
    .onConflict((c) => c.columns(['announcement_id', 'person_id']).doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows) return true
  await scope.tx
    .updateTable('announcement_followers')
    .set({ ticket_id: ticket.id })
    .where('announcement_id', '=', id)
    .where('person_id', '=', person_id)
    .where('ticket_id', 'is', null)
    .execute()
  return false
}

function tell(scope: Scope, incident: Announcement, ticket: Ticket, thread: ThreadKey) {
  if (ticket.requester_id === scope.actor.person) return
  const t = texts[ticket.locale]
  const { zone } = scope.settings.calendar.calendar
  const at = (time: Date) => t.at(time, zone, scope.now)
  const words = card(t.incident.told(titleIn(incident, ticket.locale), at(incident.since), ticket.number))
  const next = incident.next_update_at
  scope.mail.post({ thread }, next ? words.text(t.known.next(at(next))) : words.text(t.incident.willTell), {
    ticket: ticket.id,
  })
}

/** Where each requester is told: the thread that carries the ticket, or their own conversation where an agent logged it. */
async function threadsOf(scope: Scope, tickets: readonly Ticket[]): Promise<Map<TicketId, ThreadKey>> {
  if (!tickets.length) return new Map()
  const mirrors = await scope.tx
    .selectFrom('mirrors')
    .select(['ticket_id', 'thread'])
    .where(
      'ticket_id',
      'in',
      tickets.map(({ id }) => id),
    )
    .where('kind', '=', 'requester')
    .orderBy('touched_at')
    .execute()
  const carried = new Map(mirrors.map(({ ticket_id, thread }) => [ticket_id, thread]))
  const personal = await personalThreadsOf(scope.tx, [...new Set(tickets.map(({ requester_id }) => requester_id))])
  return new Map(
    tickets.flatMap(({ id, requester_id }) => {
      const thread = carried.get(id) ?? personal.get(requester_id)
      return thread ? [[id, thread] as const] : []
    }),
  )
}

/** An agent links one ticket to an incident in progress. */
export async function link(scope: Scope, id: TicketId, to: TicketId): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const incident = await lockLedBy(scope.tx, to)
  const parent = incident && (await lockTicket(scope.tx, to))
  if (!incident || !parent) return { done: false, why: 'not-found' }
  if (ticket.parent_id === to) return { done: true }
  const leadsOne = await ledBy(scope.tx, id)
  if (incident.ended_at || ticket.parent_id || leadsOne || !isOpen(ticket.status))
    return { done: false, why: 'not-from-here', from: ticket.status }
  await linkReports(scope, incident, parent, [ticket])
  return { done: true }
}

/** Undoes a link: the ticket goes on by itself, and its requester hears of the incident no more. */
export async function unlink(scope: Scope, id: TicketId): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const { parent_id: from } = ticket
  if (!from) return { done: false, why: 'not-from-here', from: ticket.status }
  const own = await change(scope, ticket, { parent_id: null }, { kind: 'incident-left' })
  const incident = await lockLedBy(scope.tx, from)
  if (incident) await leave(scope, incident, from, own)
  await tellRequester(scope, own, (t) => t.incident.unlinked(own.number))
  const parent = await lockTicket(scope.tx, from)
  if (parent) await refreshCardsOf(scope, [parent])
  return { done: true }
}

/** Who has another report in it goes on following by that one. */
async function leave(scope: Scope, { id }: Announcement, parent: TicketId, ticket: Ticket) {
  const other = await scope.tx
    .selectFrom('tickets')
    .select('id')
    .where('parent_id', '=', parent)
    .where('requester_id', '=', ticket.requester_id)
    .orderBy('number')
    .executeTakeFirst()
  if (other)
    await scope.tx
      .updateTable('announcement_followers')
      .set({ ticket_id: other.id })
      .where('announcement_id', '=', id)
      .where('person_id', '=', ticket.requester_id)
      .execute()
  else
    await scope.tx
      .deleteFrom('announcement_followers')
      .where('announcement_id', '=', id)
      .where('person_id', '=', ticket.requester_id)
      .execute()
}
