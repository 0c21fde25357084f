import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toAdaptiveCard } from '../../adapters/teams/render.ts'
import { type Block, card } from '../../src/chat/card.ts'
import { plainText } from '../../src/chat/plain.ts'
import { naughty } from '../support/teams/naughty.ts'
import { actionsOf, type Json, wordsOf } from '../support/teams/shown.ts'

const draw = (blocks: ReadonlyArray<Block>) =>
  toAdaptiveCard({ id: 'out_1', blocks, plain: plainText(blocks) }) as unknown as Json
const form = {
  action: 'escalate',
  label: 'Escalader…',
  title: 'Escalader le ticket',
  submit: 'Envoyer',
  cancel: 'Annuler',
  fields: [
    {
      name: 'team',
      label: 'Équipe',
      kind: 'choice',
      options: [
        { value: 'n2', label: 'N2 Réseau' },
        { value: 'n3', label: 'N3' },
      ],
      hint: 'Choisissez',
    },
    { name: 'reason', label: 'Motif', kind: 'lines', value: 'Le VPN', hint: 'En une phrase' },
    { name: 'reference', label: 'Référence', kind: 'line', optional: true },
  ],
} satisfies Extract<Block, { kind: 'form' }>['form']

const kinds: Record<Block['kind'], Block[]> = {
  text: [
    { kind: 'text', text: 'Ticket 1042', tone: 'title' },
    { kind: 'text', text: 'Bonjour Marie,\nvotre demande est prise en charge.' },
    { kind: 'text', text: 'Créé il y a 5 minutes', tone: 'muted' },
    { kind: 'text', text: 'Délai dépassé', tone: 'warning' },
  ],
  facts: [
    {
      kind: 'facts',
      facts: [
        ['Priorité', 'P2'],
        ['Poste', 'C:\\temp_*'],
        ['Demandeur', 'Marie'],
      ],
    },
  ],
  steps: [{ kind: 'steps', steps: ['Redémarrez', 'Ouvrez C:\\Users\\_x', 'Réessayez'] }],
  source: [{ kind: 'source', title: 'Réinitialiser le VPN', note: 'version 3, relu le 2 mars 2026' }],
  said: [{ kind: 'said', author: 'Karim', text: 'Je regarde <tout de suite>', note: 'modifié' }],
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
        { action: 'claim', label: 'Prendre', style: 'primary' },
        { action: 'resolve', label: 'Résoudre' },
        { action: 'cancel', label: 'Annuler', style: 'danger' },
      ],
    },
  ],
  choices: [
    {
      kind: 'choices',
      action: 'rate',
      options: ['1', '2', '3', '4', '5'].map((value) => ({ value, label: '★'.repeat(Number(value)) })),
    },
  ],
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
  prompt: [{ kind: 'prompt', hint: 'Décrivez le problème' }, { kind: 'prompt' }],
}

describe('golden Adaptive Cards', () => {
  test.each(Object.entries(kinds))('%s', async (kind, blocks) => {
    await expect(`${JSON.stringify(draw(blocks), null, 2)}\n`).toMatchFileSnapshot(`../golden/teams/${kind}.json`)
  })
})

test('buttons, choices and forms beside each other share rows, and no row is too long to be read', () => {
  const long = {
    kind: 'choices',
    action: 'pick',
    options: ['Mon ordinateur portable ne démarre plus', 'Mon écran reste noir au démarrage', 'Autre'].map((label) => ({
      value: label,
      label,
    })),
  } satisfies Block
  const body = draw([...kinds.buttons, ...kinds.form, long]).body as Json[]
  expect(body.map((set) => (set.actions as Json[]).map((action) => action.title))).toEqual([
    ['Prendre', 'Résoudre', 'Annuler', 'Escalader…'],
    ['Mon ordinateur portable ne démarre plus'],
    ['Mon écran reste noir au démarrage', 'Autre'],
  ])
})

test('every button carries its card and action, in Action.Execute and in its fallback alike', () => {
  for (const { action } of actionsOf(draw(Object.values(kinds).flat())).filter(
    ({ action }) => !['Action.ShowCard', 'Action.ToggleVisibility', 'Action.OpenUrl'].includes(String(action.type)),
  )) {
    expect(action).toMatchObject({ type: 'Action.Execute', fallback: { type: 'Action.Submit', title: action.title } })
    expect((action.fallback as Json).data).toEqual(action.data)
    expect(action.data).toMatchObject({ guichet: { card: 'out_1', action: action.verb } })
  }
})

test('a card that the types of the contract build is drawn whole', () => {
  const built = card('Bonjour').facts({ Priorité: 'P1', Vide: undefined }).steps(['un']).buttons({ yes: 'Oui' })
  expect(wordsOf(draw(built.blocks))).toEqual(['Bonjour', 'Priorité: P1', '1. un'])
})

