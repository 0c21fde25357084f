import { type Kysely, sql } from 'kysely'

/** Who of a workspace reads its agents' channel: a few accounts among many, looked up whenever a card is shown there. */
export async function up(db: Kysely<never>) {
  await sql`create index accounts_agents on accounts (key) where agent`.execute(db)
}
