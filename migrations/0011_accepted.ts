import { type Kysely, sql } from 'kysely'

/** An event may be stored, and acknowledged, before it is heard; until then it is kept as it came. */
export async function up(db: Kysely<never>) {
  await sql`alter table heard add column event jsonb, add column tries integer not null default 0`.execute(db)
  await sql`create index heard_waiting on heard (thread, seq) where outcome is null`.execute(db)
}
