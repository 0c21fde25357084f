import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readableBy } from '../../src/desk/knowledge/article.ts'
import {
  learningLimits,
  listAliases,
  type NotLearned,
  recordVerdict,
  revokeAlias,
} from '../../src/desk/knowledge/learning.ts'
import { searchKnowledge } from '../../src/desk/knowledge/search.ts'
import { teachAlias } from '../../src/desk/knowledge/teaching.ts'
import type { ArticleId, PersonId } from '../../src/platform/ids.ts'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { now, store } from '../support/knowledge.ts'

let opened: TestDatabase
let db: Db
let article: ArticleId
let other: ArticleId
let round = 0
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
})
afterAll(() => opened.close())

/** Two fresh articles each time: no test knows what another one taught. */
beforeEach(async () => {
  round++
  const [first, second] = await store(db, [
    {
      externalId: `right ${round}`,
      locale: 'en',
      title: `Reserve a desk in hall${round}`,
      body: 'Use the floor plan.',
    },
    { externalId: `wrong ${round}`, locale: 'en', title: `Order lunch in hall${round}`, body: 'Use the menu.' },
  ])
  if (!first || !second || !('article' in first && 'article' in second)) throw new Error('not stored')
  article = first.article
  other = second.article
})

const someone = (name: string): PersonId => `per_${name}`
const say = (person: string, query: string, { helped = true, about = article, at = now } = {}) =>
  db
    .transaction()
    .execute((tx) =>
      recordVerdict(
        tx,
        { article: about, locale: 'en', version: 1, query, rank: 1, person: someone(person), helped },
        at,
      ),
    )
const not = (why: NotLearned) => ({ learned: false, why })
const found = async (text: string) => {
  const hits = await searchKnowledge(db, { text, locale: 'en', audience: readableBy.employees, limit: 5 })
  return hits.map(({ externalId }) => externalId)
}
const question = () => `where may I sit tomorrow zone${round}`

describe('a confirmed answer teaches search', () => {
  test('one person alone cannot teach, however often', async () => {
    for (let time = 0; time < 5; time++) expect(await say('ann', question())).toEqual(not('one-person'))
    expect(await found(question())).not.toContain(`right ${round}`)
  })

  test('two persons can: the question then finds the article, and the list shows it', async () => {
    await say('ann', question())
    expect(await say('ben', question())).toMatchObject({ learned: true })
    expect((await found(question()))[0]).toBe(`right ${round}`)
    const listed = (await listAliases(db)).find(({ article_id }) => article_id === article)
    expect(listed).toMatchObject({ text: question(), state: 'active', yes: 2, no: 0 })
    expect(await say('cid', question())).toEqual({ learned: false, why: 'known' })
  })

  test('two persons who ask alike confirm each other; who ask otherwise do not', async () => {
    await say('ann', `sit tomorrow zone${round}`)
    expect(await say('ben', `holiday calendar greece zone${round}`)).toEqual(not('one-person'))
    expect(await say('cid', `sit tomorrow morning zone${round}`)).toMatchObject({ learned: true })
  })

  test('two persons at the same moment teach once', async () => {
    const said = await Promise.all(['ann', 'ben', 'cid'].map((person) => say(person, question())))
    expect(said.filter(({ learned }) => learned)).toHaveLength(1)
  })
})

describe('what can be taught is bounded', () => {
  test('a single word is too vague', async () => {
    await say('ann', `sit${round}`)
    expect(await say('ben', `sit${round}`)).toEqual(not('too-short'))
  })

  test('the title of another article stays with that article', async () => {
    await say('ann', `order lunch in hall${round}`)
    expect(await say('ben', `Order lunch, in hall${round}?`)).toEqual(not('another-title'))
    expect((await found(`order lunch in hall${round}`))[0]).toBe(`wrong ${round}`)
  })

  test('as many noes as yeses suspend what was learned', async () => {
    await say('ann', question())
    await say('ben', question())
    await say('cid', question(), { helped: false })
    expect((await found(question()))[0]).toBe(`right ${round}`)
    await say('dan', question(), { helped: false })
    expect(await found(question())).not.toContain(`right ${round}`)
    expect((await listAliases(db)).find(({ article_id }) => article_id === article)?.state).toBe('suspended')
  })

  test('a revoked alias leaves search at once and is not learned again', async () => {
    await say('ann', question())
    const learned = await say('ben', question())
    if (!learned.learned) throw new Error('not learned')
    const revoke = () => db.transaction().execute((tx) => revokeAlias(tx, learned.alias, someone('agent'), now))
    expect(await revoke()).toEqual({ revoked: true, text: question() })
    expect(await revoke()).toEqual({ revoked: false, why: 'no-such-alias' })
    expect(await found(question())).not.toContain(`right ${round}`)
    expect(await say('cid', question())).toEqual(not('revoked'))
  })

  test('an administrator teaches alone, brings back what was revoked, and may not take the title of another article', async () => {
    const taught = (text: string) =>
      db.transaction().execute((tx) => teachAlias(tx, { externalId: `right ${round}`, locale: 'en', text }, null, now))
    expect(await found(question())).not.toContain(`right ${round}`)
    const first = await taught(question())
    if (!first.taught) throw new Error(first.why)
    expect(await found(question())).toContain(`right ${round}`)
    expect(await taught(question())).toEqual({ taught: false, why: 'known' })
    await db.transaction().execute((tx) => revokeAlias(tx, first.alias, null, now))
    expect(await taught(question())).toEqual(first)
    expect(await found(question())).toContain(`right ${round}`)
    expect(await taught(`order lunch hall${round}`)).toEqual({ taught: false, why: 'another-title' })
    expect(await taught('a')).toEqual({ taught: false, why: 'too-short' })
    const nowhere = { externalId: 'nowhere', locale: 'en', text: question() } as const
    expect(await db.transaction().execute((tx) => teachAlias(tx, nowhere, null, now))).toMatchObject({
      why: 'no-article',
    })
  })

  test('two accomplices teach so many questions a month and no more, and none beyond the cap of an article', async () => {
    const told: string[] = []
    for (let at = 0; at <= learningLimits.perPerson; at++) {
      const about = at % 2 ? article : other
      const query = `spam${round}x${at} lure${round}x${at}`
      await say(`eve${round}`, query, { about })
      const outcome = await say(`mal${round}`, query, { about })
      told.push(outcome.learned ? 'learned' : outcome.why)
    }
    expect(told.filter((each) => each === 'learned')).toHaveLength(learningLimits.perPerson)
    expect(told.at(-1)).toBe('person-cap')
  }, 60_000)

  test('an article learns only so many questions', async () => {
    const outcomes: unknown[] = []
    for (let at = 0; at <= learningLimits.perArticle; at++) {
      const query = `many${round}x${at} ways${round}x${at}`
      await say(`pat${round}`, query)
      outcomes.push(await say(`sam${round}`, query))
    }
    expect(outcomes.at(-1)).toEqual(not('article-cap'))
  }, 60_000)

  test('an old lesson no longer counts against the person', async () => {
    const before = new Date(now.getTime() - 40 * 86_400_000)
    for (let at = 0; at <= learningLimits.perPerson; at++)
      await say(`old${round}`, `past${round}x${at} word`, { at: before })
    await say('ann', question())
    expect(await say(`old${round}`, question())).toMatchObject({ learned: true })
  }, 60_000)
})
