import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBeMisspelt, oneSlipApart, variants } from '../../src/desk/knowledge/spelling.ts'
import { analyse, gramsOf } from '../../src/desk/knowledge/words.ts'

const stems = (text: string, locale: 'fr' | 'en' = 'en') => analyse(text, locale).words.map(({ stem }) => stem)
const concepts = (text: string, locale: 'fr' | 'en') => [...analyse(text, locale).concepts.keys()]

describe('what people type differently is read alike', () => {
  test.each([
    ['Wi-Fi', 'wifi'],
    ['WIFI', 'wi-fi'],
    ['E-mail', 'email'],
    ['SRV-01', 'srv01'],
    ['0x80070005', '0X80070005'],
    ['C:\\Temp', 'c:\\temp'],
    ['passwords', 'password'],
  ])('%s and %s', (one, other) => expect(stems(one)).toEqual(stems(other)))

  test('with and without accents, in French', () => {
    expect(stems('réinitialiser la clé USB', 'fr')).toEqual(stems('reinitialiser la cle usb', 'fr'))
    expect(stems('œuvre', 'fr')).toEqual(stems('oeuvre', 'fr'))
  })

  test('words that wrap a request say nothing', () => {
    expect(stems('Is there any way to print?')).toEqual(stems('print'))
    expect(stems('Bonjour, est-ce que je peux imprimer ?', 'fr')).toEqual(stems('imprimer', 'fr'))
  })

  test('a code stays whole and remembers its pieces', () => {
    expect(analyse('SRV-01', 'en').words).toEqual([
      { word: 'srv01', stem: 'srv01', named: false, complains: false, parts: ['srv', '01'] },
    ])
  })
})

test('a concept is the same in both languages, for words and for phrases', () => {
  expect(concepts('I forgot my password', 'en')).toContain('=password')
  expect(concepts('mot de passe oublié', 'fr')).toContain('=password')
  expect(concepts('le mot juste', 'fr')).not.toContain('=password')
})

test.each([
  ['Outlook isn’t working', 'en'],
  ['outlook doesnt work', 'en'],
  ['outlook stopped working', 'en'],
  ['outlook is down', 'en'],
  ['outlook marche pas', 'fr'],
  ['outlook ne fonctionne plus', 'fr'],
  ['outlook en rade', 'fr'],
] as const)('however it is put, what does not work is broken: %s (%s)', (text, locale) =>
  expect(concepts(text, locale)).toContain('=not-work'),
)

const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 })
const slips = fc
  .tuple(letters, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'replace'))
  .map(([word, at, how]) => {
    const i = at % (word.length - 1)
    if (how === 'drop') return [word, word.slice(0, i) + word.slice(i + 1)] as const
    if (how === 'double') return [word, word.slice(0, i) + word[i] + word.slice(i)] as const
    if (how === 'swap') return [word, word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)] as const
    return [word, `${word.slice(0, i)}z${word.slice(i + 1)}`] as const
  })

test('a word with one slip is one slip apart, and shares a variant with what was meant', () => {
  fc.assert(
    fc.property(slips, ([meant, typed]) => {
      expect(oneSlipApart(meant, typed)).toBe(true)
      expect(oneSlipApart(typed, meant)).toBe(true)
      expect(variants(meant).some((variant) => variants(typed).includes(variant))).toBe(true)
    }),
  )
})

test('two slips are not one', () => {
  expect(oneSlipApart('printer', 'prnitre')).toBe(false)
  expect(oneSlipApart('printer', 'print')).toBe(false)
  expect(oneSlipApart('abcd', 'badc')).toBe(false)
})

test('codes, concepts and very short words are not guessed at', () => {
  expect(['kb5023', '=password', 'vpn', 'x'.repeat(30)].filter(mayBeMisspelt)).toEqual([])
})

test('trigrams keep the edges of words, each once', () => {
  expect(gramsOf(['ab', 'ab'])).toEqual([' ab', 'ab '])
})
