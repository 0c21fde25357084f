import type { PersonId } from '../../platform/ids.ts'
import { isAgent } from '../people/actor.ts'
import { personWithRole } from '../people/store.ts'
import type { Outcome, Scope } from '../scope.ts'
import { notAllowed } from '../scope.ts'
import { claimsOf, type HandoverWhy, handOver, nextFor } from './handover.ts'
import { onDutyAt, shiftsBetween } from './rota.ts'
import { answersFor, type DutyTeam, dutyTeams, worksAtDesk } from './store.ts'

/** An absence of at least so long hands over what is in hand; whoever is out for lunch keeps it. */
const longAbsenceMs = 24 * 3_600_000
/** So far back a shift's end is looked for: a desk that stood still for longer does not hand over last month. */
const longestStandstillMs = 7 * 86_400_000
const atOnce = 50

/**
 * Whoever's shift has ended gives their open claims of that team to whoever has the duty now; each end is dealt with once.
 * A shift ends by the rota: somebody who is out for an hour keeps what is in hand.
 */
export async function endShifts(scope: Scope, teams: readonly DutyTeam[]) {
  const { tx, now } = scope
  for (const team of teams) {
    const { settled_until, at_shift_end } = team.settings
    const since = new Date(Math.max(settled_until.getTime(), now.getTime() - longestStandstillMs))
    if (since >= now) continue
    const planned = { ...team.rota, absences: [] }
    const onNow = onDutyAt(planned, now)?.person
    const before = new Set(shiftsBetween(planned, since, now).map(({ person }) => person))
    const ended = [...before].filter((person) => person !== onNow)
    if (!ended.length) continue
    const settled = await tx
      .updateTable('duty_teams')
      .set({ settled_until: now })
      .where('team_id', '=', team.id)
      .where('settled_until', '=', settled_until)
      .executeTakeFirst()
    if (!settled.numUpdatedRows || at_shift_end === 'keep') continue
    for (const person of ended) await passOn(scope, [team], person, 'shift-end')
  }
}

/** People who are away for long, and people who no longer work at the desk, keep nothing in their hands. */
export async function emptyHands(scope: Scope, teams: readonly DutyTeam[]) {
  const { tx, now } = scope
  const handing = teams.filter(({ settings }) => settings.at_shift_end === 'hand-over')
  for (const person of await longGone(scope, handing)) await passOn(scope, handing, person, 'away')
  const left = await tx
    .selectFrom('tickets as t')
    .select('t.assignee_id as person')
    .distinct()
    .where('t.assignee_id', 'is not', null)
    .where('t.status', 'not in', ['resolved', 'closed'])
    .where((e) => e.not(worksAtDesk('t.assignee_id')))
    .limit(atOnce)
    .execute()
  for (const { person } of left)
    for (const ticket of await claimsOf(scope, person!)) {
      const to = nextFor(teams, ticket, person!, now)
      await handOver(scope, ticket, { from: person!, to, why: 'left' })
    }
}

/** Who is away for long since now, each told once. */
async function longGone({ tx, now }: Scope, teams: readonly DutyTeam[]): Promise<PersonId[]> {
  if (!teams.length) return []
  const gone = await tx
    .updateTable('absences as a')
    .set({ handed_over_at: now })
    .where('a.handed_over_at', 'is', null)
    .where('a.from_at', '<=', now)
    .where((e) => e.or([e('a.to_at', 'is', null), e('a.to_at', '>', now)]))
    .where('a.person_id', 'in', (e) =>
      e
        .selectFrom('people')
        .select('people.id')
        .where(
          'team_id',
          'in',
          teams.map(({ id }) => id),
        ),
    )
    .returning(['a.person_id', 'a.from_at', 'a.to_at'])
    .execute()
  return gone
    .filter(({ from_at, to_at }) => !to_at || to_at.getTime() - from_at.getTime() >= longAbsenceMs)
    .map(({ person_id }) => person_id)
}

/** Gives what somebody has of these teams to whoever has the duty now, or back to everybody. */
async function passOn(scope: Scope, teams: readonly DutyTeam[], from: PersonId, why: HandoverWhy) {
  for (const ticket of await claimsOf(scope, from)) {
    if (!teams.some((team) => answersFor(team, ticket))) continue
    const to = nextFor(teams, ticket, from, scope.now)
    await handOver(scope, ticket, { from, to, why })
  }
}

/** An agent passes all that they have on: to the one they name, else to whoever has the duty, else to everybody. */
export async function passAllOn(scope: Scope, to?: PersonId): Promise<Outcome<{ passed: number }>> {
  const { actor, tx, now } = scope
  if (!isAgent(actor)) return notAllowed
  const taker = to && (await personWithRole(tx, to))
  if (to && (to === actor.person || !taker || !isAgent(taker))) return { done: false, why: 'empty' }
  const teams = await dutyTeams(tx, now)
  let passed = 0
  for (const ticket of await claimsOf(scope, actor.person)) {
    const next = to ?? nextFor(teams, ticket, actor.person, now)
    if (await handOver(scope, ticket, { from: actor.person, to: next, why: 'asked' })) passed++
  }
  return { done: true, passed }
}
