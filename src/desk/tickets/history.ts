import { sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import type { Actor } from '../people/actor.ts'
import { may } from './policies.ts'

/** One line of a ticket's history: who did what. `given`: the name of whom it was given or offered to, where it was. */
export interface Happened {
  seq: number
  at: Date
  actor: string | null
  kind: string
  change: Record<string, unknown>
  given: string | null
}

/** What was done to a ticket, oldest first, for those who work with it. Words are not in here: they are messages. */
export const historyOf = async (db: Db, actor: Actor, ticket: TicketId): Promise<Happened[]> =>
  may.work(actor)
    ? db
        .selectFrom('ticket_events as v')
        .leftJoin('people as p', 'p.id', 'v.actor_id')
        .leftJoin('people as g', (j) =>
          j.on('g.id', '=', sql<`per_${string}`>`coalesce(v.change #>> '{after,assignee_id}', v.change ->> 'person')`),
        )
        .select(['v.seq', 'v.at', 'v.kind', 'v.change', 'p.name as actor', 'g.name as given'])
        .where('v.ticket_id', '=', ticket)
        .where('v.kind', 'not in', ['replied', 'noted', 'commented', 'edited', 'deleted'])
        .orderBy('v.seq')
        .execute()
    : []

/** What edited messages said before, by the message's place in the talk (`seq`), for agents: they may have read it so. */
export async function oldWordsOf(db: Db, actor: Actor, ticket: TicketId): Promise<Map<number, string>> {
  if (!may.work(actor)) return new Map()
  const rows = await db
    .selectFrom('message_versions as v')
    .innerJoin('messages as m', 'm.id', 'v.message_id')
    .select(['m.seq', 'v.text'])
    .where('m.ticket_id', '=', ticket)
    .where('m.deleted_at', 'is', null)
    .orderBy('v.until')
    .execute()
  return new Map(rows.map(({ seq, text }) => [Number(seq), text]))
}
