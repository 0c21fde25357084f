import { type Kysely, sql } from 'kysely'

/**
 * Files that came with messages. What is known of a file and what is in it are two tables, so that lists never touch the
 * bytes and retention can take the bytes and leave the line that says there was a file.
 */
export async function up(db: Kysely<never>) {
  await sql`
    create table files (
      id             text primary key check (id like 'fil\_%'),
      owner_id       text not null references people (id),
      ticket_id      text references tickets (id) on delete cascade,
      message_id     text references messages (id) on delete cascade,
      source_thread  text,
      source_message text,
      name           text not null check (length(name) between 1 and 200),
      bytes          integer,
      type           text,
      state          text not null default 'waiting' check (state in ('waiting', 'kept', 'refused', 'failed', 'expired')),
      why            text,
      handle         jsonb,
      created_at     timestamptz not null
    )`.execute(db)
  await sql`create index files_message on files (message_id) where message_id is not null`.execute(db)
  await sql`create index files_ticket on files (ticket_id) where ticket_id is not null`.execute(db)
  await sql`create index files_source on files (source_thread, source_message) where message_id is null`.execute(db)
  await sql`create table file_contents (file_id text primary key references files (id) on delete cascade, content bytea not null)`.execute(
    db,
  )
  // A picture does not get smaller by being packed again.
  await sql`alter table file_contents alter column content set storage external`.execute(db)
}
