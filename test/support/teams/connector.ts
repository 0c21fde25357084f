import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Activity, type Json, type Shown, shown } from './shown.ts'
import { json } from './tokens.ts'

/**
 * What may go wrong with a request, once. `drop` takes it and cuts the line, `reset` cuts it before taking anything,
 * `silence` takes it and never answers; a status refuses it, or takes it all the same if `taken`.
 */
export type Fault =
  | { drop: true }
  | { reset: true }
  | { silence: true }
  | { status: number; retryAfter?: number; code?: string; taken?: boolean }

export interface Request {
  method: string
  path: string
  /** When it came, in ms of this process's own clock. */
  at: number
  authorization: string | undefined
  body: Json
}

/** Bot Framework's connector (the `/v3/` routes) as Teams answers it, with its messages in memory. */
export interface Connector {
  isAuthorised(authorization: string | undefined): boolean
  /** Messages per second and conversation above which 429 is answered; Teams allows 7. */
  perSecond: number | undefined
  messages: Shown[]
  requests: Request[]
  faults: { method: string | undefined; conversation: string | undefined; fault: Fault }[]
  /** Who is in the team of a channel. */
  rosters: Map<string, { id: string; name: string }[]>
  /** What people attached, by its path: `drive` opens by itself, `inline` for the bot's token. */
  files: Map<string, Buffer>
  recent: Map<string, number[]>
  watchers: Set<() => void>
  lastId: number
}

export const openConnector = (isAuthorised: Connector['isAuthorised'], perSecond?: number): Connector => ({
  isAuthorised,
  perSecond,
  messages: [],
  requests: [],
  faults: [],
  rosters: new Map(),
  files: new Map(),
  recent: new Map(),
  watchers: new Set(),
  lastId: Date.now(),
})

export const personalOf = (user: string) => `a:${user}`

/** Teams names a message by its time in ms; two of one millisecond are not the same. */
export function newMessageId(connector: Connector): string {
  connector.lastId = Math.max(connector.lastId + 1, Date.now())
  return String(connector.lastId)
}

export function keep(connector: Connector, message: Shown): void {
  connector.messages.push(message)
  changed(connector)
}
function changed({ watchers }: Connector): void {
  for (const watcher of [...watchers]) watcher()
}

export async function answerRequest(
  connector: Connector,
  request: IncomingMessage,
  response: ServerResponse,
  text: string,
): Promise<void> {
  if (serveFile(connector, request, response)) return
  const path = decodeURIComponent((request.url ?? '').split('/v3/')[1]?.split('?')[0] ?? '')
  const method = request.method ?? ''
  const body = (text ? JSON.parse(text) : {}) as Json
  connector.requests.push({ method, path, at: performance.now(), authorization: request.headers.authorization, body })
  const fault = takeFault(connector, method, path)
  if (fault && 'reset' in fault) request.socket.destroy()
  else if (!connector.isAuthorised(request.headers.authorization)) send(response, problem(401, 'Unauthorized'))
  else if (fault && 'status' in fault && !fault.taken)
    send(response, problem(fault.status, fault.code), fault.retryAfter)
  else if (text.length * 2 > 100 * 1024) send(response, problem(413, 'MessageSizeTooBig'))
  else {
    const done = act(connector, method, path, body)
    if (!fault) send(response, done, done.status === 429 ? 1 : undefined)
    else if ('drop' in fault) request.socket.destroy()
    else if ('status' in fault) send(response, problem(fault.status, fault.code), fault.retryAfter)
  }
}

/** SharePoint's addresses open by themselves; a picture in a message wants the bot's token. */
function serveFile({ files, isAuthorised }: Connector, request: IncomingMessage, response: ServerResponse): boolean {
  const [, kind, id = ''] = /\/(drive|inline)\/([^/?]+)/.exec(request.url ?? '') ?? []
  if (!kind) return false
  const allowed = kind === 'drive' ? !request.headers.authorization : isAuthorised(request.headers.authorization)
  const file = files.get(id)
  if (!allowed) response.writeHead(401).end()
  else response.writeHead(file ? 200 : 404, { 'content-type': 'application/octet-stream' }).end(file)
  return true
}

