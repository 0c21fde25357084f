import { type Kysely, sql } from 'kysely'

/** Why each answer was given, and what could not be delivered: both are read by the newest first. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    create table answers_given (
      source    text primary key check (length(source) <= 512),
      text      text not null check (length(text) between 1 and 500),
      locale    text not null check (locale in ('fr', 'en')),
      person_id text not null references people (id),
      band      text not null check (band in ('confident', 'maybe')),
      worded    boolean not null,
      articles  jsonb not null,
      given_at  timestamptz not null
    )`.execute(db)
  await sql`create index answers_given_at on answers_given (given_at desc)`.execute(db)
  await sql`create index answers_given_person on answers_given (person_id)`.execute(db)
  await sql`create index outbox_failed on outbox (settled_at desc) where failed is not null`.execute(db)
}
