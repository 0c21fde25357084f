import { type Kysely, sql } from 'kysely'

/** Signing in to the console: one-time links and the sessions they open. Tokens are stored as hashes only. */
export async function up(db: Kysely<never>) {
  await sql`
    create table sign_in_links (
      token_hash text primary key,
      person_id  text not null references people (id) on delete cascade,
      expires_at timestamptz not null,
      used_at    timestamptz
    )`.execute(db)
  await sql`
    create table sessions (
      token_hash text primary key,
      person_id  text not null references people (id) on delete cascade,
      created_at timestamptz not null,
      seen_at    timestamptz not null
    )`.execute(db)
  await sql`create index sessions_person on sessions (person_id)`.execute(db)
}
