import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { atDesk } from '../../src/desk/at-desk.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { ExplainedAnswer } from '../../src/desk/knowledge/answered.ts'
import type { ArticleDraft } from '../../src/desk/knowledge/article.ts'
import { draftArticle } from '../../src/desk/knowledge/drafting.ts'
import { impactOf } from '../../src/desk/knowledge/impact.ts'
import { recordVerdict } from '../../src/desk/knowledge/learning.ts'
import type { Actor } from '../../src/desk/people/actor.ts'
import type { Role } from '../../src/desk/people/table.ts'
import type { PersonId, TicketId } from '../../src/platform/ids.ts'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { store } from '../support/knowledge.ts'
import { openWorld } from '../support/talk.ts'

let opened: TestDatabase
let db: Db
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
  world = await openWorld(db, { locale: 'en' })
  await db
    .insertInto('people')
    .values(
      (['employee', 'agent', 'lead'] as const).map((role) => ({
        id: `per_${role}` as const,
        name: { employee: 'Rose Martin', agent: 'Karim Haddad', lead: 'Lea Moreau' }[role],
        locale: 'en',
        time_zone: null,
        role,
        team_id: null,
        site: null,
        created_at: world.now(),
      })),
    )
    .execute()
})
afterAll(() => opened.close())

const actor = (role: Role): Actor => ({ person: `per_${role}`, name: role, role, locale: 'en' })
const as = async <T>(role: Role, act: (desk: Desk) => Promise<T>) =>
  (await atDesk(db, world.settings, actor(role), world.now(), act)).result

describe('a question that the base cannot answer', () => {
  test('is kept when nothing is found, with its ticket, and grouped with those that are like it', async () => {
    for (const [name, words] of [
      ['ann', 'How do I book the badminton court in Lyon please'],
      ['bob', 'How can I book a badminton court in Lyon'],
      ['cat', 'The fax machine of the archive hall does not work'],
    ] as const) {
      const person = world.person(name, { locale: 'en' })
      await person.says(words)
      expect(person.transcript()).toContain('I found no safe answer')
    }
    const [first, second] = await gaps()
    expect(first).toMatchObject({ persons: 2, questions: 2, why: { 'nothing-found': 2 } })
    expect([first?.text, ...(first?.examples ?? [])].join()).toContain('badminton')
    expect(second).toMatchObject({ persons: 1, text: 'The fax machine of the archive hall does not work' })
  })
  test('names the ticket that came of it', async () => {
    const dan = world.person('dan', { locale: 'en' })
    await dan.says('The zeppelin simulator shows error Z99 when it lands')
    for (const label of ['Only me', 'Yes, it can wait', 'Open the ticket']) await dan.presses(label)
    const { number } = await db
      .selectFrom('tickets')
      .select('number')
      .where('title', 'like', '%zeppelin%')
      .executeTakeFirstOrThrow()
    const gap = (await gaps()).find(({ text }) => text.includes('zeppelin'))
    expect(gap?.tickets).toEqual([number])
  })
  test('is kept without names, addresses and secrets', async () => {
    await as('employee', (desk) =>
      desk.knowledge.unanswered('t:1', 'employee rose@example.org asks: gramophone password: hunter2', 'none-fits'),
    )
    const gap = (await gaps()).find(({ text }) => text.includes('gramophone'))
    expect(gap?.why['none-fits']).toBe(1)
    expect(gap?.text).not.toMatch(/rose@|hunter2/)
  })
  test('counts too when an article was shown and did not help', async () => {
    const [stored] = await store(db, [{ externalId: 'harp', locale: 'en', title: 'Tune the harp', body: 'Turn.' }])
    if (!stored || !('article' in stored)) throw new Error('not stored')
    await verdict(stored.article, 'my harp string number nine keeps slipping', false, 'per_employee')
    const gap = (await gaps()).find(({ text }) => text.includes('harp'))
    expect(gap).toMatchObject({ why: { 'not-solved': 1 }, articles: ['harp'] })
  })
  test('is the agents’ to see', async () => {
    expect(await as('employee', (desk) => desk.knowledge.gaps(new Date(0)))).toEqual({
      done: false,
      why: 'not-allowed',
    })
  })
})
async function gaps() {
  const listed = await as('agent', (desk) => desk.knowledge.gaps(new Date(0)))
  if (!('gaps' in listed)) throw new Error(listed.why)
  return listed.gaps
}
const verdict = (article: `art_${string}`, query: string, helped: boolean, person: PersonId, locale: Locale = 'en') =>
  db
    .transaction()
    .execute((tx) => recordVerdict(tx, { article, locale, version: 1, query, rank: 1, person, helped }, world.now()))

