import { sql } from 'kysely'
import { newId, type PersonId, type TeamId, type TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Texts } from '../../texts/index.ts'
import { tellPrivately } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { addWorkingMinutes, isOpen, workingMinutesBetween } from '../sla/calendar.ts'
import { refreshCards, refused, take } from '../tickets/change.ts'
import { notifyDesk } from '../tickets/live.ts'
import { addEvent, lockTicket, mirrorsOf } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { offerCard } from './called-card.ts'
import { openTicketsOf } from './overview.ts'
import { isAway } from './rota.ts'
import { absencesFrom, answersFor, type DutyTeam, isNobodys, isWith, membersOf } from './store.ts'
import { type Candidate, whoseTurn } from './turns.ts'

/** Tickets that wait for an offer are looked at so many at a time, the most pressing first. */
const atOnce = 200

/** Offers that nobody answered in time are over; the ticket goes to the next. */
export async function expireOffers(scope: Scope) {
  const gone = await scope.tx
    .updateTable('ticket_calls')
    .set({ outcome: 'expired', ended_at: scope.now })
    .where('kind', '=', 'offer')
    .where('outcome', 'is', null)
    .where('until', '<=', scope.now)
    .returning(['ticket_id', 'person_id'])
    .execute()
  for (const { ticket_id, person_id } of gone) await noted(scope, ticket_id, 'offer-expired', person_id)
}

/** Whoever was called for a ticket that is in somebody's hands by now is called no more. */
export const endCalls = ({ tx, now }: Scope) =>
  sql`
    update ticket_calls k
    set outcome = case when t.assignee_id = k.person_id then 'taken' else 'over' end, ended_at = ${now}::timestamptz
    from tickets t
    where k.outcome is null and t.id = k.ticket_id and (t.assignee_id is not null or t.status <> 'new')`.execute(tx)

/**
 * Offers the tickets of these teams that nobody has and that are offered to nobody, each to whoever's turn it is. Only while
 * the desk is open: at night the person on call is called, and nobody else. Where everybody is full or away, a ticket stays
 * unassigned, for all to see.
 */
export async function offerByTurn(scope: Scope, every: readonly DutyTeam[]) {
  const teams = every.filter(({ settings }) => settings.routing === 'turns')
  if (!teams.length || !isOpen(scope.settings.calendar.calendar, scope.now)) return
  const waiting = await unoffered(scope.tx, teams)
  if (!waiting.length) return
  const [candidates, asked] = [await candidatesOf(scope, teams), await askedOf(scope.tx, waiting)]
  for (const ticket of waiting) {
    const team = teams.find((one) => answersFor(one, ticket))
    const ours = candidates.filter((one) => one.team === team?.id)
    const next = team && whoseTurn(ours, wanted(scope, team, ticket, asked.get(ticket.id) ?? new Set()))
    if (!next || !(await offer(scope, team, ticket.id, next.id))) continue
    Object.assign(next, { open: next.open + 1, lastOffered: scope.now })
  }
}

const unoffered = (db: Db, teams: readonly DutyTeam[]) =>
  db
    .selectFrom('tickets as t')
    .selectAll('t')
    .where(isNobodys)
    .where(isWith(teams))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('ticket_calls as k')
            .select('k.id')
            .whereRef('k.ticket_id', '=', 't.id')
            .where('k.kind', '=', 'offer')
            .where('k.outcome', 'is', null),
        ),
      ),
    )
    .orderBy('t.priority')
    .orderBy('t.opened_at')
    .limit(atOnce)
    .execute()

type Turn = Candidate & { team: TeamId }
async function candidatesOf({ tx, now }: Scope, teams: readonly DutyTeam[]): Promise<Turn[]> {
  const ids = teams.map(({ id }) => id)
  const members = await membersOf(tx, ids)
  const people = [...members.map(({ id }) => id), 'per_'] as PersonId[]
  const [load, absences] = [await openTicketsOf(tx, people), await absencesFrom(tx, now)]
  const able = await tx.selectFrom('duty_members').selectAll().where('person_id', 'in', people).execute()
  const calls = await tx
    .selectFrom('ticket_calls')
    .select(['person_id', (e) => e.fn.max('at').as('last')])
    .select(sql<string>`count(*) filter (where outcome is null)`.as('now'))
    .where('kind', '=', 'offer')
    .where('person_id', 'in', people)
    .groupBy('person_id')
    .execute()
  return members.map(({ id, team }) => {
    const known = able.find(({ person_id }) => person_id === id)
    const called = calls.find(({ person_id }) => person_id === id)
    const limit = known?.most_open ?? teams.find((one) => one.id === team)!.settings.most_open
    return {
      ...{ id, team, away: isAway(absences, id, now), mostOpen: limit, lastOffered: called?.last ?? null },
      ...{ open: (load.get(id) ?? 0) + Number(called?.now ?? 0) },
      ...{ languages: known?.languages ?? [], skills: known?.skills ?? [] },
    }
  })
}

