import type { ColumnType, Generated, JSONColumnType, Selectable } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, MessageId, PersonId, TicketId } from '../../platform/ids.ts'

export type FileId = Id<'fil'>
/**
 * `waiting` to be fetched, `kept`, `refused` (too large, a kind that is not taken), `failed` (could not be fetched),
 * `expired` (its time was over, or its author took it back): only what is kept has bytes.
 */
export type FileState = 'waiting' | 'kept' | 'refused' | 'failed' | 'expired'

export interface FilesTable {
  id: FileId
  owner_id: PersonId
  ticket_id: TicketId | null
  /** The message that it came with; none as long as its talk has become no ticket, or it was not sent yet. */
  message_id: MessageId | null
  source_thread: ThreadKey | null
  source_message: string | null
  name: string
  bytes: number | null
  /** By what is in it, never by its name. */
  type: string | null
  state: Generated<FileState>
  why: string | null
  /** What its platform's adapter needs to fetch it; gone once it was. */
  handle: JSONColumnType<object | null, string | null, string | null>
  created_at: ColumnType<Date, Date, never>
}
export type StoredFile = Selectable<FilesTable>

export interface FileContentsTable {
  file_id: FileId
  content: Buffer
}
