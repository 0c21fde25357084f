import type { ColumnType, Generated } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { AccountKey } from '../../chat/thread.ts'
import type { PersonId, TeamId } from '../../platform/ids.ts'

export type Role = 'employee' | 'agent' | 'lead' | 'admin'

export interface PeopleTable {
  id: PersonId
  name: string
  locale: Locale | null
  time_zone: string | null
  role: Generated<Role>
  team_id: TeamId | null
  site: string | null
  created_at: ColumnType<Date, Date, never>
}
export interface AccountsTable {
  key: AccountKey
  person_id: PersonId
  name: string | null
  avatar_url: string | null
  /** The platform says that this account belongs to the triage channel. */
  agent: Generated<boolean>
  profiled_at: Date | null
  /** From the platform's own directory, never typed; only where that directory is trusted. */
  directory_email: Generated<string | null>
  created_at: ColumnType<Date, Date, never>
}
export interface LinkTriesTable {
  account: AccountKey
  at: Date
}
export interface LinkCodesTable {
  code_hash: string
  account: AccountKey
  expires_at: Date
  used_at: Date | null
}
/** Whose home on a platform is drawn again when something on it changes: who has looked at it once. */
export interface HomesTable {
  account: AccountKey
  seen_at: Date
}
