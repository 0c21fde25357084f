import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { composeAnswer } from '../../src/desk/knowledge/answer.ts'
import { readableBy } from '../../src/desk/knowledge/article.ts'
import { bandOfHits } from '../../src/desk/knowledge/ask.ts'
import { type Reasons, searchKnowledge } from '../../src/desk/knowledge/search.ts'
import { upsertArticle } from '../../src/desk/knowledge/store.ts'
import type { Audience } from '../../src/desk/knowledge/table.ts'
import { withdrawArticle } from '../../src/desk/knowledge/withdrawing.ts'
import { kyselyOn } from '../../src/platform/database.ts'
import { migratePool } from '../../src/platform/migrate.ts'
import { openPglite, sessionSetup } from '../../src/platform/pglite.ts'
import { pglitePool } from '../../src/platform/pglite-pool.ts'
import type { Database, Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { drafts, now, store } from '../support/knowledge.ts'

let test_: TestDatabase
let db: Db
beforeAll(async () => {
  test_ = await openTestDatabase()
  db = test_.db
  await store(db)
})
afterAll(() => test_.close())

type Ask = { locale?: 'fr' | 'en'; as?: Audience; limit?: number; on?: Db }
const search = (text: string, { locale = 'en', as = 'agents', limit = 5, on = db }: Ask = {}) =>
  searchKnowledge(on, { text, locale, audience: readableBy[as], limit })
const found = async (text: string, ask?: Ask) => (await search(text, ask)).map(({ externalId }) => externalId)
const best = async (text: string, ask?: Ask) => (await found(text, ask))[0]

describe('the right article comes first', () => {
  test.each([
    ['how do I join the wifi?', 'wifi'],
    ['Wi-Fi at the office', 'wifi'],
    ['the priner does not prnit', 'printer'],
    ['0x80070005', 'access-denied'],
    ['error on srv-01', 'access-denied'],
    ['cannot write to c:\\temp', 'access-denied'],
    ['expense claim', 'expenses'],
  ])('in English: %s', async (text, id) => expect(await best(text)).toBe(id))

  test.each([
    ['comment reinitialiser mon mot de passe', 'password'],
    ['mon mdp a expiré', 'password'],
    ['réinitialisr le mot de passe', 'password'],
    ['j’ai perdu mon badge', 'badge'],
  ])('in French: %s', async (text, id) => expect(await best(text, { locale: 'fr' })).toBe(id))

  test('a misspelt word is read as the one that was meant, and the hit says so', async () => {
    const [hit] = await search('expennses')
    expect(hit).toMatchObject({ externalId: 'expenses', reasons: { corrected: { expenns: 'expens' } } })
  })

  test('every score is a share between 0 and 1, and an article’s own title scores high', async () => {
    for (const { title, locale, externalId } of drafts) {
      const hits = await search(title, { locale })
      expect(hits[0]?.externalId).toBe(externalId)
      for (const { score } of hits) expect(score >= 0 && score <= 1).toBe(true)
      expect(hits[0]?.score).toBeGreaterThan(0.3)
    }
  })

  test('a question about nothing here finds nothing sure', async () => {
    expect((await search('zebra migration in the savannah'))[0]?.score ?? 0).toBeLessThan(0.18)
    expect(await search('is it?')).toEqual([])
    expect(await search('')).toEqual([])
  })
})

test('when and how often it happens takes little from what it is about', async () => {
  const [told] = await search('my expense claim since monday morning, again')
  const [other] = await search('my expense claim elephant dinosaur giraffe, zebra')
  expect([told?.externalId, other?.externalId]).toEqual(['expenses', 'expenses'])
  expect(told!.score).toBeGreaterThan(1.2 * other!.score)
})

test.each(['not working', 'problem', 'it is still broken', 'another error again'])(
  'a complaint that does not say about what gets no answer: %s',
  async (text) => expect(bandOfHits(await search(text))).toBe('nothing'),
)

describe('how far a hit is trusted', () => {
  const hits = (...scores: number[]) => scores.map((score) => ({ score, reasons: { body: 0.5 } as Reasons }))
  const halfUnderstood = [{ score: 0.2, reasons: { body: 0.2 } as Reasons }]
  test.each([
    ['a high score is an answer', hits(0.5, 0.3), 'confident'],
    ['two as good as each other are a choice', hits(0.5, 0.48), 'maybe'],
    ['a lower score is an answer when nothing comes near', hits(0.2, 0.1), 'confident'],
    ['… and a choice when something does', hits(0.2, 0.18), 'maybe'],
    ['… or when it holds little of the question', halfUnderstood, 'maybe'],
    ['a low score is nothing', hits(0.1), 'nothing'],
    ['nothing found is nothing', [], 'nothing'],
  ] as const)('%s', (_, found, band) => expect(bandOfHits(found)).toBe(band))
})

describe('the other language', () => {
  test('answers what exists only there, and says so', async () => {
    const [hit] = await search('rejoindre le wifi', { locale: 'fr' })
    expect(hit).toMatchObject({ externalId: 'wifi', locale: 'en', otherLanguage: true })
  })
  test('does not repeat an article that exists in the asked one', async () => {
    const hits = await search('vpn', { locale: 'fr' })
    expect(hits.filter(({ externalId }) => externalId === 'vpn')).toMatchObject([
      { locale: 'fr', otherLanguage: false },
    ])
  })
})

describe('nobody finds what they may not read', () => {
  test('whatever is asked, a reader gets only articles of their audiences', async () => {
    const words = drafts.flatMap(({ title, body }) => `${title} ${body}`.split(/\s+/))
    const levels = new Map(drafts.map(({ externalId, audience }) => [externalId, audience]))
    const question = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(question, fc.constantFrom('public', 'employees'), async (asked, reader) => {
        for (const id of await found(asked.join(' '), { as: reader, limit: 20 }))
          expect(readableBy[reader]).toContain(levels.get(id))
      }),
      { numRuns: 40 },
    )
  })

  test('an article that is narrowed in one language is narrowed in both at once', async () => {
    const draft = (locale: 'fr' | 'en', audience: Audience) =>
      ({ externalId: 'narrowed', locale, audience, title: 'Quuxword', body: 'Quuxword' }) as const
    await store(db, [draft('fr', 'public'), draft('en', 'public')])
    expect(await found('quuxword', { as: 'public', locale: 'fr' })).toEqual(['narrowed'])
    await store(db, [draft('en', 'agents')])
    for (const locale of ['fr', 'en'] as const) {
      expect(await found('quuxword', { as: 'employees', locale })).toEqual([])
      expect(await found('quuxword', { as: 'agents', locale })).toEqual(['narrowed'])
    }
  })

  test('without an audience there is nothing', async () => {
    expect(await searchKnowledge(db, { text: 'vpn', locale: 'fr', audience: [], limit: 5 })).toEqual([])
  })
})

