import { sql } from 'kysely'
import { accountKey, placeOf, type ThreadKey } from '../../chat/thread.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Scope } from '../scope.ts'
import { deskItself } from './actor.ts'
import { personOf, welcomeAccount } from './store.ts'

export type Found = { id: PersonId; name: string } | 'unknown' | 'several'

/** What platforms call people; a mention of somebody nobody has met yet is believed in this shape only. */
const userIds = { slack: /^[UW][A-Z0-9]{2,30}$/, teams: /^29:\S{1,200}$/ } as const

/** Where the words come from; the console has no place of its own. */
export const typedIn = ({ source }: Pick<Scope, 'source'>): ThreadKey => source?.thread ?? 'web:local:@console'

/**
 * Whom somebody means: a mention as the platform delivers it (`@U1`, in the workspace where it was typed), or a full name
 * that one person has. This says who is meant, never who acts.
 */
export async function findPerson(scope: Scope, words: string): Promise<Found> {
  const { platform, workspace } = placeOf(typedIn(scope))
  const user = /^@(\S+)$/.exec(words.trim())?.[1]
  const known = user && (await personOf(scope.tx, accountKey(platform, workspace, user)))
  if (known) return { id: known.id, name: known.name }
  if (user && platform !== 'web' && userIds[platform].test(user)) {
    const account = accountKey(platform, workspace, user)
    scope.mail.errand(`profile ${account}`, 'profile', { account })
    const { id, name } = await welcomeAccount(scope.tx, { account }, scope.now)
    return { id, name }
  }
  const name = words.trim().replace(/^@/, '').replace(/\s+/g, ' ')
  const found = await scope.tx
    .selectFrom('people as p')
    .select(['p.id', 'p.name'])
    .where(sql`lower(p.name)`, '=', name.toLowerCase())
    .where('p.id', '!=', deskItself)
    .where((e) => e.exists(e.selectFrom('accounts as a').select('a.key').whereRef('a.person_id', '=', 'p.id')))
    .limit(2)
    .execute()
  return found.length === 1 ? found[0]! : found.length ? 'several' : 'unknown'
}
