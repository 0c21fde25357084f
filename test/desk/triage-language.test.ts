import { describe, expect, test } from 'vitest'
import { detectLanguage } from '../../src/desk/triage/language.ts'
import { said } from './triage-lines.ts'

const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'")
const told = said.filter(({ text }) => text.length > 5) // "stop" and "hello" are written in both languages

describe('which language a message is in', () => {
  test.each([
    ['mon écran est noir', 'fr'],
    ['mon ecran est noir', 'fr'],
    ["laptop won't boot", 'en'],
    ['imprimante hors ligne', 'fr'],
    ['printer offline', 'en'],
    ['souris cassée', 'fr'],
    ['ca marche pas', 'fr'],
    ['where is my ticket', 'en'],
    ['où en est mon ticket', 'fr'],
    ['reset my password please', 'en'],
    ['je dois reset mon password', 'fr'],
    ['mon laptop freeze depuis le meeting', 'fr'],
    ['the « imprimante » near the café is broken', 'en'],
    ['the message says « connexion refusée »', 'en'],
    ['le message affiche « access denied »', 'fr'],
    ['Does trello support importing from csv?', 'en'],
  ] as const)('%s → %s', (text, locale) => expect(detectLanguage(text).locale).toBe(locale))

  test.each([
    'ok',
    'VPN',
    '#1042',
    '',
    '   ',
    '👍',
    '1042',
    'SAP',
    'https://intranet.example.com/mon/ecran',
    'a@b.fr',
    '???',
  ])('cannot be told from %j', (text) => expect(detectLanguage(text).locale).toBeUndefined())

  test('at least 99 in 100 of the messages written for these tests, and 98 without accents', () => {
    const share = (change: (text: string) => string) =>
      told.filter(({ text, locale }) => detectLanguage(change(text)).locale === locale).length / told.length
    expect(share((text) => text)).toBeGreaterThanOrEqual(0.99)
    expect(share(bare)).toBeGreaterThanOrEqual(0.98)
  })

  test('is surer of a sentence than of a word', () => {
    expect(detectLanguage('je ne peux plus ouvrir ma session').confidence).toBeGreaterThan(
      detectLanguage('souris').confidence,
    )
  })
})
