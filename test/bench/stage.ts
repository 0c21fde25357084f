import type { Target } from './load.ts'
import { type Server, startGuichet, startServer } from './server.ts'
import { botToken, type Slack, signingSecret, triageChannel } from './slack.ts'
import { openEmbeddedStore, openServerStore, type ServerStore, type Store } from './stores.ts'
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

/** Guichet on a store. In its usual roles every script is talked once first, and replies are waited for. */
export async function guichetOn<S extends Store>(
  slack: Slack,
  store: S,
  { roles = 'web,worker', nodeArgs = [] as string[], env = {} as Record<string, string> } = {},
): Promise<Stage<S>> {
  const given = { ...slackEnv(slack), SLACK_TRIAGE_CHANNEL: triageChannel, ...store.env, ROLES: roles, ...env }
  const server = await startGuichet(given, nodeArgs)
  const company = openCompany()
  const target: Target = { port: server.port, slack, company }
  try {
    if (roles === 'web,worker') target.manners = await rehearse(() => openWire(server.port), slack, company)
  } catch (error) {
    await strike(server, store)
    throw error
  }
  return { server, store, target, strike: () => strike(server, store) }
}

/** A bare Bolt handler; see bare.ts for what each does. */
async function bare(slack: Slack, does: 'ack' | 'store' | 'reply'): Promise<Stage> {
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

/** Stages that several parts use; each is opened when it is first asked for, and all are struck together. */
export function openStages(slack: Slack) {
  const opened = new Map<string, Promise<Stage<ServerStore>> | Promise<Stage>>()
  const once = <S extends Stage>(name: string, open: () => Promise<S>): Promise<S> => {
    const stage = (opened.get(name) ?? open()) as Promise<S>
    opened.set(name, stage)
    return stage
  }
  return {
    bare: (does: 'ack' | 'store' | 'reply') => once(`bare ${does}`, () => bare(slack, does)),
    onServer: (name: string, roles?: string) =>
      once(name, async () => guichetOn(slack, await openServerStore(name), roles ? { roles } : {})),
    embedded: () => once('embedded', async () => guichetOn(slack, await openEmbeddedStore())),
    /** Whatever failed to open has left nothing to strike but its data. */
    async strike() {
      const stages = await Promise.allSettled(opened.values())
      opened.clear()
      await Promise.all(stages.map((stage) => (stage.status === 'fulfilled' ? stage.value.strike() : undefined)))
    },
  }
}
export type Stages = ReturnType<typeof openStages>

async function strike(server: Server, store: Store) {
  await server.stop()
  await store.drop()
}
