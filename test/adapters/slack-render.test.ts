import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escaped, parts, plainly, readable, shortened } from '../../adapters/slack/markup.ts'
import { toModal } from '../../adapters/slack/modal.ts'
import { toBlockKit } from '../../adapters/slack/render.ts'
import type { Block, Form } from '../../src/chat/card.ts'
import { blockProblems, viewProblems } from '../support/slack/limits.ts'

const form: Form = {
  action: 'reply',
  label: 'Répondre…',
  title: 'Répondre à Amina',
  submit: 'Envoyer',
  cancel: 'Annuler',
  fields: [
    { name: 'text', label: 'Réponse', kind: 'lines', hint: 'Amina la lira telle quelle.' },
    { name: 'subject', label: 'Objet', kind: 'line', optional: true, value: 'VPN' },
    { name: 'to', label: 'Pour', kind: 'choice', options: [{ value: 'one', label: 'Amina' }], value: 'one' },
  ],
}
const samples: { [K in Block['kind']]: Block[] } = {
  text: [
    { kind: 'text', text: 'Ticket T-1042', tone: 'title' },
    { kind: 'text', text: 'Le VPN ne répond plus & <b>rien</b> ne va.' },
    { kind: 'text', text: 'Réponse avant 11:20', tone: 'muted' },
    { kind: 'text', text: 'En retard', tone: 'warning' },
  ],
  facts: [
    {
      kind: 'facts',
      facts: [
        ['Priorité', 'P2'],
        ['Catégorie', 'Réseau'],
      ],
    },
  ],
  steps: [{ kind: 'steps', steps: ['Ouvrez le client', 'Reconnectez-vous'] }],
  source: [{ kind: 'source', title: 'VPN : erreur 809', note: 'v7, revu le 02/09' }],
  said: [{ kind: 'said', author: 'Karim', text: 'Maintenez *30 s*', note: 'modifié' }],
  file: [
    {
      kind: 'file',
      file: 'fil_1',
      name: 'écran <1>.png',
      size: '1,2 Mo',
      by: 'Karim',
      link: { url: 'https://desk.example/files/fil_1', label: 'Ouvrir' },
    },
  ],
  buttons: [
    {
      kind: 'buttons',
      buttons: [
        { action: 'yes', label: 'Oui', style: 'primary' },
        { action: 'no', label: 'Non' },
      ],
    },
  ],
  choices: [{ kind: 'choices', action: 'rate', options: [1, 2, 3].map((n) => ({ value: `${n}`, label: `★${n}` })) }],
  form: [{ kind: 'form', form }],
  menu: [
    {
      kind: 'menu',
      label: 'Plus',
      acts: [
        { kind: 'buttons', buttons: [{ action: 'wait', label: 'Attendre' }] },
        { kind: 'form', form },
      ],
    },
  ],
  prompt: [{ kind: 'prompt', hint: 'Écrivez en quelques mots.' }],
}

describe('each kind of block has its Block Kit', () => {
  test.each(Object.entries(samples))('%s', async (kind, blocks) => {
    await expect(`${JSON.stringify(toBlockKit(blocks, 'out_1'), null, 2)}\n`).toMatchFileSnapshot(
      `../golden/slack/${kind}.json`,
    )
  })
  test('a form as a modal', async () => {
    const origin = { card: 'out_1', action: 'reply', thread: 'slack:T1:C1/1.1', channel: 'C1' }
    const modal = `${JSON.stringify(toModal(form, origin), null, 2)}\n`
    await expect(modal).toMatchFileSnapshot('../golden/slack/modal.json')
  })
  test('buttons, choices and forms that follow each other share a row', () => {
    const rows = toBlockKit(
      [...samples.buttons, ...samples.choices, ...samples.form, ...samples.text, ...samples.buttons],
      'c',
    )
    expect(rows.map(({ type }) => type)).toEqual(['actions', 'header', 'section', 'context', 'section', 'actions'])
  })
})

const sectionText = (block: ReturnType<typeof toBlockKit>[number]) =>
  block.type === 'section' ? (block.text?.text ?? '') : ''

const giant = fc
  .string({ unit: 'grapheme', maxLength: 40, size: 'max' })
  .chain((unit) => fc.integer({ min: 0, max: 3000 }).map((times) => unit.repeat(times).slice(0, 8000)))
