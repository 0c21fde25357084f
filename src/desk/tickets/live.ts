import { sql } from 'kysely'
import type { Tx } from '../../schema.ts'
import type { Ticket } from './table.ts'

/** Where open desks listen for the numbers of tickets that have changed. */
export const deskChannel = 'guichet_tickets'

/**
 * Tells every open desk, in every process, that this ticket is no longer as they show it. Postgres passes it on when the
 * transaction commits, once however often it was said, and never when it rolls back.
 */
export const notifyDesk = (tx: Tx, ticket: Pick<Ticket, 'id'>) =>
  sql`select pg_notify(${deskChannel}, number::text) from tickets where id = ${ticket.id}`.execute(tx)
