import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normaliseText, withinDepth } from '../../src/platform/text.ts'

test('text from outside loses what a database refuses and keeps what a person wrote', () => {
  expect(normaliseText('a\u0000b\u0007\tc\r\nd\re', 100)).toBe('ab\tc\nd\ne')
  expect(normaliseText('e\u0301te\u0301', 100)).toBe('été')
  expect(normaliseText('\ud83d', 10)).toBe('\ufffd')
})

test('an emoji at the limit is kept whole or left out, never cut in two', () => {
  expect(normaliseText('ab🙂c', 3)).toBe('ab🙂')
  expect(normaliseText('ab🙂c', 2)).toBe('ab')
})

test('normalised text is well formed, in NFC, within the limit, and normalising it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(40), (input, most) => {
      const once = normaliseText(input, most)
      expect(once.isWellFormed()).toBe(true)
      expect([...once].length).toBeLessThanOrEqual(most)
      expect(normaliseText(once, most)).toBe(once)
    }),
  )
})

test('a megabyte of text is cut without being walked through as a whole', () => {
  expect([...normaliseText('🙂'.repeat(500_000), 1000)].length).toBe(1000)
})

test('32 levels of JSON pass and 33 do not, even a hundred thousand without a stack overflow', () => {
  const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
  expect(withinDepth(nested(32))).toBe(true)
  expect(withinDepth(nested(33))).toBe(false)
  expect(withinDepth(nested(100_000))).toBe(false)
  expect(withinDepth('plain')).toBe(true)
})
