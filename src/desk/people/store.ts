import { sql } from 'kysely'
import type { Author } from '../../chat/event.ts'
import type { Locale } from '../../chat/locale.ts'
import { type AccountKey, personalThread, type ThreadKey } from '../../chat/thread.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import { type Actor, actorOf, deskItself } from './actor.ts'
import { tidyName } from './names.ts'
import type { Role } from './table.ts'

/** A person as the desk sees them: the role is theirs, or comes with an account in the triage channel. */
export interface Person {
  id: PersonId
  name: string
  locale: Locale | null
  role: Role
  /** What is stored of this very account's membership of the triage channel. */
  agentAccount: boolean
}

/** The person behind an account, or nothing when this account was never heard. */
export async function personOf(db: Db, account: AccountKey): Promise<Person | undefined> {
  const row = await db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.person_id')
    .select(['p.id', 'p.name', 'p.locale', 'p.role', 'a.agent as agentAccount'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('accounts as theirs')
            .select('theirs.key')
            .whereRef('theirs.person_id', '=', 'p.id')
            .where('theirs.agent', '=', true),
        )
        .as('agent'),
    )
    .where('a.key', '=', account)
    .executeTakeFirst()
  return row && personIn({ ...row, agent: Boolean(row.agent) })
}

/** As stored; `agent` says whether any account of theirs belongs to the triage channel. */
export type PersonRow = Person & { agent: boolean }
export const personIn = ({ agent, ...person }: PersonRow): Person => ({
  ...person,
  role: person.role === 'employee' && agent ? 'agent' : person.role,
})

/** Makes a person for an account heard for the first time; two at once end with one person. */
export async function welcomeAccount(tx: Tx, author: Author, now: Date): Promise<Person> {
  const id = newId('per')
  const name = tidyName(author.name ?? '') || lastPartOf(author.account) || '?'
  const { agent = false, locale = null } = author
  const added = await tx
    .with('met', (q) => q.insertInto('people').values({ id, name, locale, created_at: now }).returning('id'))
    .insertInto('accounts')
    .values({ key: author.account, person_id: id, name: author.name ? name : null, agent, created_at: now })
    .onConflict((c) => c.column('key').doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows)
    return personIn({ id, name, locale, role: 'employee', agentAccount: agent, agent })
  await tx.deleteFrom('people').where('id', '=', id).execute()
  return (await personOf(tx, author.account))!
}

const lastPartOf = (account: AccountKey) => account.slice(account.lastIndexOf(':') + 1).slice(0, 200)

/** Keeps what the platform says of an account: its name, and whether it belongs to the triage channel. */
export async function noteAccount(tx: Tx, author: Author) {
  const name = tidyName(author.name ?? '')
  const said = { ...(name && { name }), ...(author.agent !== undefined && { agent: author.agent }) }
  if (!Object.keys(said).length) return
  await tx.updateTable('accounts').set(said).where('key', '=', author.account).execute()
}

/** What the platform's directory says, once it was asked. A name that a person was given at the desk is kept. */
export async function noteProfile(
  tx: Tx,
  account: AccountKey,
  profile: { name?: string; locale?: Locale; timeZone?: string; avatarUrl?: string },
  now: Date,
) {
  const name = tidyName(profile.name ?? '')
  await tx
    .updateTable('accounts')
    .set({
      profiled_at: now,
      ...(name && { name }),
      ...(profile.avatarUrl && { avatar_url: profile.avatarUrl }),
    })
    .where('key', '=', account)
    .execute()
  await tx
    .updateTable('people as p')
    .from('accounts as a')
    .whereRef('a.person_id', '=', 'p.id')
    .where('a.key', '=', account)
    .set({
      ...(name && { name }),
      locale: sql`coalesce(p.locale, ${profile.locale ?? null})`,
      time_zone: sql`coalesce(p.time_zone, ${profile.timeZone ?? null})`,
    })
    .execute()
}

export const setLocale = (tx: Tx, person: PersonId, locale: Locale) =>
  tx.updateTable('people').set({ locale }).where('id', '=', person).execute()

/** Where to reach people in private: their personal conversation on each platform, the last used account first. */
export async function personalThreadsOf(db: Db, people: readonly PersonId[]): Promise<Map<PersonId, ThreadKey>> {
  if (!people.length) return new Map()
  const rows = await db
    .selectFrom('accounts')
    .select(['key', 'person_id'])
    .where('person_id', 'in', people)
    .orderBy('created_at')
    .execute()
  return new Map(rows.map(({ key, person_id }) => [person_id, personalThread(key)]))
}

/** Everyone who works at the desk, for the lists of the Assign form. */
export async function agents(db: Db): Promise<{ id: PersonId; name: string; tier: number | null }[]> {
  return (
    db
      .selectFrom('people as p')
      .leftJoin('teams as t', 't.id', 'p.team_id')
      .select(['p.id', 'p.name', 't.tier'])
      // An array, so that people are looked up by id even where nobody has counted them; literals, which a kept plan must
      // recognise: each half has an index of its own.
      .where(
        sql<boolean>`p.id = any(array(
        select id from people where role <> 'employee' union select person_id from accounts where agent))`,
      )
      .where('p.id', '!=', deskItself)
      .orderBy('p.name')
      .limit(100)
      .execute()
  )
}

/** A person with the role that counts at the desk: their own, or the one that comes with the triage channel. */
export async function personWithRole(db: Db, id: PersonId): Promise<{ name: string; role: Role } | undefined> {
  const person = await db
    .selectFrom('people as p')
    .select(['p.name', 'p.role'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('accounts as a')
            .select('a.key')
            .whereRef('a.person_id', '=', 'p.id')
            .where('a.agent', '=', true),
        )
        .as('agent'),
    )
    .where('p.id', '=', id)
    .executeTakeFirst()
  return person && { name: person.name, role: person.role === 'employee' && person.agent ? 'agent' : person.role }
}

/** The administrator who signs in first; made where nobody may administer yet. */
export async function administrator(db: Db, now: Date): Promise<PersonId> {
  const known = await db
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'admin')
    .where('id', '!=', deskItself)
    .orderBy('created_at')
    .executeTakeFirst()
  if (known) return known.id
  const id = newId('per')
  await db.insertInto('people').values({ id, name: 'Administrator', role: 'admin', created_at: now }).execute()
  return id
}

/** Somebody as one who acts, by their id: for what is told later in their name. */
export async function actorBy(db: Db, id: PersonId, locale: Locale): Promise<Actor | undefined> {
  const row = await db
    .selectFrom('people as p')
    .select(['p.id', 'p.name', 'p.role'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('accounts as a')
            .select('a.key')
            .whereRef('a.person_id', '=', 'p.id')
            .where('a.agent', '=', true),
        )
        .as('agent'),
    )
    .where('p.id', '=', id)
    .executeTakeFirst()
  return row && actorOf({ ...row, role: row.role === 'employee' && row.agent ? 'agent' : row.role }, locale)
}
