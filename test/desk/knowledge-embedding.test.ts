import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readableBy } from '../../src/desk/knowledge/article.ts'
import { bandOfHits } from '../../src/desk/knowledge/ask.ts'
import { embedArticles, embedQuestion, forgetQuestions } from '../../src/desk/knowledge/embedding.ts'
import { searchKnowledge } from '../../src/desk/knowledge/search.ts'
import { upsertArticle } from '../../src/desk/knowledge/store.ts'
import type { Audience } from '../../src/desk/knowledge/table.ts'
import { withdrawArticle } from '../../src/desk/knowledge/withdrawing.ts'
import type { Embedder } from '../../src/platform/embeddings.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import {
  dimensions,
  type EmbeddingServer,
  embedderAt,
  type Misbehaviour,
  openEmbeddingServer,
  vectorOf,
  wellBehaved,
} from '../support/embedding-stand-in.ts'
import { drafts, now, store } from '../support/knowledge.ts'

/** Search by meaning beside search by words, over a model that may be missing, slow or wrong. */
let database: TestDatabase
let server: EmbeddingServer
let embedder: Embedder
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openEmbeddingServer()
  await store(database.db)
})
beforeEach(() => {
  server.acts(wellBehaved)
  embedder = embedderAt(server, database.db) // with a breaker of its own
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Ask = { locale?: 'fr' | 'en'; as?: Audience; wordsOnly?: boolean }
const search = (text: string, { locale = 'fr', as = 'employees', wordsOnly = false }: Ask = {}) =>
  searchKnowledge(database.db, {
    text,
    locale,
    audience: readableBy[as],
    limit: 5,
    ...(!wordsOnly && { meaning: embedder.model }),
  })
const ask = async (text: string, options?: Ask) => {
  await embedQuestion(database.db, embedder, text, now)
  return search(text, options)
}
const stored = () => database.db.selectFrom('article_embeddings').selectAll().orderBy('article_id').execute()

describe('articles are embedded', () => {
  test('once each: a second run sends nothing', async () => {
    expect(await embedArticles(database.db, embedder)).toEqual({ embedded: drafts.length, unchanged: 0, failed: 0 })
    expect(server.requests.flatMap(({ texts }) => texts)).toHaveLength(drafts.length)
    expect(server.requests[0]).toMatchObject({ path: '/v1/embeddings', key: 'Bearer sk-test' })
    server.acts(wellBehaved)
    expect(await embedArticles(database.db, embedder)).toEqual({ embedded: 0, unchanged: 0, failed: 0 })
    expect(server.requests).toEqual([])
  })

  test('again when their words change, and only they; not when only their owner does', async () => {
    const expenses = drafts.find(({ externalId }) => externalId === 'expenses')!
    const badge = drafts.find(({ externalId }) => externalId === 'badge')!
    await store(database.db, [
      { ...expenses, body: `${expenses.body} Keep the tickets.` },
      { ...badge, owner: 'Reception' },
    ])
    expect(await embedArticles(database.db, embedder)).toEqual({ embedded: 1, unchanged: 1, failed: 0 })
    expect(server.requests.flatMap(({ texts }) => texts)).toEqual([expect.stringContaining('Keep the tickets.')])
  })

  test('without names, addresses and secrets', async () => {
    const secret = {
      ...({ externalId: 'secret', locale: 'en', audience: 'employees', title: 'Call the hotline' } as const),
      body: 'Write to help@example.org or call +33 6 12 34 56 78. The password is hunter2.',
    }
    await store(database.db, [secret])
    await embedArticles(database.db, embedder)
    const sent = server.requests.flatMap(({ texts }) => texts).join('\n')
    expect(sent).toContain('Call the hotline')
    for (const private_ of ['help@example.org', '12 34 56', 'hunter2']) expect(sent).not.toContain(private_)
  })

  test('one that the model cannot take does not hold up the others, and is tried again', async () => {
    const poison = { externalId: 'poison', locale: 'en', audience: 'employees', title: 'Too long', body: 'x' } as const
    await store(database.db, [poison, { ...poison, externalId: 'fine', title: 'Short' }])
    server.acts((texts) => (texts.some((text) => text.startsWith('Too long')) ? { status: 400 } : texts.map(vectorOf)))
    expect(await embedArticles(database.db, embedder)).toEqual({ embedded: 1, unchanged: 0, failed: 1 })
    server.acts(wellBehaved)
    expect(await embedArticles(database.db, embedder)).toEqual({ embedded: 1, unchanged: 0, failed: 0 })
  })

  test('and nothing is left of one that is withdrawn', async () => {
    const { article } = (await database.db
      .transaction()
      .execute((tx) => upsertArticle(tx, { ...drafts[0]!, externalId: 'gone' }, now))) as { article: `art_${string}` }
    await embedArticles(database.db, embedder)
    expect((await stored()).some(({ article_id }) => article_id === article)).toBe(true)
    await database.db.transaction().execute((tx) => withdrawArticle(tx, article, now))
    expect((await stored()).some(({ article_id }) => article_id === article)).toBe(false)
  })
})

describe('a question finds by its meaning', () => {
  test.each([
    ['fr', 'remboursement de mon déplacement à l’hôtel', 'expenses'],
    ['fr', 'la feuille ne s’imprime pas, plus de papier', 'printer'],
    ['en', 'I lost the thing that opens the entrance door', 'badge'],
  ] as const)('an article that is only in the other language, and says so (%s: %s)', async (locale, text, id) => {
    const [hit] = await ask(text, { locale })
    expect(hit).toMatchObject({ externalId: id, otherLanguage: true })
    expect(hit!.reasons.meaning).toBeGreaterThan(0.3)
  })

  test('and offers it, but is never sure by the meaning alone', async () => {
    const hits = await ask('remboursement de mon déplacement à l’hôtel')
    expect(bandOfHits(hits)).toBe('maybe')
  })

  test('in the asked language where the article has it', async () => {
    const [hit] = await ask('le tunnel vers la maison, à distance', { locale: 'fr' })
    expect(hit).toMatchObject({ externalId: 'vpn', locale: 'fr', otherLanguage: false })
  })

  test('and never what its asker may not read; the agents’ articles do not even move a score', async () => {
    const text = 'où est l’enveloppe du coffre de secours'
    expect((await ask(text, { as: 'agents' }))[0]!.externalId).toBe('vault')
    const seen = await ask(text, { as: 'employees' })
    expect(seen.map(({ externalId }) => externalId)).not.toContain('vault')
    await database.db
      .deleteFrom('article_embeddings')
      .where('article_id', 'in', (query) => query.selectFrom('articles').select('id').where('audience', '=', 'agents'))
      .execute()
    expect(await ask(text, { as: 'employees' })).toEqual(seen)
    await embedArticles(database.db, embedder)
  })

  test('asked once: the same question is not sent again within a day, and nothing is kept of it after', async () => {
    await ask('a question of its own about the wireless')
    server.acts(wellBehaved)
    await ask('a question of its own about the wireless')
    expect(server.requests).toEqual([])
    await forgetQuestions(database.db, new Date(now.getTime() + 25 * 3_600_000))
    expect(await database.db.selectFrom('question_embeddings').selectAll().execute()).toEqual([])
  })

  test('without the asker’s secrets', async () => {
    await ask('le mot de passe est hunter3, ça ne marche pas')
    expect(server.requests.flatMap(({ texts }) => texts).join()).not.toContain('hunter3')
  })
})

describe('whatever the model does, words go on', () => {
  const garbage: Record<string, Misbehaviour | ((texts: string[]) => number[][])> = {
    'no JSON': { body: 'Sure! Here are your vectors.' },
    'JSON of another shape': { body: '{"data":[{"embedding":"AAAA"}]}' },
    'no vectors': { body: '{"data":[]}' },
    'too many': (texts) => [...texts, ''].map(vectorOf),
    'vectors of different lengths': (texts) =>
      texts.map((_, at) => Array.from({ length: 4 + at }, () => 1)).concat([[1, 1]]),
    'a vector of zeros': (texts) => texts.map(() => Array.from({ length: dimensions }, () => 0)),
    'not numbers': { body: '{"data":[{"index":0,"embedding":[1,null]}]}' },
    'hangs up': 'hang-up',
    '500': { status: 500 },
    '429': { status: 429 },
  }
  const text = 'comment réinitialiser mon mot de passe'

  test.each(Object.entries(garbage))('%s', async (_, how) => {
    const alone = await search(text, { wordsOnly: true })
    expect(alone[0]!.externalId).toBe('password')
    server.acts(typeof how === 'function' ? how : () => how)
    const unique = `${text} ${_}`
    const plain = await search(unique, { wordsOnly: true })
    expect(await ask(unique)).toEqual(plain)
  })

  test('of another dimension than the articles’', async () => {
    const unique = `${text} svp`
    server.acts((texts) => texts.map(() => [1, 0, 0]))
    expect(await ask(unique)).toEqual(await search(unique, { wordsOnly: true }))
  })

  test.each(['silent', 'drip'] as const)('%s: within three seconds', { timeout: 15_000 }, async (how) => {
    server.acts(() => how)
    const from = performance.now()
    expect(await embedQuestion(database.db, embedder, `${text} ${how}`, now)).toBe(false)
    expect(performance.now() - from).toBeLessThan(6_000)
  })

  test('a model that is down is spared after five failures, and an embedding run stops there', async () => {
    await store(
      database.db,
      Array.from({ length: 40 }, (_, at) => ({ ...drafts[0]!, externalId: `many-${at}`, title: `Many ${at}` })),
    )
    server.acts(() => 'hang-up')
    expect(await embedArticles(database.db, embedder)).toMatchObject({ embedded: 0, stopped: 'open' })
    expect(server.requests.length).toBeLessThanOrEqual(5)
  })

  test('without a model configured nothing is asked and nothing changes', async () => {
    await embedQuestion(database.db, embedder, text, now)
    const before = await search(text, { wordsOnly: true })
    expect(before.every(({ reasons }) => reasons.meaning === undefined)).toBe(true)
  })
})