describe('a draft of a resolved ticket', () => {
  let ticket: TicketId
  test('holds its symptom and its steps, in its language, without the people and secrets in it', async () => {
    const made = await as('employee', (desk) =>
      desk.tickets.open({
        source: 'test:draft',
        type: 'incident',
        title: 'Label printer of Rose Martin prints blank labels',
        description:
          'Since Monday my label printer prints blank labels. Call me: 06 12 34 56 78, rose@example.org. Ask Ottilie Vandamme for the Harp Tuner. Rose',
        impact: 'one',
        urgency: 'low',
      }),
    )
    if (!made.done) throw new Error(made.why)
    ticket = made.ticket.id
    expect(await as('agent', (desk) => desk.knowledge.draft(ticket))).toMatchObject({ why: 'not-resolved' })
    await as('agent', (desk) => desk.tickets.claim(ticket))
    await as('agent', (desk) =>
      desk.tickets.reply(
        ticket,
        'Hello Rose,\n- Clean the print head with alcohol.\nWhich roll do you use?\nThanks, Karim',
      ),
    )
    await as('agent', (desk) => desk.tickets.note(ticket, 'She broke it herself, admin password: tulip-7'))
    await as('agent', (desk) =>
      desk.tickets.resolve(
        ticket,
        'Turn the ribbon round, its shiny side up. Clean the print head with alcohol. Log in to 10.1.2.3 with password: s3cret!',
      ),
    )
    const drafted = await as('agent', (desk) => desk.knowledge.draft(ticket))
    if (!('draft' in drafted)) throw new Error(drafted.why)
    const { title, body, locale, state } = drafted.draft
    expect({ locale, state }).toEqual({ locale: 'en', state: 'open' })
    expect(title).toContain('prints blank labels')
    expect(body).toMatch(/^Since Monday .* Harp Tuner/)
    expect(body).toContain(
      '1. Turn the ribbon round, its shiny side up.\n2. Clean the print head with alcohol.\n3. Log in',
    )
    expect(`${title} ${body}`).not.toMatch(
      /Ottilie|Vandamme|Rose|Martin|Karim|06 12|example\.org|s3cret|tulip|10\.1\.2\.3|herself|Which roll|Hello/,
    )
  })
  test('is nobody’s answer until a lead publishes it; then it is an article, once', async () => {
    const ask = () =>
      as('employee', async (desk) => (await desk.knowledge.ask('label printer prints blank labels')).answers)
    expect(await ask()).toEqual([])
    await as('agent', (desk) => desk.knowledge.draft(ticket))
    const listed = await as('agent', (desk) => desk.knowledge.drafts())
    const drafts = 'drafts' in listed ? listed.drafts : []
    expect(drafts).toHaveLength(1)
    const { id, number } = drafts[0]!
    expect(await as('agent', (desk) => desk.knowledge.publishDraft(id))).toEqual({ done: false, why: 'not-allowed' })
    const both = await Promise.all([1, 2].map(() => as('lead', (desk) => desk.knowledge.publishDraft(id))))
    expect(both).toContainEqual({ done: true, externalId: `ticket-${number}` })
    expect(both).toContainEqual({ done: false, why: 'no-such-draft' })
    expect(await ask()).toMatchObject([{ externalId: `ticket-${number}`, version: 1 }])
  })
  test('that says no step is not made', () => {
    const nothing = { locale: 'fr', title: 'Souris', description: 'Elle ne bouge plus', names: [] } as const
    expect(
      draftArticle({ ...nothing, resolution: 'Merci', said: ['Bonjour', 'Je regarde cela demain matin.'] }),
    ).toBeUndefined()
  })
})

