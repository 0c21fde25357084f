import { lookup as resolveName } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './addresses.ts'

/** Whole time of a fetch with its redirects, and bytes of its body. */
export const fetchLimits = { ms: 10_000, bytes: 10_000_000, redirects: 3 } as const

export type FetchRefusal =
  | 'bad-url'
  | 'private-address'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'
  | 'too-many-redirects'
  | 'not-found'
  | 'encoded'
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly type: string; readonly url: string }
  | { readonly ok: false; readonly why: FetchRefusal; readonly detail: string }

/** Replaced in tests only: which addresses may be reached, and how names are resolved. */
export interface FetchOptions {
  readonly allowed?: (address: string) => boolean
  readonly resolve?: (name: string) => Promise<readonly { address: string; family: number }[]>
  readonly limits?: { readonly ms: number; readonly bytes: number; readonly redirects: number }
}
type Settings = Required<FetchOptions>
class Refused extends Error {
  readonly why: FetchRefusal
  constructor(why: FetchRefusal, detail: string) {
    super(detail)
    this.why = why
  }
}

/**
 * Fetches a page that somebody named, and nothing of our own network: http and https only, no credentials; every address
 * that the name resolves to must be public, the connection goes to an address that was checked, and is checked once more
 * when it stands. Redirects go through all of it again.
 */
export async function fetchPublic(address: string, options: FetchOptions = {}): Promise<Fetched> {
  const settings: Settings = {
    allowed: options.allowed ?? isPublicAddress,
    resolve: options.resolve ?? ((name) => resolveName(name, { all: true })),
    limits: options.limits ?? fetchLimits,
  }
  const signal = AbortSignal.timeout(settings.limits.ms)
  try {
    return await follow(address, settings, signal)
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.why, detail: error.message }
    if (signal.aborted) return { ok: false, why: 'too-slow', detail: `${settings.limits.ms} ms` }
    return { ok: false, why: 'unreachable', detail: error instanceof Error ? error.message : String(error) }
  }
}

async function follow(address: string, settings: Settings, signal: AbortSignal): Promise<Fetched> {
  let url = checkUrl(address)
  for (let redirects = 0; redirects <= settings.limits.redirects; redirects++) {
    const response = await request(url, settings, signal)
    const { statusCode: status = 0, headers } = response
    if (status >= 300 && status < 400 && headers.location) {
      response.destroy()
      url = checkUrl(headers.location, url)
      continue
    }
    if (status !== 200) {
      response.destroy()
      throw new Refused('not-found', `HTTP ${status}`)
    }
    const bytes = await readBody(response, settings.limits.bytes)
    return { ok: true, bytes, type: headers['content-type'] ?? '', url: url.href }
  }
  throw new Refused('too-many-redirects', url.href)
}

/** The parser writes 2130706433, 0x7f.1 and 017700000001 as 127.0.0.1, so that one check sees them all. */
function checkUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new Refused('bad-url', address)
  const url = new URL(address, base?.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('bad-url', url.protocol)
  if (url.username || url.password) throw new Refused('bad-url', 'user@host')
  return url
}

async function request(url: URL, settings: Settings, signal: AbortSignal): Promise<http.IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is never looked up, so it is checked here.
  if (isIP(host) && !settings.allowed(host)) throw new Refused('private-address', host)
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/html, text/markdown, */*;q=0.5', 'accept-encoding': 'identity' }
    const asked = get(url, { agent: false, signal, headers, lookup: guardedLookup(settings) }, resolve)
    asked.once('error', reject)
    asked.once('socket', (socket) =>
      socket.once('connect', () => {
        const peer = socket.remoteAddress ?? ''
        if (!settings.allowed(peer)) asked.destroy(new Refused('private-address', peer))
      }),
    )
  })
}

/** One private address among several is enough to refuse a name: which of them is taken would be chance. */
function guardedLookup({ resolve, allowed }: Settings): LookupFunction {
  return (name, options, callback) => {
    resolve(name).then(
      (found) => {
        const stray = found.find(({ address }) => !allowed(address))
        const [first] = found
        if (stray) callback(new Refused('private-address', `${name} (${stray.address})`), '', 0)
        else if (!first) callback(new Error(`${name} has no address`), '', 0)
        else if (options.all) callback(null, [...found])
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, '', 0),
    )
  }
}

async function readBody(response: http.IncomingMessage, most: number): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding'] ?? 'identity'
  const fail = (why: FetchRefusal, detail: string) => {
    response.destroy()
    return new Refused(why, detail)
  }
  // Asked not to; a packed body could unpack to any size.
  if (encoding !== 'identity') throw fail('encoded', encoding)
  if (Number(response.headers['content-length'] ?? 0) > most) throw fail('too-large', `> ${most}`)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) throw fail('too-large', `> ${most}`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
