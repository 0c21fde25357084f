import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Desk } from '../../src/desk/desk.ts'
import type { Outcome } from '../../src/desk/scope.ts'
import { priorities } from '../../src/desk/tickets/ticket.ts'
import { categories } from '../../src/desk/triage/labels.ts'
import { texts } from '../../src/texts/index.ts'
import { bodyOf } from './body.ts'
import { answerAct, answerPage, byAgent, type PageHouse } from './frame.ts'
import { updates } from './pages/updates.ts'
import type { Persona } from './personas.ts'
import { transcriptOf } from './transcript.ts'

const empty = z.literal('').transform(() => undefined)
const Follow = z.object({
  fields: z.object({ priority: z.enum(priorities).or(empty), category: z.enum(categories).or(empty) }),
})

/** What an agent follows on the web, and the lines that came of it: "subscribe" with buttons. */
export function updateRoutes(house: PageHouse) {
  const { ports, visitors } = house
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'updates', async (visitor, reading) => {
      const { agent } = visitor
      const { title, lead } = reading.t.pages.updates
      const found = agent && (await byAgent(ports, visitor, (desk) => desk.subscriptions.of(agent.thread)))
      if (!agent || !found?.done) return undefined
      const { items } = await transcriptOf(ports.db, agent.thread)
      return { title, lead, content: updates(found.filters, items, reading) }
    }),
  )
  app.post('/follow', async (c) => {
    const body = Follow.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const { priority, category } = body.data.fields
    const filter = { ...(priority && { priority }), ...(category && { category }) }
    return act(c, 'follow', (desk, agent) => desk.subscriptions.add(agent.thread, filter))
  })
  app.post('/stop', (c) => act(c, 'stop', (desk, agent) => desk.subscriptions.remove(agent.thread)))

  async function act(
    c: Context,
    name: 'follow' | 'stop',
    does: (desk: Desk, agent: Persona) => Promise<Outcome<object>>,
  ) {
    const visitor = await visitors.of(c)
    const t = texts[visitor.locale]
    const outcome = await byAgent(ports, visitor, (desk) => does(desk, visitor.agent!))
    return answerAct(c, t, outcome, t.pages.updates.done[name])
  }
  return app
}
