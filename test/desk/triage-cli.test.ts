import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { guichet } from '../support/command.ts'
import { compiledCli } from '../support/compiled.ts'

const folder = mkdtempSync(join(tmpdir(), 'guichet-triage-'))
const lines = join(folder, 'train.jsonl')
const running: ChildProcess[] = []

writeFileSync(
  lines,
  [
    ['the printer is jammed', 'printing'],
    ['no toner left in the printer', 'printing'],
    ['the vpn does not connect', 'network'],
    ['no wifi in the office', 'network'],
    ['my password expired', 'accounts'],
    ['unlock my account please', 'accounts'],
    ['outlook does not open', 'email'],
    ['my mailbox is full', 'email'],
  ]
    .map(([text, label], id) => JSON.stringify({ id, lang: 'en', text, label }))
    .join('\n'),
)
let cli: string
beforeAll(() => {
  cli = compiledCli()
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A conversation with the command: asks one line and waits for its answer, while stdin stays open. */
function command(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] })
  running.push(child)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async (question: object) => {
    child.stdin.write(`${JSON.stringify(question)}\n`)
    const { value } = await answers.next()
    return JSON.parse(value ?? 'null')
  }
}

test('triage learns a file, needs no database and answers each line before the next is asked', async () => {
  const ask = command('triage', '--stdin', '--train', lines)
  expect(await ask({ id: 'a', text: 'printer jammed' })).toMatchObject({ id: 'a', label: 'printing' })
  const second = await ask({ id: 'b', text: 'wifi does not connect' })
  expect(second).toMatchObject({ id: 'b', label: 'network' })
  expect(Math.max(...Object.values<number>(second.scores))).toBe(second.scores.network)
})

test('triage answers the out-of-scope label for what it does not know', async () => {
  const ask = command('triage', '--stdin', '--train', lines, '--oos', 'unknown')
  expect(await ask({ id: 1, text: 'zxqv bdfp kwyj' })).toMatchObject({ id: 1, label: 'unknown' })
  expect(await ask({ id: 2, text: 'the printer is jammed' })).toMatchObject({ id: 2, label: 'printing' })
})

test('triage without a file is the product’s own', async () => {
  const ask = command('triage', '--stdin')
  expect(await ask({ id: 1, text: 'je veux parler à un humain' })).toMatchObject({
    id: 1,
    label: 'person',
    confidence: 1,
  })
})

test('language answers fr, en, or null where a line cannot tell', async () => {
  const ask = command('language', '--stdin')
  expect(await ask({ id: 1, text: 'mon écran est noir' })).toMatchObject({ id: 1, lang: 'fr' })
  expect(await ask({ id: 2, text: 'laptop won’t boot' })).toMatchObject({ id: 2, lang: 'en' })
  expect(await ask({ id: 3, text: 'VPN' })).toMatchObject({ id: 3, lang: null })
})

test('a line that is no question is answered with its reason, and those behind it as if it had not been there', async () => {
  const asked = [
    '\uFEFF{"id":1,"text":"bonjour"}',
    'nonsense',
    '',
    '{"id":"b"}',
    '[1]',
    '{"id":2,"text":"hello there"}\r',
  ]
  const { code, out, err } = await guichet(['language', '--stdin', '--lang', 'en'], { stdin: asked.join('\n') })
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers).toMatchObject([
    { id: 1, lang: 'fr' },
    { id: null, error: { line: 2 } },
    { id: 'b', error: { line: 4, why: expect.stringContaining('text') } },
    { id: null, error: { line: 5 } },
    { id: 2, lang: 'en' },
  ])
  expect(err).toMatch(/^Line 2 is not a question: .*\nLine 4 .*\nLine 5 .*\n$/)
  expect(code).toBe(2)
})

test.each([
  ['{"text":"printer jammed"}', 'line 1 cannot be learnt: label'],
  ['{"text":"a","label":"b"}\nnonsense', 'line 2 cannot be learnt'],
  ['', 'nothing to learn'],
])('lines to learn from that cannot be used are named, with what is wrong (%#)', async (content, said) => {
  const file = join(folder, 'unusable.jsonl')
  writeFileSync(file, content)
  const { code, out, err } = await guichet(['triage', '--stdin', '--train', file, '--lang', 'en'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(said)
  expect(err).not.toContain('    at ')
})
