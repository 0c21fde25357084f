import { sql } from 'kysely'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import { tellAgents, tellAssignee, tellPrivately, tellSubscribers } from '../notifications/notices.ts'
import { agents } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { addWorkingMinutes, workingMinutesBetween } from '../sla/calendar.ts'
import type { Tier } from '../teams/table.ts'
import { idleClaims, lastWork } from '../tickets/abandoned.ts'
import { change } from '../tickets/change.ts'
import { lastTier } from '../tickets/paging.ts'
import { addEvent, lockTicket } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { calledCard } from './called-card.ts'
import { callByName, onCallIn } from './on-call.ts'
import { answersFor, type DutyTeam, isNobodys, isWith, membersOf } from './store.ts'
import type { Step } from './table.ts'

const atOnce = 100

/** Acknowledged: whoever takes a ticket ends its escalation, and one that is freed again, or is with others now, begins anew. */
export const endChains = ({ tx }: Scope) =>
  sql`
    delete from ticket_chains c using tickets t, teams g
    where t.id = c.ticket_id and g.id = c.team_id and (
      not ${isNobodys} or coalesce(t.team_id <> c.team_id, t.tier <> g.tier))`.execute(tx)

/**
 * Tickets that nobody has and whose team has steps of its own follow these instead of the lines' usual calls. Begun once
 * for each time that a ticket waits for this team.
 */
export async function beginChains(scope: Scope, every: readonly DutyTeam[]) {
  const teams = every.filter(({ settings }) => settings.steps.length)
  if (!teams.length) return
  const waiting = await scope.tx
    .selectFrom('tickets as t')
    .leftJoin('ticket_chains as c', 'c.ticket_id', 't.id')
    .select(['t.id', 't.team_id', 't.tier', 't.page_at', 'c.team_id as chain'])
    .where(isNobodys)
    .where(isWith(teams))
    .where((e) => e.or([e('c.team_id', 'is', null), e('t.page_at', 'is not', null)]))
    .orderBy('t.number')
    .limit(atOnce)
    .execute()
  for (const { id, chain, page_at, ...ticket } of waiting) {
    const team = teams.find((one) => answersFor(one, ticket))
    if (!team) continue
    if (!chain) await begin(scope, team, id)
    if (page_at) await scope.tx.updateTable('tickets').set({ page_at: null }).where('id', '=', id).execute()
  }
}

async function begin(
  { tx, now, settings }: Scope,
  { id: team_id, settings: { steps } }: DutyTeam,
  ticket_id: TicketId,
) {
  const due_at = addWorkingMinutes(settings.calendar.calendar, now, steps[0]!.wait)
  const row = { team_id, step: 0, round: 1, due_at }
  await tx
    .insertInto('ticket_chains')
    .values({ ticket_id, ...row })
    .onConflict((c) => c.column('ticket_id').doUpdateSet(row))
    .execute()
}

/** Steps whose time has come, each told once; a ticket that somebody has taken, or that is with others now, leaves its chain. */
export async function followChains(scope: Scope, teams: readonly DutyTeam[]) {
  const due = await scope.tx
    .selectFrom('ticket_chains')
    .selectAll()
    .where('due_at', '<=', scope.now)
    .orderBy('due_at')
    .limit(atOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const { ticket_id, team_id, step, round } of due) {
    const ticket = await lockTicket(scope.tx, ticket_id)
    const team = teams.find(({ id }) => id === team_id)
    const now = team?.settings.steps[step]
    if (!ticket || !team || !now || !answersFor(team, ticket)) {
      await scope.tx.deleteFrom('ticket_chains').where('ticket_id', '=', ticket_id).execute()
      continue
    }
    await advance(scope, team, ticket_id, step, round)
    await tell(scope, team, ticket, now, { step: step + 1, round })
  }
}

