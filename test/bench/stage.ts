import type { Target } from './load.ts'
import { type Server, startGuichet, startServer } from './server.ts'
import { botToken, type Slack, signingSecret, triageChannel } from './slack.ts'
import { openEmbeddedStore, openServerStore, type Store } from './stores.ts'
import { openCompany, rehearse } from './talk.ts'
import { openWire } from './wire.ts'

/** What every server is told of Slack. */
const slackEnv = (slack: Slack) => ({
  SLACK_API_URL: slack.apiUrl,
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
})

/** A server with its data and with the load that may be sent to it. */
export interface Stage<S extends Store = Store> {
  readonly server: Server
  readonly store: S
  readonly target: Target
  strike(): Promise<void>
}

/** Guichet on a store. With a worker among its roles every script is talked once first, and replies are waited for. */
export async function guichetOn<S extends Store>(
  slack: Slack,
  store: S,
  { roles = 'web,worker', nodeArgs = [] as string[], env = {} as Record<string, string> } = {},
): Promise<Stage<S>> {
  const given = { ...slackEnv(slack), SLACK_TRIAGE_CHANNEL: triageChannel, ...store.env, ROLES: roles, ...env }
  const server = await startGuichet(given, nodeArgs)
  const company = openCompany()
  const target: Target = { port: server.port, slack, company }
  if (roles.includes('worker')) target.manners = await withWire(server.port, (wire) => rehearse(wire, slack, company))
  return { server, store, target, strike: () => strike(server, store) }
}

export const onServer = async (slack: Slack, name: string, roles?: string) =>
  guichetOn(slack, await openServerStore(name), roles ? { roles } : {})
export const embedded = async (slack: Slack) => guichetOn(slack, await openEmbeddedStore())

/** A bare Bolt handler; see bare.ts for what each does. */
export async function bare(slack: Slack, does: 'ack' | 'store' | 'reply'): Promise<Stage> {
  const store = await openServerStore(`bare_${does}`)
  const args = ['--import', 'tsx', 'test/bench/bare.ts']
  const server = await startServer(args, { ...slackEnv(slack), ...store.env, BARE: does })
  return {
    server,
    store,
    target: { port: server.port, slack, company: openCompany() },
    strike: () => strike(server, store),
  }
}

async function strike(server: Server, store: Store) {
  await server.stop()
  await store.drop()
}

async function withWire<T>(port: number, use: (wire: Awaited<ReturnType<typeof openWire>>) => Promise<T>): Promise<T> {
  const wire = await openWire(port)
  try {
    return await use(wire)
  } finally {
    wire.close()
  }
}
