import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Block } from '../../chat/card.ts'
import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, MessageId, TicketId } from '../../platform/ids.ts'

export type MirrorId = Id<'mir'>

/** What a row of the outbox asks for. A ticket's card is built when it is sent, so that it is never older than the ticket. */
export type Content =
  /** `acts`: its buttons are acts of its ticket, for whoever may work with it, and belong to no talk. */
  | { kind: 'blocks'; blocks: ReadonlyArray<Block>; acts?: boolean }
  | { kind: 'ticket-card'; locale: Locale }
  | { kind: 'errand'; errand: string; payload: object }
  | { kind: 'begin'; flow: string; input: object }
  | { kind: 'nothing' }

export type Op = 'post' | 'update' | 'remove' | 'errand' | 'begin'

export interface OutboxTable {
  /** Also the id of the card: what a button carries back. */
  seq: Generated<number>
  /** Rows of one lane leave one at a time, in order. */
  lane: string
  op: Op
  thread: ThreadKey | null
  mirror_id: MirrorId | null
  content: JSONColumnType<Content>
  /** The row whose post is updated or removed. */
  target: number | null
  ticket_id: TicketId | null
  message_id: MessageId | null
  /** Which of the several posts that carry the message this one is, from 0; null counts as the first. */
  part: Generated<number | null>
  created_at: ColumnType<Date, Date, never>
  attempts: Generated<number>
  not_before: Date | null
  lease: string | null
  leased_until: Date | null
  uncertain: Generated<boolean>
  posted: string | null
  settled_at: Date | null
  failed: string | null
}
