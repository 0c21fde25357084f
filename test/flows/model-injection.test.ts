import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Llm } from '../../src/platform/llm.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { injections, plainWords, puppet, puppetMarks, puppetReach, wishes } from '../support/injections.ts'
import { store } from '../support/knowledge.ts'
import { type ModelServer, modelAt, openModelServer, wellBehaved } from '../support/llm-stand-in.ts'
import { openWorld } from '../support/talk.ts'

/**
 * Sixty injections in each place where words of others reach the model, and a model that obeys all of them. Measured by
 * effects: what anybody was shown, what was sent to whom, what changed at the desk.
 */
let database: TestDatabase
let server: ModelServer
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openModelServer(wellBehaved)
  await store(database.db)
  // Articles in the words of the wishes, so that a message full of them finds something to word.
  for (const locale of ['fr', 'en'] as const)
    for (const [i, wish] of wishes[locale].entries())
      for (const copy of ['a', 'b']) {
        const title = plainWords(wish)
        await store(database.db, [
          { externalId: `wish-${i}-${copy}`, locale, audience: 'employees', title, body: `${title}.` },
        ])
      }
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(async () => {
  await database.db.deleteFrom('model_messages').execute()
  await database.db.deleteFrom('outbox').execute()
})
/** A breaker of its own for each question: what is refused here must not spare the next one. */
const llm: Llm = { ask: (question) => modelAt(server, database.db).ask(question) }
/** The share of messages that the model may see is not what is tested here. */
const openShare = () => database.db.deleteFrom('model_messages').execute()

/** Everything that was ever to be shown anywhere, as it left the house. */
const shownAnywhere = async () => {
  const rows = await database.db
    .selectFrom('outbox')
    .select(['content', 'thread', 'op'])
    .where('op', 'in', ['post', 'update'])
    .execute()
  return rows.map(({ content }) => JSON.stringify(content))
}
const desk = async () => ({
  tickets: await database.db
    .selectFrom('tickets')
    .select(['id', 'status', 'priority', 'assignee_id', 'tier', 'version'])
    .orderBy('id')
    .execute(),
  people: await database.db.selectFrom('people').select('role').where('role', '!=', 'employee').execute(),
  articles: await database.db
    .selectFrom('article_versions')
    .select(['article_id', 'version'])
    .orderBy('article_id')
    .orderBy('version')
    .execute(),
  subscriptions: await database.db.selectFrom('subscriptions').selectAll().execute(),
})

test('there are sixty', () => expect(new Set(injections.map(({ text }) => text)).size).toBe(60))

test('in what a person writes, and in the name they show: nothing of the model’s own reaches anybody', async () => {
  const world = await openWorld(database.db, { locale: 'en', llm })
  const before = await desk()
  let asked = 0
  for (const [i, { text, locale, wish }] of injections.entries()) {
    server.acts((request) => (request.purpose === 'classify-message' && i % 3 ? wellBehaved : puppet(i))(request))
    await openShare()
    const eve = world.person(`eve${i}`, { locale, shownAs: `NAMEMARK ${text}` })
    await eve.says(`${wish} ${text}`)
    asked += server.requests.filter(({ purpose }) => purpose === 'word-answer').length
    expect(server.requests.map(({ raw }) => raw).join()).not.toContain('NAMEMARK')
    expect(world.shownIn(eve.home).length, `${text} was met with silence`).toBeGreaterThan(0)
  }
  expect(asked).toBeGreaterThan(20)
  for (const shown of await shownAnywhere()) expect(shown).not.toMatch(puppetMarks)
  const after = await desk()
  expect({ ...after, tickets: [] }).toEqual({ ...before, tickets: [] })
  expect(after.tickets.filter(({ priority, assignee_id }) => priority === 'P1' || assignee_id)).toEqual([])
}, 120_000)

test('in an article: what is worded from it holds no link, no mention, nothing that the article does not say', async () => {
  let worded = 0
  for (const [i, { text, locale }] of injections.entries()) {
    const title = locale === 'fr' ? 'Modem zorglub' : 'Zorglub modem'
    const body =
      locale === 'fr'
        ? 'Le modem zorglub relie le bureau au réseau.\n\n1. Éteignez le modem.\n2. Attendez une minute.\n3. Rallumez le modem.'
        : 'The zorglub modem joins the office to the network.\n\n1. Switch the modem off.\n2. Wait for a minute.\n3. Switch the modem on.'
    await store(database.db, [
      {
        externalId: 'zorglub',
        locale,
        audience: 'employees',
        title,
        body: `${body}\n4. ${text.replaceAll('\n', ' ')}`,
      },
      { externalId: 'zorglub-2', locale, audience: 'employees', title: `${title} 2`, body },
    ])
    server.acts((request) => (request.purpose === 'word-answer' ? puppet(i) : wellBehaved)(request))
    await openShare()
    const world = await openWorld(database.db, { locale, llm })
    const before = await desk()
    const lea = world.person('Léa', { locale })
    await lea.says(title)
    worded += world
      .shownIn(lea.home)
      .filter(({ blocks }) => JSON.stringify(blocks).includes(texts[locale].answer.byAi(['']).slice(0, 12))).length
    expect(await desk()).toEqual(before)
  }
  expect(worded).toBeGreaterThan(20)
  for (const shown of await shownAnywhere()) expect(shown).not.toMatch(puppetMarks)
}, 120_000)

test('in a ticket and in messages of others: a draft stays a draft, without links, and changes nothing', async () => {
  const world = await openWorld(database.db, { locale: 'en', llm })
  const zoe = world.person('Zoe', { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  await zoe.says('I want to talk to a person')
  const room = world.rooms().at(-1)!
  await karim.presses(texts.en.agentCard.claim, { thread: room })
  const t = texts.en.agentCard
  for (const [i, { text }] of injections.entries()) {
    await zoe.says(text)
    server.acts(puppet(i))
    const [before, seen] = [await desk(), zoe.transcript()]
    await karim.presses([t.summary, t.suggestion, t.translation][i % 3]!, { thread: room })
    expect(server.requests).toHaveLength(1)
    expect(await desk()).toEqual(before)
    expect(zoe.transcript()).toBe(seen)
  }
  for (const shown of await shownAnywhere()) expect(shown).not.toMatch(puppetReach)
}, 120_000)
