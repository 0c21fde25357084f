import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Actor } from '../people/actor.ts'
import { isAgent } from '../people/actor.ts'
import { may } from './policies.ts'
import type { Mirror, Ticket } from './table.ts'

/** Takes the row's lock, so it asks for a transaction: whatever follows sees one ticket, one writer at a time. */
export const lockTicket = (tx: Tx, id: TicketId): Promise<Ticket | undefined> =>
  tx.selectFrom('tickets').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** The ticket that hears what is said in this one: itself, or the one it was joined to. Locked, like the other. */
export const heardIn = async (tx: Tx, ticket: Ticket): Promise<Ticket> =>
  (ticket.merged_into && (await lockTicket(tx, ticket.merged_into))) || ticket

export const ticketById = (db: Db, id: TicketId): Promise<Ticket | undefined> =>
  db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirst()

/** A ticket by its number, if this actor may see it; otherwise nothing, as if it did not exist. */
export const visibleTicket = (db: Db, actor: Actor, number: number): Promise<Ticket | undefined> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('number', '=', number)
    .$if(!isAgent(actor), (q) =>
      q.where((e) =>
        e.or([
          e('requester_id', '=', actor.person),
          e(
            'id',
            'in',
            e
              .selectFrom('mirrors')
              .select('ticket_id')
              .where('kind', '=', 'participant')
              .where('person_id', '=', actor.person),
          ),
        ]),
      ),
    )
    .executeTakeFirst()

/** Whether this actor may know of a ticket: agents do, its requester does, and whoever was added to it. */
export async function maySeeTicket(db: Db, actor: Actor, id: TicketId): Promise<boolean> {
  const ticket = await ticketById(db, id)
  return ticket !== undefined && (may.see(actor, ticket) || (await takesPart(db, actor.person, id)))
}

/** Whether somebody was added to this ticket. */
export const takesPart = async (db: Db, person: PersonId, ticket: TicketId): Promise<boolean> =>
  (await db
    .selectFrom('mirrors')
    .select('id')
    .where('ticket_id', '=', ticket)
    .where('kind', '=', 'participant')
    .where('person_id', '=', person)
    .executeTakeFirst()) !== undefined

/** A person's own tickets, the open ones first, newest first. */
export const ticketsOf = (db: Db, person: PersonId, limit: number): Promise<Ticket[]> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('requester_id', '=', person)
    .orderBy(sql`status in ('resolved', 'closed')`)
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .execute()

/** How often this person came in the days before: what makes a third contact visible to the agent. */
export const recentTicketsOf = (db: Db, person: PersonId, since: Date) =>
  db
    .selectFrom('tickets')
    .select(['id', 'number', 'title', 'status'])
    .where('requester_id', '=', person)
    .where('opened_at', '>=', since)
    .orderBy('opened_at', 'desc')
    .limit(5)
    .execute()

/** Tickets nobody has taken yet that stand before this one: more pressing, or as pressing and older. */
export async function queueAhead(
  db: Db,
  ticket: Pick<Ticket, 'id' | 'priority' | 'opened_at' | 'tier'>,
): Promise<number> {
  const { ahead } = await db
    .selectFrom('tickets')
    .select((e) => e.fn.countAll<string>().as('ahead'))
    .where('status', '=', 'new')
    .where('assignee_id', 'is', null)
    .where('tier', '=', ticket.tier)
    .where('id', '!=', ticket.id)
    .where((e) =>
      e.or([
        e('priority', '<', ticket.priority),
        e.and([e('priority', '=', ticket.priority), e('opened_at', '<', ticket.opened_at)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(ahead)
}

/** A place with the language of its one reader, where it has one. */
export type LocalMirror = Mirror & { locale: Locale | null }

export const mirrorsOf = (db: Db, ticket: TicketId): Promise<LocalMirror[]> =>
  db
    .selectFrom('mirrors as m')
    .leftJoin('people as p', 'p.id', 'm.person_id')
    .selectAll('m')
    .select('p.locale')
    .where('m.ticket_id', '=', ticket)
    .orderBy('m.id')
    .execute()

/** The ticket whose agents work in this thread. */
export const agentsMirrorAt = (db: Db, thread: ThreadKey): Promise<Mirror | undefined> =>
  db.selectFrom('mirrors').selectAll().where('thread', '=', thread).where('kind', '=', 'agents').executeTakeFirst()

/** One line of a ticket's history; its number follows the last one under the ticket's lock. */
export const addEvent = (
  tx: Tx,
  event: { ticket: TicketId; actor: PersonId | null; kind: string; change?: Record<string, unknown>; at: Date },
) =>
  tx
    .insertInto('ticket_events')
    .values((e) => ({
      ticket_id: event.ticket,
      seq: e
        .selectFrom('ticket_events')
        .where('ticket_id', '=', event.ticket)
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('next')),
      at: event.at,
      actor_id: event.actor,
      kind: event.kind,
      change: JSON.stringify(event.change ?? {}),
    }))
    .execute()

/** The ticket whose card on the agents' side was posted as this message. */
export async function ticketOfCard(db: Db, channel: ThreadKey, posted: string): Promise<TicketId | undefined> {
  const card = await db
    .selectFrom('mirrors as m')
    .innerJoin('outbox as o', 'o.seq', 'm.card')
    .select('m.ticket_id')
    .where('m.kind', '=', 'agents')
    .where('m.channel', '=', channel)
    .where('o.posted', '=', posted)
    .executeTakeFirst()
  return card?.ticket_id
}

/** The tickets that one person changed together. */
export const ticketsOfBatch = (db: Db, batch: string, by: PersonId): Promise<{ id: TicketId; number: number }[]> =>
  db
    .selectFrom('tickets as t')
    .select(['t.id', 't.number'])
    .where(
      't.id',
      'in',
      db
        .selectFrom('ticket_events as v')
        .select('v.ticket_id')
        .where(sql<boolean>`v.change ->> 'batch' = ${batch}`)
        .where('v.actor_id', '=', by),
    )
    .orderBy('t.number')
    .execute()
