import type { ThreadKey } from '../../chat/thread.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { ChannelMode } from './channel.ts'

export interface RequestChannelsTable {
  channel: ThreadKey
  mode: ChannelMode
  /** Messages that one author writes within so many minutes of each other are one ticket; 0: each is its own. */
  burst_minutes: number
  set_by: PersonId
  set_at: Date
}
