import type { JSONColumnType } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, PersonId } from '../../platform/ids.ts'
import type { Priority } from '../tickets/ticket.ts'

/** Which tickets a channel asked to hear of. Absent: all. */
export interface SubscriptionFilter {
  /** This priority or a more pressing one. */
  priority?: Priority
  category?: string
}
export interface SubscriptionsTable {
  id: Id<'sub'>
  channel: ThreadKey
  filter: JSONColumnType<SubscriptionFilter>
  person_id: PersonId
  created_at: Date
}
