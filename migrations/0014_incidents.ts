import { type Kysely, sql } from 'kysely'

/**
 * Major incidents: the ticket that leads one, the reports linked to it, who follows and what each was told. Additive; an
 * announcement without a ticket is one that was made without an incident.
 */
export async function up(db: Kysely<never>) {
  await sql`
    alter table tickets
      add column parent_id text references tickets (id) on delete set null check (parent_id <> id)`.execute(db)
  await sql`create index tickets_parent on tickets (parent_id) where parent_id is not null`.execute(db)
  await sql`
    alter table announcements
      add column ticket_id     text references tickets (id) on delete cascade,
      add column sample        text,
      add column sample_locale text check (sample_locale in ('fr', 'en')),
      add column outcome       text check (outcome in ('resolved', 'withdrawn')),
      add column resolution    text,
      add column reminded_at   timestamptz`.execute(db)
  await sql`create unique index announcements_ticket on announcements (ticket_id) where ticket_id is not null`.execute(
    db,
  )
  await sql`
    alter table announcement_followers
      add column ticket_id   text references tickets (id) on delete set null,
      add column locale      text check (locale in ('fr', 'en')),
      add column question    text,
      add column asked_at    timestamptz,
      add column works_again boolean`.execute(db)
  await sql`
    create table announcement_updates (
      id              text primary key check (id like 'upd\_%'),
      announcement_id text not null references announcements (id) on delete cascade,
      text_fr         text not null default '',
      text_en         text not null default '',
      author_id       text not null references people (id),
      at              timestamptz not null,
      check (text_fr <> '' or text_en <> '')
    )`.execute(db)
  await sql`create index announcement_updates_of on announcement_updates (announcement_id, at)`.execute(db)
}