describe('storing', () => {
  test('what is unchanged is not touched, what changed is a new version, what is withdrawn is not found', async () => {
    const draft = { externalId: 'life', locale: 'en', title: 'Flurbword', body: 'One.' } as const
    const [first, again] = [await store(db, [draft]), await store(db, [draft])]
    expect(first).toMatchObject([{ stored: 'new', version: 1 }])
    expect(again).toMatchObject([{ stored: 'unchanged', version: 1 }])
    const [changed] = await store(db, [{ ...draft, title: 'Grobword' }])
    expect(changed).toMatchObject({ stored: 'changed', version: 2 })
    expect(await found('flurbword')).toEqual([])
    expect(await found('grobword')).toEqual(['life'])
    if (!changed || !('article' in changed)) throw new Error('not stored')
    const { article } = changed
    expect(await db.transaction().execute((tx) => withdrawArticle(tx, article, now))).toEqual({ withdrawn: true })
    expect(await found('grobword')).toEqual([])
    await store(db, [{ ...draft, title: 'Grobword' }])
    expect(await found('grobword')).toEqual(['life'])
  })

  test.each([
    [{ externalId: ' ' }, 'no-id'],
    [{ title: '\u0000' }, 'no-title'],
    [{ reviewedOn: '2026-02-30' }, 'not-a-day'],
  ])('a draft with %o is refused as %s', async (part, why) => {
    const draft = { externalId: 'bad', locale: 'en', title: 'Title', body: '', ...part } as const
    expect(await db.transaction().execute((tx) => upsertArticle(tx, draft, now))).toEqual({ stored: false, why })
  })

  test('after any changes the counts of the index are those of its rows', async () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'réseau', 'password')
    const text = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '))
    const draft = fc.record({
      externalId: fc.constantFrom('p1', 'p2', 'p3'),
      locale: fc.constantFrom('fr', 'en'),
      title: text,
      body: text,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 5 }), async (given) => {
        await store(db, given)
        expect(await wrongCounts()).toEqual([])
      }),
      { numRuns: 10 },
    )
  })
})