describe('the impact of a change', () => {
  const article = (externalId: string, title: string, body: string): ArticleDraft => ({
    externalId,
    locale: 'en',
    title,
    body,
    audience: 'employees',
  })
  const sail = article('sail', 'Mend the sail', 'Sew the torn canvas of the sail with a thick needle.')
  const mast = article('mast', 'Paint the mast', 'Sand the wood, then varnish it twice.')
  const impact = (drafts: readonly ArticleDraft[], withdrawMissing = false) =>
    impactOf(db, { drafts, source: 'ship', withdrawMissing }, { now: world.now(), audience: 'employees', limit: 100 })
  const about = async (word: string, drafts: readonly ArticleDraft[], withdrawMissing?: boolean) => {
    const { changes } = await impact(drafts, withdrawMissing)
    return changes
      .filter(({ text }) => text.includes(word))
      .map(({ verdict, before, after }) => [verdict, before.rank, after.rank])
  }
  beforeAll(async () => {
    const stored = await store(
      db,
      [sail, mast].map((draft) => ({ ...draft, source: 'ship' })),
    )
    const [first] = stored
    if (!first || !('article' in first)) throw new Error('not stored')
    await verdict(first.article, 'torn canvas of the sail', true, 'per_one')
    await as('employee', (desk) => desk.knowledge.unanswered('t:anchor', 'drop the rusty anchor', 'nothing-found'))
  })

  test('of importing what is there already is none', async () => {
    expect(await impact([sail, mast])).toMatchObject({ better: 0, worse: 0, changes: [] })
  })
  test('catches planted regressions: an article emptied, outranked, hidden from its readers, or withdrawn', async () => {
    const emptied = { ...sail, title: 'Notes', body: 'To be written.' }
    const outranking = article('canvas', 'Torn canvas of the sail', 'Torn canvas of the sail: throw it away.')
    expect(await about('canvas', [emptied])).toEqual([['worse', 1, null]])
    expect(await about('canvas', [outranking])).toEqual([['worse', 1, 2]])
    expect(await about('canvas', [{ ...sail, audience: 'agents' }])).toEqual([['worse', 1, null]])
    expect(await about('canvas', [mast], true)).toEqual([['worse', 1, null]])
  })
  test('shows a question answered that had no answer', async () => {
    const anchor = article('anchor', 'Drop the anchor', 'Drop the anchor, rusty or not, from the bow.')
    expect(await about('anchor', [anchor])).toEqual([['better', null, 1]])
  })
  test('is asked without changing anything', async () => {
    const rows = () => db.selectFrom('article_versions').selectAll().execute()
    const before = await rows()
    await impact([{ ...sail, body: 'Gone.' }], true)
    expect(await rows()).toEqual(before)
  })
})

describe('an answer', () => {
  const explained = async () => {
    const outcome = await as('agent', (desk) => desk.knowledge.explained())
    if (!outcome.done) throw new Error(outcome.why)
    return outcome.answers as readonly ExplainedAnswer[]
  }

  test('is kept with what stood for it: article, version, rank, score and band, and what the person said of it', async () => {
    await store(db, [
      {
        externalId: 'badge-reader',
        locale: 'en',
        title: 'The badge reader of the car park blinks red',
        body: 'Hold it.\n\n1. Wait ten seconds.\n2. Show the badge again.',
      },
    ])
    const dora = world.person('Dora Miles', { locale: 'en' })
    await dora.says('I am Dora Miles, the badge reader of the car park blinks red')
    const [given] = await explained()
    expect(given).toMatchObject({ band: 'confident', worded: false, verdict: null, ticket: null, locale: 'en' })
    expect(given?.articles[0]).toMatchObject({ externalId: 'badge-reader', version: 1, current: 1, rank: 1 })
    expect(given?.articles[0]?.score).toBeGreaterThan(0.18)
    expect(given?.text).not.toContain('Miles')
    await dora.presses('Not solved')
    await dora.presses('Skip')
    await dora.presses('Open the ticket')
    const [after] = await explained()
    expect(after?.verdict).toMatchObject({ rank: 1, helped: false })
    expect(after?.ticket).toBeGreaterThan(0)
    // The answer stays explained by the version that was shown, though the article goes on.
    await store(db, [
      {
        externalId: 'badge-reader',
        locale: 'en',
        title: 'The badge reader of the car park blinks',
        body: 'Call us.\n\n1. Call the desk.',
      },
    ])
    expect((await explained())[0]?.articles[0]).toMatchObject({
      version: 1,
      current: 2,
      title: 'The badge reader of the car park blinks red',
    })
  })

  test('is the agents’ to see, and nothing is kept of a question without one', async () => {
    const before = await explained()
    const ed = world.person('Ed', { locale: 'en' })
    await ed.says('How do I reserve the squash court in Nantes')
    expect(await explained()).toEqual(before)
    expect(await as('employee', (desk) => desk.knowledge.explained())).toMatchObject({
      done: false,
      why: 'not-allowed',
    })
  })
})
