import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Activity, actionsOf, cardOf, type Json, type Shown, shown } from '../support/teams/shown.ts'
import { until } from './drivers/index.ts'

const folder = process.env.AGENTS_PLAYGROUND ?? fileURLToPath(new URL('../.cache/agents-playground', import.meta.url))
const program = join(folder, 'node_modules/@microsoft/m365agentsplayground/cli.js')
/** Absent on most machines: it is a test tool of 15 MB that the product does not depend on. */
export const isInstalled = existsSync(program)
export const howToInstall = `npm install --prefix ${folder} @microsoft/m365agentsplayground@0.2.28`

/** The people and places that the client comes with. */
export const world = {
  tenant: '00000000-0000-0000-0000-0000000000001',
  channel: 'team-id',
  employee: 'user-id-0',
  agent: 'user-id-1',
}

type Config = { config: { personalChat: { id: string } } }

/**
 * Microsoft's own local Teams client, driven as its page drives it. What the bot says passes through a small server of
 * ours on its way to the client's connector, so that a test reads what was said, and what the client made of it.
 */
export async function openPlayground() {
  const messages: Shown[] = []
  const refusals: string[] = []
  let client = ''
  let personal = ''
  const between = createServer(
    (request, response) =>
      void pass(request).then((answer) =>
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text),
      ),
  )
  async function pass(request: IncomingMessage) {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const sent = Buffer.concat(chunks).toString()
    const answer = await fetch(`${client}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(sent && { body: sent }),
    })
    const text = await answer.text()
    if (answer.ok) note(messages, request, sent && JSON.parse(sent), text && JSON.parse(text))
    else refusals.push(`${request.method} ${request.url} ${answer.status} ${text}`)
    return { status: answer.status, text }
  }
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  let child: ChildProcess | undefined
  const home = mkdtempSync(join(tmpdir(), 'guichet-playground-'))
  return {
    messages,
    refusals,
    /** The employee's own conversation. */
    personal: () => personal,
    /** Starts the client, for a bot at this address. */
    async start(bot: string) {
      const port = await freePort()
      client = `http://127.0.0.1:${port}`
      child = launch(bot, port, `http://127.0.0.1:${(between.address() as AddressInfo).port}/_connector`, home)
      await until(
        async () => (await fetch(`${client}/_debug/ping`).catch(() => undefined))?.ok || undefined,
        () => 'The playground does not start',
      )
      // Drawn anew at every start.
      const { config } = (await (await fetch(`${client}/_internal/v1/config`)).json()) as Config
      personal = config.personalChat.id
    },
    says: (text: string, from = world.employee) =>
      post(`${client}/_conversation/v1/conversations/${personal}/messages`, {
        from: { id: from },
        text,
        textFormat: 'plain',
      }),
    sees: (where: string, words: string) =>
      until(
        () => messages.findLast((one) => one.conversation.startsWith(where) && one.text.includes(words)),
        () =>
          `The playground does not show “${words}” in ${where}, but:\n${messages.map(({ text }) => text).join('\n---\n')}\n${refusals.join('\n')}`,
      ),
    /** Presses as the page does, with what is filled into the form around the button. */
    async presses(where: string, label: string, { from = world.employee, fields = {} as Record<string, string> } = {}) {
      const { message, action } = await until(
        () => buttonIn(messages, where, label),
        () => `No button “${label}” in ${where}; there are: ${messages.flatMap(({ buttons }) => buttons).join(', ')}`,
      )
      const { type, title, verb, data } = action
      const value = { action: { type, title, verb, data: { ...(data as Json), ...fields } } }
      const body = {
        name: 'adaptiveCard/action',
        value,
        from: { id: from },
        conversation: { id: message.conversation },
        replyToId: message.id,
      }
      return JSON.parse(await post(`${client}/_conversation/v1/invoke`, body)) as Json
    },
    async close() {
      await ended(child)
      between.closeAllConnections()
      await new Promise((resolve) => between.close(resolve))
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Keeps what the connector took: a new message, a new thread with its first message, or a message that was changed. */
function note(messages: Shown[], { method, url }: IncomingMessage, sent: Json, answer: Json) {
  const [, conversation, id] = /\/v3\/conversations\/([^/?]+)\/activities\/?([^/?]*)/.exec(url ?? '') ?? []
  const place = conversation && decodeURIComponent(conversation)
  if (method === 'PUT' && place) {
    const known = messages.find((one) => one.id === id)
    if (known) Object.assign(known, shown(known.id, place, 'bot', sent as Activity), { edited: true })
  } else if (method === 'POST' && place) messages.push(shown(String(answer.id), place, 'bot', sent as Activity))
  else if (method === 'POST' && sent.activity)
    messages.push(shown(String(answer.activityId), String(answer.id), 'bot', sent.activity as Activity))
}

function buttonIn(messages: readonly Shown[], where: string, label: string) {
  for (const message of messages.toReversed()) {
    const card = message.conversation.startsWith(where) && cardOf(message.activity)
    const found =
      card && actionsOf(card).find(({ action }) => action.title === label && action.type === 'Action.Execute')
    if (found) return { message, action: found.action }
  }
  return undefined
}

async function post(url: string, body: object): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`The playground answers ${answer.status} to ${url}: ${text}`)
  return text
}

/** On this machine only, and silent towards the network: the preloaded file takes its servers off other interfaces. */
function launch(bot: string, port: number, serviceUrl: string, home: string): ChildProcess {
  const preload = fileURLToPath(new URL('./loopback-only.cjs', import.meta.url))
  const flags = ['start', '-e', bot, '-c', 'msteams', '-p', String(port), '--su', serviceUrl, '--dt']
  return spawn(process.execPath, ['--require', preload, program, ...flags], {
    cwd: home,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      HOME: home,
      TEAMSAPPTESTER_BROWSER: 'none',
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    },
  })
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function freePort(): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
