import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBlockKit } from '../../adapters/slack/render.ts'
import { toAdaptiveCard } from '../../adapters/teams/render.ts'
import { partsOf } from '../../src/chat/parts.ts'

const said = (text: string) => ({
  id: '1',
  plain: text,
  blocks: [{ kind: 'said' as const, author: 'Ana', text, note: '1/9' }],
})

test('whatever was written, its parts hold all of it and nothing else, and a short text is one part', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20_000 }),
    fc
      .array(fc.constantFrom('&', '<', 'word ', '\n', '👩‍👧', '*a* ', '"', 'é'), { maxLength: 20_000 })
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(text, (words) => {
      const parts = partsOf(words)
      expect(parts.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
      if (words.length < 2000) expect(parts).toEqual([words])
      for (const part of parts) expect(part.isWellFormed()).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['prose', 'The printer on the third floor is out of order again. '.repeat(700)],
  ['a log', 'Mar 02 09:00:00 host sshd[17]: error <x> & "y" = {1}\n'.repeat(700)],
  ['signs that are escaped', '&<>'.repeat(12_000)],
  ['one word', 'x'.repeat(40_000)],
])('each part of %s stands on Slack and in Teams without being shortened', (_, words) => {
  for (const part of partsOf(words)) {
    expect(JSON.stringify(toBlockKit(said(part).blocks, '1'))).not.toContain('…')
    const { fallbackText: _, ...card } = toAdaptiveCard(said(part))
    expect(JSON.stringify(card)).not.toContain('…')
  }
})
