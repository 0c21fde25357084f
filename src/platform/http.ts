import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendJson } from './http-body.ts'
import { StartRefused } from './refusal.ts'

export { BODY_LIMIT_BYTES, readBody, refuseBody, sendJson } from './http-body.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown
/** What readiness found. The reasons are for operators and probes: short codes, never secrets. */
export type Readiness = { ready: true } | { ready: false; reasons: readonly string[] }

export type HttpServer = {
  readonly port: number
  /** `http://127.0.0.1:3000`, for people on this machine. */
  readonly address: string
  /** The port that was asked for but busy, when another one was taken. */
  readonly busyPort: number | undefined
  /** Not ready at once, then no new connections, then those in flight end (at most `withinMs`), then the rest is cut. */
  stop(withinMs?: number): Promise<void>
}

type Options = {
  host: string
  port: number
  /** Longest matching prefix wins; `/slack` serves `/slack` and everything under `/slack/`. `/` takes the rest. */
  handlers: Readonly<Record<string, Handler>>
  readiness: () => Promise<Readiness>
  metrics?: () => Promise<string>
  onError: (error: unknown, request: IncomingMessage) => void
}

const STOP_WITHIN_MS = 20_000
const READY_WITHIN_MS = 2_000
/** How many ports after a busy one are tried. */
const PORTS_TRIED = 20

/**
 * Safe for an API and for pages alike; the console sets a wider content-security-policy on its own pages. No
 * strict-transport-security: whoever ends TLS in front of this knows whether it may be set.
 */
const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** One HTTP server for everything: probes, metrics, platforms, console. A busy port is left for the next free one. */
export async function openHttp(options: Options): Promise<HttpServer> {
  const state = { stopping: false }
  const route = routerOf(options, state)
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
    void answer(route, request, response, options.onError)
  })
  server.headersTimeout = 10_000
  // Long enough for a file of 20 MB on a slow line; what is not a file has limits of its own.
  server.requestTimeout = 120_000
  // Longer than the 60 s after which common proxies drop an idle connection, so that they never race with us.
  server.keepAliveTimeout = 65_000
  const port = await listenFrom(server, options.host, options.port)
  return {
    port,
    address: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    busyPort: options.port !== 0 && port !== options.port ? options.port : undefined,
    stop: (withinMs = STOP_WITHIN_MS) => {
      state.stopping = true
      return closeServer(server, withinMs)
    },
  }
}

function routerOf({ handlers, readiness, metrics }: Options, state: { stopping: boolean }): Handler {
  const prefixes = Object.keys(handlers).sort((a, b) => b.length - a.length)
  const find = (path: string) =>
    prefixes.find(
      (prefix) => prefix === '/' || path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`),
    )

  return async (request, response) => {
    const path = pathOf(request)
    if (state.stopping) response.setHeader('connection', 'close')
    if (path === '/healthz') return sendJson(response, 200, { ok: true })
    if (path === '/readyz') return answerReadiness(response, readiness, state)
    if (path === '/metrics' && metrics) {
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8')
      return response.end(await metrics())
    }
    // The platforms send again what they are refused with a 503, so nothing is lost in a restart.
    if (state.stopping) return sendJson(response, 503, { error: 'stopping' })
    const prefix = find(path)
    if (prefix === undefined) return sendJson(response, 404, { error: 'not-found' })
    return handlers[prefix]?.(request, response)
  }
}

async function answerReadiness(
  response: ServerResponse,
  readiness: () => Promise<Readiness>,
  state: { stopping: boolean },
) {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, reasons: ['database-slow'] }), READY_WITHIN_MS)
  })
  // A probe that fails is an answer too; what failed is logged where it is used.
  const found = await Promise.race([readiness(), late]).catch(
    (): Readiness => ({ ready: false, reasons: ['database'] }),
  )
  clearTimeout(timer)
  // Asked last: a stop may have begun while the database was asked.
  if (state.stopping) return sendJson(response, 503, { ready: false, reasons: ['stopping'] })
  sendJson(response, found.ready ? 200 : 503, found)
}

/** The path without query; a request line that is no path at all counts as one nobody serves. */
function pathOf(request: IncomingMessage): string {
  const path = (request.url ?? '').split(/[?#]/, 1)[0] ?? ''
  return path.startsWith('/') ? path : '/'.concat(path)
}

async function answer(route: Handler, request: IncomingMessage, response: ServerResponse, onError: Options['onError']) {
  try {
    await route(request, response)
  } catch (error) {
    onError(error, request)
    // An outage, not the sender's fault: 503 asks the platform to send it again.
    if (response.headersSent) response.destroy()
    else sendJson(response, 503, { error: 'unavailable' })
  }
}

async function listenFrom(server: Server, host: string, first: number): Promise<number> {
  const last = first === 0 ? 0 : Math.min(first + PORTS_TRIED, 65_535)
  for (let port = first; port <= last; port++) {
    if (await listens(server, host, port)) return (server.address() as AddressInfo).port
  }
  throw new StartRefused(
    { why: 'no-free-port', from: first, to: last },
    `no port from ${first} to ${last} is free on ${host}`,
  )
}

function listens(server: Server, host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      server.removeListener('listening', onListening)
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    }
    const onListening = () => {
      server.removeListener('error', onError)
      resolve(true)
    }
    server.once('error', onError)
    server.once('listening', onListening)
    server.listen(port, host)
  })
}

function closeServer(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that was busy when the server closed stays open for its client's next request unless it is closed.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), withinMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(cut)
      resolve()
    })
  })
}
