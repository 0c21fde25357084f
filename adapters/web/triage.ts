import { Hono } from 'hono'
import { answerPage, byAgent, type PageHouse } from './frame.ts'
import { emptySheet } from './pages/frame.ts'
import { decisionList, decisionLists } from './pages/triage.ts'

/** How the latest messages were read, for agents: what was decided, why, by which model, what was corrected. */
export function triageRoutes(house: PageHouse) {
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'triage', async (visitor, reading) => {
      const list = decisionLists.find((name) => name === c.req.query('list')) ?? 'all'
      const w = reading.t.pages.triage
      const found = await byAgent(house.ports, visitor, (desk) => desk.triage.latest(list))
      if (!found?.done) return undefined
      const { decisions } = found
      return {
        title: w.title,
        lead: w.lead,
        tabs: decisionLists.map((name) => ({
          name,
          label: w.lists[name],
          href: `/triage?list=${name}`,
          open: name === list,
        })),
        content: decisions.length ? decisionList(decisions, reading) : emptySheet(w.empty[list]),
      }
    }),
  )
  return app
}
