import { sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { reopenTicket } from '../announcements/ending.ts'
import type { Outcome, Scope } from '../scope.ts'
import { changePriority, pauseResolution, resume } from '../sla/store.ts'
import { change, giveFloor, refused, take, told } from './change.ts'
import type { Ticket } from './table.ts'

type Told = Pick<Ticket, (typeof told)[number]>
interface Done {
  seq: number
  kind: string
  change: { before?: Partial<Told>; after?: Partial<Told> }
}

/**
 * Takes back what this actor last did to the ticket for this cause (a sign under its card, one change of many), if it
 * still stands: what others have done since is never overwritten.
 */
export async function undo(scope: Scope, id: TicketId): Promise<Outcome<{ ticket: Ticket }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const done = scope.cause && (await lastDone(scope, id))
  const { before, after } = done?.change ?? {}
  if (!done || !before || !after || !stands(ticket, after)) return { done: false, why: 'nothing-to-undo' }
  if (after.status === 'resolved') return reopenTicket(scope, id, texts[ticket.locale].notices.undone)
  await clocksFollow(scope, ticket, before)
  const restored = await change(scope, ticket, before, { kind: 'undone', change: { undoes: done.seq } })
  if ('assignee_id' in before) await giveFloor(scope, id, restored.assignee_id ? 'person' : 'queue')
  return { done: true, ticket: restored }
}

/** The newest act of this actor and cause that was not taken back yet. */
async function lastDone({ tx, actor, cause }: Scope, id: TicketId): Promise<Done | undefined> {
  return tx
    .selectFrom('ticket_events as v')
    .select(['v.seq', 'v.kind', 'v.change'])
    .where('v.ticket_id', '=', id)
    .where('v.actor_id', '=', actor.person)
    .where(sql<boolean>`v.change @> ${JSON.stringify(cause)}::jsonb`)
    .where('v.kind', '!=', 'undone')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('ticket_events as u')
            .select('u.seq')
            .where('u.ticket_id', '=', id)
            .where(sql<boolean>`u.change ->> 'undoes' = v.seq::text`),
        ),
      ),
    )
    .orderBy('v.seq', 'desc')
    .executeTakeFirst()
}

const stands = (ticket: Ticket, after: Partial<Told>) =>
  told.every((field) => !(field in after) || JSON.stringify(ticket[field]) === JSON.stringify(after[field]))

/** Promises and pauses are those of the state that is restored. */
async function clocksFollow({ tx, now }: Scope, ticket: Ticket, { priority, status }: Partial<Told>) {
  if (priority) await changePriority(tx, ticket.id, priority, now)
  if (!status) return
  if (status === 'waiting') await pauseResolution(tx, ticket.id, 'waiting-on-user', now)
  else if (status === 'on-hold') await pauseResolution(tx, ticket.id, 'on-hold', now)
  else await resume(tx, ticket.id, now, 'hold-ended')
}
