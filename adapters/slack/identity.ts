import { z } from 'zod'
import { Addressed } from './schemas.ts'
import type { Call } from './web-api.ts'

const Tested = z.object({
  team_id: z.string(),
  user_id: z.string(),
  app_id: z.string().optional(),
  is_enterprise_install: z.boolean().optional(),
})
const askAgainAfterMs = 30_000

/** Who we are in Slack. `workspace` is absent for an app installed for a whole organisation, which has several. */
export interface Identity {
  workspace?: string | undefined
  botUser: string
  app?: string | undefined
}
export interface Identities {
  /** What Slack said once; absent while it could not be reached. */
  known(): Identity | undefined
  /** The same, asking Slack if need be: at most every 30 s while it does not answer. */
  ask(): Promise<Identity | undefined>
  /** The workspace as Slack said it, or as the last signed event did; asks in the background while it is not known. */
  workspace(): string | undefined
  saw(workspace: string): void
}

/** The answer of auth.test, asked when first needed and kept: Slack may be down when the desk starts. */
export function identities(call: Call, appToken: string | undefined, clock: () => Date): Identities {
  let identity: Identity | undefined
  let asking: Promise<Identity | undefined> | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let seen: string | undefined
  const read = async () => {
    askedAt = clock().getTime()
    const answer = await call('auth.test', {}, Tested)
    if (answer.ok) identity = fromTest(answer.data, appToken)
    return identity
  }
  const ask = async () => {
    if (identity || (!asking && clock().getTime() - askedAt < askAgainAfterMs)) return identity
    asking ??= read().finally(() => {
      asking = undefined
    })
    return asking
  }
  return {
    known: () => identity,
    ask,
    workspace: () => {
      if (!identity) void ask()
      return identity?.workspace ?? seen
    },
    saw: (workspace) => {
      seen = workspace
    },
  }
}

/** An app-level token (`xapp-1-A0123-…`) names its app, for Slacks whose auth.test does not. */
function fromTest(tested: z.infer<typeof Tested>, appToken: string | undefined): Identity {
  return {
    workspace: tested.is_enterprise_install ? undefined : tested.team_id,
    botUser: tested.user_id,
    app: tested.app_id ?? /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken ?? '')?.[1],
  }
}

/** The workspaces that a payload may belong to, likeliest first: where the app was installed that may see it, then those it names. */
export function workspacesOf(body: unknown): string[] {
  const { success, data } = Addressed.safeParse(body)
  if (!success) return []
  const installed = data.authorizations?.map((authorization) => authorization.team_id) ?? []
  return [...installed, namedIn(data)].filter((name) => name !== undefined)
}

const namedIn = (data: z.infer<typeof Addressed>) =>
  data.view?.app_installed_team_id ?? data.team_id ?? data.team?.id ?? data.user?.team_id

/**
 * The workspace a payload was sent to, and the bot's user there; nothing when it is another workspace's or another app's.
 * What Slack has not told us yet is taken from the payload, which is signed.
 */
export function addressedTo(body: unknown, identity: Identity | undefined) {
  const { success, data } = Addressed.safeParse(body)
  if (!success) return undefined
  if (identity?.app && data.api_app_id && data.api_app_id !== identity.app) return undefined
  const installed = data.authorizations?.map((authorization) => authorization.team_id) ?? []
  const named = namedIn(data)
  // A channel shared with another company names their workspace, and ours among those that may see the event.
  const shared = data.is_ext_shared_channel && installed.includes(identity?.workspace)
  if (!named || (identity?.workspace && named !== identity.workspace && !shared)) return undefined
  const workspace = identity?.workspace ?? installed[0] ?? named
  const bot = data.authorizations?.find((authorization) => authorization.is_bot)?.user_id
  return { workspace, botUser: identity?.botUser ?? bot }
}