function takeFault({ faults }: Connector, method: string, path: string): Fault | undefined {
  const [, conversation] = path.split('/')
  const meant = (one: Connector['faults'][number]) =>
    (!one.method || one.method === method) && (!one.conversation || one.conversation === conversation)
  const at = faults.findIndex(meant)
  return at < 0 ? undefined : faults.splice(at, 1)[0]!.fault
}

type Done = { status: number; body: object }
const problem = (status: number, code = 'ServiceError'): Done => ({ status, body: { error: { code, message: code } } })
const send = (response: ServerResponse, { status, body }: Done, retryAfter?: number) =>
  json(response, status, body, {
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...(status === 307 && { location: '/v3/conversations/elsewhere/activities' }),
  })

function act(connector: Connector, method: string, path: string, body: Json): Done {
  const [, conversation = '', kind, id] = path.split('/')
  if (method === 'GET') return roster(connector, conversation, kind ?? '', id)
  if (method === 'POST' && !conversation) return create(connector, body)
  if (kind !== 'activities') return problem(404, 'NotFound')
  if (method === 'POST') return post(connector, conversation, body)
  const known = connector.messages.find((one) => one.id === id && one.conversation === conversation && !one.deleted)
  if (!known) return problem(404, 'ActivityNotFound')
  const [sign] = path.split('/reactions/').slice(1)
  if (sign) {
    known.signs = [...known.signs.filter((one) => one !== sign), ...(method === 'PUT' ? [sign] : [])]
    changed(connector)
    return { status: 200, body: {} }
  }
  if (method === 'DELETE') known.deleted = true
  else
    Object.assign(known, shown(known.id, conversation, known.by, body as Activity), {
      edited: true,
      signs: known.signs,
    })
  changed(connector)
  return { status: 200, body: { id } }
}

function create(connector: Connector, body: Json): Done {
  const channel = (body.channelData as { channel?: { id: string } } | undefined)?.channel?.id
  const [member] = (body.members ?? []) as { id: string }[]
  if (!channel) return member ? { status: 201, body: { id: personalOf(member.id) } } : problem(400, 'BadSyntax')
  if (isTooOften(connector, channel)) return problem(429, 'TooManyRequests')
  const id = newMessageId(connector)
  const conversation = `${channel};messageid=${id}`
  keep(connector, shown(id, conversation, 'bot', body.activity as Activity))
  return { status: 201, body: { id: conversation, activityId: id } }
}

function post(connector: Connector, conversation: string, body: Json): Done {
  const activity = body as Activity
  if (activity.type === 'typing') return { status: 202, body: {} }
  if (!activity.text && !activity.attachments?.length) return problem(400, 'BadSyntax')
  if (isTooOften(connector, conversation)) return problem(429, 'TooManyRequests')
  const id = newMessageId(connector)
  keep(connector, shown(id, conversation, 'bot', activity))
  // Teams makes two messages of text and a card, and gives an id for neither.
  return activity.text && activity.attachments?.length ? { status: 202, body: {} } : { status: 201, body: { id } }
}

function roster({ rosters }: Connector, conversation: string, kind: string, id: string | undefined): Done {
  const people = rosters.get(conversation.split(';messageid=')[0]!) ?? []
  if (kind === 'pagedmembers') return { status: 200, body: { members: people } }
  if (id === undefined) return { status: 200, body: people }
  // A member is found by the bot's own id for them, or by the directory's.
  const one = people.find((person) => person.id === id || `aad-${person.name}` === id)
  return one ? { status: 200, body: one } : problem(404, 'MemberNotFoundInConversation')
}

function isTooOften({ perSecond, recent }: Connector, conversation: string): boolean {
  if (!perSecond) return false
  const times = (recent.get(conversation) ?? []).filter((time) => Date.now() - time < 1000)
  recent.set(conversation, [...times, Date.now()])
  return times.length >= perSecond
}
