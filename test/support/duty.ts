import type { Desk } from '../../src/desk/desk.ts'
import { openDesk } from '../../src/desk/desk.ts'
import { Mailbag } from '../../src/desk/outbox/outbox.ts'
import { mailOut } from '../../src/desk/outbox/store.ts'
import { actorBy } from '../../src/desk/people/store.ts'
import type { Role } from '../../src/desk/people/table.ts'
import type { Tier } from '../../src/desk/teams/table.ts'
import { newId, type PersonId, type TeamId } from '../../src/platform/ids.ts'
import type { World } from './talk.ts'

/** A team of a world. */
export async function teamIn(world: World, tier: Tier, name: string): Promise<TeamId> {
  const id = newId('tea')
  await world.db.insertInto('teams').values({ id, slug: id, name_fr: name, name_en: name, tier }).execute()
  return id
}

/** Somebody of a team, with a name of their own; they have met the bot, so that they can be reached. */
export async function memberOf(
  world: World,
  team: TeamId | null,
  name: string,
  {
    role = 'agent',
    locale = 'en' as 'fr' | 'en',
    platform = 'slack' as 'slack' | 'teams' | 'web',
  }: {
    role?: Role
    locale?: 'fr' | 'en'
    platform?: 'slack' | 'teams' | 'web'
  } = {},
) {
  const person = world.person(`${name}${crypto.randomUUID().slice(0, 4)}`, {
    locale,
    platform,
    agent: role !== 'employee',
  })
  await person.arrives()
  const { person_id } = await world.db
    .selectFrom('accounts')
    .select('person_id')
    .where('key', '=', person.account)
    .executeTakeFirstOrThrow()
  await world.db.updateTable('people').set({ team_id: team, role, locale }).where('id', '=', person_id).execute()
  return { ...person, id: person_id, seen: () => JSON.stringify(world.shownIn(person.home)) }
}

/** One act of a person at the desk, with what it has to say said. */
export async function acts<T>(world: World, person: PersonId, act: (desk: Desk) => Promise<T>): Promise<T> {
  const actor = (await actorBy(world.db, person, 'en'))!
  return world.db.transaction().execute(async (tx) => {
    const mail = new Mailbag()
    const result = await act(openDesk({ tx, actor, now: world.now(), mail, settings: world.settings }))
    world.wake(await mailOut(tx, mail, world.now()))
    return result
  })
}

/** No team has a duty any more: worlds of one file share a database. */
export const noDuty = async (world: World) => {
  await world.db.deleteFrom('duty_teams').execute()
  await world.db.deleteFrom('absences').execute()
}
