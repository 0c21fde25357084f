import type { AccountKey } from '../../chat/thread.ts'
import type { Scope } from '../scope.ts'

/** Keeps that this account looks at its home, and has it drawn. */
export async function showHome(scope: Scope, account: AccountKey) {
  await scope.tx
    .insertInto('homes')
    .values({ account, seen_at: scope.now })
    .onConflict((c) => c.column('account').doUpdateSet({ seen_at: scope.now }))
    .execute()
  drawHome(scope, account)
}

/** Has a home drawn as it is now. A lane of its own: only the newest drawing of one home is of use. */
export const drawHome = ({ mail }: Pick<Scope, 'mail'>, account: AccountKey) =>
  mail.errand(`home ${account}`, 'show-home', { account })
