import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, PersonId, TicketId } from '../../platform/ids.ts'

/** CSAT, asked once: of the person's work on a ticket, and of the bot's where it solved the matter alone, kept apart. */
export interface RatingsTable {
  id: Id<'rat'>
  person_id: PersonId
  thread: ThreadKey
  ticket_id: TicketId | null
  part: 'bot' | 'human'
  rating: number
  comment: string | null
  at: Date
}
