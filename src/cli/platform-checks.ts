import { checkSlack, type SlackFinding, type SlackSubject } from '../../adapters/slack/checkup.ts'
import { checkTeams, type TeamsFinding } from '../../adapters/teams/checkup.ts'
import type { TeamsSettings } from '../../adapters/teams/settings.ts'
import { now } from '../platform/clock.ts'
import type { Check } from './doctor.ts'
import type { SetupTexts } from './setup-texts.ts'

type Texts = SetupTexts['checks']

/** Slack refuses at 300 s; what is a tenth of that today is all of it some day. */
const clocksApartS = 30

/** What Slack says of an installation, in words, with what to do about it. */
export async function slackChecks(subject: SlackSubject, { checks: t }: SetupTexts): Promise<Check[]> {
  return (await checkSlack(subject, now)).map((finding) => slackCheck(finding, t))
}

function slackCheck(finding: SlackFinding, t: Texts): Check {
  switch (finding.found) {
    case 'token':
      return good(t.slackToken(finding.name, finding.workspace, finding.bot))
    case 'token-refused':
      return wrong(t.slackTokenRefused(finding.error), t.slackTokenRemedy)
    case 'unreachable':
      return wrong(t.slackUnreachable(finding.detail), t.unreachableRemedy)
    case 'scopes':
      return good(t.scopes(finding.count))
    case 'scopes-missing':
      return wrong(t.scopesMissing(finding.missing), t.scopesRemedy)
    case 'scopes-fewer':
      return doubtful(t.scopesFewer(finding.missing), t.scopesRemedy)
    case 'channel':
      return good(t.channel(finding.channel))
    case 'channel-unknown':
      return wrong(t.channelUnknown(finding.channel, finding.error), t.channelUnknownRemedy)
    case 'channel-not-joined':
      return wrong(t.channelNotJoined(finding.channel), t.channelNotJoinedRemedy)
    case 'app-token':
      return good(t.appToken)
    case 'app-token-refused':
      return wrong(t.appTokenRefused(finding.error), t.appTokenRemedy)
    case 'clock':
      return finding.seconds <= clocksApartS
        ? good(t.slackClock(finding.seconds))
        : wrong(t.slackClock(finding.seconds), t.clockRemedy)
    default:
      return finding satisfies never
  }
}

/** What Microsoft says of the bot, in words. */
export async function teamsChecks(settings: TeamsSettings, { checks: t }: SetupTexts): Promise<Check[]> {
  if (settings.auth === 'off') return [good(t.teamsOff)]
  return (await checkTeams(settings)).map((finding) => teamsCheck(finding, t))
}

function teamsCheck(finding: TeamsFinding, t: Texts): Check {
  switch (finding.found) {
    case 'signed-in':
      return good(t.teamsSignedIn(finding.tenants))
    case 'refused':
      return wrong(t.teamsRefused(finding.reason), t.teamsRefusedRemedy)
    case 'unreachable':
      return wrong(t.teamsUnreachable(finding.reason), t.unreachableRemedy)
    case 'channel':
      return good(t.teamsChannel(finding.channel))
    case 'channel-malformed':
      return wrong(t.teamsChannelMalformed(finding.channel), t.teamsChannelRemedy)
    case 'no-tenant':
      return { state: 'doubtful', what: t.noTenant, remedy: t.noTenantRemedy }
    default:
      return finding satisfies never
  }
}

/** Whether the world reaches the desk: its own probe, and the entrances of the platforms, which refuse what is not signed. */
export async function publicChecks(url: string, paths: readonly string[], { checks: t }: SetupTexts): Promise<Check[]> {
  const base = url.replace(/\/+$/, '')
  const health = await status(`${base}/healthz`, 'GET')
  if (typeof health === 'string') return [doubtful(t.publicUnreachable(base, health), t.publicRemedy)]
  if (health !== 200) return [doubtful(t.publicUnreachable(base, `HTTP ${health}`), t.publicRemedy)]
  const entrances = await Promise.all(
    paths.map(async (path) => {
      const answer = await status(`${base}${path}`, 'POST')
      // Unsigned, so refused; anything else was answered by somebody in between.
      return answer === 401 || answer === 400
        ? good(t.entrance(path))
        : doubtful(t.entranceBlocked(path, String(answer)), t.entranceRemedy)
    }),
  )
  const encrypted = base.startsWith('https://') ? [] : [doubtful(t.notEncrypted(base), t.notEncryptedRemedy)]
  return [good(t.publicReached(base)), ...encrypted, ...entrances]
}

async function status(url: string, method: 'GET' | 'POST'): Promise<number | string> {
  try {
    const body = method === 'POST' ? '{}' : undefined
    const headers = { 'content-type': 'application/json' }
    const signal = AbortSignal.timeout(10_000)
    const answer = await fetch(url, { method, headers, redirect: 'manual', signal, ...(body && { body }) })
    await answer.body?.cancel()
    return answer.status
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  }
}

const good = (what: string): Check => ({ state: 'good', what })
const wrong = (what: string, remedy: string): Check => ({ state: 'wrong', what, remedy })
const doubtful = (what: string, remedy: string): Check => ({ state: 'doubtful', what, remedy })
