import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Installation } from '../adapters/slack/index.ts'
import type { TeamsSettings } from '../adapters/teams/index.ts'
import type { Web, WebPorts } from '../adapters/web/index.ts'
import type { ChatAdapter, Reception } from './chat/adapter.ts'
import type { Platform, ThreadKey } from './chat/thread.ts'
import { storedWorkspaces } from './desk/workspaces/store.ts'
import { type Config, isLoopback } from './platform/config.ts'
import type { Log } from './platform/log.ts'
import type { Db } from './schema.ts'

/** One platform as the process uses it. */
export interface OpenedPlatform {
  adapter: ChatAdapter
  path: string
  handler: (request: IncomingMessage, response: ServerResponse) => unknown
  start(): Promise<void>
  stop(): Promise<void>
  /** Where tickets are put before the agents, one channel a workspace at most; `pending` while the platform was not reached. */
  triage(): ReadonlyArray<ThreadKey | 'pending'>
  /** Takes up tokens and workspaces that changed since the start. */
  refresh?(): Promise<void>
}

export interface PlatformPorts {
  db: Db
  /** The configuration as it is now; tokens in it may be newer than those the process was started with. */
  current: () => Config
  reception: Reception
  log: Log
}

/** Opens what is configured; the packages of a platform that is not are never loaded. */
export async function openPlatforms(config: Config, ports: PlatformPorts): Promise<Map<Platform, OpenedPlatform>> {
  const opened = new Map<Platform, OpenedPlatform>()
  if (config.SLACK_BOT_TOKEN && config.SLACK_SIGNING_SECRET) opened.set('slack', await slack(config, ports))
  if (config.TEAMS_APP_ID || config.TEAMS_AUTH === 'off') opened.set('teams', await teams(config, ports))
  return opened
}

async function slack(config: Config, { db, current, reception, log }: PlatformPorts): Promise<OpenedPlatform> {
  const { openSlack } = await import('../adapters/slack/index.ts')
  const opened = await openSlack(
    {
      ...slackOf(config),
      installed: () => installations(stillConnected(current()) ? current() : config, db, log),
      apiUrl: config.SLACK_API_URL,
      defaultLocale: config.DEFAULT_LOCALE,
    },
    reception,
    log,
  )
  return {
    ...opened,
    adapter: opened.adapter,
    path: '/slack/events',
    handler: opened.handler,
    triage: () => opened.triage,
  }
}

/** Whoever takes the variables away disconnects Slack at the next start, not in the middle of a talk. */
const stillConnected = (config: Config) => config.SLACK_BOT_TOKEN && config.SLACK_SIGNING_SECRET

/** The workspace of the environment, which is always served. */
const slackOf = (config: Config): Installation => ({
  botToken: config.SLACK_BOT_TOKEN!,
  signingSecret: config.SLACK_SIGNING_SECRET!,
  appToken: config.SLACK_APP_TOKEN,
  triageChannel: config.SLACK_TRIAGE_CHANNEL,
})

/** That one, and those in the database; what they do not have of their own (one app in all of them) is that of the first. */
async function installations(config: Config, db: Db, log: Log): Promise<Installation[]> {
  const { readable, unreadable } = await storedWorkspaces(db, config.SECRETS_KEY)
  if (unreadable.length)
    log.error({ workspaces: unreadable }, 'SECRETS_KEY does not open the tokens of these workspaces')
  const first = slackOf(config)
  const further = readable.map(({ workspace, botToken, signingSecret, appToken, triageChannel }) => ({
    workspace,
    botToken,
    signingSecret: signingSecret ?? first.signingSecret,
    // An app of its own either has a socket of its own or is sent requests.
    appToken: appToken ?? (signingSecret ? undefined : first.appToken),
    triageChannel,
  }))
  return [first, ...further]
}

/** What the Teams adapter is told. `current` is asked at each log-in, so that a replaced secret is taken up without a restart. */
export const teamsSettings = (config: Config, current = () => config): TeamsSettings => ({
  appId: config.TEAMS_APP_ID,
  get appPassword() {
    return current().TEAMS_APP_PASSWORD ?? config.TEAMS_APP_PASSWORD
  },
  tenants: config.TEAMS_TENANT_ID,
  triageChannel: config.TEAMS_TRIAGE_CHANNEL,
  auth: config.TEAMS_AUTH,
  endpoints: endpointsOf(config),
  defaultLocale: config.DEFAULT_LOCALE,
})

async function teams(config: Config, { current, reception, log }: PlatformPorts): Promise<OpenedPlatform> {
  const { openTeams } = await import('../adapters/teams/index.ts')
  const opened = await openTeams(teamsSettings(config, current), reception.hear, log)
  return {
    ...opened,
    path: '/api/messages',
    handler: (request, response) => opened.handler(request, response),
    triage: () => (config.TEAMS_TRIAGE_CHANNEL ? [opened.triage ?? 'pending'] : []),
  }
}

/**
 * The console at `/`, and the web as a platform to talk on. In the demonstration anybody may be anybody, so that is offered
 * to this machine alone.
 */
export async function openConsole(
  config: Config,
  ports: Omit<WebPorts, 'defaultLocale' | 'demo'>,
): Promise<OpenedPlatform & Pick<Web, 'signInLink'>> {
  const { openWeb } = await import('../adapters/web/index.ts')
  const demo = config.DEMO && isLoopback(config.HOST)
  const web = await openWeb({ ...ports, defaultLocale: config.DEFAULT_LOCALE, demo })
  return { ...web, path: '/', start: async () => {}, triage: () => [] }
}

function endpointsOf(config: Config) {
  const {
    ToBotFromChannelOpenIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl,
    ToBotFromChannelTokenIssuer,
    ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope,
    OAuthUrl,
  } = config
  if (!ToBotFromChannelOpenIdMetadataUrl) return undefined
  return {
    ToBotFromChannelOpenIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: ToBotFromEmulatorOpenIdMetadataUrl!,
    ToBotFromChannelTokenIssuer: ToBotFromChannelTokenIssuer!,
    ToChannelFromBotLoginUrl: ToChannelFromBotLoginUrl!,
    ToChannelFromBotOAuthScope: ToChannelFromBotOAuthScope!,
    OAuthUrl: OAuthUrl!,
  }
}
