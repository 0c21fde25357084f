import type { ColumnType, Generated } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { ChannelMode } from './channel.ts'

export interface RequestChannelsTable {
  channel: ThreadKey
  mode: ChannelMode
  /** Messages that one author writes within so many minutes of each other are one ticket; 0: each is its own. */
  burst_minutes: number
  /** Unless the bot is mentioned it speaks about questions only. */
  only_questions: Generated<boolean>
  /** See `OnlyFor`. */
  only_for: ColumnType<string[], string | undefined, string>
  /** What is sure is told to whoever asks, alone; they may share it. */
  privately: Generated<boolean>
  set_by: PersonId
  set_at: Date
}
