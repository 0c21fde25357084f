import { sql } from 'kysely'
import type { AccountKey } from '../../chat/thread.ts'
import type { Tx } from '../../schema.ts'
import { drawHome } from '../people/homes.ts'
import type { Scope } from '../scope.ts'
import type { Ticket } from './table.ts'

/** Where open desks listen for the numbers of tickets that have changed. */
export const deskChannel = 'guichet_tickets'

/** Where the pages of people listen for changes of what is theirs. */
export const homeChannel = 'guichet_homes'

/**
 * Tells every open desk, in every process, that this ticket is no longer as they show it. Postgres passes it on when the
 * transaction commits, once however often it was said, and never when it rolls back.
 */
export const notifyDesk = (tx: Tx, ticket: Pick<Ticket, 'id'>) =>
  sql`select pg_notify(${deskChannel}, number::text) from tickets where id = ${ticket.id}`.execute(tx)

/**
 * The same, and the homes of those whose ticket it is, to ask for or to work on: of whoever had it before, too. One round
 * trip, since every change of a ticket makes it.
 */
export async function showChanged(scope: Scope, ticket: Ticket, before: Ticket = ticket) {
  const people = [ticket.requester_id, ticket.assignee_id, before.assignee_id].filter((id) => id !== null)
  const { rows } = await sql<{ homes: AccountKey[] }>`
    select pg_notify(${deskChannel}, ${String(ticket.number)}), (
      select count(pg_notify(${homeChannel}, person)::text) from unnest(${sql.val(people)}::text[]) person), array(
      select h.account from homes h join accounts a on a.key = h.account
      where a.person_id = any(${sql.val(people)}::text[])) as homes`.execute(scope.tx)
  for (const account of rows[0]?.homes ?? []) drawHome(scope, account)
}
