import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { locales } from '../../src/chat/locale.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { TeamView } from '../../src/desk/duty/overview.ts'
import { StepDraft, WallTime } from '../../src/desk/duty/plan.ts'
import { momentNamed } from '../../src/desk/duty/when.ts'
import { isLead } from '../../src/desk/people/actor.ts'
import type { Outcome } from '../../src/desk/scope.ts'
import { categories } from '../../src/desk/triage/labels.ts'
import { type Texts, texts } from '../../src/texts/index.ts'
import { bodyOf } from './body.ts'
import { answerAct, answerPage, byAgent, type PageHouse } from './frame.ts'
import { dutySheet } from './pages/duty.ts'
import { emptySheet } from './pages/frame.ts'

const teamId = z.templateLiteral(['tea_', z.string().regex(/^[\w-]{1,60}$/)])
const personId = z.templateLiteral(['per_', z.string().regex(/^[\w-]{1,60}$/)])
const stintId = z.templateLiteral(['sti_', z.string().regex(/^\w{1,60}$/)])
const absenceId = z.templateLiteral(['abs_', z.string().regex(/^\w{1,60}$/)])
const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
const empty = z.literal('').transform(() => undefined)
const Fields = z.object({ fields: z.record(z.string().max(40), z.string().max(5_000)).default({}) })

const Rota = z.object({
  zone: z.string().max(60),
  startsOn: z.iso.date().or(empty),
  handover: WallTime,
  everyWeeks: whole(1, 52),
  people: z.string(),
  atShiftEnd: z.enum(['hand-over', 'keep']),
})
const Turns = z.object({
  routing: z.enum(['off', 'turns']),
  ...{ mostOpen: whole(0, 1000), takeMinutes: whole(1, 10_000), anyoneMinutes: whole(0, 10_000) },
  ...{ rounds: whole(1, 5), staleMinutes: whole(0, 10_000) },
})
const Cover = z.object({ person: personId, from: z.string(), to: z.string() })
const Member = z.object({ person: personId, team: teamId.or(empty), ownMost: whole(0, 1000).or(empty) })

/** What was typed, or what is wrong with which field. */
type Typed<T> = { ok: true; typed: T } | { ok: false; errors: Record<string, string> }
function typed<T>(schema: z.ZodType<T>, fields: Record<string, string>, wrong: string): Typed<T> {
  const read = schema.safeParse(fields)
  if (read.success) return { ok: true, typed: read.data }
  return { ok: false, errors: Object.fromEntries(read.error.issues.map(({ path }) => [String(path[0]), wrong])) }
}

type Done = { done: string } | { errors: Record<string, string> } | Extract<Outcome, { done: false }>
type Act = (desk: Desk, fields: Record<string, string>, t: Texts, now: Date) => Promise<Done>

/** The duty page: who is on call, the shifts to come, the load of each; edited by leads, an agent speaks for themselves. */
export function dutyRoutes(house: PageHouse) {
  const { ports, visitors } = house
  const app = new Hono()
  app.get('/', (c) =>
    answerPage(c, house, 'duty', async (visitor, reading) => {
      const { title, lead, noTeam } = reading.t.pages.duty
      const { agent } = visitor
      const seen = agent && (await byAgent(ports, visitor, (desk) => desk.duty.overview()))
      if (!agent || !seen?.done) return undefined
      const viewer = { person: agent.id, lead: isLead(agent) }
      return { title, lead, content: seen.teams.length ? dutySheet(seen.teams, viewer, reading) : emptySheet(noTeam) }
    }),
  )
  app.post('/away', (c) => act(c, goAway))
  app.post('/back', (c) => act(c, async (desk, _, t) => said(await desk.duty.back(), t.pages.duty.done.back)))
  app.post('/handover', (c) => act(c, handOver))
  app.post('/stints/:id/remove', (c) => {
    const id = stintId.safeParse(c.req.param('id'))
    return act(c, async (desk, _, t) =>
      id.success ? said(await desk.duty.uncover(id.data), t.pages.duty.done.remove) : { done: false, why: 'not-found' },
    )
  })
  app.post('/absences/:id/cancel', (c) => {
    const id = absenceId.safeParse(c.req.param('id'))
    return act(c, async (desk, _, t) =>
      id.success
        ? said(await desk.duty.cancelAbsence(id.data), t.pages.duty.done.remove)
        : { done: false, why: 'not-found' },
    )
  })
  app.post('/:team/:what{rota|turns|cover|member|join}', (c) => {
    const team = teamId.safeParse(c.req.param('team'))
    const what = c.req.param('what') as keyof typeof ofTeam
    return act(c, async (desk, fields, t, now) =>
      team.success ? ofTeam[what](desk, team.data, fields, t, now) : { done: false, why: 'not-found' },
    )
  })

  async function act(c: Context, does: Act) {
    const visitor = await visitors.of(c)
    const t = texts[visitor.locale]
    const body = Fields.safeParse(await bodyOf(c))
    if (!body.success) return c.json({ error: 'bad-request' }, 400)
    const done = await byAgent(ports, visitor, (desk) => does(desk, body.data.fields, t, ports.now()))
    if (done && 'errors' in done) return c.json({ errors: done.errors }, 422)
    if (done && typeof done.done === 'string') return answerAct(c, t, { done: true }, done.done)
    if (done?.why === 'empty') return c.json({ notice: t.pages.duty.wrong }, 422)
    return answerAct(c, t, done, '')
  }
  return app
}

