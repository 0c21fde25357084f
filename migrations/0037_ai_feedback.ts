import { type Kysely, sql } from 'kysely'

/** What agents think of what a model wrote or triage decided; and tests of the knowledge base that are run on each change. */
export async function up(db: Kysely<never>) {
  await sql`
    create table ai_feedback (
      ticket_id text not null references tickets (id) on delete cascade,
      tool      text not null check (tool in ('summary', 'suggestion', 'translation', 'triage')),
      person_id text not null references people (id) on delete cascade,
      good      boolean not null,
      comment   text not null check (length(comment) <= 1000),
      model     text,
      at        timestamptz not null,
      primary key (ticket_id, tool, person_id)
    )`.execute(db)
  await sql`create index ai_feedback_at on ai_feedback (at desc)`.execute(db)
  await sql`
    create table answer_tests (
      locale   text not null check (locale in ('fr', 'en')),
      key      text not null,
      text     text not null check (length(text) between 1 and 500),
      expected text not null check (length(expected) <= 200),
      source   text not null,
      added_at timestamptz not null,
      primary key (locale, key)
    )`.execute(db)
}
