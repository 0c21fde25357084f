import type { IncomingMessage, ServerResponse } from 'node:http'

export type BodyRead = { read: true; body: Buffer } | { read: false; why: 'too-large' | 'cut-off' | 'too-slow' }

/** 1 MB: a chat message is a hundredth of it, and a broken or hostile client stops here. */
export const BODY_LIMIT_BYTES = 1_000_000
const BODY_WITHIN_MS = 10_000

/** Reads a request's body whole, as it came: signatures are made over these bytes. */
export function readBody(request: IncomingMessage, limitBytes = BODY_LIMIT_BYTES): Promise<BodyRead> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes)
    return Promise.resolve({ read: false, why: 'too-large' })
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => finish({ read: false, why: 'too-slow' }), BODY_WITHIN_MS)
    const finish = (outcome: BodyRead) => {
      clearTimeout(timer)
      request.removeListener('data', onData)
      if (!outcome.read) request.pause()
      resolve(outcome)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limitBytes) finish({ read: false, why: 'too-large' })
      else chunks.push(chunk)
    }
    request.on('data', onData)
    request.once('end', () => finish({ read: true, body: Buffer.concat(chunks) }))
    request.once('error', () => finish({ read: false, why: 'cut-off' }))
    request.once('close', () => finish({ read: false, why: 'cut-off' }))
  })
}

const statusOf = { 'too-large': 413, 'cut-off': 400, 'too-slow': 408 } as const

/** Answers a request whose body could not be read, and closes: the rest of the body may still be on its way. */
export function refuseBody(response: ServerResponse, why: keyof typeof statusOf): void {
  response.setHeader('connection', 'close')
  sendJson(response, statusOf[why], { error: why })
}

/** A JSON answer; does nothing where one was begun already. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) return
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}
