import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBlockKit } from '../../adapters/slack/render.ts'
import { toAdaptiveCard } from '../../adapters/teams/render.ts'
import { type Block, buttonsIn, formsIn } from '../../src/chat/card.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { plainText } from '../../src/chat/plain.ts'
import type { AccountKey, ThreadKey } from '../../src/chat/thread.ts'
import { announce } from '../../src/desk/announcements/store.ts'
import { keepFixed } from '../../src/desk/knowledge/fixed-store.ts'
import { Mailbag } from '../../src/desk/outbox/outbox.ts'
import { mailOut } from '../../src/desk/outbox/store.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { blockProblems } from '../support/slack/limits.ts'
import { openWorld, type World } from '../support/talk.ts'

/**
 * Plays every answer of every turn of every flow, in both languages, through the real engine on a real database: each is
 * heard, none is a dead end, and every card fits Slack and Teams.
 */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
  const fixed = { name: 'parking', patterns: ['parking'], text: { fr: 'Au portail.', en: 'At the gate.' } }
  await database.db.transaction().execute((tx) => keepFixed(tx, fixed, null, world.now()))
  const since = new Date('2026-03-02T07:00:00Z')
  const problem = { category: 'email', titleFr: 'Messagerie en panne', titleEn: 'Mail outage', since }
  const { id } = await announce(database.db, {
    ...{ ...problem, keywords: ['zimbra'], nextUpdateAt: new Date('2026-03-02T09:30:00Z') },
  })
  // A major incident, which whoever arrives is told of.
  const lead = await database.db.selectFrom('tickets').select('id').orderBy('number').executeTakeFirstOrThrow()
  await database.db.updateTable('announcements').set({ ticket_id: lead.id }).where('id', '=', id).execute()
})
afterAll(() => database.close())

type Answer = { text: string } | { silence: number } | { action: string; fields: Record<string, string> }
interface Path {
  first: string
  answers: Answer[]
  /** An agent resolves the ticket after the last of these answers. */
  resolved?: boolean
  /** A major incident that they follow ends after the first words. */
  over?: boolean
  swap?: boolean
}
const starts: Record<Locale, string[]> = {
  fr: [
    'bonjour',
    'erreur 809 vpn',
    'VPN',
    'mon écran fait des étincelles bleues',
    'quel temps fera-t-il demain ?',
    'écris-moi un poème sur une imprimante',
    'le logiciel de paie affiche une erreur 500',
    'marche pas',
    'zimbra ne répond plus',
    'menu',
    'parking',
    'je veux parler à un humain',
  ],
  en: [
    'hello',
    'vpn error 809',
    'VPN',
    'my monitor emits blue sparks',
    'what will the weather be tomorrow?',
    'write me a poem about the printer',
    'the payroll software shows error 500',
    'not working',
    'it broke',
    'zimbra is down',
    'menu',
    'parking',
    'I want to talk to a person',
  ],
}
const thanks: Record<Locale, string> = { fr: 'merci', en: 'thanks' }
const words: Record<Locale, string> = {
  fr: 'mon stylet siffle depuis hier',
  en: 'my stylus has been hissing since yesterday',
}

test.each(['fr', 'en'] as const)(
  'every answer of every turn is heard, ends, and fits both platforms (%s)',
  { timeout: 120_000 },
  async (locale) => {
    const world = await openWorld(database.db, { locale, at: '2026-03-02T10:00:00+01:00' })
    const night = await openWorld(database.db, { locale, at: '2026-03-07T23:00:00+01:00' })
    const seen = new Set<string>()
    const pending: { path: Path; in: World }[] = [
      ...starts[locale].map((first) => ({ path: { first, answers: [] }, in: world })),
      { path: { first: starts[locale].at(-1)!, answers: [] }, in: night },
      { path: { first: starts[locale].at(-1)!, answers: [], resolved: true }, in: world },
      { path: { first: thanks[locale], answers: [], over: true }, in: world },
      { path: { first: thanks[locale], answers: [], swap: true }, in: world },
    ]
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { turn, answers, blocks } = await walk(next.in, next.path, locale)
      for (const shown of blocks) fits(shown)
      for (const answer of answers) {
        const step = `${turn} ${'text' in answer ? 'text' : 'silence' in answer ? 'silence' : answer.action}`
        if (seen.has(step)) continue
        seen.add(step)
        pending.push({ path: { ...next.path, answers: [...next.path.answers, answer] }, in: next.in })
      }
    }
    const all = [...world.house.flows.values()].flatMap((flow) =>
      [...flow.turns.values()].flatMap((turn) =>
        [...Object.keys(turn.hears), ...(turn.silence ? ['silence'] : [])].map(
          (answer) => `${flow.name}.${turn.name} ${answer}`,
        ),
      ),
    )
    expect(all.filter((step) => !seen.has(step) && !ofWorkers.test(step) && !ofChannels.test(step))).toEqual([])
  },
)

/** Turns that wait for a worker, and only where a language model is configured: each of their answers is in model.test.ts or meaning.test.ts. */
const ofWorkers = /^(?:triage\.reading|search\.(?:looking|meaning)) /

