import type { Locale } from '../../chat/locale.ts'
import type { Id, PersonId, TeamId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { type Team, teams } from '../teams/store.ts'
import { onCallIn } from './on-call.ts'
import { isAway, type Shift, type Stint, shiftsBetween } from './rota.ts'
import { type DutyTeam, dutyTeams, type Member, membersOf, namesOf } from './store.ts'

/** Of the shifts to come so many days are told. */
const shownDays = 35
const dayMs = 86_400_000

export interface MemberView extends Member {
  /** Open tickets in their hands. */
  open: number
  /** Their own limit; `null`: what the team says. */
  mostOpen: number | null
  languages: readonly Locale[]
  skills: readonly string[]
  /** Away now; `null`: until they say that they are back. */
  awayUntil: Date | null | undefined
  /** Absences to come. */
  planned: readonly { id: Id<'abs'>; from: Date; to: Date | null }[]
}
export interface StintView extends Stint {
  id: Id<'sti'>
  name: string
}
export interface TeamView {
  team: Team
  /** What is set; absent where the team has no duty. */
  duty: DutyTeam | undefined
  /** Of the rotation, in the order of their turns. */
  people: readonly { id: PersonId; name: string }[]
  /** Put in by hand, swapped or imported, and not over yet. */
  stints: readonly StintView[]
  onCall: { person: PersonId; name: string; until: Date | undefined } | undefined
  /** From now on, the present one first. */
  shifts: readonly (Shift & { name: string })[]
  members: readonly MemberView[]
}

/** Every team as the duty sees it at this moment: who is on call, the shifts to come, the load of each, who is away. */
export async function dutyOverview(db: Db, now: Date): Promise<TeamView[]> {
  const [every, duties] = [await teams(db), await dutyTeams(db, now)]
  const onCall = await onCallIn(db, duties, now)
  const members = await loaded(
    db,
    every.map(({ id }) => id),
    now,
  )
  const ahead = new Date(now.getTime() + shownDays * dayMs)
  const planned = new Map(duties.map(({ id, rota }) => [id, shiftsBetween(rota, now, ahead)]))
  const stints = await stintsFrom(db, now)
  const named = [...planned.values()].flat().map(({ person }) => person)
  const turns = duties.flatMap(({ rota }) => rota.rotation?.people ?? [])
  const names = await namesOf(db, [...new Set([...named, ...turns])])
  return every.map((team) => ({
    team,
    duty: duties.find(({ id }) => id === team.id),
    onCall: onCall.find((one) => one.team.id === team.id),
    shifts: (planned.get(team.id) ?? []).map((shift) => ({ ...shift, name: names.get(shift.person) ?? '?' })),
    people: (duties.find(({ id }) => id === team.id)?.rota.rotation?.people ?? []).map((id) => ({
      id,
      name: names.get(id) ?? '?',
    })),
    stints: stints.filter(({ team: of }) => of === team.id),
    members: members.filter((member) => member.team === team.id),
  }))
}

async function loaded(db: Db, which: readonly TeamId[], now: Date): Promise<MemberView[]> {
  const members = await membersOf(db, which)
  const load = await openTicketsOf(
    db,
    members.map(({ id }) => id),
  )
  const able = await db
    .selectFrom('duty_members')
    .selectAll()
    .where('person_id', 'in', [...members.map(({ id }) => id), 'per_'])
    .execute()
  const ability = new Map(able.map((row) => [row.person_id, row]))
  const away = await db
    .selectFrom('absences')
    .select(['id', 'person_id as person', 'from_at as from', 'to_at as to'])
    .where((e) => e.or([e('to_at', 'is', null), e('to_at', '>', now)]))
    .orderBy('from_at')
    .execute()
  return members.map((member) => ({
    ...member,
    open: load.get(member.id) ?? 0,
    mostOpen: ability.get(member.id)?.most_open ?? null,
    languages: ability.get(member.id)?.languages ?? [],
    skills: ability.get(member.id)?.skills ?? [],
    awayUntil: isAway(away, member.id, now)
      ? (away.find(({ person, from }) => person === member.id && from <= now)?.to ?? null)
      : undefined,
    planned: away.filter(({ person, from }) => person === member.id && from > now),
  }))
}

const stintsFrom = async (db: Db, now: Date) =>
  (
    await db
      .selectFrom('rota_stints as s')
      .innerJoin('people as p', 'p.id', 's.person_id')
      .select(['s.id', 's.team_id', 's.person_id', 's.kind', 's.from_at', 's.to_at', 'p.name'])
      .where('s.to_at', '>', now)
      .orderBy('s.from_at')
      .limit(500)
      .execute()
  ).map(({ id, team_id, person_id, kind, from_at, to_at, name }) => ({
    ...{ id, team: team_id, person: person_id, kind, from: from_at, to: to_at, name },
  }))

/** How many open tickets each of these people has in hand, whatever they wait for. */
export async function openTicketsOf(db: Db, people: readonly PersonId[]): Promise<Map<PersonId, number>> {
  if (!people.length) return new Map()
  const rows = await db
    .selectFrom('tickets')
    .select(['assignee_id', (e) => e.fn.countAll<string>().as('open')])
    .where('assignee_id', 'in', [...people])
    .where('status', 'not in', ['resolved', 'closed'])
    .groupBy('assignee_id')
    .execute()
  return new Map(rows.map(({ assignee_id, open }) => [assignee_id!, Number(open)]))
}
