import { type AccountKey, type Platform, platformOf } from '../../chat/thread.ts'
import type { Tx } from '../../schema.ts'
import { mergePeople } from './linking.ts'

/**
 * Joins an account to the person whose account in another trusted directory has the same address. Off unless the
 * administrator names both directories (TRUSTED_DIRECTORIES): then their addresses are as good as a badge, because only
 * administrators set them. What people type or put on a profile of their own is never looked at.
 */
export async function joinByDirectory(
  tx: Tx,
  account: AccountKey,
  email: string | undefined,
  trusted: readonly Platform[],
) {
  const address = email?.trim().toLowerCase()
  if (!address || !trusted.includes(platformOf(account))) return false
  const me = await tx
    .updateTable('accounts')
    .set({ directory_email: address })
    .where('key', '=', account)
    .returning('person_id')
    .executeTakeFirst()
  const others = await tx
    .selectFrom('accounts')
    .select(['key', 'person_id'])
    .where('directory_email', '=', address)
    .where('key', '!=', account)
    .orderBy('created_at')
    .execute()
  const same = others.find(({ key }) => trusted.includes(platformOf(key)) && platformOf(key) !== platformOf(account))
  if (!me || !same || same.person_id === me.person_id) return false
  await mergePeople(tx, me.person_id, same.person_id)
  return true
}
