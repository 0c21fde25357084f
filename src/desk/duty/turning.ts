import type { Locale } from '../../chat/locale.ts'
import type { PersonId, TeamId } from '../../platform/ids.ts'
import { isAgent, isLead } from '../people/actor.ts'
import { personWithRole } from '../people/store.ts'
import { notAllowed, notFound, type Outcome, type Scope } from '../scope.ts'
import { teamById } from '../teams/store.ts'
import { claimsOf, handOver, nextFor } from './handover.ts'
import { answersFor, dutyTeams } from './store.ts'
import type { Step } from './table.ts'

/** How a team's tickets find somebody; minutes are working minutes. */
export interface TurnsDraft {
  routing: 'off' | 'turns'
  /** 0: no limit. */
  mostOpen: number
  takeMinutes: number
  anyoneMinutes: number
  steps: readonly Step[]
  rounds: number
  /** 0: nobody is reminded. */
  staleMinutes: number
}

/** Writes how a team's tickets are offered and escalated; leads only. A team that had no duty gets one, without a rota. */
export async function setTurns(scope: Scope, team: TeamId, draft: TurnsDraft): Promise<Outcome> {
  const { tx, now, actor, settings } = scope
  if (!isLead(actor)) return notAllowed
  if (!(await teamById(tx, team))) return notFound
  const set = {
    ...{ routing: draft.routing, most_open: draft.mostOpen, take_minutes: draft.takeMinutes, updated_at: now },
    ...{ anyone_minutes: draft.anyoneMinutes, rounds: draft.rounds, stale_minutes: draft.staleMinutes },
    steps: JSON.stringify(draft.steps),
  }
  await tx
    .insertInto('duty_teams')
    .values({ team_id: team, zone: settings.calendar.calendar.zone, settled_until: now, ...set })
    .onConflict((c) => c.column('team_id').doUpdateSet(set))
    .execute()
  return { done: true }
}

/** The team of somebody, and what they can do. */
export interface MemberDraft {
  /** `null`: none any more. Absent: as it is. */
  team?: TeamId | null | undefined
  /** `null`: what the team says. */
  mostOpen: number | null
  languages: readonly Locale[]
  /** Categories. */
  skills: readonly string[]
}

/**
 * Writes what somebody at the desk can do and to which team they belong; leads only. Whoever leaves a team leaves its open
 * claims to those who stay.
 */
export async function setMember(scope: Scope, person: PersonId, draft: MemberDraft): Promise<Outcome> {
  const { tx, actor } = scope
  if (!isLead(actor)) return notAllowed
  const known = await personWithRole(tx, person)
  if (!known || !isAgent(known) || (draft.team && !(await teamById(tx, draft.team)))) return notFound
  const set = { most_open: draft.mostOpen, languages: [...draft.languages], skills: [...draft.skills] }
  await tx
    .insertInto('duty_members')
    .values({ person_id: person, ...set })
    .onConflict((c) => c.column('person_id').doUpdateSet(set))
    .execute()
  if (draft.team !== undefined) await moveTo(scope, person, draft.team)
  return { done: true }
}

/** Puts somebody who works at the desk into a team, out of the one they were in; leads only. */
export async function joinTeam(scope: Scope, person: PersonId, team: TeamId): Promise<Outcome> {
  if (!isLead(scope.actor)) return notAllowed
  const known = await personWithRole(scope.tx, person)
  if (!known || !isAgent(known) || !(await teamById(scope.tx, team))) return notFound
  await moveTo(scope, person, team)
  return { done: true }
}

async function moveTo(scope: Scope, person: PersonId, to: TeamId | null) {
  const { tx, now } = scope
  const { team_id: was } = await tx
    .selectFrom('people')
    .select('team_id')
    .where('id', '=', person)
    .executeTakeFirstOrThrow()
  if (was === to) return
  await tx.updateTable('people').set({ team_id: to }).where('id', '=', person).execute()
  if (!was) return
  await tx.deleteFrom('rota_people').where('team_id', '=', was).where('person_id', '=', person).execute()
  const left = (await teamById(tx, was))!
  const teams = await dutyTeams(tx, now)
  for (const ticket of await claimsOf(scope, person))
    if (answersFor(left, ticket))
      await handOver(scope, ticket, { from: person, to: nextFor(teams, ticket, person, now), why: 'moved' })
}
