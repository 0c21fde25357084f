import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readableBy } from '../../src/desk/knowledge/article.ts'
import { askKnowledge } from '../../src/desk/knowledge/ask.ts'
import { instantOf } from '../../src/desk/knowledge/days.ts'
import { exportArticles } from '../../src/desk/knowledge/exporting.ts'
import { importArticles } from '../../src/desk/knowledge/importing.ts'
import { publishDue } from '../../src/desk/knowledge/publishing.ts'
import { historyOfArticle } from '../../src/desk/knowledge/reading.ts'
import { listScheduled } from '../../src/desk/knowledge/scheduling.ts'
import { searchKnowledge } from '../../src/desk/knowledge/search.ts'
import { locate } from '../../src/desk/knowledge/sources/locate.ts'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { now, store } from '../support/knowledge.ts'

let opened: TestDatabase
let db: Db
let folder: string
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
})
afterAll(() => opened.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-dates-'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await db.deleteFrom('scheduled_articles').execute()
  await db.deleteFrom('search_entries').execute()
  await db.updateTable('articles').set({ withdrawn_at: now }).execute()
})

function write(name: string, content: string) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
async function run(at = now, zone = 'Europe/Paris') {
  const source = await locate(folder)
  if (!source.ok) throw new Error(source.why)
  const options = { locale: 'en', zone, dryRun: false, missing: 'decide', now: () => at, onProgress: () => {} } as const
  const { new: fresh, changed, scheduled, unchanged, withdrawn, failures } = await importArticles(db, source, options)
  const ids = (list: readonly { externalId: string }[]) => list.map(({ externalId }) => externalId)
  expect(failures).toEqual([])
  return { new: ids(fresh), changed: ids(changed), scheduled: ids(scheduled), unchanged, withdrawn: ids(withdrawn) }
}
const nothing = { new: [], changed: [], scheduled: [], unchanged: 0, withdrawn: [] }
const publish = (at: Date) => db.transaction().execute((tx) => publishDue(tx, at, 50))
const leads = async (text: string) => {
  const { answers } = await askKnowledge(db, { text, locale: 'en', audience: readableBy.employees })
  return answers.map(({ lead }) => lead)
}
/** Two days after `now`, eight o’clock in Paris. */
const instant = new Date('2026-03-04T07:00:00Z')
const before = new Date(instant.getTime() - 1)
const article = (body: string, publishAt?: string) =>
  `---\ntitle: Book the meeting room\n${publishAt ? `publish: ${publishAt}\n` : ''}---\n${body}`

describe('an article that names the moment of its publication', () => {
  test('is not found before, and is after, without anything being imported again', async () => {
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    expect(await run()).toEqual({ ...nothing, scheduled: ['room'] })
    expect(await publish(before)).toBe(0)
    expect(await leads('book the meeting room')).toEqual([])
    expect(await publish(instant)).toBe(1)
    expect(await leads('book the meeting room')).toEqual(['Use the new panel.'])
    expect(await publish(instant)).toBe(0)
  })
  test('leaves what is shown until then as it is, and takes its place in one moment', async () => {
    write('room.md', article('Ask at the front desk.'))
    await run()
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    expect(await run()).toEqual({ ...nothing, scheduled: ['room'] })
    expect(await leads('book the meeting room')).toEqual(['Ask at the front desk.'])
    await publish(instant)
    expect(await leads('book the meeting room')).toEqual(['Use the new panel.'])
  })
  test('waits on through another import of the same folder, and is not touched by the ones after it was published', async () => {
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    await run()
    expect(await run()).toEqual({ ...nothing, unchanged: 1 })
    await publish(instant)
    expect(await run(instant)).toEqual({ ...nothing, unchanged: 1 })
    expect(await leads('book the meeting room')).toEqual(['Use the new panel.'])
  })
  test('is published at once when its file does not name a moment any more, and never when it is gone', async () => {
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    write('gone.md', article('Never to be read.', '2026-03-04'))
    await run()
    write('room.md', article('Use the new panel.'))
    rmSync(join(folder, 'gone.md'))
    expect(await run()).toMatchObject({ scheduled: [], withdrawn: ['gone'] })
    expect(await publish(instant)).toBe(0)
    expect(await leads('book the meeting room')).toEqual(['Use the new panel.'])
  })
  test('does not open what agents alone may read before its time', async () => {
    write('vault.md', '---\ntitle: Open the vault\naudience: agents\n---\nThe key is under the mat.')
    await run()
    write('vault.md', '---\ntitle: Open the vault\naudience: public\npublish: 2026-03-04\n---\nAsk the guard.')
    await run()
    expect(await leads('open the vault')).toEqual([])
    await publish(instant)
    expect(await leads('open the vault')).toEqual(['Ask the guard.'])
  })
  test('is exported with its moment, beside what is shown until then, and both come back', async () => {
    write('room.md', article('Ask at the front desk.'))
    await run()
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    await run()
    rmSync(join(folder, 'room.md'))
    for await (const { path, content } of exportArticles(db)) write(path, content)
    await db.deleteFrom('scheduled_articles').execute()
    await db.updateTable('articles').set({ withdrawn_at: now }).execute()
    expect(await run()).toMatchObject({ scheduled: ['room'] })
    expect(await leads('book the meeting room')).toEqual(['Ask at the front desk.'])
    const [waiting] = await listScheduled(db)
    expect(waiting?.publish_at).toEqual(instant)
  })
  test('stands in the history of its article with all earlier versions, newest first', async () => {
    write('room.md', article('Ask at the front desk.'))
    await run()
    write('room.md', article('Ask at the new front desk.'))
    await run()
    write('room.md', article('Use the new panel.', '2026-03-04T08:00'))
    await run()
    const history = await historyOfArticle(db, 'room')
    if (!history.done) throw new Error(history.why)
    expect(history.versions.slice(0, 2).map(({ current }) => current)).toEqual([true, false])
    expect(history.scheduled.map(({ title, publish_at }) => [title, publish_at])).toEqual([
      ['Book the meeting room', instant],
    ])
    expect(await historyOfArticle(db, 'no-such-article')).toEqual({ done: false, why: 'not-found' })
  })
})

