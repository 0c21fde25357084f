import { type Kysely, sql } from 'kysely'

/**
 * Articles that wait for the instant of their publication, as their author wrote them. Nothing of them is an article
 * before: no search, list or index has to leave them out.
 */
export async function up(db: Kysely<never>) {
  await sql`
    create table scheduled_articles (
      external_id  text not null check (length(external_id) between 1 and 200),
      locale       text not null check (locale in ('fr', 'en')),
      title        text not null,
      draft        jsonb not null,
      fingerprint  text not null,
      publish_at   timestamptz not null,
      source       text,
      scheduled_at timestamptz not null,
      scheduled_by text references people (id) on delete set null,
      primary key (external_id, locale)
    )`.execute(db)
  await sql`create index scheduled_articles_due on scheduled_articles (publish_at)`.execute(db)
}
