import { z } from 'zod'
import { fetchWhole } from '../../src/platform/fetch-whole.ts'
import { reasonOf } from './lost.ts'
import { registeredTenant, type TeamsSettings } from './settings.ts'

type Bearer = { token: string | undefined } | { reason: string }
type Kept = { token: string; until: number }

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })
/** A token is renewed this long before it expires. In ms. */
const marginMs = 5 * 60_000

/**
 * The bot's own token, by OAuth 2.0 client credentials (RFC 6749, 4.4), kept until shortly before it expires and asked
 * for once however many wait. Not by the SDK's library, which speaks to no login address on plain http (a local OpenID
 * provider) and has no time limit. Without authentication there is no token.
 */
export function openToken(settings: TeamsSettings): { get(): Promise<Bearer>; forget(): void } {
  let kept: Kept | undefined
  let asking: Promise<Bearer> | undefined
  const ask = async (): Promise<Bearer> => {
    const granted = await grant(settings)
    if ('reason' in granted) return granted
    kept = { token: granted.token, until: performance.now() + Math.max(granted.seconds * 1000 - marginMs, 30_000) }
    return { token: granted.token }
  }
  return {
    async get() {
      if (settings.auth === 'off') return { token: undefined }
      if (kept && performance.now() < kept.until) return { token: kept.token }
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    forget() {
      kept = undefined
    },
  }
}

async function grant(settings: TeamsSettings): Promise<{ token: string; seconds: number } | { reason: string }> {
  try {
    const response = await fetchWhole(`${loginOf(settings)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.appId ?? '',
        client_secret: settings.appPassword ?? '',
        scope: `${settings.endpoints?.ToChannelFromBotOAuthScope ?? 'https://api.botframework.com'}/.default`,
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) return { reason: `login-refused-${response.status}` }
    const granted = Granted.safeParse(await response.json())
    if (!granted.success) return { reason: 'login-answer-not-understood' }
    return { token: granted.data.access_token, seconds: granted.data.expires_in }
  } catch (error) {
    return { reason: `login-unreachable-${reasonOf(error)}` }
  }
}

/** A single-tenant bot logs in at its own tenant; new registrations of any other kind are no longer made. */
const loginOf = (settings: TeamsSettings) =>
  (
    settings.endpoints?.ToChannelFromBotLoginUrl ??
    `https://login.microsoftonline.com/${registeredTenant(settings) ?? 'botframework.com'}`
  ).replace(/\/+$/, '')
