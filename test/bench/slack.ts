import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const signingSecret = 'a-signing-secret-of-the-bench'
export const botToken = 'xoxb-bench'
export const workspace = 'T0BENCH'
export const triageChannel = 'C0TRIAGE'
/** How long a reply may take before the turn counts as lost. */
const patienceMs = 15_000

/** A Slack that only answers and counts: a full stand-in would take the time that is to be measured. */
export interface Slack {
  readonly apiUrl: string
  /** When the so-many-eth post from now on has reached this channel, on the clock of `performance.now()`; undefined: never. */
  posts(channel: string, count: number): Promise<number | undefined>
  /** What was posted into a channel so far; kept for channels that were watched. */
  watch(channel: string): string[]
  close(): Promise<void>
}

interface Expected {
  left: number
  resolve: (at: number | undefined) => void
  timer: NodeJS.Timeout
}

export async function openSlack(): Promise<Slack> {
  const expected = new Map<string, Expected>()
  const watched = new Map<string, string[]>()
  const posted = (channel: string, body: string) => {
    watched.get(channel)?.push(new URLSearchParams(body).get('text') ?? '')
    const one = expected.get(channel)
    if (!one || --one.left > 0) return
    expected.delete(channel)
    clearTimeout(one.timer)
    one.resolve(performance.now())
  }
  const server = createServer((request, response) => answer(request, response, posted))
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posts: (channel, count) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          expected.delete(channel)
          resolve(undefined)
        }, patienceMs)
        expected.set(channel, { left: count, resolve, timer })
      }),
    watch(channel) {
      const seen: string[] = []
      watched.set(channel, seen)
      return seen
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

let lastStamp = 0
/** Slack names messages by their time: unique, ascending. */
export const stamp = () => {
  lastStamp = Math.max(lastStamp + 1, Date.now() * 1000)
  return `${Math.floor(lastStamp / 1e6)}.${String(lastStamp % 1e6).padStart(6, '0')}`
}

const answers: Record<string, () => string> = {
  'chat.postMessage': () => `{"ok":true,"ts":"${stamp()}"}`,
  'auth.test': () => `{"ok":true,"team_id":"${workspace}","user_id":"U0BOT","bot_id":"B0BOT","app_id":"A0BENCH"}`,
  'conversations.members': () => '{"ok":true,"members":["U0AGENT"]}',
  'conversations.open': () => '{"ok":true,"channel":{"id":"D0OPENED"}}',
  'users.info': () => '{"ok":true,"user":{"id":"U0","real_name":"Someone","locale":"en-GB","tz":"Europe/Paris"}}',
}

function answer(request: IncomingMessage, response: ServerResponse, posted: (channel: string, body: string) => void) {
  const method = (request.url ?? '').slice('/api/'.length)
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const said = (answers[method] ?? (() => '{"ok":true}'))()
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': said.length }).end(said)
    if (method === 'chat.postMessage') posted(/(?:^|&)channel=(\w+)/.exec(body)?.[1] ?? '', body)
  })
}

/** What a person writes to the bot in private, as Slack delivers it. */
export function message(user: string, channel: string, text: string) {
  const ts = stamp()
  const body = JSON.stringify({
    token: 'verification',
    team_id: workspace,
    api_app_id: 'A0BENCH',
    type: 'event_callback',
    event_id: `Ev${ts}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [{ team_id: workspace, user_id: 'U0BOT', is_bot: true }],
    event: { type: 'message', channel, channel_type: 'im', user, text, ts, event_ts: ts },
  })
  const at = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${signature}`,
  }
  return { headers, body }
}

/** Employee number n of the company that the databases are filled with. */
export const userOf = (n: number) => `U${String(n).padStart(6, '0')}`
