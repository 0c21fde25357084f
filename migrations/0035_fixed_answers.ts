import { type Kysely, sql } from 'kysely'

/** Answers in an exact text, given where a message holds certain words; and which answers were such. */
export async function up(db: Kysely<never>) {
  await sql`
    create table fixed_answers (
      name       text primary key check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
      version    integer not null,
      patterns   jsonb not null,
      text_fr    text not null check (length(text_fr) <= 3000),
      text_en    text not null check (length(text_en) <= 3000),
      audience   text not null check (audience in ('public', 'employees', 'agents')),
      channels   jsonb not null,
      active     boolean not null,
      changed_at timestamptz not null,
      changed_by text references people (id) on delete set null,
      check (text_fr <> '' or text_en <> '')
    )`.execute(db)
  await sql`alter table answers_given add column fixed jsonb, add column helped boolean`.execute(db)
  await sql`create index answers_given_fixed on answers_given ((fixed ->> 'name')) where fixed is not null`.execute(db)
}
