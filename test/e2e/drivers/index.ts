import type { Locale } from '../../../src/chat/locale.ts'
import type { App } from '../../support/app.ts'
import type { Agent, Line, PlatformName, Requester } from './person.ts'
import { slackAgent, slackRequester } from './slack.ts'
import { teamsAgent, teamsRequester } from './teams.ts'
import { webAgent, webRequester } from './web.ts'

export { type Act, type Agent, type Line, type PlatformName, platforms, type Requester, until } from './person.ts'
export { bare } from './transcript.ts'

/** Somebody who asks for help. `agents` are the names that a transcript calls AGENT. */
export async function requesterOn(
  platform: PlatformName,
  app: App,
  name: string,
  locale: Locale,
  agents: readonly string[] = [],
): Promise<Requester> {
  const names = Object.fromEntries(agents.map((agent) => [agent, 'AGENT']))
  if (platform === 'slack') return slackRequester(app, name, locale, names)
  if (platform === 'teams') return teamsRequester(app, name, locale, names)
  return webRequester(app, name, locale, names)
}

export async function agentOn(platform: PlatformName, app: App, name: string): Promise<Agent> {
  if (platform === 'slack') return slackAgent(app, name)
  if (platform === 'teams') return teamsAgent(app, name)
  return webAgent(app, name)
}

/** The number of a ticket that is named in words. */
export function numberIn({ words }: Line): number {
  const number = /#(\d+)/.exec(words)?.[1]
  if (!number) throw new Error(`No ticket’s number in “${words}”`)
  return Number(number)
}
