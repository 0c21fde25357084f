import type { Generated } from 'kysely'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, PersonId } from '../../platform/ids.ts'

export interface AnnouncementsTable {
  id: Id<'ann'>
  category: string
  title_fr: string
  title_en: string
  keywords: Generated<string[]>
  since: Date
  next_update_at: Date | null
  ended_at: Date | null
}
export interface AnnouncementFollowersTable {
  announcement_id: Id<'ann'>
  person_id: PersonId
  thread: ThreadKey
}
