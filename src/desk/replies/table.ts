import type { JSONColumnType } from 'kysely'
import type { HoldReason, Priority } from '../tickets/ticket.ts'
import type { Category } from '../triage/labels.ts'

/** What a macro changes besides what it says; none: a reply kept ready, to be looked at before it is sent. */
export interface Changes {
  priority?: Priority | undefined
  category?: Category | undefined
  /** At most one of these three: where the ticket stands afterwards. */
  hold?: HoldReason | undefined
  wait?: true | undefined
  resolve?: true | undefined
}
export interface CannedRepliesTable {
  name: string
  title_en: string
  title_fr: string
  text_en: string
  text_fr: string
  changes: JSONColumnType<Changes, string, string>
  updated_at: Date
}
