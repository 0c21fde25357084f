import { sql, type UpdateObject } from 'kysely'
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

/**
 * The same change of many tickets, which their caller holds locked: a few statements however many there are. Each has its
 * line of history and its cards shown anew.
 */
export async function changeMany(
  scope: Scope,
  tickets: readonly Ticket[],
  changes: Changes,
  event: { kind: string; change?: Record<string, unknown> },
): Promise<Ticket[]> {
  const ids = tickets.map(({ id }) => id)
  if (!ids.length) return []
  const changed = await scope.tx
    .updateTable('tickets')
    .set((e) => ({ ...changes, version: e('version', '+', 1) }))
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  const said = JSON.stringify({ ...event.change, ...scope.cause })
  await sql`
    insert into ticket_events (ticket_id, seq, at, actor_id, kind, change)
    select id, (select coalesce(max(seq), 0) + 1 from ticket_events v where v.ticket_id = t.id), ${scope.now}::timestamptz,
      ${scope.actor.person}, ${event.kind}, ${said}::jsonb
    from tickets t where id = any(${ids}::text[])`.execute(scope.tx)
  await refreshCardsOf(scope, changed)
  const byId = new Map(changed.map((ticket) => [ticket.id, ticket]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** These tickets as they are now, on every mirror and desk that shows them. */
export async function refreshCardsOf(scope: Scope, tickets: readonly Ticket[]) {
  const ids = tickets.map(({ id }) => id)
  const mirrors = await scope.tx.selectFrom('mirrors').selectAll().where('ticket_id', 'in', ids).orderBy('id').execute()
  for (const ticket of tickets)
    refreshCards(
      scope,
      ticket,
      mirrors.filter(({ ticket_id }) => ticket_id === ticket.id),
    )
  for (const ticket of tickets) await showChanged(scope, ticket)
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
