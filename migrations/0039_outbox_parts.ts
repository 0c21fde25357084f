import { type Kysely, sql } from 'kysely'

/**
 * Which of the several posts that carry one message this one is, from 0: an edit finds them by it. Until now it was counted
 * from their order, which is how the older ones are numbered here, once.
 */
export async function up(db: Kysely<never>) {
  await sql`alter table outbox add column part smallint`.execute(db)
  await sql`
    update outbox o set part = counted.part
    from (
      select seq, row_number() over (partition by message_id, coalesce(mirror_id, thread) order by seq) - 1 as part
      from outbox p
      where op = 'post' and message_id is not null and content ->> 'kind' = 'blocks'
        and not content -> 'blocks' @> '[{"kind": "file"}]'
        and not exists (select 1 from outbox r where r.op = 'remove' and r.target = p.seq and r.message_id = p.message_id)
    ) counted
    where o.seq = counted.seq and counted.part > 0`.execute(db)
}