/** What Teams reads as markdown, templates or markup in a TextBlock or a FactSet. */
const readsMarkup = /\]\(|!\[|\*\*|__|~~|`|<[a-z/]|&[a-z#]|\{\{|\$\{|\\|^\s*(?:[-+#>]|\d+[.)])\s/im

describe('what people write stays words', () => {
  test.each(naughty)('%j', (text) => {
    const everywhere: Block[] = [
      { kind: 'text', text, tone: 'title' },
      { kind: 'text', text },
      { kind: 'facts', facts: [[text, text]] },
      { kind: 'source', title: text, note: text },
      { kind: 'said', author: text, text, note: text },
      { kind: 'steps', steps: [text] },
      { kind: 'prompt', hint: text },
      { kind: 'file', file: 'fil_1', name: text, size: text, by: text },
      { kind: 'buttons', buttons: [{ action: 'ok', label: text }] },
    ]
    const drawn = draw(everywhere)
    const all = JSON.stringify(drawn)
    expect(all).not.toContain('"Action.OpenUrl"')
    expect(drawn.msteams).toEqual({ width: 'full' })
    for (const part of partsOf(drawn).filter(({ type }) => type === 'TextBlock')) {
      const own = String(part.text).replace(/^\d+\. /, '')
      expect(own).not.toMatch(readsMarkup)
    }
    for (const fact of partsOf(drawn).flatMap(({ facts }) => (facts as Json[]) ?? [])) {
      expect(`${fact.title}\n${fact.value}`).not.toMatch(readsMarkup)
    }
    // Every line of it is there, untouched.
    const shown = wordsOf(drawn).join('\n')
    for (const line of text.split('\n').filter((one) => one.trim())) expect(shown).toContain(line)
  })
})

function partsOf(part: Json): Json[] {
  const inner = [part.body, part.items, part.columns].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []))
  return [part, ...inner.flatMap(partsOf)]
}

test('looks that somebody gave their words are drawn as looks, and only in what they said', () => {
  const drawn = draw([{ kind: 'said', author: 'Ana', text: 'a *bold* <at>all</at> `code`' }])
  const inlines = partsOf(drawn).flatMap(({ inlines }) => (inlines as Json[]) ?? [])
  expect(inlines).toEqual([
    { type: 'TextRun', text: 'a ' },
    { type: 'TextRun', text: 'bold', weight: 'Bolder' },
    { type: 'TextRun', text: ' <at>all</at> ' },
    { type: 'TextRun', text: 'code', fontType: 'Monospace' },
  ])
})

test('whatever the content, a card fits into 80 KB of UTF-16 and holds no half character', () => {
  const big = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      'é'.repeat(50_000),
      '👩‍👧'.repeat(20_000),
      '\u0001'.repeat(30_000),
      '*'.repeat(100_000),
      'a\n'.repeat(30_000),
    ),
  )
  const many = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof(
      fc.array(one, { maxLength: 3 }),
      one.map((value) => Array<T>(500).fill(value)),
    )
  const option = fc.record({ value: fc.string({ maxLength: 75 }), label: big })
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('text' as const), text: big }),
    fc.record({ kind: fc.constant('facts' as const), facts: many(fc.tuple(big, big)) }),
    fc.record({ kind: fc.constant('steps' as const), steps: many(big) }),
    fc.record({ kind: fc.constant('said' as const), author: big, text: big }),
    fc.record({ kind: fc.constant('said' as const), author: big, text: fc.constant('*a* _b_ `c` '.repeat(9_000)) }),
    fc.record({
      kind: fc.constant('file' as const),
      file: fc.constant('fil_1' as const),
      name: big,
      size: big,
      by: big,
    }),
    fc.record({ kind: fc.constant('choices' as const), action: fc.constant('pick'), options: many(option) }),
    many(option).map((options) => ({
      kind: 'form' as const,
      form: { ...form, fields: [{ name: 'x', label: 'X', kind: 'choice' as const, options }] },
    })),
  )
  fc.assert(
    fc.property(many(block), (blocks) => {
      const text = JSON.stringify(toAdaptiveCard({ id: 'out_1', blocks, plain: '\u0001'.repeat(2000) }))
      expect(text.length * 2).toBeLessThanOrEqual(80 * 1024)
      expect(text.isWellFormed()).toBe(true)
      expect(text).not.toMatch(/\\ud[89a-f]/i)
    }),
    { numRuns: 60 },
  )
})

test('what is too long is shortened with an ellipsis, and its buttons stay', () => {
  const drawn = draw([{ kind: 'said', author: 'Marie', text: 'long '.repeat(40_000) }, ...kinds.buttons])
  expect(wordsOf(drawn).join(' ')).toContain('…')
  expect(actionsOf(drawn)).toHaveLength(3)
})

test('whoever the desk calls is mentioned by an entity of the same words; their name is no markup, and no other account is', () => {
  const called = (account: `slack:${string}` | `teams:${string}`, name = 'Léa [Roy](x) </at>') =>
    draw([{ kind: 'text', text: 'Called', calls: { account, name } }])
  const { msteams, body } = called('teams:T1:29:abc')
  expect(msteams).toEqual({
    width: 'full',
    entities: [{ type: 'mention', text: '<at>Léa Roy x /at</at>', mentioned: { id: '29:abc', name: 'Léa Roy x /at' } }],
  })
  expect((body as Json[])[0]).toMatchObject({ text: '<at>Léa Roy x /at</at>' })
  for (const other of [called('slack:T1:U1'), called('teams:T1:28:bot'), called('teams:T1:29:abc', '<>')])
    expect(JSON.stringify(other)).not.toContain('<at>')
})
