import type { UpdateObject } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Database } from '../../schema.ts'
import { notAllowed, notFound, type Refusal, type Scope } from '../scope.ts'
import { showChanged } from './live.ts'
import { type Ability, may } from './policies.ts'
import { addEvent, lockTicket, mirrorsOf, takesPart } from './store.ts'
import type { Floor, Mirror, Ticket } from './table.ts'

type Changes = UpdateObject<Database, 'tickets'>

/**
 * The ticket, locked, for somebody who may do this to it. Whoever may not even see it gets the answer of a ticket that
 * does not exist.
 */
export async function take(scope: Scope, id: TicketId, ability: Ability): Promise<Ticket | Refusal> {
  const ticket = await lockTicket(scope.tx, id)
  if (!ticket) return notFound
  if (may[ability](scope.actor, ticket)) return ticket
  const participates = !may.see(scope.actor, ticket) && (await takesPart(scope.tx, scope.actor.person, id))
  if (participates) return ability === 'see' || ability === 'comment' ? ticket : notAllowed
  return may.see(scope.actor, ticket) ? notAllowed : notFound
}
export const refused = (taken: Ticket | Refusal): taken is Refusal => 'done' in taken

/** Writes a change, its line of history, and refreshes the ticket's card on every mirror and desk. The one way a ticket changes. */
export async function change(
  scope: Scope,
  ticket: Ticket,
  changes: Changes,
  event: { kind: string; change?: Record<string, unknown> },
): Promise<Ticket> {
  const now = await scope.tx
    .updateTable('tickets')
    .set((e) => ({ ...changes, version: e('version', '+', 1) }))
    .where('id', '=', ticket.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await addEvent(scope.tx, {
    ticket: ticket.id,
    actor: scope.actor.person,
    kind: event.kind,
    change: { ...event.change, ...scope.cause, ...difference(ticket, now) },
    at: scope.now,
  })
  refreshCards(scope, now, await mirrorsOf(scope.tx, ticket.id))
  await showChanged(scope, now, ticket)
  return now
}

/** Every mirror that shows this ticket's card shows it as it is now. */
export function refreshCards(scope: Scope, ticket: Ticket, mirrors: readonly Mirror[]) {
  for (const mirror of mirrors)
    if (mirror.card !== null)
      scope.mail.refreshTicketCard({ mirror: mirror.id }, Number(mirror.card), ticket.id, scope.settings.locale)
}

/** Who speaks in the requester's threads from now on, those of tickets joined to it too. */
export const giveFloor = (scope: Scope, ticket: TicketId, floor: Floor) =>
  scope.tx
    .updateTable('mirrors')
    .set({ floor, touched_at: scope.now })
    .where('ticket_id', 'in', (e) =>
      e
        .selectFrom('tickets')
        .select('tickets.id')
        .where((w) => w.or([w('tickets.id', '=', ticket), w('merged_into', '=', ticket)])),
    )
    .where('kind', '=', 'requester')
    .execute()

export const told = [
  'status',
  'priority',
  'tier',
  'assignee_id',
  'team_id',
  'category',
  'impact',
  'urgency',
  'rating',
  'hold_reason',
  'snoozed_until',
  'merged_into',
] as const

function difference(before: Ticket, after: Ticket) {
  const changed = told.filter((field) => before[field] !== after[field])
  return {
    ...(changed.length && {
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, after[field]])),
    }),
  }
}
