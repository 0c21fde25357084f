import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBlockKit } from '../../adapters/slack/render.ts'
import { toAdaptiveCard } from '../../adapters/teams/render.ts'
import { type Block, buttonsIn, Card, card } from '../../src/chat/card.ts'
import { pagesOf } from '../../src/chat/pages.ts'
import { plainText } from '../../src/chat/plain.ts'
import { Mailbag } from '../../src/desk/outbox/outbox.ts'
import { blockProblems } from '../support/slack/limits.ts'

/** What the bot says is said whole: a card that no chat takes in one becomes several. */
const words = (marks: readonly string[]) =>
  fc.array(fc.constantFrom(...marks), { maxLength: 6000, size: 'max' }).map((all) => all.join(''))
const text = fc.oneof(words(['word ', '&', '<b>', '\n', 'é', '*a* ']), fc.string({ maxLength: 60 }))
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map((text) => ({ kind: 'text' as const, text })),
  fc.array(text, { maxLength: 70 }).map((steps) => ({ kind: 'steps' as const, steps })),
  fc.array(fc.tuple(fc.string({ minLength: 1, maxLength: 20 }), text), { maxLength: 20 }).map((facts) => ({
    kind: 'facts' as const,
    facts,
  })),
  fc.tuple(fc.string({ maxLength: 40 }), text).map(([author, text]) => ({ kind: 'said' as const, author, text })),
)
const buttons: Block = { kind: 'buttons', buttons: [{ action: 'solved', label: 'That solved it' }] }
const letters = (blocks: ReadonlyArray<Block>) => plainText(blocks).replace(/[\s\d.:]/g, '')

test('nothing is lost, the order stays, each page fits Slack and Teams without an ellipsis, and the last has the buttons', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) => {
      const pages = pagesOf([...blocks, buttons])
      const said = blocks.map((one) => (one.kind === 'said' ? { ...one, author: '' } : one))
      const told = pages.flat().map((one) => (one.kind === 'said' ? { ...one, author: '' } : one))
      expect(letters(told)).toBe(letters([...said, buttons]))
      expect(pages.map((page) => buttonsIn(page).length)).toEqual(pages.map((_, i) => Number(i === pages.length - 1)))
      for (const page of pages) {
        const kit = toBlockKit(page, '1')
        expect(blockProblems(kit)).toEqual([])
        expect(JSON.stringify(kit)).not.toContain('…')
        expect(JSON.stringify(toAdaptiveCard({ id: '1', blocks: page, plain: '' }).body)).not.toContain('…')
      }
    }),
    { numRuns: 40 },
  )
})

test('what fits is the very same card; on the web nothing is taken apart', () => {
  const short = card('short').buttons({ yes: 'Yes' })
  expect(pagesOf(short.blocks)).toEqual([short.blocks])
  const long = new Card([])
    .steps(Array.from({ length: 80 }, (_, i) => `step ${i} ${'word '.repeat(60)}`))
    .buttons({ yes: 'Yes' })
  const bag = new Mailbag()
  const last = bag.post({ thread: 'slack:T1:@U1' }, long)
  expect(bag.letters.length).toBeGreaterThan(2)
  expect(bag.letters.at(-1)?.content).toEqual({ kind: 'blocks', blocks: last })
  expect(plainText(bag.letters.flatMap(({ content }) => (content.kind === 'blocks' ? content.blocks : [])))).toContain(
    '80. step 79 ',
  )
  const page = new Mailbag()
  page.post({ thread: 'web:local:@bob' }, long)
  expect(page.letters).toHaveLength(1)
})