/** Counts that differ from what they count; none, when the index is kept right. */
async function wrongCounts() {
  const { rows } = await sql`
    select 'term' as what, t.term as of from search_terms t
      left join (select term_id, count(*) as entries, count(*) filter (where title_length > 0) as titles from search_postings group by 1) p on p.term_id = t.id
      where t.entries <> coalesce(p.entries, 0) or t.titles <> coalesce(p.titles, 0)
    union all select 'gram', g.gram from search_grams g
      left join (select e.locale, u.gram, count(distinct e.id) as entries from search_titles t join search_entries e on e.id = t.entry_id, unnest(t.grams) u (gram) group by 1, 2) h using (locale, gram)
      where g.entries <> coalesce(h.entries, 0)
    union all select 'totals', s.locale from search_totals s
      where row(s.entries, s.length)::text is distinct from
        (select row(count(*), coalesce(sum(e.length), 0))::text from search_entries e where e.locale = s.locale)
      or row(s.titles, s.title_length, s.gram_length)::text is distinct from
        (select row(count(*), coalesce(sum(t.length), 0), coalesce(sum(t.gram_length), 0))::text
          from search_titles t join search_entries e on e.id = t.entry_id where e.locale = s.locale)`.execute(db)
  return rows
}

describe('an answer', () => {
  test('is the article’s own words: lead, at most seven steps, version and review day', async () => {
    const [vpn] = await search('connexion vpn', { locale: 'fr' })
    const answer = vpn && (await composeAnswer(db, vpn))
    expect(answer).toMatchObject({
      title: 'Se connecter au VPN',
      lead: 'Le VPN ouvre le réseau interne depuis chez vous.',
      steps: ['Ouvrez l’application.', 'Choisissez « Bureau ».', 'Validez sur votre téléphone.'],
      moreSteps: 0,
      version: 1,
      reviewedOn: '2026-01-15',
      otherLanguage: false,
    })
    const [printer] = await search('printer does not print')
    const long = printer && (await composeAnswer(db, printer))
    expect(long?.steps).toHaveLength(7)
    expect(long?.moreSteps).toBe(2)
  })
})

test('hostile strings are questions and articles like any other: no error, and found again', async () => {
  const naughty: string[] = JSON.parse(
    readFileSync(new URL('../support/naughty-strings/blns.json', import.meta.url), 'utf8'),
  )
  const own = [
    '\u0000',
    'a\u0000b',
    '\ud800',
    '<!channel>',
    'x'.repeat(50_000),
    'é'.repeat(3_000),
    "' or 1=1 --",
    '%_\\',
    '{1,2}',
  ]
  const all = [...naughty, ...own]
  for (const text of all.filter((_, at) => at % 4 === 0 || at >= naughty.length)) await search(text, { locale: 'fr' })
  const stored = await store(
    db,
    all.map((title, at) => ({ externalId: `naughty ${at}`, locale: 'en', title, body: title })),
  )
  expect(stored.filter(({ stored: done }) => done).length).toBeGreaterThan(naughty.length - 20)
})

test.skipIf(!process.env.DATABASE_URL)(
  'the embedded database gives the same ranking and scores as the server',
  async () => {
    const embedded = await openPglite({})
    await embedded.exec(sessionSetup)
    const pool = pglitePool(embedded)
    await migratePool(pool)
    const other = kyselyOn<Database>(pool)
    const server = await openTestDatabase()
    await store(other)
    await store(server.db)
    const questions = [
      ...drafts.map(({ title }) => title),
      ...drafts.map(({ body }) => body.slice(0, 80)),
      'the network at home',
      'imprimante réseau',
    ]
    for (const locale of ['fr', 'en'] as const)
      for (const text of questions) {
        const bare = async (on: Db) =>
          (await search(text, { locale, on })).map(({ externalId, score }) => [externalId, score])
        expect(await bare(other)).toEqual(await bare(server.db))
      }
    await server.close()
    await embedded.close()
  },
  60_000,
)

test('the tests know which database they ran on', () => {
  expect('url' in inject('database')).toBe(Boolean(process.env.DATABASE_URL))
})
