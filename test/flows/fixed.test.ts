import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { bestFit, FixedAnswer, fits } from '../../src/desk/knowledge/fixed.ts'
import { keepFixed, listFixed } from '../../src/desk/knowledge/fixed-store.ts'
import type { Db } from '../../src/schema.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { now, store } from '../support/knowledge.ts'
import { openWorld, write } from '../support/talk.ts'

let opened: TestDatabase
let db: Db
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
  world = await openWorld(db, { locale: 'en' })
  await store(db, [
    { externalId: 'wifi', locale: 'en', title: 'Guest Wi-Fi', body: 'SEARCHED\n\n1. Open it.', audience: 'public' },
  ])
  const keep = (given: object) => db.transaction().execute((tx) => keepFixed(tx, given, null, now))
  await keep({
    name: 'guest-wifi',
    patterns: ['guest* wifi', 'wifi * invite*'],
    text: { en: 'The password of the day stands at the front desk.', fr: 'Le mot de passe du jour est à l’accueil.' },
  })
  await keep({ name: 'canteen', patterns: ['canteen'], text: { en: 'IN-C7' }, channels: ['slack:elsewhere:C7'] })
  await keep({ name: 'vault', patterns: ['vault'], text: { en: 'FOR-AGENTS' }, audience: 'agents' })
  await keep({ name: 'staff', patterns: ['parking card'], text: { en: 'FOR-STAFF' } })
})
afterAll(() => opened.close())

let count = 0
async function asks(
  text: string,
  options: { locale?: 'fr' | 'en'; agent?: boolean; channel?: string; outsiders?: boolean } = {},
) {
  const { locale = 'en', agent = false, channel, outsiders } = options
  const person = world.person(`fixed${++count}`, { locale, agent })
  const thread = (channel ? `${channel}/m${count}` : person.home) as ThreadKey
  await world.hears({
    thread,
    from: { account: person.account, name: 'reader', locale, agent },
    heard: { kind: 'text', text, mentioned: !channel },
    message: `m${count}`,
    ...(outsiders && { outsiders }),
  })
  const shown = () =>
    world
      .shownIn(thread)
      .map(({ blocks }) => write(blocks))
      .join('\n')
  return { person, thread, shown }
}

describe('a fixed answer', () => {
  test('is given in its exact text before any search, in the reader’s language, with its name as evidence', async () => {
    const english = await asks('How do I get our guest on the Wifi? guests wifi please')
    expect(english.shown()).toContain('The password of the day stands at the front desk.')
    expect(english.shown()).toContain('guest-wifi')
    expect(english.shown()).not.toContain('SEARCHED')
    const french = await asks('Le WIFI pour mes invités ne marche pas', { locale: 'fr' })
    expect(french.shown()).toContain('Le mot de passe du jour est à l’accueil.')
    const { fixed, articles } = await db
      .selectFrom('answers_given')
      .selectAll()
      .where('locale', '=', 'fr')
      .executeTakeFirstOrThrow()
    expect({ fixed, articles }).toEqual({ fixed: { name: 'guest-wifi', version: 1 }, articles: [] })
  })
  test('is judged like any other: solved is counted, not solved opens a ticket whose agent sees why', async () => {
    const good = await asks('guest wifi')
    await good.person.presses(texts.en.answer.solved)
    const bad = await asks('guests wifi again')
    await bad.person.presses(texts.en.answer.notSolved)
    expect(bad.shown()).toContain(texts.en.answer.afterTry)
    const [listed] = (await listFixed(db)).filter(({ name }) => name === 'guest-wifi')
    expect(listed).toMatchObject({ helped: 1, notHelped: 1 })
  })
  test('of one channel is given there and nowhere else', async () => {
    const there = await asks('canteen', { channel: 'slack:elsewhere:C7' })
    expect(there.shown()).toContain('IN-C7')
    const elsewhere = await asks('canteen', { channel: 'slack:elsewhere:C8' })
    expect(elsewhere.shown()).toBe('')
    expect((await asks('canteen')).shown()).not.toContain('IN-C7')
  })
  test('is given to nobody who may not read it, and never where such a person reads along', async () => {
    expect((await asks('vault')).shown()).not.toContain('FOR-AGENTS')
    expect((await asks('vault', { agent: true })).shown()).toContain('FOR-AGENTS')
    expect((await asks('vault', { agent: true, channel: 'slack:elsewhere:C7' })).shown()).not.toContain('FOR-AGENTS')
    expect((await asks('parking card', { channel: 'slack:elsewhere:C9' })).shown()).toContain('FOR-STAFF')
    expect((await asks('parking card', { channel: 'slack:elsewhere:C9', outsiders: true })).shown()).not.toContain(
      'FOR-STAFF',
    )
  })
})

describe('the words of a fixed answer', () => {
  test.each([
    ['guest wifi', 'the GUEST, wifi', 2],
    ['guest wifi', 'wifi guest', 0],
    ['imprim*', 'L’imprimante du 3e', 1],
    ['imprim*', 'réimprimer', 0],
    ['*primer', 'réimprimer', 1],
    ['v*n', 'my vpn', 1],
    ['a*b*c', 'xx aXbYc', 1],
    ['a*b*c', 'abac', 1],
    ['wifi * invites', 'wifi pour tous mes invités', 2],
    ['wifi * invites', 'wifi un deux trois quatre cinq six sept huit neuf invités', 0],
    ['= thanks bot', 'Thanks bot!', 2],
    ['= thanks bot', 'no thanks bot', 0],
    ['0x80070005', 'Error 0x80070005.', 1],
    ['café', 'un CAFE', 1],
  ])('“%s” in “%s”: %i', (pattern, message, words) => {
    expect(fits(pattern, message)).toBe(words)
  })
  test('that hold most of the message win, then the first name', () => {
    const all = [
      { name: 'b', patterns: ['vpn'] },
      { name: 'a', patterns: ['vpn'] },
      { name: 'c', patterns: ['vpn * error'] },
    ]
    expect(bestFit(all, 'vpn shows an error')?.name).toBe('c')
    expect(bestFit(all, 'vpn')?.name).toBe('a')
    expect(bestFit(all, 'nothing of it')).toBeUndefined()
  })
  test('must say something, and cannot make the desk slow however they are written', () => {
    const written = (pattern: string) =>
      FixedAnswer.safeParse({ name: 'x', patterns: [pattern], text: { en: 'x' } }).success
    for (const pattern of ['', '*', '* *', '= *', 'a', '!!'])
      expect([pattern, written(pattern)]).toEqual([pattern, false])
    expect(FixedAnswer.safeParse({ name: 'x', patterns: ['ok ok'], text: {} }).success).toBe(false)
    const hostile = `${'* a'.repeat(28)} bb`
    const message = 'a '.repeat(20_000)
    const from = performance.now()
    for (let at = 0; at < 20; at++) expect(fits(hostile, message)).toBe(0)
    for (let at = 0; at < 20; at++) expect(fits(`${'a*'.repeat(50)}b`, 'a'.repeat(4_000))).toBe(0)
    expect(performance.now() - from).toBeLessThan(3_000)
  })
})
