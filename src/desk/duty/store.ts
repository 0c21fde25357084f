import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { PersonId, TeamId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Team } from '../teams/store.ts'
import type { Tier } from '../teams/table.ts'
import type { Absence, Rota } from './rota.ts'
import type { DutyTeamRow } from './table.ts'

/** A team with its duty: what is set, and all that decides who has it. */
export interface DutyTeam extends Team {
  settings: DutyTeamRow
  rota: Rota
}

/** Whether any team has a duty at all. Asked before everything else: most desks have none. */
export const anyDuty = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('duty_teams').select('team_id').limit(1).executeTakeFirst()) !== undefined

/**
 * The duty of every team that has one, or of these; with everything that counts from `from` on. Four statements however
 * many teams there are.
 */
export async function dutyTeams(db: Db, from: Date, which?: readonly TeamId[]): Promise<DutyTeam[]> {
  const rows = await db
    .selectFrom('duty_teams as d')
    .innerJoin('teams as t', 't.id', 'd.team_id')
    .selectAll('d')
    .select(['t.id', 't.name_fr', 't.name_en', 't.tier'])
    .$if(which !== undefined, (q) => q.where('t.id', 'in', [...which!, 'tea_']))
    .orderBy('t.tier')
    .orderBy('t.slug')
    .execute()
  if (!rows.length) return []
  const ids = rows.map(({ team_id }) => team_id)
  const turns = await db.selectFrom('rota_people').selectAll().where('team_id', 'in', ids).orderBy('place').execute()
  const stints = await db
    .selectFrom('rota_stints')
    .selectAll()
    .where('team_id', 'in', ids)
    .where('to_at', '>', from)
    .orderBy('set_at')
    .orderBy('id')
    .execute()
  const absences = await absencesFrom(db, from)
  return rows.map(({ id, name_fr, name_en, tier, ...settings }) => {
    const people = turns.filter(({ team_id }) => team_id === id).map(({ person_id }) => person_id)
    return {
      ...{ id, name_fr, name_en, tier, settings },
      rota: {
        rotation: rotationOf(settings, people),
        stints: stints
          .filter(({ team_id }) => team_id === id)
          .map(({ person_id, kind, from_at, to_at }) => ({ person: person_id, kind, from: from_at, to: to_at })),
        absences,
      },
    }
  })
}

const rotationOf = (row: DutyTeamRow, people: readonly PersonId[]) =>
  row.starts_on && people.length
    ? {
        ...{ zone: row.zone, startsOn: row.starts_on, people },
        ...{ handoverMinute: row.handover_minute, everyWeeks: row.every_weeks },
      }
    : undefined

/** Everybody's absences that have not ended by then. */
export async function absencesFrom(db: Db, from: Date): Promise<Absence[]> {
  const rows = await db
    .selectFrom('absences')
    .select(['person_id', 'from_at', 'to_at'])
    .where((e) => e.or([e('to_at', 'is', null), e('to_at', '>', from)]))
    .orderBy('from_at')
    .execute()
  return rows.map(({ person_id, from_at, to_at }) => ({ person: person_id, from: from_at, to: to_at }))
}

/** Somebody of a team, as the duty sees them. */
export interface Member {
  id: PersonId
  name: string
  team: TeamId
  locale: Locale | null
}

/** Who works in these teams: whoever was put into one and still works at the desk. */
export const membersOf = (db: Db, teams: readonly TeamId[]): Promise<Member[]> =>
  db
    .selectFrom('people as p')
    .select(['p.id', 'p.name', 'p.team_id as team', 'p.locale'])
    .where('p.team_id', 'in', [...teams, 'tea_'])
    .where(worksAtDesk('p.id'))
    .orderBy('p.name')
    .$narrowType<{ team: TeamId }>()
    .execute()

/** A role of their own, or the one that comes with the triage channel. */
export const worksAtDesk = (person: string) =>
  sql<boolean>`${sql.ref(person)} in (
    select id from people where role <> 'employee' union select person_id from accounts where agent)`

/** The names of people, and the language and zone each of them reads times in. */
export async function namesOf(db: Db, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (!people.length) return new Map()
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('id', 'in', [...people])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whether a ticket is with this team: it was given to it, or to its line as a whole. */
export const answersFor = (
  team: { id: TeamId; tier: Tier },
  ticket: { team_id: TeamId | null; tier: Tier },
): boolean => (ticket.team_id ? ticket.team_id === team.id : ticket.tier === team.tier)

/** The same of the ticket `t` of a statement, for any of these teams. */
export const isWith = (teams: readonly DutyTeam[]) => sql<boolean>`(
  t.team_id = any(${sql.val(teams.map(({ id }) => id))}::text[])
  or (t.team_id is null and t.tier = any(${sql.val(teams.map(({ tier }) => tier))}::int[])))`

/** The ticket `t` of a statement waits for somebody to take it: nobody has it, it is not put aside, and no other carries it. */
export const isNobodys = sql<boolean>`(
  t.status = 'new' and t.assignee_id is null and t.snoozed_until is null and t.merged_into is null and t.parent_id is null)`

/** Whoever turns out to be somebody else has their turns, absences and offers as that person. */
export async function moveDuty(tx: Tx, from: PersonId, to: PersonId) {
  await tx.updateTable('rota_people').set({ person_id: to }).where('person_id', '=', from).execute()
  // A question between the two is one to oneself: it is nobody's any more.
  await tx.deleteFrom('shift_swaps').where('asker_id', 'in', [from, to]).where('asked_id', 'in', [from, to]).execute()
  await tx.updateTable('shift_swaps').set({ asker_id: to }).where('asker_id', '=', from).execute()
  await tx.updateTable('shift_swaps').set({ asked_id: to }).where('asked_id', '=', from).execute()
  await tx.updateTable('rota_stints').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.updateTable('absences').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx
    .updateTable('duty_members')
    .set({ person_id: to })
    .where('person_id', '=', from)
    .where((e) =>
      e.not(e.exists(e.selectFrom('duty_members as d').select('d.person_id').where('d.person_id', '=', to))),
    )
    .execute()
  await tx.updateTable('ticket_calls').set({ person_id: to }).where('person_id', '=', from).execute()
}