test('a moment without an offset is the time on the wall of the desk, summer and winter', () => {
  expect(instantOf('2026-07-01', 'Europe/Paris')?.toISOString()).toBe('2026-06-30T22:00:00.000Z')
  expect(instantOf('2026-12-01 08:30', 'Europe/Paris')?.toISOString()).toBe('2026-12-01T07:30:00.000Z')
  expect(instantOf('2026-12-01T08:30+02:00', 'Europe/Paris')?.toISOString()).toBe('2026-12-01T06:30:00.000Z')
  for (const text of ['', 'Monday', '2026-02-30', '2026-01-01T25:00', '01/02/2026'])
    expect(instantOf(text, 'UTC')).toBeUndefined()
})

describe('an article whose review is overdue', () => {
  const twin = (externalId: string, days: { reviewedOn?: string; reviewBy?: string } = {}) => ({
    ...{ externalId, locale: 'en' as const, title: 'Order a chair', body: 'Fill in the form of the chair.' },
    ...days,
  })
  const ranking = async (at?: Date) => {
    const question = { text: 'order a chair', locale: 'en', audience: readableBy.employees, limit: 3 } as const
    const hits = await searchKnowledge(db, { ...question, ...(at && { now: at }) })
    return hits.map(({ externalId, score, aged }) => ({ externalId, score, aged }))
  }
  test('stands a little lower than one that is as good and was looked at', async () => {
    await store(db, [
      twin('a-old', { reviewedOn: '2024-08-01' }),
      twin('b-late', { reviewBy: '2026-03-01' }),
      twin('c-fresh', { reviewedOn: '2025-01-01' }),
    ])
    const today = await ranking(now)
    expect(today.map(({ externalId, aged }) => [externalId, aged])).toEqual([
      ['c-fresh', false],
      ['a-old', true],
      ['b-late', true],
    ])
    expect(today[1]!.score / today[0]!.score).toBeCloseTo(0.95, 4)
    expect((await ranking()).map(({ externalId }) => externalId)).toEqual(['a-old', 'b-late', 'c-fresh'])
  })
  test('gives way even to one that would not have been among the few that are asked for', async () => {
    await store(db, [...['a', 'b', 'c'].map((id) => twin(id, { reviewBy: '2026-01-01' })), twin('d'), twin('e')])
    expect((await ranking(now)).map(({ externalId }) => externalId)).toEqual(['d', 'e', 'a'])
  })
  test('changes nothing in a base that tells no days: ranking and scores are the same to the last digit', async () => {
    await store(db)
    await store(db, [twin('a'), twin('b')])
    for (const text of ['order a chair', 'vpn', 'printer does not print', 'error 0x80070005', 'badge perdu'])
      for (const locale of ['fr', 'en'] as const) {
        const question = { text, locale, audience: readableBy.agents, limit: 5 }
        const undated = (await searchKnowledge(db, question)).filter(({ externalId }) => externalId !== 'vpn')
        const dated = (await searchKnowledge(db, { ...question, now })).filter(({ externalId }) => externalId !== 'vpn')
        expect(dated).toEqual(undated)
      }
  })
  test('says in its answer that it is overdue', async () => {
    await store(db, [twin('old', { reviewedOn: '2024-08-01' })])
    const ask = (at: Date) =>
      askKnowledge(db, { text: 'order a chair', locale: 'en', audience: readableBy.employees, now: at })
    expect((await ask(now)).answers).toMatchObject([{ externalId: 'old', overdue: true, reviewedOn: '2024-08-01' }])
    expect((await ask(new Date('2025-01-01T00:00:00Z'))).answers).toMatchObject([{ overdue: false }])
  })
})
