import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../schema.ts'

export type InvariantName = keyof typeof invariants
export interface Violation {
  invariant: InvariantName
  count: number
  /** Some of the rows that break it, by their ids. */
  examples: string[]
}

/** What stands in the outbox for longer than this has been forgotten: a day is when a notice is given up (outbox/store.ts). */
const forgottenAfterHours = 25

/**
 * What must hold in every database at every moment, each with its sentence; the numbers are those of the failure model
 * (reliability.md 3.1). Every query gives the ids of the rows that break it. Nothing is written.
 */
const invariants = {
  /** I3: every event that was stored has an outcome, within a minute of being accepted. */
  'heard-without-outcome': sql`select id from heard where outcome is null and heard_at < now() - interval '1 minute'`,
  /** I3: every talk belongs to a person who was met. */
  'talk-of-nobody': sql`select c.thread as id from conversations c
    where not exists (select 1 from accounts a where a.person_id = c.person_id)`,
  /** I4: a message of a platform became one message of one ticket. */
  'message-doubled': sql`select min(id) as id from messages where source_message is not null
    group by source_thread, source_message having count(*) > 1`,
  /** I5: what is to leave has left, or was given up and said so. */
  'outbox-forgotten': sql`select seq::text as id from outbox
    where settled_at is null and created_at < now() - make_interval(hours => ${sql.lit(forgottenAfterHours)})`,
  /** I6: what was posted as a message of a ticket is one post for each place. */
  'relay-doubled': sql`select min(seq)::text as id from outbox where op = 'post' and message_id is not null
      and not content @> '{"blocks": [{"kind": "file"}]}'
    group by message_id, coalesce(mirror_id, thread) having count(*) > 1`,
  /** I7: a ticket's history has no gap and begins with its opening. */
  'history-with-gaps': sql`select ticket_id as id from ticket_events group by ticket_id
    having max(seq) <> count(*) or min(seq) <> 1`,
  /** I7: the status is the one that the last change in the history tells. */
  'status-against-history': sql`select t.id from tickets t join lateral (
      select e.change #>> '{after,status}' as status from ticket_events e
      where e.ticket_id = t.id and e.change #>> '{after,status}' is not null order by e.seq desc limit 1
    ) last on true where last.status <> t.status`,
  /** I8: a ticket that is resolved or closed says since when, and one that is open does not. */
  'ending-without-time': sql`select id from tickets
    where (status = 'closed') <> (closed_at is not null) or (status = 'resolved' and resolved_at is null)`,
  /** I9: a target is warned of and breached once in each cycle. */
  'milestone-doubled': sql`select ticket_id as id from sla_milestones
    group by ticket_id, clock, milestone, cycle having count(*) > 1`,
  /** I10: whoever has a ticket took it, was given it, or answered first. */
  'assignee-without-act': sql`select t.id from tickets t where t.assignee_id is not null and not exists (
      select 1 from ticket_events e where e.ticket_id = t.id and e.change #>> '{after,assignee_id}' = t.assignee_id)`,
  /** I11: of what left in one lane, nothing overtook what was to leave before it. */
  'lane-out-of-order': sql`select later.seq::text as id from outbox later join lateral (
      select max(earlier.settled_at) as at from outbox earlier
      where earlier.lane = later.lane and earlier.seq < later.seq and earlier.created_at < later.created_at
    ) before on true where later.settled_at < before.at`,
  /** I12: nothing internal is on its way to a requester. */
  'internal-to-requester': sql`select o.seq::text as id from outbox o join messages m on m.id = o.message_id
    left join mirrors r on r.id = o.mirror_id
    where m.audience = 'internal' and coalesce(r.kind, 'requester') not in ('agents', 'side')`,
  /** I13: every change of a ticket has a line that says who made it. */
  'change-without-actor': sql`select ticket_id as id from ticket_events where actor_id is null`,
} satisfies Record<string, RawBuilder<unknown>>

/** The invariants that do not hold in this database, with some examples; nothing when all is as it must be. */
export async function violations(db: Db): Promise<Violation[]> {
  const found: Violation[] = []
  for (const [name, query] of Object.entries(invariants)) {
    const { rows } = await sql<{ count: number; examples: string[] | null }>`
      select count(*)::int as count, (array_agg(id))[1:5] as examples from (${query}) broken`.execute(db)
    const { count = 0, examples } = rows[0] ?? {}
    if (count > 0) found.push({ invariant: name as InvariantName, count, examples: examples ?? [] })
  }
  return found
}

/** How many there are, for whoever says that all of them hold. */
export const invariantCount = Object.keys(invariants).length
