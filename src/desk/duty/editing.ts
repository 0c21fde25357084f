import { IANAZone } from 'luxon'
import { newId, type PersonId, type TeamId } from '../../platform/ids.ts'
import { isAgent, isLead } from '../people/actor.ts'
import { notAllowed, notFound, type Outcome, type Scope } from '../scope.ts'
import { teamById } from '../teams/store.ts'
import { membersOf } from './store.ts'
import type { AtShiftEnd } from './table.ts'

/** A team's rota as a lead writes it down. */
export interface RotaDraft {
  /** IANA name. */
  zone: string
  /** ISO date of the first handover; absent: only what is put in by hand or imported. */
  startsOn?: string | undefined
  /** In minutes after midnight. */
  handoverMinute: number
  everyWeeks: number
  people: readonly PersonId[]
  atShiftEnd: AtShiftEnd
}

/**
 * Writes a team's rota, whatever it was before; leads only. Shifts that ended before now are not gone through again. Only
 * people of the team have turns.
 */
export async function setRota(scope: Scope, team: TeamId, draft: RotaDraft): Promise<Outcome> {
  const { tx, now, actor } = scope
  if (!isLead(actor)) return notAllowed
  if (!(await teamById(tx, team))) return notFound
  const members = new Set((await membersOf(tx, [team])).map(({ id }) => id))
  const sound = IANAZone.isValidZone(draft.zone) && draft.people.every((person) => members.has(person))
  if (!sound || new Set(draft.people).size < draft.people.length) return { done: false, why: 'empty' }
  const set = {
    ...{ zone: draft.zone, starts_on: draft.startsOn ?? null, handover_minute: draft.handoverMinute },
    ...{ every_weeks: draft.everyWeeks, at_shift_end: draft.atShiftEnd, updated_at: now, settled_until: now },
  }
  await tx
    .insertInto('duty_teams')
    .values({ team_id: team, ...set })
    .onConflict((c) => c.column('team_id').doUpdateSet(set))
    .execute()
  await tx.deleteFrom('rota_people').where('team_id', '=', team).execute()
  const turns = draft.people.map((person_id, place) => ({ team_id: team, place, person_id }))
  if (turns.length) await tx.insertInto('rota_people').values(turns).execute()
  return { done: true }
}

/** This person has the duty for a while, whatever the turns say. Leads say so of anybody in the team, an agent of themselves. */
export async function cover(
  scope: Scope,
  team: TeamId,
  person: PersonId,
  { from, to }: { from: Date; to: Date },
): Promise<Outcome> {
  const { tx, actor, now } = scope
  if (!isAgent(actor) || (person !== actor.person && !isLead(actor))) return notAllowed
  const duty = await tx.selectFrom('duty_teams').select('team_id').where('team_id', '=', team).executeTakeFirst()
  const member = (await membersOf(tx, [team])).some(({ id }) => id === person)
  if (!duty || !member) return notFound
  if (to <= from || to <= now) return { done: false, why: 'empty' }
  await tx
    .insertInto('rota_stints')
    .values({
      ...{ id: newId('sti'), team_id: team, person_id: person, kind: 'override', from_at: from, to_at: to, uid: null },
      ...{ set_by: actor.person, set_at: now },
    })
    .execute()
  return { done: true }
}

/** What was put in by hand is taken out again; by whoever has it, or a lead. */
export async function uncover(scope: Scope, stint: `sti_${string}`): Promise<Outcome> {
  const { tx, actor } = scope
  if (!isAgent(actor)) return notAllowed
  const gone = await tx
    .deleteFrom('rota_stints')
    .where('id', '=', stint)
    .$if(!isLead(actor), (q) => q.where('person_id', '=', actor.person))
    .executeTakeFirst()
  return gone.numDeletedRows ? { done: true } : notFound
}
