import { Hono } from 'hono'
import { answerPage, byAgent, type PageHouse } from './frame.ts'
import { feedbackList } from './pages/feedback.ts'
import { emptySheet } from './pages/frame.ts'
import { decisionList, decisionLists } from './pages/triage.ts'

const triageLists = [...decisionLists, 'feedback'] as const
type TriageList = (typeof triageLists)[number]

/** How the latest messages were read, for agents: what was decided, why, by which model, what was corrected. */
export function triageRoutes(house: PageHouse) {
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'triage', async (visitor, reading) => {
      const w = reading.t.pages.triage
      const tabs = (open: TriageList) =>
        triageLists.map((name) => ({ name, label: w.lists[name], href: `/triage?list=${name}`, open: name === open }))
      if (c.req.query('list') === 'feedback') {
        const found = await byAgent(house.ports, visitor, (desk) => desk.assistant.feedback())
        if (!found?.done) return undefined
        const content = feedbackList(found.ratios, found.judgements, reading)
        return { title: w.title, lead: w.feedback.lead, tabs: tabs('feedback'), content }
      }
      const list = decisionLists.find((name) => name === c.req.query('list')) ?? 'all'
      const found = await byAgent(house.ports, visitor, (desk) => desk.triage.latest(list))
      if (!found?.done) return undefined
      const { decisions } = found
      return {
        title: w.title,
        lead: w.lead,
        tabs: tabs(list),
        content: decisions.length ? decisionList(decisions, reading) : emptySheet(w.empty[list]),
      }
    }),
  )
  return app
}
