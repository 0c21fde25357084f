import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { locales } from '../../src/chat/locale.ts'
import { instantOf } from '../../src/desk/knowledge/days.ts'
import { draftImpact } from '../../src/desk/knowledge/drafts.ts'
import { isLead } from '../../src/desk/people/actor.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { texts } from '../../src/texts/index.ts'
import { bodyOf } from './body.ts'
import { readingOf } from './chat.ts'
import { answerAct, answerPage, byAgent, type PageHouse } from './frame.ts'
import type { Reading } from './pages/chat.ts'
import { draftList, weighedDraft } from './pages/drafts.ts'
import { fixedList } from './pages/fixed.ts'
import { emptySheet, type Sheet } from './pages/frame.ts'
import type { Html } from './pages/html.ts'
import {
  aliasList,
  answerList,
  articleHistory,
  careList,
  gapList,
  type KnowledgeList,
  knowledgeLists,
  scheduledList,
} from './pages/knowledge.ts'
import type { WebPorts } from './ports.ts'
import type { Visitor } from './visitor.ts'

const DraftId = z.templateLiteral(['dra_', z.string().regex(/^\w{1,60}$/)])
const AliasId = z.templateLiteral(['ali_', z.string().regex(/^\w{1,60}$/)])
const longest = { title: 500, body: 100_000 } as const
const Words = z.object({
  fields: z.object({
    title: z.string().transform((text) => normaliseText(text, longest.title).trim()),
    body: z.string().transform((text) => normaliseText(text, longest.body).trim()),
  }),
})
const Moment = z.object({ fields: z.object({ at: z.string().max(40) }) })
const Fixed = z.object({
  fields: z.object({
    ...{ name: z.string(), patterns: z.string(), fr: z.string(), en: z.string() },
    ...{ audience: z.string(), channels: z.string(), active: z.string() },
  }),
})
/** The fields of the form as the desk reads them; whether they are of any use is for it to say. */
const asFixed = ({ name, patterns, fr, en, audience, channels, active }: z.output<typeof Fixed>['fields']) => ({
  name: name.trim(),
  patterns: split(normaliseText(patterns, longest.body), '\n'),
  text: { fr: normaliseText(fr, longest.body), en: normaliseText(en, longest.body) },
  audience,
  channels: split(channels, ','),
  active: active === 'on',
})
const split = (text: string, sign: string) =>
  text
    .split(sign)
    .map((each) => each.trim())
    .filter(Boolean)
const ArticleName = z.object({ externalId: z.string().min(1).max(200), locale: z.enum(locales) })
const gapDays = 30
const dayMs = 86_400_000

/** The knowledge base's care: what it lacks, what waits for review, why it answered, what it has learnt, what is stale. */
export function knowledgeRoutes(house: PageHouse) {
  const { ports, visitors } = house
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'knowledge', (visitor, reading) => {
      const draft = DraftId.safeParse(c.req.query('draft'))
      const article = c.req.query('article')
      if (article) return historyShown(ports, visitor, reading, article)
      return draft.success
        ? weighed(ports, visitor, reading, draft.data)
        : listed(ports, visitor, reading, knowledgeLists.find((list) => list === c.req.query('list')) ?? 'gaps')
    }),
  )
  app.post('/aliases/:id/revoke', async (c) => {
    const { visitor, t } = await whoAsks(c)
    const id = AliasId.safeParse(c.req.param('id'))
    if (!id.success) return answerAct(c, t, { done: false, why: 'not-found' }, '')
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.revokeAlias(id.data))
    return answerAct(c, t, outcome, t.pages.knowledge.done.revoke)
  })
  app.post('/drafts/:id/:act', async (c) => {
    const { visitor, t } = await whoAsks(c)
    const w = t.pages.knowledge
    const act = z.enum(['save', 'publish', 'later', 'discard']).safeParse(c.req.param('act'))
    const id = DraftId.safeParse(c.req.param('id'))
    if (!act.success || !id.success) return answerAct(c, t, { done: false, why: 'not-found' }, '')
    if (act.data === 'save') return save(c, visitor, id.data)
    if (act.data === 'later') return later(c, visitor, id.data)
    const outcome = await byAgent(ports, visitor, async (desk) =>
      act.data === 'publish' ? desk.knowledge.publishDraft(id.data) : desk.knowledge.discardDraft(id.data),
    )
    return answerAct(c, t, outcome, w.done[act.data])
  })

  app.post('/fixed/save', async (c) => {
    const { visitor, t } = await whoAsks(c)
    const w = t.pages.knowledge.fixed
    const body = Fixed.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.keepFixed(asFixed(body.data.fields)))
    if (outcome?.done === false && outcome.why === 'not-written')
      return c.json({ errors: { [outcome.field === 'text' ? visitor.locale : outcome.field]: w.refused } }, 422)
    return answerAct(c, t, outcome, w.done.save)
  })
  app.post('/fixed/:name/remove', async (c) => {
    const { visitor, t } = await whoAsks(c)
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.removeFixed(c.req.param('name')))
    return answerAct(c, t, outcome, t.pages.knowledge.fixed.done.remove)
  })
  app.post('/scheduled/:locale/:id/take-back', async (c) => {
    const { visitor, t } = await whoAsks(c)
    const name = ArticleName.safeParse({ locale: c.req.param('locale'), externalId: c.req.param('id') })
    if (!name.success) return answerAct(c, t, { done: false, why: 'not-found' }, '')
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.takeBack(name.data))
    return answerAct(c, t, outcome, t.pages.knowledge.done.takeBack)
  })

  const whoAsks = async (c: Context) => {
    const visitor = await visitors.of(c)
    return { visitor, t: texts[visitor.locale] }
  }
  async function later(c: Context, visitor: Visitor, id: z.output<typeof DraftId>) {
    const t = texts[visitor.locale]
    const w = t.pages.knowledge
    const body = Moment.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const { zone, now } = readingOf(ports, visitor)
    const at = instantOf(body.data.fields.at, zone)
    if (!at || at <= now) return c.json({ errors: { at: at ? w.momentPast : w.required } }, 422)
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.publishDraft(id, at))
    return answerAct(c, t, outcome, w.done.later(t.at(at, zone, now)))
  }
  async function save(c: Context, visitor: Visitor, id: z.output<typeof DraftId>) {
    const t = texts[visitor.locale]
    const w = t.pages.knowledge
    const body = Words.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const { fields } = body.data
    const missing = Object.entries(fields).filter(([, text]) => !text)
    if (missing.length) return c.json({ errors: Object.fromEntries(missing.map(([name]) => [name, w.required])) }, 422)
    const outcome = await byAgent(ports, visitor, (desk) => desk.knowledge.editDraft(id, fields))
    return answerAct(c, t, outcome, w.done.save)
  }
  return app
}

