import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { embedArticles } from '../../src/desk/knowledge/embedding.ts'
import type { Embedder } from '../../src/platform/embeddings.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type EmbeddingServer, embedderAt, openEmbeddingServer, wellBehaved } from '../support/embedding-stand-in.ts'
import { store } from '../support/knowledge.ts'
import { openWorld } from '../support/talk.ts'

/** The talk with an embedding model beside search: what it adds, and that nothing is missing when it fails. */
let database: TestDatabase
let server: EmbeddingServer
let embedder: Embedder
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openEmbeddingServer()
  await store(database.db)
  await embedArticles(database.db, embedderAt(server, database.db))
})
beforeEach(() => {
  server.acts(wellBehaved)
  embedder = embedderAt(server, database.db)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const asked: Record<Locale, { text: string; title: string }> = {
  fr: { text: 'comment avoir le remboursement de mon déplacement à l’hôtel ?', title: 'Claim travel expenses' },
  en: { text: 'how do I report that I lost what opens the entrance door?', title: 'Badge perdu' },
}
const talk = async (locale: Locale, text: string, model: Embedder | undefined) => {
  const world = await openWorld(database.db, { locale, ...(model && { embedder: model }) })
  const lea = world.person('Léa', { locale })
  await lea.says(text)
  return { world, lea }
}

test.each(['fr', 'en'] as const)('an article in the other language is offered, and said to be (%s)', async (locale) => {
  const { text, title } = asked[locale]
  expect((await talk(locale, text, undefined)).lea.transcript()).not.toContain(title)
  const { lea } = await talk(locale, text, embedder)
  expect(lea.transcript()).toContain(title)
  await lea.presses(title)
  expect(lea.transcript()).toContain(texts[locale].answer.otherLanguage)
})

test.each(['hang-up', { status: 500 }, { body: 'no' }] as const)(
  'a model that fails (%o) leaves the talk as without one',
  async (how) => {
    server.acts(() => how)
    const text = 'mon mot de passe, la page, le portail, tout ça'
    const alone = (await talk('fr', text, undefined)).lea.transcript()
    expect((await talk('fr', text, embedder)).lea.transcript()).toBe(alone)
  },
)

test('a sure answer is not delayed by it', async () => {
  const { lea } = await talk('fr', 'comment réinitialiser mon mot de passe', embedder)
  expect(lea.transcript()).toContain('Un mot de passe oublié se réinitialise sur le portail.')
  expect(server.requests).toEqual([])
})

test('words typed while the model is asked are a part of the question', async () => {
  const world = await openWorld(database.db, { locale: 'fr', embedder })
  const lea = world.person('Léa', { locale: 'fr' })
  server.acts(async (texts) => {
    if (server.requests.length === 1) await lea.says('à l’hôtel')
    return wellBehaved(texts)
  })
  await lea.says('comment avoir le remboursement de mon déplacement')
  expect(server.requests.map(({ texts }) => texts[0])).toEqual([
    'comment avoir le remboursement de mon déplacement',
    'comment avoir le remboursement de mon déplacement\nà l’hôtel',
  ])
  expect(lea.transcript().split('Claim travel expenses')).toHaveLength(2)
})

test('should the worker die, the words alone are searched within seconds', async () => {
  server.acts(() => 'silent')
  const world = await openWorld(database.db, { locale: 'fr', embedder })
  const lea = world.person('Léa', { locale: 'fr' })
  const saying = lea.says('le portail, la page, tout ça')
  await expect.poll(() => server.requests.length).toBe(1)
  await world.later(5 / 60)
  expect(lea.transcript()).toContain(texts.fr.answer.notFound)
  await saying
})
