import { newId, type TeamId } from '../../platform/ids.ts'
import { isLead } from '../people/actor.ts'
import type { Scope } from '../scope.ts'
import { type CalendarShift, calendarShifts } from './ical.ts'
import { dutyTeams, type Member, membersOf } from './store.ts'

/** Shifts are taken over so far ahead. */
const aheadMs = 400 * 86_400_000

export type Imported =
  | { done: true; shifts: number }
  | { done: false; why: 'not-allowed' | 'no-team' | 'no-calendar' }
  /** `unknown`: an event that names none of the team's members, or several of them. */
  | { done: false; why: 'unknown'; what: string }

/**
 * Takes a team's shifts from a calendar, in place of all that was imported before and is not over; what people put in by
 * hand goes before them. An event is whoever's full name stands in its title or among its guests; nobody is guessed. Leads
 * only.
 */
export async function importRota(scope: Scope, slug: string, calendar: string): Promise<Imported> {
  const { tx, now, actor, settings } = scope
  if (!isLead(actor)) return { done: false, why: 'not-allowed' }
  const known = await tx.selectFrom('teams').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!known) return { done: false, why: 'no-team' }
  const zone = (await dutyTeams(tx, now, [known.id]))[0]?.settings.zone ?? settings.calendar.calendar.zone
  const shifts = calendarShifts(calendar, { zone, from: now, to: new Date(now.getTime() + aheadMs) })
  if (!shifts) return { done: false, why: 'no-calendar' }
  const members = await membersOf(tx, [known.id])
  const named = shifts.map((shift) => ({ shift, who: memberIn(shift, members) }))
  const stranger = named.find(({ who }) => !who)
  if (stranger) return { done: false, why: 'unknown', what: stranger.shift.names[0] ?? stranger.shift.uid }
  await keep(scope, known.id, zone)
  const stints = named.map(({ shift, who }) => ({
    ...{ id: newId('sti'), team_id: known.id, person_id: who!.id, kind: 'imported' as const, uid: shift.uid },
    ...{ from_at: shift.from, to_at: shift.to, set_by: actor.person, set_at: now },
  }))
  if (stints.length) await tx.insertInto('rota_stints').values(stints).execute()
  return { done: true, shifts: stints.length }
}

/** The team has a duty from now on, and nothing imported that is to come. */
async function keep({ tx, now }: Scope, team: TeamId, zone: string) {
  await tx
    .insertInto('duty_teams')
    .values({ team_id: team, zone, settled_until: now, updated_at: now })
    .onConflict((c) => c.doNothing())
    .execute()
  await tx
    .deleteFrom('rota_stints')
    .where('team_id', '=', team)
    .where('kind', '=', 'imported')
    .where('to_at', '>', now)
    .execute()
}

function memberIn({ names }: CalendarShift, members: readonly Member[]): Member | undefined {
  const said = names.map(plain).join(' ')
  const fits = members.filter(({ name }) => said.includes(plain(name)))
  return fits.length === 1 ? fits[0] : undefined
}

/** Whole words without accents or signs, so that “On call: LÉA ROY (N2)” names Léa Roy, and Bo is not in “Bob”. */
const plain = (words: string) =>
  ` ${words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
