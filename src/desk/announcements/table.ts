import type { Generated, Selectable } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, PersonId, TicketId } from '../../platform/ids.ts'

export interface AnnouncementsTable {
  id: Id<'ann'>
  category: string
  title_fr: string
  title_en: string
  keywords: Generated<string[]>
  since: Date
  next_update_at: Date | null
  ended_at: Date | null
  /** The ticket that leads the major incident; absent for an announcement without one. */
  ticket_id: Generated<TicketId | null>
  /** What a report of it says: whoever writes alike is shown it. Never shown to anybody. */
  sample: Generated<string | null>
  sample_locale: Generated<Locale | null>
  /** How it ended: solved, or it was none. */
  outcome: Generated<'resolved' | 'withdrawn' | null>
  resolution: Generated<string | null>
  /** When its lead was reminded of the update that is due. */
  reminded_at: Generated<Date | null>
}
export type Announcement = Selectable<AnnouncementsTable>

export interface AnnouncementFollowersTable {
  announcement_id: Id<'ann'>
  person_id: PersonId
  /** Where they are told. */
  thread: ThreadKey
  /** Their own report, where they opened one; absent for “me too”. */
  ticket_id: Generated<TicketId | null>
  locale: Generated<Locale | null>
  /** What a “me too” had written: the words of the ticket, should it not work again. */
  question: Generated<string | null>
  /** When they were asked whether it works again, and their answer. */
  asked_at: Generated<Date | null>
  works_again: Generated<boolean | null>
}
export type Follower = Selectable<AnnouncementFollowersTable>

/** What the lead said to every follower; each reads their own language where it was written in it. */
export interface AnnouncementUpdatesTable {
  id: Id<'upd'>
  announcement_id: Id<'ann'>
  text_fr: Generated<string>
  text_en: Generated<string>
  author_id: PersonId
  at: Date
}
