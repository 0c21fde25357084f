import { seal, unseal } from '../../platform/sealed.ts'
import type { Db } from '../../schema.ts'

/** A workspace with its secrets readable: in memory only. */
export interface StoredWorkspace {
  workspace: string
  name: string
  botToken: string
  signingSecret?: string | undefined
  appToken?: string | undefined
  triageChannel?: string | undefined
}

/** Connects a workspace, or replaces what it was connected with. */
export async function storeWorkspace(db: Db, key: string, one: StoredWorkspace, now: Date): Promise<void> {
  const { workspace, name } = one
  const sealed = (secret: string | undefined, column: string) =>
    secret === undefined ? null : seal(key, secret, `${workspace} ${column}`)
  const row = {
    name,
    bot_token: seal(key, one.botToken, `${workspace} bot_token`),
    signing_secret: sealed(one.signingSecret, 'signing_secret'),
    app_token: sealed(one.appToken, 'app_token'),
    triage_channel: one.triageChannel ?? null,
    updated_at: now,
  }
  await db
    .insertInto('slack_workspaces')
    .values({ workspace, ...row, created_at: now })
    .onConflict((conflict) => conflict.column('workspace').doUpdateSet(row))
    .execute()
}

/** All of them, oldest first; `unreadable` names those that were sealed with another key. */
export async function storedWorkspaces(
  db: Db,
  key: string | undefined,
): Promise<{ readable: StoredWorkspace[]; unreadable: string[] }> {
  const rows = await db.selectFrom('slack_workspaces').selectAll().orderBy('created_at').orderBy('workspace').execute()
  const unreadable: string[] = []
  const readable = rows.flatMap((row): StoredWorkspace[] => {
    const { workspace, name } = row
    const open = (sealed: string | null, column: string) =>
      sealed === null ? undefined : key && unseal(key, sealed, `${workspace} ${column}`)
    const botToken = open(row.bot_token, 'bot_token')
    const signingSecret = open(row.signing_secret, 'signing_secret')
    const appToken = open(row.app_token, 'app_token')
    const triageChannel = row.triage_channel ?? undefined
    if (botToken) return [{ workspace, name, botToken, signingSecret, appToken, triageChannel }]
    unreadable.push(workspace)
    return []
  })
  return { readable, unreadable }
}

/** Takes a workspace away; true if there was one. */
export async function forgetWorkspace(db: Db, workspace: string): Promise<boolean> {
  const gone = await db.deleteFrom('slack_workspaces').where('workspace', '=', workspace).executeTakeFirst()
  return gone.numDeletedRows > 0n
}
