import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { reachedAt, stateOf } from './clock.ts'
import type { Ledger } from './ledgers.ts'

export interface DueTimes {
  /** When the first answer of a person is due; undefined once it was given. */
  responseDue: Date | undefined
  /** When it is to be solved; undefined while the clock stands still and once it has stopped. */
  resolutionDue: Date | undefined
}

/** What these clocks owe. */
export function dueOf(ledgers: readonly Ledger[]): DueTimes {
  const due = (name: 'response' | 'resolution') => {
    const ledger = ledgers.find(({ clock }) => clock.name === name && stateOf(clock) === 'running')
    return ledger && reachedAt(ledger.clock, ledger.calendar.calendar, 'breach')
  }
  return { responseDue: due('response'), resolutionDue: due('resolution') }
}

/** What is still owed to the requester, for cards and promises. */
export async function dueTimes(db: Db, ticket: TicketId): Promise<DueTimes> {
  const rows = await db
    .selectFrom('sla_clocks')
    .select(['clock', 'due_at', 'state'])
    .where('ticket_id', '=', ticket)
    .execute()
  const due = (clock: 'response' | 'resolution') =>
    rows.find((row) => row.clock === clock && row.state === 'running')?.due_at ?? undefined
  return { responseDue: due('response'), resolutionDue: due('resolution') }
}
