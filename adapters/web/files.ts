import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { atDesk } from '../../src/desk/at-desk.ts'
import { fileId } from '../../src/desk/files/ids.ts'
import { isImage } from '../../src/desk/files/kind.ts'
import { mostBytesOf } from '../../src/desk/files/limits.ts'
import { fileByLink, fileFor, type ReadableFile } from '../../src/desk/files/reading.ts'
import { texts } from '../../src/texts/index.ts'
import { asActor, type Persona } from './personas.ts'
import type { WebPorts } from './ports.ts'
import type { Visitor, Visitors } from './visitor.ts'

const Link = z.object({
  place: z.string().max(60),
  until: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number),
  key: z.string().max(100),
})
const sides = { chat: 'employee', desk: 'agent' } as const

/**
 * Files by a link of the desk's own, from a place where nobody can sign in: the link is the permission, for one file, one
 * place and some days. A request that is no such link goes on to whoever asks who it is.
 */
export function linkedFiles(ports: WebPorts) {
  const app = new Hono()
  app.get('/:id', async (c, next) => {
    const [id, link] = [fileId.safeParse(c.req.param('id')), Link.safeParse(c.req.query())]
    if (!link.success) return next()
    const file = id.success ? await fileByLink(ports.db, { file: id.data, ...link.data }, ports.now()) : undefined
    return file ? serve(c, file) : c.json({ error: 'not-found' }, 404)
  })
  return app
}

/** Files in and out. Whoever may read nothing of a file is told that there is none. */
export function fileRoutes(ports: WebPorts, visitors: Visitors) {
  const app = new Hono()
  app.get('/:id', async (c) => {
    const id = fileId.safeParse(c.req.param('id'))
    const file = id.success ? await readable(c, id.data) : undefined
    return file ? serve(c, file) : c.json({ error: 'not-found' }, 404)
  })
  app.post('/:side{chat|desk}', async (c) => {
    const visitor = await visitors.of(c)
    const persona = visitor[sides[c.req.param('side') as keyof typeof sides]]
    return persona ? take(c, visitor, persona) : c.json({ error: 'nobody' }, 404)
  })
  app.post('/:side{chat|desk}/:id/discard', async (c) => {
    const visitor = await visitors.of(c)
    const persona = visitor[sides[c.req.param('side') as keyof typeof sides]]
    const id = fileId.safeParse(c.req.param('id'))
    if (!persona || !id.success) return c.json({ error: 'not-found' }, 404)
    await at(visitor, persona, (desk) => desk.files.discard(id.data))
    return c.json({ done: true })
  })

  const at = async <T>({ locale }: Visitor, persona: Persona, act: Parameters<typeof atDesk<T>>[4]): Promise<T> =>
    (await atDesk(ports.db, ports.settings(), asActor(persona, locale), ports.now(), act)).result

  async function readable(c: Context, id: z.infer<typeof fileId>): Promise<ReadableFile | undefined> {
    const { employee, agent, locale } = await visitors.of(c)
    for (const persona of [employee, agent]) {
      const file = persona && (await fileFor(ports.db, asActor(persona, locale), id))
      if (file) return file
    }
    return undefined
  }

  async function take(c: Context, visitor: Visitor, persona: Persona) {
    const t = texts[visitor.locale].files
    const content = await bytesOf(c, mostBytesOf(ports.settings()))
    const uploaded = await at(visitor, persona, (desk) => desk.files.upload(nameOf(c), content))
    if (!uploaded.done) return c.json({ notice: t.reasons[uploaded.why](uploaded.megabytes) }, 422)
    const { id, name, bytes } = uploaded
    return c.json({ done: true, id, name, size: t.size(bytes) })
  }
  return app
}

/** One byte more than is taken tells that there is more; the rest is read on, so that the answer can be read. */
async function bytesOf(c: Context, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    if (size <= most) pieces.push(piece)
    size += piece.length
  }
  return Buffer.concat(pieces)
}

/** A header holds no accents, so the name comes encoded. */
function nameOf(c: Context): string {
  try {
    return decodeURIComponent(c.req.header('x-file-name') ?? '').slice(0, 400)
  } catch {
    return '' // not encoded by a page of ours: a file without a name
  }
}

/** Always to be saved, as what it is, and never to be guessed at: nothing in a file can act as a page of ours. */
function serve(c: Context, { name, type, content }: ReadableFile) {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return c.body(new Uint8Array(content), 200, {
    'content-type': isImage(type) ? type : 'application/octet-stream',
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  })
}
