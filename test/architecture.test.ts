import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'

/** Who may import whom. The longest matching folder speaks; a folder may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  'src/texts': [],
  'src/platform': [],
  'src/chat': ['src/platform'],
  'src/desk': ['src/schema.ts', 'src/platform', 'src/chat', 'src/texts'],
  'src/conversation': ['src/schema.ts', 'src/platform', 'src/chat', 'src/texts', 'src/desk'],
  'src/jobs': ['src/schema.ts', 'src/platform', 'src/chat', 'src/texts', 'src/desk', 'src/conversation'],
  flows: ['src/chat', 'src/texts', 'src/desk', 'src/conversation'],
  'adapters/slack': ['src/chat', 'src/platform'],
  'adapters/teams': ['src/chat', 'src/platform'],
  'adapters/web': ['src/schema.ts', 'src/chat', 'src/platform', 'src/texts', 'src/desk'],
  migrations: [],
}
/** Leaves that the schema is composed from: types of columns, and nothing that runs. */
const tables = /(^|\/)table\.ts$/
const onlyOneFileKnows: Record<string, string> = {
  botbuilder: 'adapters/teams/bot-framework.ts',
  openai: 'src/platform/llm-wire.ts',
}

const files = ['src', 'adapters', 'flows', 'migrations'].flatMap((root) =>
  (readdirSync(root, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(root, file)),
)
const home = (file: string) =>
  Object.keys(mayImport)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length)[0]
const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import) ?\(?'([^']+)'/g)].map(([, to]) => to!)
const inner = files.flatMap((from) =>
  importsOf(from)
    .filter((to) => to.startsWith('.'))
    .map((to) => ({ from, to: normalize(join(dirname(from), to)) })),
)

test.each(Object.entries(mayImport))('%s imports only %j', (folder, allowed) => {
  const strays = inner
    .filter(({ from }) => home(from) === folder)
    .filter(({ to }) => home(to) !== folder && !allowed.some((each) => to === each || to.startsWith(`${each}/`)))
    .map(({ from, to }) => `${from} → ${to}`)
  expect(strays).toEqual([])
})

test('tables are leaves: the schema is composed of them without cycles', () => {
  const strays = files
    .filter((file) => tables.test(file))
    .filter((file) => /^import (?!type )/m.test(readFileSync(file, 'utf8')))
  expect(strays).toEqual([])
})

test.each(Object.entries(onlyOneFileKnows))('%s is imported by %s alone', (name, only) => {
  const users = files.filter((file) => importsOf(file).some((to) => to === name || to.startsWith(`${name}/`)))
  expect(users).toEqual([only])
})

test('every folder says in a README what stands in it', () => {
  const folders = ['src', 'adapters', 'flows', 'migrations', 'test'].flatMap((root) => [
    root,
    ...(readdirSync(root, { recursive: true }) as string[])
      .map((entry) => join(root, entry))
      .filter((entry) => statSync(entry).isDirectory() && entry.startsWith('src/') && entry.split('/').length <= 3),
  ])
  const silent = folders.filter((folder) => !readdirSync(folder).includes('README.md'))
  expect(silent).toEqual([])
})

test('no file is longer than 300 lines', () => {
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})

test('the top level holds what it should and nothing else', () => {
  const expected =
    /^(src|adapters|flows|migrations|test|docs|package(-lock)?\.json|tsconfig\.json|README(\.fr)?\.md|LICENSE|CHANGELOG\.md|SECURITY\.md|Dockerfile|compose\.yaml|dist|node_modules|\..*)$/
  expect(readdirSync('.').filter((entry) => !expected.test(entry))).toEqual([])
})

describe.each(['docs/platforms.md', 'docs/fr/plateformes.md'])('%s', (page) => {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|(-|\s*(Feature|Fonction))/.test(line))
    .map((line) => line.split('|').slice(1, -1))

  test('has a cell for Slack, Teams and the web in every row, and none is empty', () => {
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows)
      expect(
        row.map((cell) => cell.trim() !== ''),
        row[0],
      ).toEqual([true, true, true, true])
  })

  test('names a test that exists in every one of them', () => {
    for (const [feature, ...cells] of rows) {
      for (const cell of cells) {
        const tests = [...cell.matchAll(/\]\(([^)]+\.test\.ts)\)/g)].map(([, path]) => join(dirname(page), path!))
        expect(tests.length, `${feature}: ${cell}`).toBeGreaterThan(0)
        expect(tests.filter((path) => !existsSync(path))).toEqual([])
      }
    }
  })
})

test('the page of the platforms says the same in both languages', () => {
  const tests = (page: string) => readFileSync(page, 'utf8').match(/[\w-]+\.test\.ts/g)
  expect(tests('docs/fr/plateformes.md')).toEqual(tests('docs/platforms.md'))
})
