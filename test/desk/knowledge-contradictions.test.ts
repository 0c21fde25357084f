import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { contradiction, factsIn, findContradictions } from '../../src/desk/knowledge/contradictions.ts'
import { lintKnowledge } from '../../src/desk/knowledge/lint.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { now, store } from '../support/knowledge.ts'

let opened: TestDatabase
beforeAll(async () => {
  opened = await openTestDatabase()
})
afterAll(() => opened.close())

test.each<[string, string, Locale, string | undefined]>([
  ['Use port 443.', 'Use port 8443.', 'en', '443 ≠ 8443'],
  ['Keep 1 000 files.', 'Keep 1000 files.', 'en', undefined],
  ['Call 4321, or 4322 at night.', 'Call 4321.', 'en', undefined],
  ['Open https://vpn.example.com now.', 'Open vpn.example.com now.', 'en', undefined],
  ['Open vpn.example.com.', 'Open vpn2.example.com.', 'en', 'vpn.example.com ≠ vpn2.example.com'],
  ['The error is 0x80070005.', 'The error is 0x80070057.', 'en', '0x80070005 ≠ 0x80070057'],
  ['1. Open it.\n2. Close it.', '1. Open it.\n2. Close it.\n3. Wait.', 'en', undefined],
  ['Guests may use the printer.', 'Guests may not use the printer.', 'en', '+ ≠ -'],
  ['Vous ne pouvez jamais garder le badge.', 'Vous pouvez garder le badge.', 'fr', '- ≠ +'],
  ['Vous pouvez garder le badge.', 'L’accueil n’est pas loin de la gare.', 'fr', undefined],
])('“%s” and “%s” (%s): %s', (a, b, locale, facts) => {
  expect(contradiction(factsIn(a, locale), factsIn(b, locale))).toBe(facts)
})

test('lint names two articles that are called nearly the same, by title or synonym, and state different facts', async () => {
  const article = (
    externalId: string,
    title: string,
    body: string,
    synonyms: string[] = [],
    locale: Locale = 'en',
  ) => ({
    ...{ externalId, locale, title, body, synonyms },
  })
  await store(opened.db, [
    article('old', 'Port of the mail server', 'The mail server listens on port 993.'),
    article('new', 'Secure mail settings', 'The mail server listens on port 465.', ['mail server port']),
    article('same', 'Mail server port number', 'Port 465, on the mail server.'),
    article('fr', 'Port of the mail server', 'Le port est 1234.', [], 'fr'),
    article('other', 'Port of call', 'It leaves at 8.'),
  ])
  const found = (await findContradictions(opened.db)).map(({ a, b, facts }) => [a.externalId, b.externalId, facts])
  expect(found).toEqual([['new', 'old', '465 ≠ 993']])
  const lint = (await lintKnowledge(opened.db, now)).filter(({ rule }) => rule === 'contradicts')
  expect(lint).toEqual([
    { rule: 'contradicts', externalId: 'new', locale: 'en', title: 'Secure mail settings', detail: 'old (465 ≠ 993)' },
  ])
})
