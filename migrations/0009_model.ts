import { type Kysely, sql } from 'kysely'

/** What the language model was asked for, what it cost and how it ended; no text of anybody. Additive. */
export async function up(db: Kysely<never>) {
  await sql`
    create table model_calls (
      id      text primary key check (id like 'cal\_%'),
      purpose text not null check (length(purpose) <= 60),
      model   text not null check (length(model) <= 200),
      tokens  integer not null check (tokens >= 0),
      ms      integer check (ms >= 0),
      outcome text check (outcome in ('ok', 'off', 'budget', 'open', 'timeout', 'refused', 'nonsense', 'error')),
      at      timestamptz not null
    )`.execute(db)
  await sql`create index model_calls_at on model_calls (at)`.execute(db)
  await sql`
    create table model_messages (
      source text primary key check (length(source) <= 512),
      at     timestamptz not null
    )`.execute(db)
  await sql`create index model_messages_at on model_messages (at)`.execute(db)
  await sql`create index triage_decisions_at on triage_decisions (at)`.execute(db)
}
