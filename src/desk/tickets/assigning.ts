import type { PersonId, TeamId, TicketId } from '../../platform/ids.ts'
import { tellAgents, tellAssignee, tellPrivately, tellRequester, tellSubscribers } from '../notifications/notices.ts'
import { isAgent } from '../people/actor.ts'
import { personWithRole } from '../people/store.ts'
import { notAllowed, type Scope } from '../scope.ts'
import { type Team, teamById } from '../teams/store.ts'
import type { Tier } from '../teams/table.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { nextPageAt } from './paging.ts'
import type { Ticket } from './table.ts'
import { isOpen } from './ticket.ts'
import { putInHands, type Worked } from './working.ts'

/** Gives a ticket to an agent or to a team, whoever has it now. */
export async function assign(scope: Scope, id: TicketId, to: PersonId | TeamId): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  return isTeam(to) ? toTeam(scope, ticket, to, { kind: 'assigned' }) : toPerson(scope, ticket, to)
}

/** Calls a higher line or another team: the owner is cleared, the history stays, the clocks run on, the requester is told once. */
export async function escalate(scope: Scope, id: TicketId, to: Tier | TeamId, reason: string): Promise<Worked> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  if (!reason.trim()) return { done: false, why: 'empty' }
  if (!isOpen(ticket.status)) return { done: false, why: 'not-from-here', from: ticket.status }
  if (isTeam(to)) return toTeam(scope, ticket, to, { kind: 'escalated', reason })
  const escalated = await offer(scope, ticket, { tier: to, team_id: null }, { kind: 'escalated', change: { reason } })
  const page = { ticket: id, tier: to, reason, by: scope.actor.name }
  scope.mail.errand(`agents ${id}`, 'page-line', page, null, { ticket: id })
  await tellRequester(scope, escalated, (t) => t.notices.escalated(to))
  await tellSubscribers(scope, escalated, 'escalated')
  return { done: true, ticket: escalated }
}

const isTeam = (id: PersonId | TeamId | Tier): id is TeamId => typeof id === 'string' && id.startsWith('tea_')

async function toPerson(scope: Scope, ticket: Ticket, to: PersonId): Promise<Worked> {
  const assignee = await personWithRole(scope.tx, to)
  if (!assignee || !isAgent(assignee)) return notAllowed
  if (ticket.assignee_id === to) return { done: true, ticket }
  const assigned = await putInHands(scope, ticket, to, 'assigned')
  await tellRequester(scope, assigned, (t) => t.notices.claimed(assignee.name))
  await tellAssignee(scope, assigned, (t) => t.notices.assignedToYou(assigned.number, assigned.title))
  return { done: true, ticket: assigned }
}

type Event = { kind: 'assigned' | 'escalated'; reason?: string }

async function toTeam(scope: Scope, ticket: Ticket, id: TeamId, { kind, reason }: Event): Promise<Worked> {
  const team = await teamById(scope.tx, id)
  if (!team) return notAllowed
  if (kind === 'assigned' && ticket.team_id === id && !ticket.assignee_id) return { done: true, ticket }
  const given = await offer(
    scope,
    ticket,
    { tier: team.tier, team_id: id },
    { kind, change: { ...(reason && { reason }), team: { fr: team.name_fr, en: team.name_en } } },
  )
  await tellRequester(scope, given, (t) => t.notices.passedToTeam(t.nameIn(team)))
  await tellAgents(scope, given, (t) => t.notices.givenToTeam(scope.actor.name, t.nameIn(team), reason ?? ''))
  await tellPrivately(scope, given, await membersOf(scope, team), (t) =>
    t.notices.yourTeamHas(t.nameIn(team), given.number, given.title),
  )
  await tellSubscribers(scope, given, kind)
  return { done: true, ticket: given }
}

/** Nobody has it any more: the line or the team that it goes to is watched as a new ticket is. What waits goes on waiting. */
async function offer(
  scope: Scope,
  ticket: Ticket,
  to: { tier: Tier; team_id: TeamId | null },
  event: { kind: string; change: Record<string, unknown> },
): Promise<Ticket> {
  const status = ticket.status === 'in-progress' ? 'new' : ticket.status
  const page_at = nextPageAt(scope.settings.calendar.calendar, ticket, scope.now)
  const offered = await change(scope, ticket, { ...to, assignee_id: null, status, page_at }, event)
  await giveFloor(scope, ticket.id, 'queue')
  return offered
}

async function membersOf({ tx, actor }: Scope, team: Team): Promise<PersonId[]> {
  const rows = await tx
    .selectFrom('people')
    .select('id')
    .where('team_id', '=', team.id)
    .where('id', '!=', actor.person)
    .where('role', '!=', 'employee')
    .execute()
  return rows.map(({ id }) => id)
}
