import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { atDesk } from '../../src/desk/at-desk.ts'
import type { Refusal } from '../../src/desk/scope.ts'
import { type Acted, actNamed, type Fields } from '../../src/desk/tickets/acts.ts'
import { historyOf, oldWordsOf } from '../../src/desk/tickets/history.ts'
import { listNames, listTickets } from '../../src/desk/tickets/listing.ts'
import { refusalWords } from '../../src/desk/tickets/refusal.ts'
import { whyLines } from '../../src/desk/triage/why.ts'
import { maskFields } from '../../src/platform/masking.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { type Texts, texts } from '../../src/texts/index.ts'
import { statusOf } from './acts.ts'
import { bodyOf } from './body.ts'
import { mostCharacters, readingOf } from './chat.ts'
import { type Html, html } from './pages/html.ts'
import { type Asked, ticketList } from './pages/list.ts'
import { noTicket, type Opened, ticketPanel } from './pages/ticket.ts'
import { asActor } from './personas.ts'
import type { WebPorts } from './ports.ts'
import type { Visitor, Visitors } from './visitor.ts'

const Act = z.object({
  fields: z
    .record(
      z.string().max(60),
      z.string().transform((text) => normaliseText(text, mostCharacters)),
    )
    .default({}),
})
const Number9 = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** What the address asks for; what makes no sense there is as if it were not there. */
export function askedOf(c: Context): Asked {
  const ticket = Number9.safeParse(c.req.query('ticket'))
  return {
    list: listNames.find((list) => list === c.req.query('list')) ?? 'open',
    words: normaliseText(c.req.query('q') ?? '', 100).trim(),
    ticket: ticket.success ? ticket.data : undefined,
  }
}

/** The agent's half: everything here acts as the agent persona, and the desk alone says what that person may. */
export function deskRoutes(ports: WebPorts, visitors: Visitors) {
  const app = new Hono()
  app.get('/list', async (c) => {
    const visitor = await visitors.of(c)
    const shown = await listShown(ports, visitor, askedOf(c))
    return c.html(shown.html, shown.status)
  })
  app.get('/tickets/:number', async (c) => {
    const visitor = await visitors.of(c)
    const number = Number9.safeParse(c.req.param('number'))
    const shown = await ticketShown(ports, visitor, number.success ? number.data : 0)
    return c.html(shown.html, shown.status)
  })
  app.post('/tickets/:number/replying', async (c) => {
    const visitor = await visitors.of(c)
    const number = Number9.safeParse(c.req.param('number'))
    const { again = false } =
      z
        .object({ again: z.boolean() })
        .partial()
        .safeParse(await bodyOf(c)).data ?? {}
    await replying(ports, visitor, number.success ? number.data : 0, again)
    return c.json({ done: true })
  })
  app.post('/tickets/:number/:act', async (c) => {
    const visitor = await visitors.of(c)
    const body = Act.safeParse(await bodyOf(c))
    const number = Number9.safeParse(c.req.param('number'))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    return answer(c, texts[visitor.locale], {
      act: c.req.param('act'),
      outcome: await doAct(ports, visitor, number.success ? number.data : 0, c.req.param('act'), body.data.fields),
    })
  })
  return app
}

const nobody: Refusal = { done: false, why: 'not-allowed' }
const noSuch: Refusal = { done: false, why: 'not-found' }

/** One act of the agent persona, in a transaction of its own; what it tells others leaves at once. */
async function doAct(ports: WebPorts, { agent, locale }: Visitor, number: number, name: string, given: Fields) {
  const fields = maskFields(given)
  const known = actNamed(name)
  if (!agent) return nobody
  if (!known) return undefined
  const { result, wake } = await atDesk(
    ports.db,
    ports.settings(),
    asActor(agent, locale),
    ports.now(),
    async (desk): Promise<Acted> => {
      const ticket = await desk.tickets.byNumber(number)
      return ticket ? known.run(desk, ticket.id, fields, texts[locale]) : noSuch
    },
  )
  ports.wake(wake)
  return result.done && fields !== given ? { ...result, notice: texts[locale].secretHidden } : result
}

/** The agent has begun to type: colleagues see it, and what comes in between stops the reply. */
async function replying(ports: WebPorts, { agent, locale }: Visitor, number: number, again: boolean) {
  if (!agent) return
  const { wake } = await atDesk(ports.db, ports.settings(), asActor(agent, locale), ports.now(), async (desk) => {
    const ticket = await desk.tickets.byNumber(number)
    if (ticket) await desk.tickets.startReply(ticket.id, again)
  })
  ports.wake(wake)
}

function answer(c: Context, t: Texts, { act, outcome }: { act: string; outcome: Acted | undefined }) {
  if (!outcome) return c.json({ notice: t.console.unknownAct }, 404)
  if (outcome.done)
    return c.json({
      done: true,
      ...(outcome.form && { draft: outcome.form.fields[0]?.value ?? '' }),
      notice: outcome.notice ?? t.console.desk.done[act as keyof Texts['console']['desk']['done']],
    })
  const field = actNamed(act)?.field
  const words = refusalWords(outcome, t)
  return c.json(
    (outcome.why === 'empty' || outcome.why === 'overtaken') && field
      ? { errors: { [field]: words } }
      : { notice: words },
    statusOf[outcome.why],
  )
}

type Shown = { html: Html; status: 200 | 403 | 404 }

/** The list with its tabs, as the agent persona may see it. */
export async function listShown(ports: WebPorts, visitor: Visitor, asked: Asked): Promise<Shown> {
  const t = texts[visitor.locale]
  const refused: Shown = { html: html`<p class="empty" id="desk-empty">${t.console.desk.notAgent}</p>`, status: 403 }
  if (!visitor.agent) return refused
  const listing = await listTickets(ports.db, asActor(visitor.agent, visitor.locale), asked, ports.now())
  return listing.done ? { html: ticketList(listing, asked, readingOf(ports, visitor)), status: 200 } : refused
}

/** One ticket, or the same answer for one that is not theirs and one that is not there. */
export async function ticketShown(ports: WebPorts, visitor: Visitor, number: number): Promise<Shown> {
  const opened = visitor.agent && (await openedTicket(ports, visitor, number))
  if (!opened) return { html: noTicket(texts[visitor.locale].console.desk.gone), status: 404 }
  return { html: ticketPanel(opened, readingOf(ports, visitor)), status: 200 }
}

async function openedTicket(ports: WebPorts, { agent, locale }: Visitor, number: number): Promise<Opened | undefined> {
  if (!agent) return undefined
  const actor = asActor(agent, locale)
  const { result } = await atDesk(ports.db, ports.settings(), actor, ports.now(), async (desk) => {
    const id = (await desk.tickets.byNumber(number))?.id
    const [view, card] = [id && (await desk.tickets.view(id)), id && (await desk.tickets.card(id))]
    if (!id || !view || !card) return undefined
    const explained = await desk.triage.explain(id)
    const why = explained.done ? whyLines(explained.explanation, texts[locale]) : []
    return { id, view, why, card: card.blocks, lines: await desk.tickets.messages(id) }
  })
  if (!result) return undefined
  const [history, oldWords] = [
    await historyOf(ports.db, actor, result.id),
    await oldWordsOf(ports.db, actor, result.id),
  ]
  return { ...result, history, oldWords, mine: result.view.ticket.assignee_id === agent.id }
}