const option = fc.record({ value: giant, label: giant })
const field = fc.record({
  name: fc.stringMatching(/^[a-z]{1,20}$/),
  label: giant,
  kind: fc.constantFrom('line' as const, 'lines' as const, 'choice' as const),
  options: fc.array(option, { maxLength: 120, size: 'max' }),
  value: giant,
  hint: giant,
})
const giantForm = fc.record({
  action: fc.constantFrom('a', 'b'),
  label: giant,
  title: giant,
  submit: giant,
  cancel: giant,
  fields: fc.array(field, { maxLength: 5 }),
})
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: giant,
    tone: fc.constantFrom('title' as const, 'muted' as const, 'warning' as const),
  }),
  fc.record({ kind: fc.constant('facts' as const), facts: fc.array(fc.tuple(giant, giant), { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('steps' as const), steps: fc.array(giant, { maxLength: 30 }) }),
  fc.record({ kind: fc.constant('source' as const), title: giant, note: giant }),
  fc.record({ kind: fc.constant('said' as const), author: giant, text: giant, note: giant }),
  fc.record({
    kind: fc.constant('choices' as const),
    action: fc.constantFrom('a', 'b'),
    options: fc.array(option, { maxLength: 60, size: 'max' }),
  }),
  fc.record({ kind: fc.constant('form' as const), form: giantForm }),
  fc.record({ kind: fc.constant('prompt' as const), hint: giant }),
  fc.record({
    kind: fc.constant('file' as const),
    file: fc.constant('fil_1' as const),
    name: giant,
    size: giant,
    by: giant,
  }),
  fc.record({ kind: fc.constant('said' as const), author: giant, text: fc.constant('*a* _b_ `c` '.repeat(5_000)) }),
)

describe('Slack takes every card', () => {
  test('of any size', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 12, size: 'max' }), (blocks) => {
        expect(blockProblems(toBlockKit(blocks, 'out_1'))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
  test('and every modal', () => {
    const origin = { card: 'out_1', action: 'a', thread: 'slack:T1:C1/1.1', channel: 'C1' }
    fc.assert(
      fc.property(giantForm, (form) => {
        expect(viewProblems({ ...toModal(form, origin) })).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
  test('of any number of blocks', () => {
    const small = Object.values(samples).flat()
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...small), { maxLength: 300, size: 'max' }), (blocks) => {
        expect(blockProblems(toBlockKit(blocks, 'out_1'))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
  test('a megabyte is shortened quickly, with its buttons and an ellipsis', () => {
    const begin = performance.now()
    const blocks = toBlockKit([{ kind: 'text', text: 'mot & <x> '.repeat(100_000) }, ...samples.buttons], 'out_1')
    expect(performance.now() - begin).toBeLessThan(200)
    expect(blocks.at(-1)?.type).toBe('actions')
    expect(JSON.stringify(blocks)).toContain('…')
    expect(JSON.stringify(blocks).length).toBeGreaterThan(12_000)
  })
  test('a long text is split, not cut', () => {
    const text = Array.from({ length: 900 }, (_, i) => `mot${i}`).join(' ')
    const blocks = toBlockKit([{ kind: 'text', text }], 'out_1')
    expect(blocks.length).toBeGreaterThan(1)
    const shown = blocks.map(sectionText).join(' ')
    expect(shown).toBe(text)
  })
})

const naughty: string[] = JSON.parse(readFileSync(new URL('../support/slack/naughty.json', import.meta.url), 'utf8'))

describe('what people write is shown as they wrote it, and nothing else', () => {
  /** What Slack would act on: anything in angle brackets. */
  const tokens = (markup: string) => markup.match(/<[^>]*>/g) ?? []
  const kinds = (text: string): Block[] => [
    { kind: 'text', text },
    { kind: 'text', text, tone: 'title' },
    { kind: 'text', text, tone: 'muted' },
    { kind: 'facts', facts: [[text, text]] },
    { kind: 'steps', steps: [text] },
    { kind: 'source', title: text, note: text },
    { kind: 'said', author: text, text, note: text },
    { kind: 'prompt', hint: text },
    { kind: 'file', file: 'fil_1', name: text, size: text, by: text, note: text },
    { kind: 'choices', action: 'a', options: [{ value: 'v', label: text }] },
  ]
  test.each(naughty)('%j makes no mention, link or date, in any kind of block', (text) => {
    const json = JSON.stringify(toBlockKit(kinds(text), 'out_1'))
    expect(json).not.toMatch(/<[!@#]/)
    expect(json).not.toMatch(/<\w+:/)
    const [section] = toBlockKit([{ kind: 'text', text }], 'out_1')
    const shown = section ? sectionText(section) : ''
    expect(tokens(shown)).toEqual([])
    expect(readable(shown).replaceAll('\u200B', '')).toBe(readable(escaped(text)).replaceAll('\u200B', ''))
  })
  test('escaping and reading back gives the same text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', ';', 'lt', '&amp', '!', '@', 'U1', '|', ' ') }),
        (text) => {
          expect(readable(escaped(text))).toBe(text.trim())
        },
      ),
    )
  })
  test('looks that somebody gave their words are kept, in what they said and nowhere else', () => {
    const said = toBlockKit([{ kind: 'said', author: 'Ana', text: 'a *bold* <!here> `code` snake_case_name' }], 'out_1')
    expect(sectionText(said[1]!)).toBe('a *bold* &lt;!here&gt; `code` snake_case_name')
    const ours = toBlockKit([{ kind: 'text', text: 'a *bold* word' }], 'out_1')
    expect(sectionText(ours[0]!)).toBe('a *\u200Bbold* word')
  })
  test('pairs of formatting signs are made inert, single ones are left alone', () => {
    expect(escaped('*gras* et _italique_')).toBe('*\u200Bgras* et _\u200Bitalique_')
    expect(escaped('2 * 3, snake_case_name, ~/.config, C:\\_x')).toBe('2 * 3, snake_case_name, ~/.config, C:\\_x')
  })
  test('plain text objects are left as they are, but for tokens', () => {
    expect(plainly('R&D < 3')).toBe('R&D < 3')
    expect(plainly('<!channel>')).toBe('<\u2060!channel>')
  })
  test('shortening never cuts an entity or an emoji', () => {
    expect(shortened('ab&amp;cd', 6)).toBe('ab…')
    expect(shortened('ab😀cd', 4)).toBe('ab…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 10, max: 50 }), (text, most) => {
        const all = parts(escaped(text), most)
        expect(all.every((part) => part.length <= most && part.isWellFormed())).toBe(true)
      }),
    )
  })
})

test('whoever the desk calls is mentioned by their id; no name and no account of another platform mentions anybody', () => {
  const called = (account: `slack:${string}` | `teams:${string}`) =>
    JSON.stringify(toBlockKit([{ kind: 'text', text: 'Called', calls: { account, name: '<!channel>' } }], 'out_1'))
  expect(called('slack:T1:U0KARIM')).toContain('<@U0KARIM>')
  for (const account of ['teams:T1:29:x', 'slack:T1:!channel', 'slack:T1:U1> <!here', 'slack:T1:S0GROUP'] as const)
    expect(called(account)).not.toMatch(/<[@!]/)
})
