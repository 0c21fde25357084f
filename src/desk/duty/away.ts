import { newId, type PersonId } from '../../platform/ids.ts'
import { isAgent, isLead } from '../people/actor.ts'
import { personWithRole } from '../people/store.ts'
import { notAllowed, notFound, type Outcome, type Scope } from '../scope.ts'

/** The zone in which somebody means “Friday”: their own where it is known, else the desk's. */
export async function zoneOf({ tx, settings }: Scope, person: PersonId): Promise<string> {
  const known = await tx.selectFrom('people').select('time_zone').where('id', '=', person).executeTakeFirst()
  return known?.time_zone ?? settings.calendar.calendar.zone
}

/** Agents speak for themselves, leads for anybody who works at the desk. */
async function speaksFor({ tx, actor }: Scope, person: PersonId): Promise<Outcome> {
  if (!isAgent(actor) || (person !== actor.person && !isLead(actor))) return notAllowed
  const known = await personWithRole(tx, person)
  return known && isAgent(known) ? { done: true } : notFound
}

/** Without a beginning: from now on. Without an end: until they say that they are back. */
export interface Away {
  from?: Date | undefined
  until?: Date | undefined
}

/**
 * An agent is not there for a while: their turns go to the next, no ticket is offered to them. Said again for now, the new
 * end counts.
 */
export async function goAway(
  scope: Scope,
  { from = scope.now, until }: Away,
  person = scope.actor.person,
): Promise<Outcome<{ zone: string }>> {
  const allowed = await speaksFor(scope, person)
  if (!allowed.done) return allowed
  if (from < scope.now || (until && until <= from)) return { done: false, why: 'empty' }
  const zone = await zoneOf(scope, person)
  if (from <= scope.now) await endAbsence(scope, person)
  await scope.tx
    .insertInto('absences')
    .values({
      ...{ id: newId('abs'), person_id: person, from_at: from, to_at: until ?? null, zone },
      ...{ set_by: scope.actor.person, set_at: scope.now },
    })
    .execute()
  return { done: true, zone }
}

/** They are there again. `was`: whether they had been away. */
export async function comeBack(scope: Scope, person = scope.actor.person): Promise<Outcome<{ was: boolean }>> {
  const allowed = await speaksFor(scope, person)
  return allowed.done ? { done: true, was: await endAbsence(scope, person) } : allowed
}

/** An absence that has not begun is taken back. */
export async function cancelAbsence(scope: Scope, id: `abs_${string}`): Promise<Outcome> {
  const { tx, now } = scope
  const planned = await tx
    .selectFrom('absences')
    .select(['person_id', 'from_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!planned || planned.from_at <= now) return notFound
  const allowed = await speaksFor(scope, planned.person_id)
  if (!allowed.done) return notFound
  await tx.deleteFrom('absences').where('id', '=', id).execute()
  return { done: true }
}

async function endAbsence({ tx, now }: Scope, person: PersonId): Promise<boolean> {
  const current = tx
    .updateTable('absences')
    .set({ to_at: now })
    .where('person_id', '=', person)
    .where('from_at', '<', now)
    .where((e) => e.or([e('to_at', 'is', null), e('to_at', '>', now)]))
  const ended = await current.executeTakeFirst()
  // One that began at this very moment has no length.
  const begun = await tx
    .deleteFrom('absences')
    .where('person_id', '=', person)
    .where('from_at', '=', now)
    .executeTakeFirst()
  return ended.numUpdatedRows + begun.numDeletedRows > 0n
}
