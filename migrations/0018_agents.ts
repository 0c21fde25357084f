import { type Kysely, sql } from 'kysely'

/** What agents do with a ticket: holds with a reason, snoozes, merges, links, replies in the making, replies kept ready. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    alter table tickets
      add column hold_reason   text check (hold_reason in ('vendor', 'change', 'problem', 'other')),
      add column snoozed_until timestamptz,
      add column snoozed_by    text references people (id),
      add column merged_into   text references tickets (id) check (merged_into <> id)`.execute(db)
  await sql`create index tickets_snoozed on tickets (snoozed_until) where snoozed_until is not null`.execute(db)
  await sql`create index tickets_merged on tickets (merged_into) where merged_into is not null`.execute(db)
  await sql`
    create table ticket_links (
      ticket_id text not null references tickets (id) on delete cascade,
      other_id  text not null references tickets (id) on delete cascade,
      kind      text not null check (kind in ('related', 'split')),
      person_id text not null references people (id),
      at        timestamptz not null,
      primary key (ticket_id, other_id),
      check (ticket_id <> other_id)
    )`.execute(db)
  await sql`create index ticket_links_other on ticket_links (other_id)`.execute(db)
  // A public reply that has not left yet: until then its author may take it back.
  await sql`alter table messages add column held_until timestamptz`.execute(db)
  await sql`
    create table reply_drafts (
      ticket_id  text not null references tickets (id) on delete cascade,
      person_id  text not null references people (id) on delete cascade,
      text       text not null default '',
      seen       bigint not null default 0,
      open_until timestamptz not null,
      primary key (ticket_id, person_id)
    )`.execute(db)
  await sql`
    create table canned_replies (
      name       text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
      title_en   text not null check (length(title_en) between 1 and 75),
      title_fr   text not null check (length(title_fr) between 1 and 75),
      text_en    text not null default '',
      text_fr    text not null default '',
      changes    jsonb not null default '{}',
      updated_at timestamptz not null,
      check (text_en <> '' or text_fr <> '' or changes <> '{}')
    )`.execute(db)
  // Changes made to many tickets at once are taken back together.
  await sql`
    create index ticket_events_batch on ticket_events ((change ->> 'batch')) where change ->> 'batch' is not null`.execute(
    db,
  )
}
