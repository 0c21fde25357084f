import { type Kysely, sql } from 'kysely'

/**
 * When the bot speaks in a channel: about questions only, to certain people or teams only, first to whoever asks alone. The
 * mode `clear` is what a channel without a setting does, for one that has another setting.
 */
export async function up(db: Kysely<never>) {
  await sql`
    alter table request_channels
      add column only_questions boolean not null default false,
      add column only_for jsonb not null default '[]',
      add column privately boolean not null default false`.execute(db)
  await sql`alter table answers_given add column may_share boolean not null default false, add column shared_at timestamptz`.execute(
    db,
  )
  await sql`alter table request_channels drop constraint request_channels_mode_check`.execute(db)
  await sql`
    alter table request_channels add constraint request_channels_mode_check
      check (mode in ('auto', 'emoji', 'mention', 'off', 'clear'))`.execute(db)
}
