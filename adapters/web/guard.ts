import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BODY_LIMIT_BYTES } from '../../src/platform/http.ts'

/** Everything from here and nothing inline, so that a script that got into a text could not run even if it were drawn as markup. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** On every answer, errors too. Pages are private: what one person saw must not lie in a cache for the next. */
export const safeHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('content-security-policy', policy)
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-frame-options', 'DENY')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i

/**
 * The demonstration lets anybody be anybody, so only pages of this machine's own address may use it: a foreign name that
 * was made to point here (DNS rebinding) is refused.
 */
export const loopbackOnly: MiddlewareHandler = async (c, next) =>
  loopback.test(c.req.header('host') ?? '') ? next() : c.json({ error: 'not-local' }, 403)

/** Where the bytes of a file are put; everything else that changes something is JSON. */
const isUpload = (c: Context) => /^\/files\/(?:chat|desk)$/.test(c.req.path)

/**
 * A change is taken only from a page of ours: JSON, which no foreign form can send (nor a file with a header of ours), and
 * an origin that is this host. A browser always says one of the two; who says neither is no page.
 */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const type = c.req.header('content-type') ?? ''
  const ours = isUpload(c)
    ? /^application\/octet-stream\s*(;|$)/i.test(type) && c.req.header('x-file-name') !== undefined
    : /^application\/json\s*(;|$)/i.test(type)
  return ours && comesFromUs(c.req.header('origin'), c.req.header('sec-fetch-site'), c.req.header('host'))
    ? next()
    : c.json({ error: 'not-from-here' }, 403)
}

function comesFromUs(origin: string | undefined, site: string | undefined, host: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return site === 'same-origin'
  return URL.canParse(origin) && new URL(origin).host === host
}

/** A message is a hundredth of this; a broken or hostile client stops here. */
const smallBody: MiddlewareHandler = bodyLimit({
  maxSize: BODY_LIMIT_BYTES,
  onError: async (c) => {
    await readOn(c, 4 * BODY_LIMIT_BYTES)
    return c.json({ error: 'too-large' }, 413)
  },
})

/** A file may be as large as files may be, and a little more, so that whoever sends a larger one is told so in words. */
export const smallBodiesOnly =
  (mostFileBytes: () => number): MiddlewareHandler =>
  (c, next) => {
    if (!isUpload(c)) return smallBody(c, next)
    const onError = async () => {
      await readOn(c, 3 * mostFileBytes())
      return c.json({ error: 'too-large' }, 413)
    }
    return bodyLimit({ maxSize: 2 * mostFileBytes(), onError })(c, next)
  }

/** Closing on somebody who still sends breaks their connection before they read the answer; so they are heard out, up to a point. */
async function readOn(c: Context, most: number) {
  const reader = c.req.raw.body?.getReader()
  for (let read = 0; reader && read < most; ) {
    const { done, value } = await reader.read()
    if (done) return
    read += value.length
  }
}
