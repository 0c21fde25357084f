import { type Kysely, sql } from 'kysely'

/** Slack workspaces beside the one of the environment. Every secret is sealed (src/platform/sealed.ts) before it comes here. */
export async function up(db: Kysely<never>) {
  await sql`
    create table slack_workspaces (
      workspace       text primary key check (workspace ~ '^[A-Z0-9]{1,60}$'),
      name            text not null,
      bot_token       text not null check (bot_token like 'v1.%'),
      signing_secret  text check (signing_secret like 'v1.%'),
      app_token       text check (app_token like 'v1.%'),
      triage_channel  text,
      created_at      timestamptz not null,
      updated_at      timestamptz not null
    )`.execute(db)
}
