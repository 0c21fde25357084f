import { type Kysely, sql } from 'kysely'

/** Tickets offered by turn, what members can do, escalation step by step, claims that are handed over. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    alter table duty_teams
      add column routing        text not null default 'off' check (routing in ('off', 'turns')),
      add column most_open      integer not null default 0 check (most_open between 0 and 1000),
      add column take_minutes   integer not null default 10 check (take_minutes between 1 and 10000),
      add column anyone_minutes integer not null default 30 check (anyone_minutes between 0 and 10000),
      add column steps          jsonb not null default '[]',
      add column rounds         integer not null default 1 check (rounds between 1 and 5),
      add column stale_minutes  integer not null default 0 check (stale_minutes between 0 and 10000)`.execute(db)
  await sql`
    create table duty_members (
      person_id text primary key references people (id) on delete cascade,
      most_open integer check (most_open between 0 and 1000),
      languages text[] not null default '{}',
      skills    text[] not null default '{}'
    )`.execute(db)
  await sql`
    create table ticket_chains (
      ticket_id text primary key references tickets (id) on delete cascade,
      team_id   text not null references teams (id) on delete cascade,
      step      integer not null check (step >= 0),
      round     integer not null check (round >= 1),
      due_at    timestamptz
    )`.execute(db)
  await sql`create index ticket_chains_due on ticket_chains (due_at) where due_at is not null`.execute(db)
  await sql`alter table absences add column handed_over_at timestamptz`.execute(db)
}