/** What a ticket asks for, and who has had their chance with it. */
function wanted({ now, settings }: Scope, { settings: set }: DutyTeam, ticket: Ticket, asked: ReadonlySet<PersonId>) {
  const waited = workingMinutesBetween(settings.calendar.calendar, ticket.opened_at, now)
  const { locale, category } = ticket
  return { locale, category, anyone: waited >= set.anyone_minutes, asked }
}

/** Who did not take each of these tickets when it was offered to them, since somebody last had it. */
async function askedOf(tx: Tx, tickets: readonly Ticket[]): Promise<Map<TicketId, Set<PersonId>>> {
  const rows = await tx
    .selectFrom('ticket_calls as k')
    .select(['k.ticket_id', 'k.person_id'])
    .where(
      'k.ticket_id',
      'in',
      tickets.map(({ id }) => id),
    )
    .where('k.outcome', 'in', ['passed', 'expired'])
    .where(
      'k.at',
      '>=',
      sql<Date>`(select coalesce(max(v.at), '-infinity') from ticket_events v
        where v.ticket_id = k.ticket_id and v.kind in ('claimed', 'assigned', 'handed-over'))`,
    )
    .execute()
  const asked = new Map(tickets.map(({ id }) => [id, new Set<PersonId>()]))
  for (const { ticket_id, person_id } of rows) asked.get(ticket_id)?.add(person_id)
  return asked
}

/** False where somebody took it meanwhile, or it was offered already. */
async function offer(scope: Scope, team: DutyTeam, id: TicketId, person: PersonId): Promise<boolean> {
  const { tx, now, settings } = scope
  const ticket = await lockTicket(tx, id)
  if (ticket?.status !== 'new' || ticket.assignee_id) return false
  const until = addWorkingMinutes(settings.calendar.calendar, now, team.settings.take_minutes)
  const offered = await tx
    .insertInto('ticket_calls')
    .values({ id: newId('tcl'), ticket_id: id, person_id: person, team_id: team.id, kind: 'offer', at: now, until })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  if (!offered.numInsertedOrUpdatedRows) return false
  await noted(scope, id, 'offered', person)
  const { number, title } = ticket
  const { zone } = settings.calendar.calendar
  const words = (t: Texts) => offerCard(t.duty.offered(number, title, t.at(until, zone, now)), t)
  await tellPrivately(scope, ticket, [person], words, { acts: true })
  return true
}

/** This agent does not take up what was offered to them: it goes to the next at once. */
export async function passOffer(scope: Scope, id: TicketId): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const passed = await scope.tx
    .updateTable('ticket_calls')
    .set({ outcome: 'passed', ended_at: scope.now })
    .where('ticket_id', '=', id)
    .where('person_id', '=', scope.actor.person)
    .where('kind', '=', 'offer')
    .where('outcome', 'is', null)
    .executeTakeFirst()
  if (!passed.numUpdatedRows) return { done: false, why: 'nothing-to-undo' }
  await noted(scope, id, 'offer-passed', scope.actor.person)
  return { done: true }
}

/** A line of history about somebody, and the card as it is now. */
export async function noted(
  scope: Scope,
  id: TicketId,
  kind: string,
  person: PersonId,
  change: Record<string, unknown> = {},
) {
  const ticket = (await lockTicket(scope.tx, id))!
  const event = { ticket: id, actor: scope.actor.person, kind, at: scope.now, change: { ...change, person } }
  await addEvent(scope.tx, event)
  refreshCards(scope, ticket, await mirrorsOf(scope.tx, id))
  await notifyDesk(scope.tx, ticket)
}