const tabsOf = ({ t }: Reading, now?: KnowledgeList): NonNullable<Sheet['tabs']> =>
  knowledgeLists.map((name) => ({
    name,
    label: t.pages.knowledge.lists[name],
    href: `/knowledge?list=${name}`,
    open: name === now,
  }))

async function listed(ports: WebPorts, visitor: Visitor, reading: Reading, list: KnowledgeList) {
  const w = reading.t.pages.knowledge
  const content = await contentOf(ports, visitor, reading, list)
  if (content === undefined) return undefined
  return {
    title: w.title,
    lead: w.lead[list],
    tabs: tabsOf(reading, list),
    content: content ?? emptySheet(w.empty[list]),
  }
}

/** What stands in a list; null where nothing does, absent where this person may not see it. */
async function contentOf(ports: WebPorts, visitor: Visitor, reading: Reading, list: KnowledgeList) {
  const drawn = <T>(rows: readonly T[], draw: (rows: readonly T[], reading: Reading) => Html): Html | null =>
    rows.length ? draw(rows, reading) : null
  return byAgent(ports, visitor, async ({ knowledge }): Promise<Html | null | undefined> => {
    switch (list) {
      case 'gaps': {
        const found = await knowledge.gaps(new Date(reading.now.getTime() - gapDays * dayMs))
        return found.done ? drawn(found.gaps, gapList) : undefined
      }
      case 'drafts': {
        const found = await knowledge.drafts()
        return found.done ? drawn(found.drafts, draftList) : undefined
      }
      case 'scheduled': {
        const found = await knowledge.scheduled()
        return found.done ? drawn(found.scheduled, scheduledList) : undefined
      }
      case 'answers': {
        const found = await knowledge.explained()
        return found.done ? drawn(found.answers, answerList) : undefined
      }
      case 'fixed': {
        const found = await knowledge.fixedAnswers()
        return found.done ? fixedList(found.fixed, reading) : undefined
      }
      case 'aliases': {
        const found = await knowledge.aliases()
        return found.done ? drawn(found.aliases, aliasList) : undefined
      }
      case 'care': {
        const found = await knowledge.care()
        return found.done ? drawn(found.findings, careList) : undefined
      }
      default:
        return list satisfies never
    }
  })
}

/** The versions of one article. */
async function historyShown(ports: WebPorts, visitor: Visitor, reading: Reading, article: string) {
  const w = reading.t.pages.knowledge
  const history = await byAgent(ports, visitor, (desk) => desk.knowledge.history(article))
  if (!history || (!history.done && history.why === 'not-allowed')) return undefined
  const content = history.done ? articleHistory(history, reading) : emptySheet(reading.t.pages.gone)
  return { title: w.title, lead: w.historyLead, tabs: tabsOf(reading), content }
}

/** One draft with what publishing it would do. Found out once: many past questions are asked again for it. */
async function weighed(ports: WebPorts, visitor: Visitor, reading: Reading, id: z.output<typeof DraftId>) {
  const w = reading.t.pages.knowledge
  const open = await byAgent(ports, visitor, (desk) => desk.knowledge.drafts())
  if (!open?.done || !visitor.agent) return undefined
  const draft = open.drafts.find((each) => each.id === id)
  const impact = draft && (await draftImpact(ports.db, id, { now: reading.now, meaning: ports.settings().meaning }))
  const content = impact
    ? weighedDraft({ draft, impact, mayPublish: isLead(visitor.agent) }, reading)
    : emptySheet(reading.t.pages.gone)
  return { title: w.title, lead: w.lead.drafts, tabs: tabsOf(reading, 'drafts'), content, still: true }
}
