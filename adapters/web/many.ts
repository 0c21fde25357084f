import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { atDesk } from '../../src/desk/at-desk.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Refusal } from '../../src/desk/scope.ts'
import { type Changed, changeMany, manyActs, mostAtOnce, undoMany } from '../../src/desk/tickets/many.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { type Texts, texts } from '../../src/texts/index.ts'
import { statusOf } from './acts.ts'
import { bodyOf } from './body.ts'
import { asActor } from './personas.ts'
import type { WebPorts } from './ports.ts'
import type { Visitor, Visitors } from './visitor.ts'

const Asked = z.object({
  numbers: z.array(z.int().positive()).min(1).max(mostAtOnce),
  act: z.enum(manyActs),
  fields: z
    .record(
      z.string().max(60),
      z.string().transform((text) => normaliseText(text, 400)),
    )
    .default({}),
  /** Only says what would happen. */
  preview: z.boolean().default(false),
})
const Back = z.object({ batch: z.string().regex(/^bat_[a-z0-9]{32}$/) })

/** Many tickets at once: what would be changed is counted first, and what was changed can be taken back. */
export function manyRoutes(ports: WebPorts, visitors: Visitors) {
  const app = new Hono()
  app.post('/', async (c) => {
    const visitor = await visitors.of(c)
    const body = Asked.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const { preview, ...many } = body.data
    return answer(
      c,
      visitor,
      await asAgent(ports, visitor, preview, (desk, t) => changeMany(desk, many, t)),
      preview ? 'would' : 'changed',
    )
  })
  app.post('/undo', async (c) => {
    const visitor = await visitors.of(c)
    const body = Back.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const outcome = await asAgent(ports, visitor, false, (desk, t) => undoMany(desk, body.data.batch, t))
    return answer(c, visitor, outcome, 'undone')
  })
  return app
}

type Outcome = Changed | Refusal
class Previewed extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('a preview changes nothing')
    this.outcome = outcome
  }
}

/** A preview is the act itself, rolled back: it cannot differ from what would happen. */
async function asAgent(
  ports: WebPorts,
  { agent, locale }: Visitor,
  preview: boolean,
  act: (desk: Desk, t: Texts) => Promise<Outcome>,
): Promise<Outcome> {
  if (!agent) return { done: false, why: 'not-allowed' }
  try {
    const { result, wake } = await atDesk(
      ports.db,
      ports.settings(),
      asActor(agent, locale),
      ports.now(),
      async (desk) => {
        const outcome = await act(desk, texts[locale])
        if (preview) throw new Previewed(outcome)
        return outcome
      },
    )
    ports.wake(wake)
    return result
  } catch (error) {
    if (error instanceof Previewed) return error.outcome
    throw error
  }
}

function answer(c: Context, { locale }: Visitor, outcome: Outcome, words: 'would' | 'changed' | 'undone') {
  const t = texts[locale]
  if (!outcome.done) return c.json({ notice: t.agentCard.refusals['not-allowed'] }, statusOf[outcome.why])
  const { batch, changed, left } = outcome
  const first = left[0] && t.console.desk.many.left(left.length, left[0].number, left[0].why)
  const notice = [t.console.desk.many[words](changed.length), first].filter(Boolean).join(' ')
  return c.json({ done: true, count: changed.length, ...(words === 'changed' && { batch }), notice })
}
