import { type Kysely, sql } from 'kysely'

/** Working calendars and the ledger of each ticket's clocks. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    create table calendars (
      id             text primary key check (id like 'cal\_%'),
      name           text not null check (length(name) between 1 and 100),
      is_default     boolean not null default false,
      hours          jsonb not null,
      holidays       jsonb not null default '[]',
      holidays_of    text,
      holidays_until integer,
      targets        jsonb not null,
      updated_at     timestamptz not null
    )`.execute(db)
  await sql`create unique index calendars_default on calendars (is_default) where is_default`.execute(db)
  await sql`
    create table sla_clocks (
      ticket_id      text not null references tickets (id) on delete cascade,
      clock          text not null check (clock in ('response', 'resolution')),
      calendar_id    text not null references calendars (id),
      priority       text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
      target_minutes integer not null check (target_minutes > 0),
      cycle          integer not null check (cycle > 0),
      state          text not null check (state in ('running', 'paused', 'stopped')),
      warn_at        timestamptz,
      due_at         timestamptz,
      announced      text check (announced in ('warning', 'breach')),
      primary key (ticket_id, clock),
      check (state <> 'running' or due_at is not null)
    )`.execute(db)
  // What the tick asks for every few seconds: only clocks with something left to say are in these indexes.
  await sql`
    create index sla_clocks_due on sla_clocks (due_at)
    where due_at is not null and announced is distinct from 'breach'`.execute(db)
  await sql`create index sla_clocks_warn on sla_clocks (warn_at) where state = 'running' and announced is null`.execute(
    db,
  )
  await sql`create index sla_clocks_calendar on sla_clocks (calendar_id) where state <> 'stopped'`.execute(db)
  await sql`
    create table sla_intervals (
      ticket_id text not null,
      clock     text not null,
      seq       integer not null check (seq > 0),
      from_at   timestamptz not null,
      to_at     timestamptz,
      state     text not null check (state in ('running', 'paused', 'stopped')),
      cause     text not null,
      priority  text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
      primary key (ticket_id, clock, seq),
      foreign key (ticket_id, clock) references sla_clocks (ticket_id, clock) on delete cascade,
      check (to_at >= from_at)
    )`.execute(db)
  await sql`create unique index sla_intervals_open on sla_intervals (ticket_id, clock) where to_at is null`.execute(db)
  await sql`
    create table sla_milestones (
      ticket_id    text not null references tickets (id) on delete cascade,
      clock        text not null check (clock in ('response', 'resolution')),
      milestone    text not null check (milestone in ('warning', 'breach')),
      cycle        integer not null,
      priority     text not null,
      reached_at   timestamptz not null,
      announced_at timestamptz not null,
      primary key (ticket_id, clock, milestone, cycle)
    )`.execute(db)
}