async function advance(
  scope: Scope,
  { settings: { steps, rounds } }: DutyTeam,
  ticket: TicketId,
  step: number,
  round: number,
) {
  const last = step + 1 >= steps.length
  const next = last ? { step: 0, round: round + 1 } : { step: step + 1, round }
  const over = next.round > rounds
  const wait = steps[next.step]!.wait
  const due_at = over ? null : addWorkingMinutes(scope.settings.calendar.calendar, scope.now, wait)
  const row = over ? { step, round, due_at } : { ...next, due_at }
  await scope.tx.updateTable('ticket_chains').set(row).where('ticket_id', '=', ticket).execute()
}

type At = { step: number; round: number }
async function tell(scope: Scope, team: DutyTeam, ticket: Ticket, { tell }: Step, at: At) {
  const tier = ticket.tier + 1
  if (tell === 'next-line' && tier <= lastTier) return toNextLine(scope, ticket, tier as Tier, at)
  const event = { kind: 'paged', change: { ...at, tell } }
  const onCall = tell === 'on-call' ? await onCallIn(scope.tx, [team], scope.now) : []
  await change(scope, ticket, {}, event)
  if (onCall.length) return callByName(scope, ticket, onCall)
  // Nobody is on call, or there is no line above: whoever comes next in reach is told.
  const whole = tell === 'on-call' || tell === 'team'
  const people = whole ? await membersOf(scope.tx, [team.id]) : await agents(scope.tx)
  const ids = people.map(({ id }): PersonId => id)
  await tellAgents(scope, ticket, (t) =>
    whole ? t.duty.teamTold(t.nameIn(team), ticket.number) : t.duty.deskTold(ticket.number),
  )
  await tellPrivately(scope, ticket, ids, (t) => calledCard(t.duty.stillWaits(ticket.number, ticket.title), t), {
    acts: true,
  })
}

/** As when a line does not answer in time: it is the next one's now. */
async function toNextLine(scope: Scope, ticket: Ticket, tier: Tier, at: At) {
  const event = { kind: 'paged', change: { ...at, tell: 'next-line', tier } }
  const paged = await change(scope, ticket, { tier, team_id: null }, event)
  scope.mail.errand(`agents ${ticket.id}`, 'page-line', { ticket: ticket.id, tier }, null, { ticket: ticket.id })
  await tellSubscribers(scope, paged, 'escalated')
}

/** Whoever has a ticket of these teams and has not worked on it for as long as the team allows is reminded, once. */
export async function remindOfStale(scope: Scope, every: readonly DutyTeam[]) {
  const teams = every.filter(({ settings }) => settings.stale_minutes > 0)
  if (!teams.length) return
  const shortest = Math.min(...teams.map(({ settings }) => settings.stale_minutes))
  for (const id of await idleClaims(scope.tx, scope.now, shortest, atOnce)) {
    const ticket = await lockTicket(scope.tx, id)
    const team = ticket && teams.find((one) => answersFor(one, ticket))
    if (team && ticket.status === 'in-progress') await remind(scope, ticket, team.settings.stale_minutes)
  }
}

async function remind(scope: Scope, ticket: Ticket, minutes: number) {
  const { tx, now, settings } = scope
  const { at, reminded } = await tx
    .selectFrom('tickets as t')
    .select(lastWork.as('at'))
    .select((e) =>
      e
        .selectFrom('ticket_events as v')
        .select((m) => m.fn.max('v.at').as('last'))
        .whereRef('v.ticket_id', '=', 't.id')
        .where('v.kind', '=', 'reminded')
        .as('reminded'),
    )
    .where('t.id', '=', ticket.id)
    .executeTakeFirstOrThrow()
  if ((reminded && reminded >= at) || workingMinutesBetween(settings.calendar.calendar, at, now) < minutes) return
  await addEvent(tx, { ticket: ticket.id, actor: scope.actor.person, kind: 'reminded', at: now })
  await tellAssignee(scope, ticket, (t) => t.duty.stale(ticket.number, ticket.title, minutes))
}
