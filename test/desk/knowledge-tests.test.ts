import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embedArticles } from '../../src/desk/knowledge/embedding.ts'
import { impactOf } from '../../src/desk/knowledge/impact.ts'
import { keepTests, keptTests, runTests, testsFromVerdicts } from '../../src/desk/knowledge/testing.ts'
import type { Embedder } from '../../src/platform/embeddings.ts'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type EmbeddingServer, embedderAt, openEmbeddingServer } from '../support/embedding-stand-in.ts'
import { drafts, now, store } from '../support/knowledge.ts'
import { openWorld } from '../support/talk.ts'

let opened: TestDatabase
let db: Db
let server: EmbeddingServer
let embedder: Embedder
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
  server = await openEmbeddingServer()
  embedder = embedderAt(server, db)
  await store(db)
})
afterAll(async () => {
  await server.close()
  await opened.close()
})

const asking = { audience: 'employees', now } as const
const vpn = { text: 'connect to the vpn', locale: 'en', expected: 'vpn' } as const
const printer = { text: 'the printer does not print', locale: 'en', expected: 'printer' } as const
const nothing = { text: 'recipe for onion soup', locale: 'en', expected: '' } as const
const keep = (tests: Parameters<typeof keepTests>[1], source = 'file') =>
  db.transaction().execute((tx) => keepTests(tx, tests, source, now))

describe('a test of the knowledge base', () => {
  test('passes where its article is the answer, or where nothing is and nothing is expected', async () => {
    const wrong = { ...vpn, expected: 'wifi' }
    const sure = { ...vpn, expected: '' }
    const results = await runTests(db, [vpn, printer, nothing, wrong, sure], asking)
    expect(results.map(({ passed }) => passed)).toEqual([true, true, true, false, false])
    expect(results[3]).toMatchObject({ first: 'vpn', expected: 'wifi' })
  })
  test('does not pass on an article that its reader may not read', async () => {
    const vault = { text: 'break-glass procedure of the vault', locale: 'en', expected: 'vault' } as const
    expect((await runTests(db, [vault], asking))[0]).toMatchObject({ passed: false })
    expect((await runTests(db, [vault], { ...asking, audience: 'agents' }))[0]).toMatchObject({ passed: true })
  })
  test('is kept once, and replaced with the others of its source', async () => {
    expect(await keep([vpn, { ...vpn, text: 'How to connect to the VPN?' }, printer])).toBe(3)
    expect(await keptTests(db, 10)).toHaveLength(2)
    expect(await keep([printer])).toBe(1)
    expect((await keptTests(db, 10)).map(({ expected }) => expected)).toEqual(['printer'])
  })
  test('comes of what more people confirmed than denied', async () => {
    const world = await openWorld(db, { locale: 'en' })
    const article = await db
      .selectFrom('articles')
      .select('id')
      .where('external_id', '=', 'expenses')
      .executeTakeFirstOrThrow()
    const say = async (name: string, query: string, helped: boolean) => {
      const person = world.person(name, { locale: 'en' })
      await person.says('hello')
      const row = await db
        .selectFrom('accounts')
        .select('person_id')
        .where('key', '=', person.account)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('article_verdicts')
        .values({
          article_id: article.id,
          locale: 'en',
          version: 1,
          query,
          key: query,
          rank: 1,
          person_id: row.person_id,
          helped,
          given_at: now,
        })
        .execute()
    }
    await say('One', 'travel receipts', true)
    await say('Two', 'hotel bill', true)
    await say('Three', 'hotel bill', false)
    expect(await testsFromVerdicts(db, 10)).toEqual([{ text: 'travel receipts', locale: 'en', expected: 'expenses' }])
  })
})

describe('the impact of a change', () => {
  const weigh = (draft: (typeof drafts)[number], more: object = {}) =>
    impactOf(db, { drafts: [draft], source: '', withdrawMissing: false }, { ...asking, limit: 50, ...more })
  const original = drafts.find(({ externalId }) => externalId === 'printer')!

  test('runs the tests that are kept, and names those that would break', async () => {
    await keep([vpn, printer, { ...printer, text: 'paint the wall', expected: 'wall' }])
    const { tests } = await weigh({ ...original, title: 'Notes', body: 'To be written.' })
    expect(tests.asked).toBe(3)
    expect(tests.failed.map(({ expected, passedBefore }) => [expected, passedBefore])).toEqual([
      ['wall', false],
      ['printer', true],
    ])
    expect((await weigh(original)).tests.failed).toHaveLength(1)
  })

  test('asks by meaning as answers do, of the articles as the change would leave them, and keeps nothing of it', async () => {
    await embedArticles(db, embedder)
    const badge = drafts.find(({ externalId }) => externalId === 'badge')!
    const meant = { text: 'carte de la porte d’entrée égarée', locale: 'fr', expected: 'badge' } as const
    await keep([meant])
    const before = await db.selectFrom('article_embeddings').selectAll().orderBy('digest').execute()
    const byMeaning = { embedder, meaning: embedder.model }
    // Reworded, it means the same; taken for something else, it does not.
    const same = await weigh({ ...badge, body: `${badge.body} La porte et l’entrée.` }, byMeaning)
    expect(same.tests.failed.filter(({ passedBefore }) => passedBefore)).toEqual([])
    const other = await weigh({ ...badge, title: 'Imprimante', body: 'Papier, feuille.' }, byMeaning)
    expect(other.tests.failed.map(({ expected }) => expected)).toEqual(['badge'])
    expect(await db.selectFrom('article_embeddings').selectAll().orderBy('digest').execute()).toEqual(before)
    const words = await weigh(badge)
    expect(words.tests.failed.map(({ expected }) => expected)).toEqual(['badge'])
  })
})
