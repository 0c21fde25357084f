import { type Kysely, sql } from 'kysely'

/**
 * Two more kinds of places that a ticket is mirrored in: a participant's personal conversation, which reads what is public,
 * and a side conversation, which reads only what was said into it.
 */
export async function up(db: Kysely<never>) {
  await sql`alter table mirrors add column person_id text references people (id)`.execute(db)
  await sql`alter table mirrors drop constraint mirrors_kind_check`.execute(db)
  await sql`
    alter table mirrors add constraint mirrors_kind_check
      check (kind in ('requester', 'agents', 'subscriber', 'participant', 'side'))`.execute(db)
  await sql`create index mirrors_person on mirrors (person_id) where person_id is not null`.execute(db)
}
