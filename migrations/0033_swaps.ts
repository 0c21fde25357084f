import { type Kysely, sql } from 'kysely'

/** One agent asks another to take a shift, for one of theirs or for nothing. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    create table shift_swaps (
      id          text primary key check (id like 'swp\_%'),
      team_id     text not null references duty_teams (team_id) on delete cascade,
      asker_id    text not null references people (id) on delete cascade,
      asked_id    text not null references people (id) on delete cascade check (asked_id <> asker_id),
      from_at     timestamptz not null,
      to_at       timestamptz not null check (to_at > from_at),
      back_from   timestamptz,
      back_to     timestamptz check (back_to > back_from),
      state       text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'over')),
      asked_at    timestamptz not null,
      remind_at   timestamptz,
      answered_at timestamptz,
      check ((back_from is null) = (back_to is null)),
      check ((state = 'asked') = (answered_at is null))
    )`.execute(db)
  await sql`create index shift_swaps_open on shift_swaps (asked_id) where state = 'asked'`.execute(db)
}
