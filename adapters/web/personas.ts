import type { Locale } from '../../src/chat/locale.ts'
import { type AccountKey, accountKey, personalThread, type ThreadKey } from '../../src/chat/thread.ts'
import { type Actor, actorOf } from '../../src/desk/people/actor.ts'
import { agents } from '../../src/desk/people/store.ts'
import type { Role } from '../../src/desk/people/table.ts'
import type { PersonId } from '../../src/platform/ids.ts'
import type { Db } from '../../src/schema.ts'

/** The workspace of everybody who is met on the web. */
const workspace = 'local'
const prefix = accountKey('web', workspace, '')

/** Somebody as the console knows them: their account on the web, and the personal talk that goes with it. */
export interface Persona {
  slug: string
  account: AccountKey
  thread: ThreadKey
  id: PersonId
  name: string
  role: Role
  locale: Locale | null
  /** A ticket of theirs is open, so what they say is carried to an agent. */
  inTalk: boolean
}

/**
 * Everybody with an account on the web, by name; `agents` also holds those whom a platform's triage channel vouches for.
 * `only`: that person alone.
 */
export async function personas(db: Db, only?: PersonId): Promise<{ employees: Persona[]; agents: Persona[] }> {
  const rows = await db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.person_id')
    .select(['a.key', 'p.id', 'p.name', 'p.role', 'p.locale'])
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('tickets as t')
            .select('t.id')
            .whereRef('t.requester_id', '=', 'p.id')
            .where('t.status', 'not in', ['resolved', 'closed']),
        )
        .as('inTalk'),
    )
    .where('a.key', 'like', `${prefix}%`)
    .$if(only !== undefined, (q) => q.where('p.id', '=', only!))
    .orderBy('p.name')
    .limit(200)
    .execute()
  const working = new Set((await agents(db)).map(({ id }) => id))
  const all = rows.map(
    ({ key, inTalk, ...person }): Persona => ({
      ...person,
      inTalk: Boolean(inTalk),
      slug: key.slice(prefix.length),
      account: key,
      thread: personalThread(key),
      role: person.role === 'employee' && working.has(person.id) ? 'agent' : person.role,
    }),
  )
  return {
    employees: all.filter(({ role }) => role === 'employee'),
    agents: all.filter(({ role }) => role !== 'employee'),
  }
}

/** The persona at the desk, reading in the language of the page. */
export const asActor = (persona: Persona, locale: Locale): Actor => actorOf(persona, locale)
