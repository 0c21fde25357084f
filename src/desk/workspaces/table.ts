import type { ColumnType } from 'kysely'

/** A Slack workspace beside the one of the environment. The secrets are sealed; absent ones are those of the environment. */
export interface SlackWorkspacesTable {
  workspace: string
  name: string
  bot_token: string
  signing_secret: string | null
  app_token: string | null
  /** The agents’ channel of this workspace, where it has one of its own. */
  triage_channel: string | null
  created_at: ColumnType<Date, Date, never>
  updated_at: Date
}
