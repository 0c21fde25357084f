import { type Kysely, sql } from 'kysely'

/** What the web signs with, one value for all processes; it outlives a restart. */
export async function up(db: Kysely<never>) {
  await sql`create table web_secrets (name text primary key, value text not null)`.execute(db)
}
