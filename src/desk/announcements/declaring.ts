import { newId, type TicketId } from '../../platform/ids.ts'
import { type Texts, texts } from '../../texts/index.ts'
import { tellPrivately } from '../notifications/notices.ts'
import type { Outcome, Refusal, Scope } from '../scope.ts'
import { alikeTickets, toldBy } from '../tickets/alike.ts'
import { change, refused, take } from '../tickets/change.ts'
import { openTicket } from '../tickets/opening.ts'
import { lockTicket } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { isOpen } from '../tickets/ticket.ts'
import { claim } from '../tickets/working.ts'
import { serviceIn } from '../triage/services.ts'
import { ledBy, lockLedBy } from './incidents.ts'
import { linkReports } from './linking.ts'

/** When people are first told more (product.md 1.6): soon, because everybody waits for it. */
const firstUpdateMinutes = 15
const mostSample = 2_000

/**
 * Declares a major incident from one of its reports: a ticket of priority 1 that leads it, in the hands of whoever
 * declared it; an announcement, so that the next who asks is told first; and every similar open ticket as a report of it.
 * Pressed twice, or on two cards at once, it is one incident: its caller holds the incidents’ lock.
 */
export async function declareIncident(scope: Scope, id: TicketId): Promise<Outcome<{ ticket: Ticket }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const known = ticket.parent_id ? await lockTicket(scope.tx, ticket.parent_id) : (await ledBy(scope.tx, id)) && ticket
  if (known) return { done: true, ticket: known }
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  const reports = await reportsLike(scope, ticket)
  const parent = await openParent(scope, ticket, reports)
  if (refused(parent)) return parent
  const incident = await announceIncident(scope, parent, ticket, reports)
  await linkReports(scope, incident, parent, reports)
  const people = await leadsAndSecondLine(scope)
  await tellPrivately(scope, parent, people, (t) => t.incident.paged(scope.actor.name, parent.number, parent.title))
  return { done: true, ticket: parent }
}

/** The pressed ticket and the open ones like it that belong to no incident, locked in one order. */
async function reportsLike(scope: Scope, ticket: Ticket): Promise<Ticket[]> {
  const numbers = [ticket, ...(await alikeTickets(scope.tx, ticket))].map(({ number }) => number)
  return scope.tx
    .selectFrom('tickets as t')
    .selectAll('t')
    .where('t.number', 'in', numbers)
    .where('t.parent_id', 'is', null)
    .where('t.status', 'not in', ['resolved', 'closed'])
    .where((e) =>
      e.not(e.exists(e.selectFrom('announcements as a').select('a.id').whereRef('a.ticket_id', '=', 't.id'))),
    )
    .orderBy('t.id')
    .forUpdate()
    .execute()
}

/** What it is about, in the words of the desk: a report may say more than everybody should read. */
function problemIn(t: Texts, { title, description, category }: Ticket): string {
  const service = serviceIn(`${title}\n${description}`)?.service
  return t.incident.problem(service ? t.serviceName(service) : t.categoryName(category))
}

async function openParent(scope: Scope, ticket: Ticket, reports: readonly Ticket[]): Promise<Ticket | Refusal> {
  const t = texts[scope.settings.locale]
  const numbers = reports.map(({ number }) => number).sort((a, b) => a - b)
  const opened = await openTicket(
    { ...scope, actor: { ...scope.actor, locale: scope.settings.locale } },
    {
      source: `incident:${ticket.id}:${scope.now.toISOString()}`,
      type: 'incident',
      title: t.incident.title(problemIn(t, ticket)),
      description: t.incident.description(scope.actor.name, numbers),
      category: ticket.category ?? undefined,
      impact: 'everyone',
      urgency: 'high',
    },
  )
  if (!opened.done) return opened
  const claimed = await claim(scope, opened.ticket.id)
  return claimed.done ? claimed.ticket : claimed
}

async function announceIncident(scope: Scope, parent: Ticket, ticket: Ticket, reports: readonly Ticket[]) {
  const since = reports.reduce((first, { opened_at }) => (opened_at < first ? opened_at : first), ticket.opened_at)
  const { text, locale } = toldBy(ticket)
  return scope.tx
    .insertInto('announcements')
    .values({
      id: newId('ann'),
      category: ticket.category ?? 'other',
      title_fr: problemIn(texts.fr, ticket),
      title_en: problemIn(texts.en, ticket),
      keywords: [],
      since,
      next_update_at: new Date(scope.now.getTime() + firstUpdateMinutes * 60_000),
      ended_at: null,
      ticket_id: parent.id,
      sample: text.slice(0, mostSample),
      sample_locale: locale,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Who should know at once: leads, and the people of the second line. */
async function leadsAndSecondLine(scope: Scope) {
  const rows = await scope.tx
    .selectFrom('people as p')
    .leftJoin('teams as t', 't.id', 'p.team_id')
    .select('p.id')
    .where((e) => e.or([e('t.tier', '=', 2), e('p.role', '=', 'lead')]))
    .where('p.role', '!=', 'employee')
    .where('p.id', '!=', scope.actor.person)
    .execute()
  return rows.map(({ id }) => id)
}

/** What people are told it is, in better words than the desk found by itself. */
export async function rewordIncident(scope: Scope, id: TicketId, words: { fr: string; en: string }): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const incident = await lockLedBy(scope.tx, id)
  if (!incident || incident.ended_at) return { done: false, why: 'not-from-here', from: ticket.status }
  const titles = { title_fr: titleOf(words.fr), title_en: titleOf(words.en) }
  if (!titles.title_fr || !titles.title_en) return { done: false, why: 'empty' }
  await scope.tx.updateTable('announcements').set(titles).where('id', '=', incident.id).execute()
  await change(scope, ticket, {}, { kind: 'incident-reworded', change: titles })
  return { done: true }
}
const mostTitle = 150
const titleOf = (words: string) => [...words.trim().replace(/\s+/gu, ' ')].slice(0, mostTitle).join('')
