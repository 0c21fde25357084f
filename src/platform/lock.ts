import { sql, type Transaction } from 'kysely'

/** Waits until no other transaction holds this name; released by commit or rollback, so that a crash frees it too. */
export const onlyOne = <DB>(tx: Transaction<DB>, name: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
