import { type Kysely, sql } from 'kysely'

/** What one account wrote of late is counted with each message of theirs, so it is read newest first by an index of its own. */
export async function up(db: Kysely<never>) {
  await sql`create index heard_account on heard (account, heard_at desc) where body ->> 'kind' in ('text', 'command')`.execute(
    db,
  )
}
