import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { Activity } from './activity.ts'
import { issuerOf, registeredTenant, type TeamsSettings } from './settings.ts'

/** What is known of a token: Microsoft signed it for this bot and this address, somebody else did, or nobody could say. */
export type Verdict = 'genuine' | 'forged' | 'cannot-tell'

/** The signing keys are fetched without a time limit by the SDK; Teams gives a bot 15 s in all. */
const deadlineMs = 8000
/** Teams' tokens have about 1,500 characters. */
const longestToken = 8000

/**
 * Verifies who sent an activity. The only file that knows the Bot Framework SDK: it is no longer developed, so it must be
 * easy to replace. Of the SDK the authentication is used that a CloudAdapter is made of, and not CloudAdapter.process
 * around it: that prepares two clients which retry by themselves for each activity, answers 500 to several kinds of
 * forged token and, on a body without a type, rejects before it has verified anything.
 * Loading costs about 50 MB and up to a second, so it waits until a desk with Teams needs it.
 */
export async function openVerification(
  settings: TeamsSettings,
): Promise<(activity: Activity, header: string | undefined) => Promise<Verdict>> {
  if (settings.auth === 'off') return async () => 'genuine'
  if (!settings.appId) throw new Error('TEAMS_APP_ID is missing: without it nothing that Teams sends can be verified')
  const authentication = await open(settings)
  return async (activity, header) => {
    if (!header || !looksLikeTeams(header, issuerOf(settings))) return 'forged'
    return withinDeadline(
      // Only these two fields take part in the verification.
      authentication
        .authenticateRequest({ channelId: activity.channelId!, serviceUrl: activity.serviceUrl! } as never, header)
        .then(
          () => 'genuine' as const,
          (error: unknown) => (couldNotAsk(error) ? 'cannot-tell' : 'forged'),
        ),
    )
  }
}

async function open(settings: TeamsSettings): Promise<ConfigurationBotFrameworkAuthentication> {
  const { ConfigurationBotFrameworkAuthentication } = await import('botbuilder')
  const tenant = registeredTenant(settings)
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: settings.appId!,
    MicrosoftAppPassword: settings.appPassword ?? '',
    MicrosoftAppType: tenant && settings.appPassword ? 'SingleTenant' : 'MultiTenant',
    ...(tenant && { MicrosoftAppTenantId: tenant }),
    ...settings.endpoints,
  })
}

/**
 * Tokens of Teams come from one issuer. The SDK would also accept those of the Emulator and of other bots, which any
 * Azure tenant can obtain, and remembers the tenants of unverified ones for ever: they do not get that far.
 */
function looksLikeTeams(header: string, issuer: string): boolean {
  const token = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(header)
  return token !== null && header.length <= longestToken && jsonOf(token[1]!).iss === issuer
}

function jsonOf(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // not JSON, so not a token: the caller finds no issuer in it
  }
}

/** Whether the keys could not be fetched (then Teams should send again), as opposed to a token that does not fit them. */
const couldNotAsk = (error: unknown) =>
  error instanceof Error && (error.name === 'FetchError' || error.message.startsWith('Failed to load'))

function withinDeadline(verdict: Promise<Verdict>): Promise<Verdict> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Verdict>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, 'cannot-tell')
  })
  return Promise.race([verdict, late]).finally(() => clearTimeout(timer))
}
