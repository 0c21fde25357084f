import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TeamsSettings } from '../../adapters/teams/index.ts'
import { answerRequest, type Fault, openConnector, personalOf } from './teams/connector.ts'
import * as people from './teams/people.ts'
import type { Json, Shown } from './teams/shown.ts'
import { type Claims, openIdProvider, type Signing } from './teams/tokens.ts'

export { type Heard, userId } from './teams/people.ts'
export type { Fault, Json, Shown }

export interface StandInOptions {
  auth?: 'on' | 'off'
  /** Messages per second and conversation above which 429 is answered; Teams allows 7. */
  perSecond?: number
}

const appId = '11111111-2222-3333-4444-555555555555'
const appPassword = 'a secret'
const tenantId = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'
const triageChannel = '19:triage@thread.tacv2'
const bot = { id: `28:${appId}`, name: 'Guichet' }

/**
 * Microsoft Teams on this machine: a connector that keeps what the bot says, a local OpenID provider that signs what
 * people do, and the people. `const teams = await teamsStandIn()`, open the adapter with `teams.settings` (or a process
 * with `teams.env`), then `teams.connect(url)` names where the bot listens.
 *
 *     await teams.says('marie', 'Ma messagerie ne marche plus')
 *     await teams.sees('marie', 'Avez-vous essayé')
 *     await teams.presses('marie', 'Non, toujours pas')
 */
export async function teamsStandIn({ auth = 'on', perSecond }: StandInOptions = {}) {
  const { server, base } = await listening()
  const provider = openIdProvider(base, appId, appPassword)
  const connector = openConnector((header) => auth === 'off' || provider.isGranted(header), perSecond)
  server.on('request', async (request, response) => {
    const body = await bodyOf(request)
    if (!(await provider.answer(request, response, body))) await answerRequest(connector, request, response, body)
  })
  const settings: TeamsSettings = {
    auth,
    ...(auth === 'on' && { appId, appPassword, endpoints: provider.endpoints }),
    tenants: [tenantId],
    triageChannel,
    defaultLocale: 'fr',
  }
  const serviceUrl = `${base}/teams/`
  const world: people.World = {
    ...{ connector, provider, serviceUrl, tenantId, bot, auth },
    endpoint: '',
    spoken: new Map(),
  }
  return {
    ...{ settings, serviceUrl, triageChannel, tenantId, bot },
    /** The same settings as environment variables, for a process. */
    env: environmentOf(settings),
    ...acts(world),
    /** Every request of the bot, in order. */
    requests: connector.requests,
    /** Makes the bot's next request (of this method, to this person) go wrong. */
    fail: (fault: Fault, method?: 'GET' | 'POST' | 'PUT' | 'DELETE', user?: string) =>
      void connector.faults.push({ method, fault, conversation: user && personalOf(people.userId(user)) }),
    logins: provider.logins,
    revokeTokens: provider.revoke,
    replaceSecret: provider.replaceSecret,
    close: () => closed(server),
  }
}
export type TeamsStandIn = Awaited<ReturnType<typeof teamsStandIn>>

/** What people do and see, with the world they live in already given. */
const acts = (world: people.World) => ({
  /** Where the bot listens, such as `http://127.0.0.1:3000/api/messages`. */
  connect(url: string) {
    world.endpoint = url
  },
  /** Writes to the bot: in person, or where `said` says (`{ channel, thread, mention: true }`). */
  says: (user: string, text: string, said?: people.Said) => people.says(world, user, text, said),
  edits: (user: string, id: string, text: string) => people.changes(world, user, id, 'messageUpdate', text),
  deletes: (user: string, id: string) => people.changes(world, user, id, 'messageDelete'),
  /** Adds the app to the person's own conversation. */
  installs: (user: string) => people.installs(world, user),
  /** Presses the newest button with this label; `inputs` by the label or the name of the field. */
  presses: (user: string, label: string, inputs: Record<string, string> = {}, how: people.Press = {}) =>
    people.presses(world, user, label, inputs, how),
  /** Opens "create a ticket" on a message; `submits` fills in the dialog that comes back. */
  pointsAt: (user: string, message: string, where: people.Where, by?: string) =>
    people.pointsAt(world, user, message, where, by),
  submits: (...filled: Parameters<typeof people.submits> extends [unknown, ...infer Rest] ? Rest : never) =>
    people.submits(world, ...filled),
  searches: (user: string, words: string, where?: people.Where) => people.searches(world, user, words, where),
  invokes: (user: string, name: string, value: Json, where?: people.Where) =>
    people.invokes(world, user, name, value, where),
  reacts: (user: string, message: string, type: string, how?: { removed?: true }) =>
    people.reacts(world, user, message, type, how),
  /** Who is in a channel's team. */
  roster: (channel: string, users: string[]) =>
    void world.connector.rosters.set(
      channel,
      users.map((user) => ({ id: people.userId(user), name: user })),
    ),
  /** What Teams puts beside a message when somebody attaches a file (`drive`) or pastes a picture (`inline`). */
  attachment: (kind: 'drive' | 'inline', name: string, content: Buffer) => {
    const id = crypto.randomUUID()
    world.connector.files.set(id, content)
    const url = `${world.serviceUrl}${kind}/${id}`
    return kind === 'inline'
      ? { contentType: 'image/png', contentUrl: url }
      : {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          contentUrl: `https://contoso.sharepoint.com/${name}`,
          name,
          content: { downloadUrl: url, uniqueId: id, fileType: name.split('.').at(-1) },
        }
  },
  messages: (where?: string) => people.visible(world.connector.messages, where),
  sees: (where: string, text: string | RegExp, withinMs = 5000) => people.sees(world, where, text, withinMs),
  /** For what people do not do: any activity, any signature. */
  activity: (user: string, type: string, where?: people.Where, more?: Json) =>
    people.activityOf(world, user, type, where, more),
  delivers: (activity: unknown, authorization?: string | null) => people.delivers(world, activity, authorization),
  signed: (claims?: Claims, signing?: Signing) => people.signed(world, claims, signing),
})

const environmentOf = (settings: TeamsSettings): Record<string, string> => ({
  TEAMS_AUTH: settings.auth,
  TEAMS_TENANT_ID: tenantId,
  TEAMS_TRIAGE_CHANNEL: triageChannel,
  ...(settings.appId && { TEAMS_APP_ID: settings.appId, TEAMS_APP_PASSWORD: appPassword }),
  ...settings.endpoints,
})

async function listening() {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function closed(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
