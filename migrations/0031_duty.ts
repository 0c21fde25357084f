import { type Kysely, sql } from 'kysely'

/**
 * Who is on call and who is away: one weekly rotation a team, what was put in its place for a while, absences, and who was
 * called for a ticket. A desk without a row here is as it was before. Additive.
 */
export async function up(db: Kysely<never>) {
  await sql`
    create table duty_teams (
      team_id         text primary key references teams (id) on delete cascade,
      zone            text not null,
      starts_on       text check (starts_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
      handover_minute integer not null default 540 check (handover_minute between 0 and 1439),
      every_weeks     integer not null default 1 check (every_weeks between 1 and 52),
      at_shift_end    text not null default 'hand-over' check (at_shift_end in ('hand-over', 'keep')),
      settled_until   timestamptz not null,
      updated_at      timestamptz not null
    )`.execute(db)
  await sql`
    create table rota_people (
      team_id   text not null references duty_teams (team_id) on delete cascade,
      place     integer not null check (place >= 0),
      person_id text not null references people (id) on delete cascade,
      primary key (team_id, place)
    )`.execute(db)
  await sql`
    create table rota_stints (
      id        text primary key check (id like 'sti\_%'),
      team_id   text not null references duty_teams (team_id) on delete cascade,
      person_id text not null references people (id) on delete cascade,
      kind      text not null check (kind in ('override', 'swap', 'imported')),
      from_at   timestamptz not null,
      to_at     timestamptz not null check (to_at > from_at),
      uid       text,
      set_by    text references people (id),
      set_at    timestamptz not null
    )`.execute(db)
  await sql`create index rota_stints_team on rota_stints (team_id, to_at)`.execute(db)
  await sql`
    create table absences (
      id        text primary key check (id like 'abs\_%'),
      person_id text not null references people (id) on delete cascade,
      from_at   timestamptz not null,
      to_at     timestamptz check (to_at > from_at),
      zone      text not null,
      set_by    text references people (id),
      set_at    timestamptz not null
    )`.execute(db)
  await sql`create index absences_person on absences (person_id, to_at)`.execute(db)
  await sql`
    create table ticket_calls (
      id        text primary key check (id like 'tcl\_%'),
      ticket_id text not null references tickets (id) on delete cascade,
      person_id text not null references people (id) on delete cascade,
      team_id   text references teams (id) on delete cascade,
      kind      text not null check (kind in ('offer', 'page')),
      at        timestamptz not null,
      until     timestamptz,
      outcome   text check (outcome in ('taken', 'passed', 'expired', 'over')),
      ended_at  timestamptz,
      check ((outcome is null) = (ended_at is null))
    )`.execute(db)
  await sql`create index ticket_calls_ticket on ticket_calls (ticket_id, at)`.execute(db)
  await sql`create unique index ticket_calls_offer on ticket_calls (ticket_id) where kind = 'offer' and outcome is null`.execute(
    db,
  )
}
