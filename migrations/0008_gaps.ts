import { type Kysely, sql } from 'kysely'

/**
 * What the knowledge base is missing (questions without an answer), drafts that wait for a reviewer, the text of documents
 * that were converted before, and where each version came from. Additive.
 */
export async function up(db: Kysely<never>) {
  await sql`
    create table unanswered_questions (
      id        text primary key check (id like 'unq\_%'),
      source    text not null unique check (length(source) <= 512),
      text      text not null check (length(text) between 1 and 500),
      key       text not null,
      locale    text not null check (locale in ('fr', 'en')),
      person_id text not null,
      why       text not null check (why in ('nothing-found', 'none-fits')),
      asked_at  timestamptz not null
    )`.execute(db)
  await sql`create index unanswered_questions_asked on unanswered_questions (asked_at)`.execute(db)
  await sql`
    create table article_drafts (
      id          text primary key check (id like 'dra\_%'),
      ticket_id   text not null references tickets (id) on delete cascade,
      locale      text not null check (locale in ('fr', 'en')),
      title       text not null check (length(title) between 1 and 500),
      body        text not null,
      category    text,
      state       text not null check (state in ('open', 'published', 'discarded')),
      made_by     text,
      made_at     timestamptz not null,
      decided_by  text,
      decided_at  timestamptz,
      article_id  text references articles (id) on delete set null
    )`.execute(db)
  // One at a time for each ticket: made again, it replaces the one that nobody has looked at.
  await sql`create unique index article_drafts_open on article_drafts (ticket_id) where state = 'open'`.execute(db)
  await sql`
    create table document_texts (
      digest  text primary key,
      title   text not null,
      body    text not null,
      read_at timestamptz not null
    )`.execute(db)
  await sql`alter table article_versions add column source text`.execute(db)
}
