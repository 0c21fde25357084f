import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { ChatEvent, Heard } from '../../src/chat/event.ts'
import { fileId } from '../../src/desk/files/ids.ts'
import { homeOf } from '../../src/desk/tickets/home.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { texts } from '../../src/texts/index.ts'
import { bodyOf } from './body.ts'
import { chatLog, type Reading } from './pages/chat.ts'
import { ownTickets } from './pages/own-tickets.ts'
import type { Persona } from './personas.ts'
import type { WebPorts } from './ports.ts'
import { transcriptOf } from './transcript.ts'
import type { Visitor, Visitors } from './visitor.ts'

/** As long as a message may be on any platform, in code points. */
export const mostCharacters = 4000

const id = z.uuid()
const words = z.string().transform((text) => normaliseText(text, mostCharacters))
const Said = z
  .object({
    id,
    text: words,
    files: z
      .array(z.object({ id: fileId, name: z.string().max(200) }))
      .max(20)
      .default([]),
  })
  .refine(({ text, files }) => text.trim() !== '' || files.length > 0)
const Pressed = z.object({
  id,
  card: z.string().max(20),
  action: z.string().max(60),
  fields: z.record(z.string().max(60), words).default({}),
})
const Changed = z.object({ id, message: id })
const Edited = Changed.extend({ text: words.refine((text) => text.trim() !== '') })

export const readingOf = (ports: WebPorts, { locale }: Visitor): Reading => ({
  t: texts[locale],
  zone: ports.settings().calendar.calendar.zone,
  now: ports.now(),
})

/** What Slack's App Home shows, beside the talk. */
export const ticketsFor = ({ db, now }: WebPorts, { id, role }: Persona) => homeOf(db, { person: id, role }, now())

/** The employee's half: everything here acts as the employee persona, and reads nothing but their own talk. */
export function chatRoutes(ports: WebPorts, visitors: Visitors) {
  const app = new Hono()

  /** An event of this persona, in their own thread; a repeated id changes nothing, so that a page may send it again. */
  const hear = async (c: Context, told: { id: string; message?: string; heard: Heard }) => {
    const visitor = await visitors.of(c)
    if (!visitor.employee) return c.json({ error: 'nobody' }, 404)
    return c.json(await ports.hear(eventOf(visitor.employee, visitor, ports.now(), told)))
  }
  const refuse = (c: Context) => c.json({ error: 'bad-request' }, 400)

  app.get('/log', async (c) => {
    const visitor = await visitors.of(c)
    if (!visitor.employee) return c.notFound()
    const transcript = await transcriptOf(ports.db, visitor.employee.thread)
    return c.html(chatLog(transcript, readingOf(ports, visitor)))
  })
  app.get('/tickets', async (c) => {
    const visitor = await visitors.of(c)
    if (!visitor.employee) return c.notFound()
    return c.html(ownTickets(await ticketsFor(ports, visitor.employee), readingOf(ports, visitor)))
  })
  app.post('/arrived', async (c) => {
    const body = z.object({ id }).safeParse(await bodyOf(c))
    return body.success ? hear(c, { id: body.data.id, heard: { kind: 'arrived' } }) : refuse(c)
  })
  app.post('/messages', async (c) => {
    const body = Said.safeParse(await bodyOf(c))
    if (!body.success) return refuse(c)
    const { id, text } = body.data
    const files = body.data.files.map(({ id, name }) => ({ name, stored: id }))
    const heard: Heard = { kind: 'text', text, mentioned: true, ...(files.length && { files }) }
    return hear(c, { id, message: id, heard })
  })
  app.post('/presses', async (c) => {
    const body = Pressed.safeParse(await bodyOf(c))
    if (!body.success) return refuse(c)
    const { id, ...press } = body.data
    return hear(c, { id, heard: { kind: 'press', ...press } })
  })
  app.post('/edits', async (c) => {
    const body = Edited.safeParse(await bodyOf(c))
    if (!body.success) return refuse(c)
    const { id, message, text } = body.data
    return hear(c, { id, message, heard: { kind: 'edited', text } })
  })
  app.post('/removals', async (c) => {
    const body = Changed.safeParse(await bodyOf(c))
    return body.success ? hear(c, { ...body.data, heard: { kind: 'deleted' } }) : refuse(c)
  })
  return app
}

const eventOf = (
  employee: Persona,
  { locale }: Visitor,
  at: Date,
  { id, message, heard }: { id: string; message?: string; heard: Heard },
): ChatEvent => ({
  id: `web:local:${id}`,
  thread: employee.thread,
  from: { account: employee.account, name: employee.name, locale },
  ...(message && { message }),
  at,
  heard,
})
