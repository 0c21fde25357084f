import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kbTexts } from '../../src/cli/kb-texts.ts'
import { guichet } from '../support/command.ts'
import { embeddedFromImage } from '../support/database.ts'

const home = mkdtempSync(join(tmpdir(), 'guichet-kb-'))
beforeAll(() => embeddedFromImage(join(home, 'data')))
afterAll(() => rmSync(home, { recursive: true }))

/** The command as an operator types it, on an embedded database of its own. */
const kb = (...args: string[]) => guichet(['kb', ...args, '--lang', 'en'], { env: { DATA_DIR: join(home, 'data') } })

test('a base is imported, linted, exported and cared for from the command line, with exit codes that a build can use', async () => {
  const folder = join(home, 'articles')
  mkdirSync(folder)
  writeFileSync(join(folder, 'vpn.md'), '# Connect to the VPN\n\nOpen the application.\n')
  writeFileSync(join(folder, 'broken.pdf'), 'not a pdf')

  const imported = await kb('import', folder, '--json')
  expect(imported.code).toBe(1)
  expect(JSON.parse(imported.out)).toMatchObject({ new: 1, failed: 1, failures: [{ why: 'not-readable' }] })
  rmSync(join(folder, 'broken.pdf'))
  const again = await kb('import', folder)
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining('0 new, 0 changed, 1 unchanged') })

  expect(await kb('lint', '--strict')).toMatchObject({ code: 1, out: expect.stringContaining('never reviewed') })
  const out = join(home, 'out')
  expect(await kb('export', out)).toMatchObject({ code: 0, out: expect.stringContaining('1 file written') })
  expect(readFileSync(join(out, 'en', 'vpn.md'), 'utf8')).toContain('title: "Connect to the VPN"')
  expect(await kb('impact', folder, '--strict')).toMatchObject({ code: 0 })
  expect(await kb('draft', '1042')).toMatchObject({ code: 1, err: 'There is no such ticket.\n' })
}, 120_000)

test('tests, broken heads, history, fixed answers and what waits are told from the command line', async () => {
  const folder = join(home, 'more')
  mkdirSync(folder)
  writeFileSync(join(folder, 'vpn.md'), '# Connect to the VPN\n\nOpen the application.\n')
  expect(await kb('import', folder)).toMatchObject({ code: 0 })
  const tests = join(home, 'tests.jsonl')
  writeFileSync(tests, '{"text":"connect to the vpn","expected":"vpn"}\n')
  expect(await kb('test', tests, '--keep')).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 passed, 0 failed'),
  })
  writeFileSync(join(folder, 'vpn.md'), '---\ntitle: Notes\n---\nNothing.\n')
  expect(await kb('impact', folder, '--strict')).toMatchObject({ code: 1, out: expect.stringContaining('FAILED') })
  writeFileSync(join(folder, 'vpn.md'), '---\ntitle Connect\n---\nOpen it.\n')
  const broken = await kb('import', folder)
  expect(broken).toMatchObject({ code: 1, err: expect.stringContaining('vpn.md:2: this line of its head') })
  expect(await kb('history', 'vpn')).toMatchObject({ code: 0, out: expect.stringContaining('v1') })
  expect(await kb('fixed', 'set', 'wifi', '--when', 'guest wifi', '--en', 'Ask.')).toMatchObject({ code: 0 })
  expect(await kb('fixed', 'try', 'our guest wifi?')).toMatchObject({ code: 0, out: expect.stringContaining('Ask.') })
  expect(await kb('scheduled')).toMatchObject({ code: 0, out: 'Nothing waits for its moment.\n' })
}, 180_000)

test('a misuse is said before anything is opened', async () => {
  expect(await kb('drafts', 'burn', 'dra_1')).toMatchObject({ code: 2 })
  expect(await kb('import', home, '--columns', 'colour=Red')).toMatchObject({ code: 2 })
})

test('every failure has a sentence in both languages, and French ones use no-break spaces and typographic apostrophes', () => {
  expect(Object.keys(kbTexts.fr.failures)).toEqual(Object.keys(kbTexts.en.failures))
  const sentences = Object.values(kbTexts.fr).filter((each) => typeof each === 'string')
  for (const sentence of [...sentences, ...Object.values(kbTexts.fr.failures)])
    expect(sentence).not.toMatch(/ [:;!?](?=\s|$)|[a-zA-Z]'[a-zA-Z]/)
})

test('a long import says how far it is, and a second one that it has nothing to do', async () => {
  const file = join(home, 'many.jsonl')
  const article = (id: number) => ({
    id: `many-${id}`,
    lang: 'en',
    title: `Device ${id}`,
    body: `Restart device ${id}.`,
  })
  writeFileSync(file, Array.from({ length: 600 }, (_, id) => JSON.stringify(article(id))).join('\n'))
  const first = await kb('import', file)
  expect(first.err).toMatch(/^500 articles, \d+ s$/m)
  expect(first.out).toContain('600 new')
  const again = await kb('import', file)
  expect(again.out).toContain('0 new, 0 changed, 600 unchanged')
})
