import type { TeamsSettings } from './settings.ts'
import { openToken } from './token.ts'

/** What was found, without words: whoever asked says it in the operator's language. */
export type TeamsFinding =
  | { found: 'signed-in'; tenants: readonly string[] }
  | { found: 'refused'; reason: string }
  | { found: 'unreachable'; reason: string }
  | { found: 'channel'; channel: string }
  | { found: 'channel-malformed'; channel: string }
  | { found: 'no-tenant' }

/** Asks Microsoft for the bot's own token, which is what every reply needs; nothing is sent to anybody. */
export async function checkTeams(settings: TeamsSettings): Promise<TeamsFinding[]> {
  const granted = await openToken(settings).get()
  const { tenants = [], triageChannel } = settings
  const login: TeamsFinding =
    'reason' in granted
      ? { found: granted.reason.startsWith('login-unreachable') ? 'unreachable' : 'refused', reason: granted.reason }
      : { found: 'signed-in', tenants }
  return [
    login,
    ...(tenants.length === 0 ? [{ found: 'no-tenant' } as const] : []),
    ...(triageChannel ? [channelFinding(triageChannel)] : []),
  ]
}

const channelFinding = (channel: string): TeamsFinding =>
  isChannelId(channel) ? { found: 'channel', channel } : { found: 'channel-malformed', channel }

const isChannelId = (text: string) => /^19:[\w-]+@thread\.(tacv2|skype)$/.test(text)

/** The id of a channel, from itself or from what “Get link to channel” copies. */
export function channelIdIn(text: string): string | undefined {
  const words = text.trim()
  const linked = /\/l\/channel\/([^/?]+)/.exec(words)?.[1]
  const id = linked ? decodeURIComponent(linked) : words
  return isChannelId(id) ? id : undefined
}
