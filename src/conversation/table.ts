import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Locale } from '../chat/locale.ts'
import type { AccountKey, ThreadKey } from '../chat/thread.ts'
import type { Category, Impact, TicketType, Urgency } from '../desk/triage/labels.ts'
import type { PersonId } from '../platform/ids.ts'

/** Every inbound event, stored before it is acknowledged; `outcome` says what became of it, once it was heard. */
export interface HeardTable {
  id: string
  seq: Generated<number>
  thread: ThreadKey
  account: AccountKey
  message: string | null
  body: JSONColumnType<object>
  at: ColumnType<Date, Date, never>
  heard_at: ColumnType<Date, Date, never>
  outcome: string | null
  /** The event as it came, as long as it was accepted and waits to be heard. */
  event: JSONColumnType<object> | null
  /** How often it was tried to hear it after the process that accepted it had not. */
  tries: Generated<number>
}

/** What a talk remembers from one turn to the next, whatever flow it is in. */
export interface Memory {
  /** The first words of this matter and the event that brought them. */
  question?: string
  source?: { event: string; message?: string; at?: string }
  /** What was already tried, told to the agent so that nothing is asked twice. */
  tried?: string[]
  /** How often in a row the bot did not understand; the second time hands over. */
  misses?: number
  greeted?: boolean
  /** Another matter than the open ticket that this personal thread carries: until it ends, words belong to it. */
  apart?: boolean
  /** People of another company read along: a message of this matter said so, and a press does not say it again. */
  outsiders?: boolean
  /** A language model failed in this matter, so it is not waited for again. */
  unaided?: boolean
  /** What a form asked before the talk began: it is not asked again. */
  told?: { impact?: Impact; urgency?: Urgency }
  /** What a language model proposed where the desk's own reading was unsure. */
  proposed?: { type?: TicketType; category?: Category }
}

export interface ConversationsTable {
  thread: ThreadKey
  person_id: PersonId
  locale: Locale
  flow: string | null
  turn: string | null
  data: ColumnType<object | null, string | null, string | null>
  /** The row of the outbox that the talk waits on: the card whose buttons count, or an errand. */
  card: number | null
  memory: ColumnType<Memory, string | undefined, string>
  wakes_at: Date | null
  moved_at: Date
}
/** What an adapter needs to speak somewhere without being spoken to first. */
export interface PlacesTable {
  key: ThreadKey
  reference: JSONColumnType<Record<string, unknown>>
  updated_at: Date
}
