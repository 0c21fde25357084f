import { type Kysely, sql } from 'kysely'

/** How each channel takes requests, whose home is shown, which tickets are private and which threads they were moved from. */
export async function up(db: Kysely<never>) {
  await sql`
    create table request_channels (
      channel       text primary key,
      mode          text not null check (mode in ('auto', 'emoji', 'mention', 'off')),
      burst_minutes integer not null default 2 check (burst_minutes between 0 and 60),
      set_by        text not null references people (id),
      set_at        timestamptz not null
    )`.execute(db)
  await sql`
    create table homes (
      account text primary key references accounts (key) on delete cascade,
      seen_at timestamptz not null
    )`.execute(db)
  await sql`
    create table moved_threads (
      thread    text primary key,
      ticket_id text not null references tickets (id) on delete cascade,
      moved_at  timestamptz not null
    )`.execute(db)
  await sql`alter table tickets add column private boolean not null default false`.execute(db)
  await sql`
    update tickets t set private = true
    where not exists (
      select 1 from mirrors m where m.ticket_id = t.id and m.kind = 'requester' and m.channel not like '%:@%'
    )`.execute(db)
}
