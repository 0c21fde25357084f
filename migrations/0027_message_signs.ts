import { type Kysely, sql } from 'kysely'

/** Signs that people put under messages of a ticket, each in the place where it was put, so that taking one away undoes it. */
export async function up(db: Kysely<never>) {
  await sql`
    create table message_signs (
      message_id text not null references messages (id) on delete cascade,
      account    text not null references accounts (key) on delete cascade,
      place      text not null,
      emoji      text not null,
      at         timestamptz not null,
      primary key (message_id, account, place, emoji)
    )`.execute(db)
  // A platform names the message of a sign, and not its thread.
  await sql`
    create index messages_source_message on messages (source_message) where source_message is not null`.execute(db)
}
