import { Hono } from 'hono'
import { texts } from '../../src/texts/index.ts'
import { answerAct, answerPage, byAgent, type PageHouse } from './frame.ts'
import { undeliveredList } from './pages/deliveries.ts'
import { emptySheet } from './pages/frame.ts'

/** What never reached its place, for agents: why, and the button that sends it again. */
export function deliveryRoutes(house: PageHouse) {
  const { ports, visitors } = house
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'deliveries', async (visitor, reading) => {
      const { title, lead, empty } = reading.t.pages.deliveries
      const found = await byAgent(ports, visitor, (desk) => desk.deliveries.undelivered())
      if (!found?.done) return undefined
      return { title, lead, content: found.rows.length ? undeliveredList(found.rows, reading) : emptySheet(empty) }
    }),
  )
  app.post('/again', async (c) => {
    const visitor = await visitors.of(c)
    const t = texts[visitor.locale]
    const outcome = await byAgent(ports, visitor, (desk) => desk.deliveries.allAgain())
    if (outcome?.done) ports.wake(outcome.seqs)
    return answerAct(c, t, outcome, t.pages.deliveries.done.again)
  })
  app.post('/:seq{\\d{1,15}}/:act{again|aside}', async (c) => {
    const visitor = await visitors.of(c)
    const t = texts[visitor.locale]
    const seq = Number(c.req.param('seq'))
    const again = c.req.param('act') === 'again'
    const outcome = await byAgent(ports, visitor, ({ deliveries }) =>
      again ? deliveries.sendAgain(seq) : deliveries.setAside(seq),
    )
    if (again && outcome?.done) ports.wake([seq])
    return answerAct(c, t, outcome, t.pages.deliveries.done[again ? 'again' : 'aside'])
  })
  return app
}
