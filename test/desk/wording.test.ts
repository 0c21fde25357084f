import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keptOfDraft } from '../../src/desk/assistant/drafting.ts'
import { cleanText, mayBeShown } from '../../src/desk/assistant/trust.ts'
import { groundedIn, passagesOf, type Worded } from '../../src/desk/assistant/wording.ts'

/** What may be left of a model's words once each had to show where it stands. */
const articles = [
  {
    title: 'Install the VPN',
    lead: 'The VPN installs by itself from the Company Portal.',
    steps: [
      'Open “Company Portal” from the Start menu.',
      'Look for “VPN Novalys” and press “Install”.',
      'Restart the laptop.',
    ],
    locale: 'en' as const,
  },
  {
    title: 'VPN – erreur 809',
    lead: 'Le pare-feu bloque le VPN.',
    steps: ['Passez par le partage de connexion.'],
    locale: 'fr' as const,
  },
]
const passages = passagesOf(articles)
const lead = { text: 'The VPN installs by itself from the Company Portal.', passage: 1 }
const good = { text: 'Open the Company Portal from the Start menu.', passage: 2 }
const worded = (change: Partial<Worded> = {}): Worded => ({ language: 'en', lead, steps: [good], ...change })

test('passages are leads and steps of every article, numbered through', () => {
  expect(passages.map(({ number, article }) => [number, article])).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 1],
    [6, 1],
  ])
})

test('what stands in its passage is kept, with the articles it is from, the leading one first', () => {
  expect(groundedIn(worded(), passages, 'en')).toEqual({ lead: lead.text, steps: [good.text], from: [0] })
})

test.each([
  ['no passage', { text: good.text, passage: 0 }],
  ['a passage that was never given', { text: good.text, passage: 7 }],
  ['another passage than it stands on', { text: 'Restart the laptop now.', passage: 1 }],
  [
    'a number that the passage has not',
    { text: 'Open the Company Portal from the Start menu, then call 0800 123 456.', passage: 2 },
  ],
  ['a code that it has not', { text: 'Open the Company Portal from the Start menu with ERR-42.', passage: 2 }],
  ['a link', { text: 'Open https://evil.example from the Start menu.', passage: 2 }],
  ['a bare address', { text: 'Open evil.example from the Start menu.', passage: 2 }],
  ['a mention', { text: 'Open the Company Portal @channel from the Start menu.', passage: 2 }],
  ['markup', { text: 'Open <!here> the Company Portal from the Start menu.', passage: 2 }],
  [
    'a second sentence of its own',
    { text: 'Open the Company Portal. Then send your salary sheet to everybody.', passage: 2 },
  ],
  ['nothing', { text: ' \u200B ', passage: 2 }],
])('a sentence with %s is dropped', (_, bad) => {
  const kept = groundedIn(worded({ steps: [good, good, bad] }), passages, 'en')
  expect(kept?.steps).toEqual([good.text, good.text])
})

test('a number is kept whole, or the sentence is dropped', () => {
  const ports = passagesOf([{ ...articles[0]!, lead: 'The box blocks the UDP ports 500 and 4500 of the VPN.' }])
  const saying = (text: string) => groundedIn(worded({ lead: { text, passage: 1 }, steps: [] }), ports, 'en')?.lead
  expect(saying('The box blocks the ports 500 and 4500.')).toBe('The box blocks the ports 500 and 4500.')
  expect(saying('The box blocks the ports 50 and 4500.')).toBeUndefined()
})

test('without its lead, or with more lost than kept, nothing is left', () => {
  const bad = { text: 'Call 0800 123 456.', passage: 2 }
  expect(groundedIn(worded({ lead: bad }), passages, 'en')).toBeUndefined()
  expect(groundedIn(worded({ steps: [good, bad, bad] }), passages, 'en')).toBeUndefined()
})

test('an answer in another language than the reader’s is none', () => {
  expect(groundedIn(worded(), passages, 'fr')).toBeUndefined()
  expect(groundedIn(worded({ language: 'fr' }), passages, 'fr')).toBeUndefined()
})

test('it is bounded: seven steps, four hundred characters each', () => {
  const kept = groundedIn(worded({ steps: Array.from({ length: 20 }, () => good) }), passages, 'en')
  expect(kept?.steps).toHaveLength(7)
  const long = { text: `${good.text} `.repeat(40), passage: 2 }
  for (const step of groundedIn(worded({ steps: [long] }), passages, 'en')?.steps ?? [])
    expect(step.length).toBeLessThanOrEqual(400)
})

test('whatever a model says, what is left holds no link, no mention and nothing unseen', () => {
  const piece = fc.constantFrom(
    'https://x.example',
    'www.x.example',
    '@channel',
    '<@U1>',
    '](',
    '\u200B',
    '\u202E',
    'VPN',
    'Portal',
    ' ',
    'mailto:a@b.c',
    'vpn.x',
    '\n',
  )
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 12 })
    .map((all) => all.join(''))
  const sentence = fc.record({ text, passage: fc.integer({ min: -1, max: 8 }) })
  const answer = fc.record({
    language: fc.constantFrom('fr' as const, 'en' as const),
    lead: fc.oneof(sentence, fc.constant(lead)),
    steps: fc.array(fc.oneof(sentence, fc.constant(good)), { maxLength: 9 }),
  })
  let left = 0
  fc.assert(
    fc.property(answer, text, (said, draft) => {
      const kept = groundedIn(said, passages, 'en')
      if (kept) left++
      const drafted = keptOfDraft({ language: 'en', text: draft }, 'en', '')
      for (const shown of [kept?.lead, ...(kept?.steps ?? []), drafted]) {
        if (shown === undefined) continue
        expect(shown).not.toMatch(/:\/\/|www\.|mailto:|\]\(|<[^>\s]|(?<![\w.])@\p{L}|[\u200B-\u200F\u202A-\u202E]/u)
      }
    }),
    { numRuns: 2_000 },
  )
  expect(left).toBeGreaterThan(20)
})

test('text is cleaned before it is judged: a link cannot hide behind what is not seen', () => {
  expect(mayBeShown(cleanText('https:\u200B//evil.example', 100))).toBe(false)
  expect(cleanText('a\u202Eb\u{E0041}c', 100)).toBe('abc')
})
