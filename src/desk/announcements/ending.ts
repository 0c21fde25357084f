import { card } from '../../chat/card.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import { texts } from '../../texts/index.ts'
import type { Outcome, Refusal, Scope } from '../scope.ts'
import { changeMany, refused, take } from '../tickets/change.ts'
import { close, type Ended, markResolved, reopen } from '../tickets/ending.ts'
import type { Ticket } from '../tickets/table.ts'
import { isOpen } from '../tickets/ticket.ts'
import { followersOf, incidentLock, ledBy, lockLedBy, lockReports, titleIn } from './incidents.ts'
import type { Announcement, Follower } from './table.ts'

/** When people are told more after it came back. */
const againMinutes = 30

/**
 * Resolves a ticket. Where it leads a major incident this ends it for everybody: the announcement goes, and a worker
 * resolves each report and asks each follower once whether it works again. `by`: the verb that resolves it.
 */
export async function resolveTicket(scope: Scope, id: TicketId, by: () => Promise<Ended>): Promise<Ended> {
  const incident = await leading(scope, id)
  const resolved = await by()
  if (resolved.done && incident && !incident.ended_at) {
    await end(scope, incident, 'resolved', resolved.ticket.resolution)
    scope.mail.errand(`incident ${incident.id}`, 'incident-over', { announcement: incident.id }, null, { ticket: id })
  }
  return resolved
}

/** Not over after all: whoever asks is told of it again, and everybody who follows hears of it when it ends. */
export async function reopenTicket(scope: Scope, id: TicketId, reason: string): Promise<Ended> {
  const incident = await leading(scope, id)
  const reopened = await reopen(scope, id, reason)
  if (reopened.done && incident?.outcome === 'resolved') {
    const next_update_at = new Date(scope.now.getTime() + againMinutes * 60_000)
    await scope.tx
      .updateTable('announcements')
      .set({ ended_at: null, outcome: null, resolution: null, next_update_at, reminded_at: null })
      .where('id', '=', incident.id)
      .execute()
    await scope.tx
      .updateTable('announcement_followers')
      .set({ asked_at: null })
      .where('announcement_id', '=', incident.id)
      .where('works_again', 'is', null)
      .execute()
  }
  return reopened
}

/** Most tickets lead none, and their end waits for nobody. */
async function leading(scope: Scope, id: TicketId): Promise<Announcement | undefined> {
  if (!(await ledBy(scope.tx, id))) return undefined
  await onlyOne(scope.tx, incidentLock)
  return lockLedBy(scope.tx, id)
}

const end = (scope: Scope, { id }: Announcement, outcome: 'resolved' | 'withdrawn', resolution: string | null) =>
  scope.tx
    .updateTable('announcements')
    .set({ ended_at: scope.now, outcome, resolution, next_update_at: null })
    .where('id', '=', id)
    .execute()

/** It was none: every report goes on by itself, who only followed is asked whether a ticket is wanted, the lead's is closed. */
export async function withdrawIncident(scope: Scope, id: TicketId): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const incident = await lockLedBy(scope.tx, id)
  if (!incident || incident.ended_at) return { done: false, why: 'not-from-here', from: ticket.status }
  await end(scope, incident, 'withdrawn', null)
  const reports = await changeMany(
    scope,
    await lockReports(scope.tx, id),
    { parent_id: null },
    { kind: 'incident-left' },
  )
  for (const follower of await followersOf(scope.tx, incident)) {
    if (!(await firstAsked(scope, incident, follower))) continue
    const report = reports.find((each) => each.id === follower.ticket_id)
    if (!report) ask(scope, incident, follower)
    else if (report.requester_id !== scope.actor.person) {
      const t = texts[report.locale]
      const words = `${t.incident.withdrawn(titleIn(incident, report.locale))} ${t.incident.goesOn(report.number)}`
      scope.mail.post({ thread: follower.thread }, card(words), { ticket: report.id })
    }
  }
  const closed = await close(scope, id, 'cancelled')
  return closed.done ? { done: true } : (closed as Refusal)
}

/** Followers still to be asked whether it works again, for the worker that ends a major incident one person at a time. */
export const stillToAsk = async (scope: Scope, incident: Pick<Announcement, 'id'>): Promise<PersonId[]> => {
  const rows = await scope.tx
    .selectFrom('announcement_followers')
    .select('person_id')
    .where('announcement_id', '=', incident.id)
    .where('asked_at', 'is', null)
    .where('works_again', 'is', null)
    .orderBy('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/**
 * The end of a major incident for one of its followers: their reports are resolved, and they are asked once whether it
 * works again. Run again, it does nothing.
 */
export async function endFor(scope: Scope, announcement: Announcement, person: PersonId): Promise<void> {
  const incident = await leading(scope, announcement.ticket_id!)
  if (incident?.outcome !== 'resolved') return
  const follower = (await followersOf(scope.tx, incident)).find(({ person_id }) => person_id === person)
  if (!follower || !(await firstAsked(scope, incident, follower))) return
  const reports = await lockReports(scope.tx, incident.ticket_id!)
  const theirs = reports.filter(({ requester_id }) => requester_id === person)
  await settle(scope, incident, theirs)
  ask(scope, incident, follower)
}

/** Reports of people who cannot be reached end like the others; nobody can be asked. */
export async function endForTheRest(scope: Scope, announcement: Announcement): Promise<void> {
  const incident = await leading(scope, announcement.ticket_id!)
  if (incident?.outcome === 'resolved') await settle(scope, incident, await lockReports(scope.tx, incident.ticket_id!))
}

async function settle(scope: Scope, { resolution }: Announcement, reports: readonly Ticket[]) {
  for (const report of reports) if (isOpen(report.status)) await markResolved(scope, report, resolution ?? '')
}

/** Of two workers that ask the same person, one does. */
async function firstAsked({ tx, now }: Scope, { id }: Announcement, { person_id }: Follower): Promise<boolean> {
  const marked = await tx
    .updateTable('announcement_followers')
    .set({ asked_at: now })
    .where('announcement_id', '=', id)
    .where('person_id', '=', person_id)
    .where('asked_at', 'is', null)
    .executeTakeFirst()
  return marked.numUpdatedRows > 0n
}

const ask = (scope: Scope, { id }: Announcement, { thread, ticket_id }: Follower) =>
  scope.mail.begin(thread, 'incident-over', { announcement: id }, ticket_id ? { ticket: ticket_id } : {})
