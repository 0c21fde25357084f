import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { AccountKey, ThreadKey } from '../../chat/thread.ts'
import type { MessageId, PersonId, TeamId, TicketId } from '../../platform/ids.ts'
import type { MirrorId } from '../outbox/table.ts'
import type { Tier } from '../teams/table.ts'
import type { HoldReason, Impact, Priority, TicketStatus, TicketType, Urgency } from './ticket.ts'

/** Who may read a message. Part of its type: an internal one has no path to a requester. */
export type Audience = 'public' | 'internal'

export interface TicketsTable {
  id: TicketId
  number: GeneratedAlways<number>
  /** The event that opened it: opening it again gives the same ticket. */
  source: string
  type: TicketType
  requester_id: PersonId
  author_id: PersonId
  locale: Locale
  title: string
  description: string
  category: string | null
  impact: Impact
  urgency: Urgency
  priority: Priority
  status: Generated<TicketStatus>
  tier: Generated<Tier>
  team_id: TeamId | null
  assignee_id: PersonId | null
  /** The person asked for a person: the queue is watched by the minute. */
  handover: Generated<boolean>
  frustrated: Generated<boolean>
  tried: JSONColumnType<string[], string | undefined, string>
  facts: JSONColumnType<Record<string, string>, string | undefined, string>
  resolution: string | null
  rating: number | null
  rating_comment: string | null
  opened_at: ColumnType<Date, Date, never>
  first_response_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
  reopened: Generated<number>
  page_at: Date | null
  close_at: Date | null
  /** Why an agent holds it, while it is on hold. */
  hold_reason: Generated<HoldReason | null>
  /** Out of sight until then; whoever put it aside is called. */
  snoozed_until: Generated<Date | null>
  snoozed_by: Generated<PersonId | null>
  /** The ticket that it was joined to: what is said here is heard there. */
  merged_into: Generated<TicketId | null>
  /** The ticket that leads the major incident which this one reports. */
  parent_id: Generated<TicketId | null>
  version: Generated<number>
  /** Begun in a direct message, or taken out of a channel: nothing of it is shown where others read along. Never undone. */
  private: Generated<boolean>
}
export type Ticket = Selectable<TicketsTable>

export interface TicketEventsTable {
  ticket_id: TicketId
  seq: number
  at: Date
  actor_id: PersonId | null
  kind: string
  change: JSONColumnType<Record<string, unknown>>
}
export interface MessagesTable {
  id: MessageId
  ticket_id: TicketId
  seq: Generated<number>
  author_id: PersonId
  audience: Audience
  text: string
  source_thread: ThreadKey | null
  source_message: string | null
  at: Date
  edited_at: Date | null
  deleted_at: Date | null
  /** A public reply leaves then; before, its author may take it back. */
  held_until: Generated<Date | null>
}
export type Message = Selectable<MessagesTable>
/** A sign that somebody put under a message. */
export interface MessageSignsTable {
  message_id: MessageId
  account: AccountKey
  /** The channel or personal conversation where it was put. */
  place: ThreadKey
  emoji: string
  at: Date
}
export interface MessageVersionsTable {
  message_id: MessageId
  text: string
  until: Date
}

/**
 * Who speaks in a requester's thread: the bot, nobody yet (the queue), or a person. While a person holds the floor the
 * bot is mute there.
 */
export type Floor = 'bot' | 'queue' | 'person'
export interface MirrorsTable {
  id: MirrorId
  ticket_id: TicketId
  /**
   * `participant`: somebody who was added to this one ticket, in their personal conversation; reads what is public.
   * `side`: a side conversation; reads only what agents say into it.
   */
  kind: 'requester' | 'agents' | 'subscriber' | 'participant' | 'side'
  channel: ThreadKey
  /** Known at once for a requester's thread; for the agents' thread once its card is posted. */
  thread: ThreadKey | null
  card: number | null
  /** Whose personal conversation it is, of a participant or in a side conversation. */
  person_id: Generated<PersonId | null>
  floor: Generated<Floor>
  /** When it was last spoken of here: of several open tickets in one personal talk, the latest is meant. */
  touched_at: Date
}
export type Mirror = Selectable<MirrorsTable>

/** Two tickets that belong together, without being one. */
export interface TicketLinksTable {
  ticket_id: TicketId
  other_id: TicketId
  kind: 'related' | 'split'
  person_id: PersonId
  at: Date
}

/** A reply in the making: who writes, what they had read by then, and the words that came back to them. */
export interface ReplyDraftsTable {
  ticket_id: TicketId
  person_id: PersonId
  text: Generated<string>
  /** The last message that its author has seen (`messages.seq`). */
  seen: Generated<number>
  open_until: Date
}

/** A thread of a channel whose ticket went on in private: what is written there is not carried any more. */
export interface MovedThreadsTable {
  thread: ThreadKey
  ticket_id: TicketId
  moved_at: Date
}
