import type { Pool } from '../../src/platform/pool.ts'
import { workspace } from './slack.ts'

/** Employees who are known to the desk before anybody writes, and those among them whose open tickets are stored. */
export const employees = 60_000
const withOpenTickets = 2_000

/** People and their accounts, by SQL: learning who somebody is happens once in their life and is no part of a turn. */
export async function hire(pool: Pick<Pool, 'query'>) {
  await pool.query(
    `insert into people (id, name, locale, created_at)
     select 'per_bench' || n, 'Employee ' || n, case when n % 2 = 0 then 'fr' else 'en' end, now()
     from generate_series(1, ${employees}) n`,
  )
  await pool.query(
    `insert into accounts (key, person_id, name, profiled_at, created_at)
     select 'slack:${workspace}:U' || lpad(n::text, 6, '0'), 'per_bench' || n, 'Employee ' || n, now(), now()
     from generate_series(1, ${employees}) n`,
  )
  // As the server's autovacuum does soon, and the embedded database's upkeep.
  await pool.query('analyze')
}

/**
 * Tickets of past years with all that hangs on them: 19 of 20 closed; four lines of history, three messages, two clocks
 * with two intervals each, a mirror, what was heard and said. Written as rows; the desk would take an hour.
 */
export async function storeTickets(pool: Pick<Pool, 'query'>, from: number, to: number) {
  const calendar = (await pool.query('select id from calendars where is_default')).rows[0]?.id
  for (const statement of statements(String(calendar), from, to)) await pool.query(statement)
  await pool.query('vacuum analyze')
}

const person = `'per_bench' || (case when n % 20 = 0 then ${employees} - n % ${withOpenTickets} else 1 + n % ${employees - withOpenTickets} end)`
const thread = `'slack:${workspace}:@U' || lpad((case when n % 20 = 0 then ${employees} - n % ${withOpenTickets} else 1 + n % ${employees - withOpenTickets} end)::text, 6, '0')`
const at = `now() - make_interval(mins => 1000000 - n)`

function statements(calendar: string, from: number, to: number): string[] {
  const n = `generate_series(${from}, ${to}) n`
  return [
    `insert into tickets (id, source, type, requester_id, author_id, locale, title, description, category, impact, urgency,
       priority, status, opened_at, first_response_at, resolved_at, closed_at)
     select 'tkt_bench' || n, 'bench:' || n, 'incident', ${person}, ${person}, 'en', 'Stored ticket ' || n,
       repeat('The printer on the third floor prints blank pages. ', 4), 'printing', 'one', 'medium', 'P3',
       case when n % 20 = 0 then 'new' else 'closed' end, ${at}, ${at}, case when n % 20 > 0 then ${at} end,
       case when n % 20 > 0 then ${at} end from ${n}`,
    `insert into ticket_events (ticket_id, seq, at, actor_id, kind, change)
     select 'tkt_bench' || n, k, ${at}, 'per_guichet', 'changed', '{"status": ["new", "closed"]}'
     from ${n}, generate_series(1, 4) k`,
    `insert into messages (id, ticket_id, author_id, audience, text, source_thread, source_message, at)
     select 'msg_bench' || n || '_' || k, 'tkt_bench' || n, ${person}, 'public', 'It still prints blank pages.',
       ${thread}, n || '.' || k, ${at} from ${n}, generate_series(1, 3) k`,
    `insert into sla_clocks (ticket_id, clock, calendar_id, priority, target_minutes, cycle, state, warn_at, due_at)
     select 'tkt_bench' || n, clock, '${calendar}', 'P3', 480, 1, case when n % 20 = 0 then 'running' else 'stopped' end,
       case when n % 20 = 0 then now() + interval '1 day' end, case when n % 20 = 0 then now() + interval '2 days' end
     from ${n}, unnest(array['response', 'resolution']) clock`,
    `insert into sla_intervals (ticket_id, clock, seq, from_at, to_at, state, cause, priority)
     select 'tkt_bench' || n, clock, k, ${at}, case when k = 1 then ${at} + interval '1 hour' end,
       case when k = 1 or n % 20 = 0 then 'running' else 'stopped' end, 'opened', 'P3'
     from ${n}, unnest(array['response', 'resolution']) clock, generate_series(1, 2) k`,
    `insert into mirrors (id, ticket_id, kind, channel, thread, floor, touched_at)
     select 'mir_bench' || n, 'tkt_bench' || n, 'requester', ${thread}, ${thread}, 'queue', ${at} from ${n}`,
    `insert into heard (id, thread, account, body, at, heard_at, outcome)
     select 'bench:' || n || ':' || k, ${thread}, replace(${thread}, '@', ''), '{"kind": "text", "text": "It is broken"}',
       ${at}, ${at}, 'answered' from ${n}, generate_series(1, 3) k`,
    `insert into outbox (lane, op, thread, content, created_at, attempts, posted, settled_at)
     select ${thread}, 'post', ${thread}, '{"kind": "blocks", "blocks": [{"kind": "text", "text": "We look at it."}]}',
       ${at}, 1, n || '.' || k, ${at} from ${n}, generate_series(1, 3) k`,
  ]
}
