import { type Kysely, sql } from 'kysely'

/** Label lines, model versions and decisions of triage. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    create table triage_lines (
      id           text primary key check (id like 'lbl\_%'),
      text         text not null check (length(text) between 1 and 8000),
      locale       text not null check (locale in ('fr', 'en')),
      intent       text,
      category     text,
      source       text not null unique,
      ticket_id    text references tickets (id) on delete set null,
      corrected_by text references people (id) on delete set null,
      at           timestamptz not null,
      check (intent is not null or category is not null)
    )`.execute(db)
  await sql`create index triage_lines_ticket on triage_lines (ticket_id)`.execute(db)
  await sql`
    create table triage_models (
      version    text primary key check (version like 'mdl\_%'),
      number     integer generated always as identity unique,
      packed     text not null,
      metrics    jsonb not null,
      active     boolean not null default false,
      created_at timestamptz not null
    )`.execute(db)
  await sql`create unique index triage_models_active on triage_models (active) where active`.execute(db)
  await sql`
    create table triage_decisions (
      source    text primary key check (length(source) <= 512),
      ticket_id text references tickets (id) on delete cascade,
      model     text not null,
      decision  jsonb not null,
      reasons   jsonb not null,
      at        timestamptz not null
    )`.execute(db)
  await sql`create index triage_decisions_ticket on triage_decisions (ticket_id, at)`.execute(db)
}
