import { type Kysely, sql } from 'kysely'

/** What a platform's own directory says of an account's address; used to join accounts only where that directory is trusted. */
export async function up(db: Kysely<never>) {
  await sql`alter table accounts add column directory_email text`.execute(db)
  await sql`create index accounts_directory on accounts (directory_email) where directory_email is not null`.execute(db)
}
