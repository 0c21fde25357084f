/**
 * Where a talk takes place, as one string the database can key on: `{platform}:{workspace}:{place}`. A place is
 * - `@U1`      the personal conversation with one user (a direct message, the web chat)
 * - `C9`       a channel itself: what is posted there starts a new thread
 * - `C9/171.4` one thread of a channel, named by its first message
 * Workspace is the Slack team, the Teams tenant or the web desk; it never contains a colon.
 */
export const platforms = ['slack', 'teams', 'web'] as const
export type Platform = (typeof platforms)[number]
export type ThreadKey = `${Platform}:${string}`

/** Who acts, in the platform's own words: `{platform}:{workspace}:{user id}`. Never an address or a name that someone typed. */
export type AccountKey = `${Platform}:${string}`

export type Place =
  | { kind: 'personal'; user: string }
  | { kind: 'channel'; channel: string }
  | { kind: 'thread'; channel: string; root: string }

export const accountKey = (platform: Platform, workspace: string, user: string): AccountKey =>
  `${platform}:${workspace}:${user}`
export const personalThread = (account: AccountKey): ThreadKey => {
  const { platform, workspace, place } = cut(account)
  return `${platform}:${workspace}:@${place}`
}
export const channelKey = (platform: Platform, workspace: string, channel: string): ThreadKey =>
  `${platform}:${workspace}:${channel}`
export const threadUnder = (channel: ThreadKey, root: string): ThreadKey => `${channel}/${root}`

/** Takes a key apart; the inverse of the functions above. */
export function placeOf(thread: ThreadKey): { platform: Platform; workspace: string; place: Place } {
  const { platform, workspace, place } = cut(thread)
  if (place.startsWith('@')) return { platform, workspace, place: { kind: 'personal', user: place.slice(1) } }
  const slash = place.lastIndexOf('/')
  if (slash < 0) return { platform, workspace, place: { kind: 'channel', channel: place } }
  return {
    platform,
    workspace,
    place: { kind: 'thread', channel: place.slice(0, slash), root: place.slice(slash + 1) },
  }
}

export const platformOf = (key: ThreadKey | AccountKey) => key.slice(0, key.indexOf(':')) as Platform
export const isPersonal = (thread: ThreadKey) => placeOf(thread).place.kind === 'personal'

/** The channel that holds this thread; a personal conversation is its own channel. */
export function channelOf(thread: ThreadKey): ThreadKey {
  const { platform, workspace, place } = placeOf(thread)
  return place.kind === 'thread' ? channelKey(platform, workspace, place.channel) : thread
}

function cut(key: string) {
  const first = key.indexOf(':')
  const second = key.indexOf(':', first + 1)
  return {
    platform: key.slice(0, first) as Platform,
    workspace: key.slice(first + 1, second),
    place: key.slice(second + 1),
  }
}
