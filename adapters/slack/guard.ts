import type { IncomingMessage } from 'node:http'
import { parse as parseForm } from 'node:querystring'
import { withinDepth } from '../../src/platform/text.ts'

/** The largest request that is read, in bytes; Slack's own stay far below. */
const mostBytes = 1024 * 1024
/** How far a request's time may be from ours, either way, in seconds: what Slack asks for, and Bolt checks for the past only. */
const window = 300
const deepest = 32
const ownHeaders = ['x-slack-signature', 'x-slack-request-timestamp', 'content-type']

export type Admitted = IncomingMessage & { rawBody: Buffer }
export type Verdict = { admitted: Admitted } | { status: number; why: string }
const refused = (status: number, why: string): Verdict => ({ status, why })

/**
 * What must hold before Bolt sees a request, cheapest first: an unsigned flood costs no body. Bolt checks the signature of
 * what is admitted; its body is known to be an object then (Bolt ends the process on `null`). Slack's `ssl_check` is the one
 * request without a signature: it is answered and does nothing.
 */
export async function admit(req: IncomingMessage, now: Date): Promise<Verdict> {
  if (req.method !== 'POST') return refused(405, 'not a POST')
  if (ownHeaders.some((name) => (req.headersDistinct[name]?.length ?? 0) > 1))
    return refused(401, 'a header came twice')
  const form = normaliseContentType(req)
  const fresh = isFresh(req, now)
  if (!fresh && !(form && Number(req.headers['content-length']) < 4096)) return refused(401, 'unsigned, or not of now')
  if (Number(req.headers['content-length']) > mostBytes) return refused(413, 'too large')
  const rawBody = await read(req)
  if (!rawBody) return refused(413, 'too large')
  const body = form ? parseForm(rawBody.toString()) : undefined
  if (body?.ssl_check === '1') return refused(200, 'a check of the connection')
  if (!fresh) return refused(401, 'unsigned, or not of now')
  const said = body && body.payload === undefined ? body : json(body ? body.payload : rawBody.toString())
  if (!isObject(said)) return refused(400, 'not an object')
  if (said.type === 'app_rate_limited') return refused(200, 'Slack holds events back: more than 30,000 an hour')
  if (!isKnown(said)) return refused(400, 'a kind that Slack does not send')
  return { admitted: Object.assign(req, { rawBody }) }
}

function isFresh(req: IncomingMessage, now: Date): boolean {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp } = req.headers
  if (typeof signature !== 'string' || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) return false
  return Math.abs(now.getTime() / 1000 - Number(stamp)) <= window
}

/** A proxy may add a charset, which Bolt would not recognise as a form any more. */
function normaliseContentType(req: IncomingMessage): boolean {
  const type = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  req.headers['content-type'] = type
  return type === 'application/x-www-form-urlencoded'
}

/** The whole body, or nothing when it grows too large (the rest is thrown away); rejects when the connection breaks. */
async function read(req: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Leaving the loop must not close the connection: the answer still has to go out on it.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      req.resume()
      return undefined
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, bytes)
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && withinDepth(body, deepest)

const kinds = ['url_verification', 'view_submission', 'view_closed', 'shortcut', 'message_action', 'block_suggestion']

/** Bolt leaves what it cannot place without an answer. */
const isKnown = ({ type, event, actions, command }: Record<string, unknown>) =>
  event !== undefined || actions !== undefined || command !== undefined || kinds.includes(String(type))

function json(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