const said = (outcome: Outcome, words: string): Done => (outcome.done ? { done: words } : outcome)

const goAway: Act = async (desk, fields, t, now) => {
  const zone = await desk.duty.zone()
  const read = (typed = '') => (typed ? momentNamed([typed], now, zone) : undefined)
  const [from, until] = [read(fields.from), read(fields.until)]
  if (fields.from && (!from || from < now)) return { errors: { from: t.pages.duty.wrong } }
  if (fields.until && (!until || until <= (from ?? now))) return { errors: { until: t.pages.duty.wrong } }
  return said(await desk.duty.away({ from, until }), t.pages.duty.done.away)
}

const handOver: Act = async (desk, _, t) => {
  const handed = await desk.duty.handOver()
  return handed.done ? { done: t.pages.duty.done.handOver(handed.passed) } : handed
}

type OfTeam = (desk: Desk, team: `tea_${string}`, fields: Record<string, string>, t: Texts, now: Date) => Promise<Done>
const ofTeam = { rota, turns, cover, member, join } satisfies Record<string, OfTeam>

async function viewOf(desk: Desk, team: `tea_${string}`): Promise<Outcome<{ view: TeamView }>> {
  const seen = await desk.duty.overview()
  if (!seen.done) return seen
  const view = seen.teams.find((one) => one.team.id === team)
  return view ? { done: true, view } : { done: false, why: 'not-found' }
}

async function rota(desk: Desk, team: `tea_${string}`, fields: Record<string, string>, t: Texts): Promise<Done> {
  const read = typed(Rota, fields, t.pages.duty.wrong)
  if (!read.ok) return read
  const { people: names, handover: handoverMinute, ...draft } = read.typed
  const seen = await viewOf(desk, team)
  if (!seen.done) return seen
  const people: `per_${string}`[] = []
  for (const name of names.split('\n').filter((line) => line.trim())) {
    const same = seen.view.members.filter((one) => one.name.toLowerCase() === name.trim().toLowerCase())
    if (same.length !== 1) return { errors: { people: t.pages.duty.unknownName(name.trim()) } }
    people.push(same[0]!.id)
  }
  return said(await desk.duty.setRota(team, { ...draft, handoverMinute, people }), t.pages.duty.done.rota)
}

async function turns(desk: Desk, team: `tea_${string}`, fields: Record<string, string>, t: Texts): Promise<Done> {
  const read = typed(Turns, fields, t.pages.duty.wrong)
  if (!read.ok) return read
  const steps: z.output<typeof StepDraft>[] = []
  for (let i = 1; `tell${i}` in fields; i++) {
    if (!fields[`tell${i}`]) continue
    const step = StepDraft.safeParse({ wait: Number(fields[`wait${i}`] || Number.NaN), tell: fields[`tell${i}`] })
    if (!step.success) return { errors: { [`wait${i}`]: t.pages.duty.wrong } }
    steps.push(step.data)
  }
  return said(await desk.duty.setTurns(team, { ...read.typed, steps }), t.pages.duty.done.turns)
}

async function cover(
  desk: Desk,
  team: `tea_${string}`,
  fields: Record<string, string>,
  t: Texts,
  now: Date,
): Promise<Done> {
  const read = typed(Cover, fields, t.pages.duty.wrong)
  if (!read.ok) return read
  const seen = await viewOf(desk, team)
  if (!seen.done) return seen
  const zone = seen.view.duty?.settings.zone ?? desk.zone
  const from = momentNamed([read.typed.from], now, zone)
  const to = momentNamed([read.typed.to], now, zone)
  if (!from || !to || to <= from || to <= now) return { errors: { [from ? 'to' : 'from']: t.pages.duty.wrong } }
  return said(await desk.duty.cover(team, read.typed.person, { from, to }), t.pages.duty.done.cover)
}

async function member(desk: Desk, _: `tea_${string}`, fields: Record<string, string>, t: Texts): Promise<Done> {
  const read = typed(Member, fields, t.pages.duty.wrong)
  if (!read.ok) return read
  const { person, team, ownMost } = read.typed
  const draft = {
    ...{ team: team ?? null, mostOpen: ownMost ?? null },
    languages: locales.filter((one) => fields[`language-${one}`]),
    skills: categories.filter((one) => fields[`skill-${one}`]),
  }
  return said(await desk.duty.setMember(person, draft), t.pages.duty.done.member)
}

async function join(desk: Desk, team: `tea_${string}`, { who = '' }: Record<string, string>, t: Texts): Promise<Done> {
  const person = await desk.duty.find(who)
  if (typeof person === 'string') return { errors: { who: t.duty.who(who) } }
  return said(await desk.duty.join(person.id, team), t.pages.duty.done.member)
}
