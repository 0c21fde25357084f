import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { locales } from '../../src/chat/locale.ts'
import { intents } from '../../src/desk/triage/labels.ts'
import { seedModel } from '../../src/desk/triage/model.ts'
import { triage } from '../../src/desk/triage/triage.ts'

const model = seedModel()
const naughtyFile = new URL('../../../shared/data/naughty-strings/blns.json', import.meta.url)
const naughty: string[] = existsSync(naughtyFile) ? JSON.parse(readFileSync(naughtyFile, 'utf8')) : []
const own = [
  '',
  ' ',
  '\0',
  '\ud800',
  'a\udfff',
  '<!channel>',
  '<@U123>',
  '‮txet',
  '…'.repeat(50),
  '🖨️💥',
  '&#0;',
  '"'.repeat(99),
]

/** A generous limit: these take a few milliseconds; a search that backtracks takes minutes. */
const AT_MOST_MS = 500

function timed(text: string) {
  const start = performance.now()
  const decision = triage(text, { model })
  return { decision, ms: performance.now() - start }
}

describe('whatever is written', () => {
  test.each([...naughty, ...own])('%j is decided about', (text) => {
    const { decision, ms } = timed(text)
    expect(intents).toContain(decision.intent)
    expect(locales).toContain(decision.locale)
    expect(decision.confidence.intent >= 0 && decision.confidence.intent <= 1).toBe(true)
    expect(ms).toBeLessThan(AT_MOST_MS)
  })

  test('any text at all is decided about, twice alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(triage(text, { model })).toEqual(triage(text, { model }))
      }),
    )
  })

  test.each([
    ['one word', 'a'.repeat(200_000)],
    ['spaces', ' '.repeat(200_000)],
    ['open quotations', '«"“`'.repeat(50_000)],
    ['dots', '. '.repeat(100_000)],
    ['accents on one letter', `e${'\u0301'.repeat(200_000)}`],
    ['numbers', '1042 '.repeat(50_000)],
    ['a command a thousand times', 'talk to someone '.repeat(20_000)],
    ['half phrases', 'je veux '.repeat(30_000)],
    ['courtesies', 'please svp '.repeat(30_000)],
    ['ligatures that grow', 'ﷺ'.repeat(100_000)],
  ])('a wall of text is read in time: %s', (_, text) => {
    expect(timed(text).ms).toBeLessThan(AT_MOST_MS)
  })
})
