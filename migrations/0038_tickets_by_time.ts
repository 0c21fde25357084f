import { type Kysely, sql } from 'kysely'

/** What was reported in the same hours is looked for with each new ticket, among all that were ever opened. */
export async function up(db: Kysely<never>) {
  await sql`create index tickets_opened on tickets (opened_at, number)`.execute(db)
}
