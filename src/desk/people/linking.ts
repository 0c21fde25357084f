import { createHash, randomInt } from 'node:crypto'
import type { AccountKey } from '../../chat/thread.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Tx } from '../../schema.ts'
import { moveDuty } from '../duty/store.ts'

/** Eight digits that live ten minutes and serve once; five wrong tries in a quarter of an hour and an account must wait. */
export const codeMinutes = 10
const wrongTries = 5
const wrongWindowMinutes = 15

const hash = (code: string) => createHash('sha256').update(`guichet-link ${code}`).digest('hex')

/** A one-time code that proves, when it is entered in another account, that both are held by one person. Older codes die. */
export async function makeCode(tx: Tx, account: AccountKey, now: Date): Promise<string> {
  await tx.deleteFrom('link_codes').where('account', '=', account).where('used_at', 'is', null).execute()
  const code = String(randomInt(100_000_000)).padStart(8, '0')
  const expires_at = new Date(now.getTime() + codeMinutes * 60_000)
  await tx
    .insertInto('link_codes')
    .values({ code_hash: hash(code), account, expires_at, used_at: null })
    .execute()
  return code
}

export type Linked = { linked: true; accounts: number } | { linked: false; why: 'wrong' | 'same' | 'too-many' }

/**
 * Joins two accounts: both then belong to the person who made the code, with the tickets of both. Nothing typed but the
 * code counts; names and addresses never link anybody.
 */
export async function useCode(tx: Tx, account: AccountKey, code: string, now: Date): Promise<Linked> {
  if ((await wrongLately(tx, account, now)) >= wrongTries) return { linked: false, why: 'too-many' }
  const found = await tx
    .selectFrom('link_codes as l')
    .innerJoin('accounts as a', 'a.key', 'l.account')
    .select(['l.account', 'a.person_id'])
    .where('l.code_hash', '=', hash(code))
    .where('l.used_at', 'is', null)
    .where('l.expires_at', '>', now)
    .forUpdate('l')
    .executeTakeFirst()
  if (!found) {
    await noteWrong(tx, account, now)
    return { linked: false, why: 'wrong' }
  }
  if (found.account === account) return { linked: false, why: 'same' }
  await tx.updateTable('link_codes').set({ used_at: now }).where('code_hash', '=', hash(code)).execute()
  const mine = await tx.selectFrom('accounts').select('person_id').where('key', '=', account).executeTakeFirstOrThrow()
  if (mine.person_id !== found.person_id) await mergePeople(tx, mine.person_id, found.person_id)
  const accounts = await tx.selectFrom('accounts').select('key').where('person_id', '=', found.person_id).execute()
  return { linked: true, accounts: accounts.length }
}

/** Everything that one person had is the other's. The emptied row stays, because history names it; the higher role stays. */
export async function mergePeople(tx: Tx, from: PersonId, to: PersonId) {
  await tx.updateTable('accounts').set({ person_id: to }).where('person_id', '=', from).execute()
  await tx.updateTable('tickets').set({ requester_id: to }).where('requester_id', '=', from).execute()
  await tx.updateTable('tickets').set({ assignee_id: to }).where('assignee_id', '=', from).execute()
  await tx.updateTable('messages').set({ author_id: to }).where('author_id', '=', from).execute()
  await moveDuty(tx, from, to)
  await tx.updateTable('conversations').set({ person_id: to }).where('person_id', '=', from).execute()
  const { role } = await tx.selectFrom('people').select('role').where('id', '=', from).executeTakeFirstOrThrow()
  if (role !== 'employee')
    await tx.updateTable('people').set({ role }).where('id', '=', to).where('role', '=', 'employee').execute()
}

/** A guesser is stopped long before the ten million codes that would be needed. */
async function wrongLately(tx: Tx, account: AccountKey, now: Date): Promise<number> {
  const { tries } = await tx
    .selectFrom('link_tries')
    .select((e) => e.fn.countAll<string>().as('tries'))
    .where('account', '=', account)
    .where('at', '>', new Date(now.getTime() - wrongWindowMinutes * 60_000))
    .executeTakeFirstOrThrow()
  return Number(tries)
}
const noteWrong = (tx: Tx, account: AccountKey, at: Date) =>
  tx.insertInto('link_tries').values({ account, at }).execute()