/** What begins in a channel, or needs a ticket that waits for its requester: request-channels.test and native-entrances.test. */
const ofChannels = /^(?:burst\.|menu\.menu show)/

/** Goes one way with a new person, and says which answers the place where it ends invites. */
async function walk(world: World, { first, answers: given, resolved, over, swap }: Path, locale: Locale) {
  const person = world.person(`w${crypto.randomUUID().slice(0, 6)}`, { locale })
  await person.says(first)
  if (resolved) await resolveNewest(world)
  if (swap) await askForSwap(world, person.home)
  if (over) await endIncidentFor(world, person.home, person.account)
  for (const answer of given) {
    if ('text' in answer) await person.says(answer.text)
    else if ('silence' in answer) await world.later(answer.silence + 1)
    else {
      const card = world.shownIn(person.home).findLast(({ blocks }) => invites(blocks, answer.action))
      if (!card) throw new Error(`${first}: no card invites ${answer.action}\n${person.transcript()}`)
      const reply = await person.press(card.card, answer.action, answer.fields)
      expect(reply.notice, person.transcript()).toBeUndefined()
    }
  }
  const talk = await world.db
    .selectFrom('conversations')
    .select(['flow', 'turn'])
    .where('thread', '=', person.home)
    .executeTakeFirst()
  const turn = world.house.flows.get(talk?.flow ?? '')?.turns.get(talk?.turn ?? '')
  const shown = world.shownIn(person.home)
  expect(shown.length, `${first} was met with silence`).toBeGreaterThan(0)
  const last = shown.findLast(({ blocks }) => Object.keys(turn?.hears ?? {}).some((a) => invites(blocks, a)))
  const answers = Object.keys(turn?.hears ?? {})
    .filter((action) => action === 'text' || invites(last?.blocks ?? [], action))
    .map((action) => answerTo(action, last?.blocks ?? [], locale))
  if (turn?.silence) answers.push({ silence: turn.silence.minutes })
  return { turn: `${talk?.flow}.${talk?.turn}`, answers, blocks: shown.map(({ blocks }) => blocks) }
}

/** As the worker leaves it that ends a major incident: the follower is to be asked. */
async function endIncidentFor(world: World, thread: ThreadKey, account: AccountKey) {
  const now = world.now()
  const { person_id } = await world.db
    .selectFrom('accounts')
    .select('person_id')
    .where('key', '=', account)
    .executeTakeFirstOrThrow()
  const problem = { category: 'email', titleFr: 'Messagerie', titleEn: 'Mail', keywords: [], since: now }
  const { id } = await announce(world.db, problem)
  const ended = { ended_at: now, outcome: 'resolved', resolution: 'ok' } as const
  await world.db.updateTable('announcements').set(ended).where('id', '=', id).execute()
  const follower = { announcement_id: id, person_id, thread, asked_at: now }
  await world.db.insertInto('announcement_followers').values(follower).execute()
  const mail = new Mailbag()
  mail.begin(thread, 'incident-over', { announcement: id })
  await world.db.transaction().execute((tx) => mailOut(tx, mail, now))
  await world.later(1)
}

/** A colleague asks for one of their shifts. */
async function askForSwap(world: World, thread: ThreadKey) {
  const mail = new Mailbag()
  const [from, to] = [new Date(world.now().getTime() + 86_400_000), new Date(world.now().getTime() + 172_800_000)]
  mail.begin(thread, 'swap', { id: 'swp_1', by: 'Karim', zone: 'Europe/Paris', from, to, backFrom: from, backTo: to })
  await world.db.transaction().execute((tx) => mailOut(tx, mail, world.now()))
  await world.later(1)
}

async function resolveNewest(world: World) {
  const agent = world.person('Karim', { agent: true })
  await agent.fills(
    texts[world.settings.locale].agentCard.resolve,
    { resolution: 'fixed' },
    { thread: world.rooms().at(-1)! },
  )
}

const invites = (blocks: ReadonlyArray<Block>, action: string) =>
  blocks.some(
    (block) =>
      buttonsIn([block]).some((button) => button.action === action) ||
      (block.kind === 'choices' && block.action === action) ||
      formsIn([block]).some((form) => form.action === action),
  )

function answerTo(action: string, blocks: ReadonlyArray<Block>, locale: Locale): Answer {
  if (action === 'text') return { text: words[locale] }
  for (const block of blocks) {
    if (block.kind === 'choices' && block.action === action)
      return { action, fields: { choice: block.options[0]?.value ?? '' } }
    if (block.kind === 'form' && block.form.action === action)
      return {
        action,
        fields: Object.fromEntries(
          block.form.fields.map((field) => [field.name, field.options?.[0]?.value ?? field.value ?? 'x']),
        ),
      }
  }
  return { action, fields: {} }
}

function fits(blocks: ReadonlyArray<Block>) {
  expect(blockProblems(toBlockKit(blocks, '1'))).toEqual([])
  const card = toAdaptiveCard({ id: '1', blocks, plain: plainText(blocks) })
  expect(JSON.stringify(card).length * 2).toBeLessThan(100_000)
}
