import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Web, WebPorts } from '../adapters/web/index.ts'
import type { ChatAdapter, Hear, Reception } from './chat/adapter.ts'
import type { Platform, ThreadKey } from './chat/thread.ts'
import { type Config, isLoopback } from './platform/config.ts'
import type { Log } from './platform/log.ts'

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

/** Opens what is configured; the packages of a platform that is not are never loaded. */
export async function openPlatforms(
  config: Config,
  reception: Reception,
  log: Log,
): Promise<Map<Platform, OpenedPlatform>> {
  const opened = new Map<Platform, OpenedPlatform>()
  if (config.SLACK_BOT_TOKEN && config.SLACK_SIGNING_SECRET) opened.set('slack', await slack(config, reception, log))
  if (config.TEAMS_APP_ID || config.TEAMS_AUTH === 'off') opened.set('teams', await teams(config, reception.hear, log))
  return opened
}

async function slack(config: Config, reception: Reception, log: Log): Promise<OpenedPlatform> {
  const { openSlack } = await import('../adapters/slack/index.ts')
  const opened = await openSlack(
    {
      botToken: config.SLACK_BOT_TOKEN!,
      signingSecret: config.SLACK_SIGNING_SECRET!,
      appToken: config.SLACK_APP_TOKEN,
      apiUrl: config.SLACK_API_URL,
      triageChannel: config.SLACK_TRIAGE_CHANNEL,
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

async function teams(config: Config, hear: Hear, log: Log): Promise<OpenedPlatform> {
  const { openTeams } = await import('../adapters/teams/index.ts')
  const opened = await openTeams(
    {
      appId: config.TEAMS_APP_ID,
      appPassword: config.TEAMS_APP_PASSWORD,
      tenantId: config.TEAMS_TENANT_ID,
      triageChannel: config.TEAMS_TRIAGE_CHANNEL,
      auth: config.TEAMS_AUTH,
      endpoints: endpointsOf(config),
      defaultLocale: config.DEFAULT_LOCALE,
    },
    hear,
    log,
  )
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
