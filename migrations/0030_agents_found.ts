import { type Kysely, sql } from 'kysely'

/** Each card asks who works at the desk: a handful among all who ever wrote. */
export async function up(db: Kysely<never>) {
  await sql`create index people_staff on people (id) where role <> 'employee'`.execute(db)
  await sql`create index accounts_agents on accounts (person_id) where agent`.execute(db)
}
