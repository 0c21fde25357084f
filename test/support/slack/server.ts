import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveFile } from './files.ts'
import { blockProblems } from './limits.ts'
import { methods } from './methods.ts'
import { type Socket, sockets } from './socket.ts'
import type { Request, Workspace } from './state.ts'

/**
 * How the next call goes wrong: `drop` (done, but the answer is lost), `silence` (done, but never answered), any other word is
 * an error code of Slack's; or 429 with seconds to wait; or a status.
 */
export type Trouble = string | { retryAfter: number } | { status: number }

export interface Server {
  url: string
  /** The next `times` calls of a method (or of any) fail so; with a channel, those that name it. */
  fails(method: string, how: Trouble, times?: number, channel?: string): void
  /** The connection that a desk in Socket Mode holds. */
  socket: Socket
  /** Resolves at the next change of anything, to look again. */
  changed(): Promise<void>
  close(): Promise<void>
}

export async function serve(slack: Workspace): Promise<Server> {
  const troubles: { method: string; how: Trouble; times: number; channel?: string | undefined }[] = []
  const api = methods(slack, () => `127.0.0.1:${portOf(server)}`)
  const socket = sockets(() => announce())
  let wake: () => void = () => {}
  let change = new Promise<void>((resolve) => {
    wake = resolve
  })
  const announce = () => {
    wake()
    change = new Promise((resolve) => {
      wake = resolve
    })
  }
  const call = ({ method, args, token }: Request) => {
    const granted = slack.tokens.get(token ?? '')
    if (!granted && !/^xapp-|^xoxe\./.test(token ?? ''))
      return { ok: false, error: token ? 'invalid_auth' : 'not_authed' }
    if ((args.username || args.icon_url) && !granted?.scopes.includes('chat:write.customize'))
      return { ok: false, error: 'missing_scope', needed: 'chat:write.customize' }
    if (method === 'auth.test') return { ...api[method]?.(args), team_id: granted?.team }
    return api[method]?.(args) ?? { ok: false, error: 'unknown_method' }
  }
  const granting = ({ token }: Request): Record<string, string> => {
    const granted = slack.tokens.get(token ?? '')
    return granted ? { 'x-oauth-scopes': granted.scopes.join(',') } : {}
  }
  const troubleFor = ({ method, args }: Request) => {
    const trouble = troubles.find(
      (one) =>
        one.times > 0 &&
        (one.method === method || one.method === '*') &&
        (one.channel === undefined || one.channel === args.channel),
    )
    if (trouble) trouble.times--
    return trouble?.how
  }
  const server = createServer(async (req, res) => {
    const body = await bodyOf(req)
    if (serveFile(slack, req, res, body)) return announce()
    const request = readRequest(req, body.toString())
    slack.requests.push(request)
    if (request.method === 'response') answer(res, respond(slack, request.args))
    else misbehave(res, troubleFor(request), () => call(request), granting(request))
    announce()
  })
  server.on('upgrade', socket.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    socket,
    fails: (method, how, times = 1, channel) => void troubles.push({ method, how, times, channel }),
    changed: () => change,
    close: () =>
      new Promise((resolve) => {
        socket.drop()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const portOf = (server: HttpServer) => (server.address() as AddressInfo).port

async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** `/response/U1/C1` is a response_url; everything else is a method. */
function readRequest(req: IncomingMessage, body: string): Request {
  const [, first = '', user, channel] = (req.url ?? '').replace('/api/', '/').split('/')
  if (first === 'response')
    return { method: 'response', at: performance.now(), args: { ...JSON.parse(body), user, channel } }
  const json = req.headers['content-type']?.includes('json')
  const args: Record<string, unknown> = json ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body))
  const [, token] = /^Bearer (.+)$/.exec(req.headers.authorization ?? '') ?? []
  return {
    method: first,
    at: performance.now(),
    ...(token && { token }),
    args: Object.fromEntries(Object.entries(args).map(([name, value]) => [name, decoded(name, value)])),
  }
}

const structured = new Set(['blocks', 'view', 'metadata', 'prompts', 'include_all_metadata', 'include_locale', 'limit'])
const decoded = (name: string, value: unknown) =>
  structured.has(name) && typeof value === 'string' ? JSON.parse(value) : value

function respond(slack: Workspace, args: Request['args']) {
  const { user, channel, text, blocks, replace_original: replaces } = args
  if (blocks !== undefined && blockProblems(blocks).length) return { ok: false, error: 'invalid_blocks' }
  const shown = Array.isArray(blocks) ? { blocks, ts: slack.ts() } : {}
  // What one person alone sees is replaced through the address that a press on it brought.
  const before = replaces ? slack.ephemerals.findLastIndex((one) => one.user === user && one.blocks) : -1
  if (before >= 0) slack.ephemerals.splice(before, 1)
  slack.ephemerals.push({ user: String(user), channel: String(channel), text: String(text), ...shown })
  return { ok: true }
}

function misbehave(
  res: ServerResponse,
  how: Trouble | undefined,
  act: () => Record<string, unknown>,
  headers: Record<string, string>,
) {
  if (how === undefined) return answer(res, act(), 200, headers)
  if (how === 'drop' || how === 'silence') {
    act()
    if (how === 'drop') res.destroy()
    return
  }
  if (typeof how === 'string') return answer(res, { ok: false, error: how })
  if ('retryAfter' in how)
    return answer(res, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(how.retryAfter) })
  return answer(res, {}, how.status)
}

function answer(res: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}
