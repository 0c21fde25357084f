import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readableBy } from '../../src/desk/knowledge/article.ts'
import { exportArticles, toMarkdown } from '../../src/desk/knowledge/exporting.ts'
import { readMarkdown } from '../../src/desk/knowledge/front-matter.ts'
import { type ImportOptions, importArticles } from '../../src/desk/knowledge/importing.ts'
import { lintKnowledge } from '../../src/desk/knowledge/lint.ts'
import { searchKnowledge } from '../../src/desk/knowledge/search.ts'
import { locate } from '../../src/desk/knowledge/sources/locate.ts'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { pdf } from '../support/documents.ts'
import { now, store } from '../support/knowledge.ts'

let opened: TestDatabase
let db: Db
let folder: string
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
})
afterAll(() => opened.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-import-'))
})
// Each test has a base of its own: what another one left is withdrawn.
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await db.deleteFrom('search_entries').execute()
  await db.updateTable('articles').set({ withdrawn_at: now }).execute()
})

function write(name: string, content: string | Uint8Array) {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}
async function run(path = folder, options: Partial<ImportOptions> = {}) {
  const source = await locate(path)
  if (!source.ok) throw new Error(source.why)
  const defaults = {
    locale: 'en',
    zone: 'UTC',
    dryRun: false,
    missing: 'decide',
    now: () => now,
    onProgress: () => {},
  } as const
  return importArticles(db, source, { ...defaults, ...options })
}
const counts = async (path?: string, options?: Partial<ImportOptions>) => {
  const imported = await run(path, options)
  const names = (list: readonly { externalId: string; locale: string }[]) =>
    list.map(({ externalId, locale }) => `${locale} ${externalId}`).sort()
  const { unchanged, failures } = imported
  return {
    new: names(imported.new),
    changed: names(imported.changed),
    unchanged,
    withdrawn: names(imported.withdrawn),
    kept: names(imported.kept),
    failed: failures.map(({ why }) => why),
  }
}
const nothing = { new: [], changed: [], unchanged: 0, withdrawn: [], kept: [], failed: [] }
const hits = (text: string, locale: 'fr' | 'en' = 'en') =>
  searchKnowledge(db, { text, locale, audience: readableBy.agents, limit: 3 })
const finds = async (text: string) => (await hits(text)).map((hit) => hit.externalId)

describe('a folder', () => {
  test('is imported once; again only what changed is touched, and what is gone is withdrawn', async () => {
    write('plane.md', '# Assemble the paper plane\nFold it twice, carefully.')
    write('boat.md', '# Assemble the paper boat\nFold it thrice, carefully.')
    write('hat.md', '# Assemble the paper hat\nFold it once.')
    expect(await counts()).toEqual({ ...nothing, new: ['en boat', 'en hat', 'en plane'] })
    expect(await counts()).toEqual({ ...nothing, unchanged: 3 })

    write('boat.md', '# Assemble the paper boat\nFold it four times.')
    rmSync(join(folder, 'hat.md'))
    expect(await counts()).toEqual({ ...nothing, changed: ['en boat'], unchanged: 1, withdrawn: ['en hat'] })
    expect(await finds('assemble the paper hat')).not.toContain('hat')
    write('hat.md', '# Assemble the paper hat\nFold it once.')
    expect(await counts()).toEqual({ ...nothing, unchanged: 3 })
    expect((await finds('assemble the paper hat'))[0]).toBe('hat')
  })
  test('of which one language is gone keeps the other, which then answers for both', async () => {
    write('fr/kite.md', '# Réparer le cerf-volant\nRecollez la toile du cerf-volant.')
    write('en/kite.md', '# Repair the kite\nGlue the canvas of the kite.')
    await run()
    rmSync(join(folder, 'fr/kite.md'))
    expect(await counts()).toEqual({ ...nothing, unchanged: 1, withdrawn: ['fr kite'] })
    expect(await hits('réparer le cerf-volant', 'fr')).toMatchObject([{ externalId: 'kite', otherLanguage: true }])
    write('fr/kite.md', '# Réparer le cerf-volant\nRecollez la toile du cerf-volant.')
    expect(await counts()).toMatchObject({ new: ['fr kite'], unchanged: 1 })
    expect(await hits('réparer le cerf-volant', 'fr')).toMatchObject([{ externalId: 'kite', otherLanguage: false }])
  })
  test('with a file that cannot be read loses nothing, and says which file and why', async () => {
    write('lamp.md', '# Change the lamp bulb\nUnscrew it.')
    write('fan.md', '# Oil the fan\nOne drop.')
    await run()
    rmSync(join(folder, 'fan.md'))
    write('broken.pdf', 'not a pdf')
    write('untitled.md', 'Text without a title.')
    expect(await counts()).toEqual({ ...nothing, unchanged: 1, kept: ['en fan'], failed: ['not-readable', 'no-title'] })
    expect(await finds('oil the fan')).toEqual(['fan'])
  })
  test('with a head that cannot be read has that file listed with its line and reason, and nothing of it imported', async () => {
    const head = (...lines: string[]) => ['---', ...lines, '---', '# Mend the net', 'Knot it.'].join('\n')
    write('open.md', '---\ntitle: Mend the net\nKnot it.')
    write('line.md', head('title: Mend the net', 'audience agents', 'reviewed: 2026-02-30'))
    write('quote.md', head('title: "Mend the net', 'synonyms: [knot, "net]'))
    write('list.md', head('synonyms: [knot, net'))
    write('twice.md', head('id: a', 'id: b'))
    write('nested.md', head('title: >', '  Mend the net'))
    write('moment.md', head('publish: next Monday'))
    write(
      'good.md',
      head(
        'title: Mend the net',
        '# a remark',
        'tags:',
        '  deep: {of: another, program}',
        'synonyms: ["a, b", c]',
        'audience: agents # not for all',
      ),
    )
    const imported = await run()
    expect(imported.failures.map(({ from, why, detail }) => [from.replace(`${folder}/`, ''), why, detail])).toEqual([
      ['line.md:3', 'head-line', 'audience agents'],
      ['line.md:4', 'head-day', 'reviewed: 2026-02-30'],
      ['list.md:2', 'head-list', 'synonyms: [knot, net'],
      ['moment.md:2', 'head-instant', 'publish: next Monday'],
      ['nested.md:2', 'head-nested', 'title: >'],
      ['nested.md:3', 'head-nested', 'Mend the net'],
      ['open.md:1', 'head-not-closed', '---'],
      ['quote.md:2', 'head-quote', 'title: "Mend the net'],
      ['quote.md:3', 'head-quote', 'synonyms: [knot, "net]'],
      ['twice.md:3', 'head-twice', 'id: b'],
    ])
    expect(imported.new).toEqual([{ externalId: 'good', locale: 'en' }])
    expect(await finds('mend the net')).toEqual(['good'])
    const { synonyms } = await db
      .selectFrom('article_versions')
      .select('synonyms')
      .where('title', '=', 'Mend the net')
      .executeTakeFirstOrThrow()
    expect(synonyms).toEqual(['a, b', 'c'])
  })
  test('with a rule of dashes above its text is text', async () => {
    write('rule.md', '---\n\n# Wind the clock\nTwice a week.\n\n---\nEnd.')
    expect((await counts()).new).toEqual(['en rule'])
    expect(await finds('wind the clock')).toEqual(['rule'])
  })
  test('that is suddenly empty, or less than half full, withdraws nothing unless it is told to', async () => {
    for (let at = 0; at < 24; at++) write(`rule-${at}.md`, `# Rule number ${at} of chess\nText of rule ${at}.`)
    await run()
    for (let at = 0; at < 24; at++) rmSync(join(folder, `rule-${at}.md`))
    expect((await counts()).kept).toHaveLength(24)
    expect((await counts(folder, { missing: 'withdraw' })).withdrawn).toHaveLength(24)
  })
  test('does not touch what came from elsewhere, or what the same id says in another folder’s language', async () => {
    await store(db, [{ externalId: 'elsewhere', locale: 'en', title: 'Elsewhere', body: 'Stays.' }])
    write('a/fr/x.md', '# Ranger le grenier\nMontez.')
    write('b/en/x.md', '# Tidy the attic\nClimb.')
    await run(join(folder, 'a'))
    await run(join(folder, 'b'))
    expect(await counts(join(folder, 'a'))).toEqual({ ...nothing, unchanged: 1 })
    expect(await counts(join(folder, 'b'))).toEqual({ ...nothing, unchanged: 1 })
  })
})

test('a file may be a part of something, so what it no longer holds is kept unless it is said', async () => {
  const line = (id: string) => JSON.stringify({ id, lang: 'en', title: `Tune the ${id}`, body: 'Turn the peg.' })
  const file = write('articles.jsonl', ['violin', 'cello'].map(line).join('\n'))
  await run(file)
  write('articles.jsonl', line('violin'))
  expect(await counts(file)).toEqual({ ...nothing, unchanged: 1, kept: ['en cello'] })
  expect(await counts(file, { missing: 'withdraw' })).toMatchObject({ withdrawn: ['en cello'] })
})

test('a dry run says what an import would do, and does none of it', async () => {
  write('tent.md', '# Pitch the tent\nOn flat ground.')
  write('stove.pdf', pdf(['Light the stove', 'With a match.']))
  await run()
  write('tent.md', '# Pitch the tent\nOn flat and dry ground.')
  rmSync(join(folder, 'stove.pdf'))
  write('rope.pdf', pdf(['Knot the rope', 'Twice.']))
  const said = { ...nothing, new: ['en rope'], changed: ['en tent'], withdrawn: ['en stove'] }
  const tables = () =>
    Promise.all([
      db.selectFrom('article_versions').selectAll().execute(),
      db.selectFrom('articles').selectAll().execute(),
      db.selectFrom('search_entries').selectAll().execute(),
      db.selectFrom('document_texts').selectAll().execute(),
    ])
  const before = await tables()
  expect(await counts(folder, { dryRun: true })).toEqual(said)
  expect(await tables()).toEqual(before)
  expect(await counts()).toEqual(said)
})

test('a document that was read before is not read again, whatever its name is now', async () => {
  const bytes = pdf(['Feed the goldfish', 'Once a day.'])
  write('fish.pdf', bytes)
  await run()
  await db
    .updateTable('document_texts')
    .set({ body: 'Twice a day.' })
    .where('title', '=', 'Feed the goldfish')
    .execute()
  write('other.pdf', bytes)
  await run()
  const { body } = await db
    .selectFrom('article_versions as v')
    .innerJoin('articles as a', 'a.id', 'v.article_id')
    .select('v.body')
    .where('a.external_id', '=', 'other')
    .executeTakeFirstOrThrow()
  expect(body).toBe('Twice a day.')
})

test('nearly equal articles are named, by their titles or by their texts; different ones are not', async () => {
  const text =
    'The coffee machine of the third floor wants its water changed every morning, its beans on Monday and a new filter on the first day of each month. Call the supplier when the red light stays on.'
  await store(db, [{ externalId: 'coffee', locale: 'en', title: 'Care of the coffee machine', body: text }])
  write('machine.md', `# Espresso\n${text.replace('Call', 'Please call')}`)
  write('care.md', '# The care of coffee machines\nAsk reception.')
  write('tea.md', '# Make tea\nBoil water, wait, and pour it over the leaves that stand in the kitchen cupboard.')
  const pairs = (await run(folder, { dryRun: true })).duplicates.map(({ a, b, what }) => [
    a.externalId,
    b.externalId,
    what,
  ])
  expect(pairs.sort()).toEqual([
    ['care', 'coffee', 'title'],
    ['coffee', 'machine', 'body'],
  ])
  expect((await run()).duplicates).toHaveLength(2)
  expect((await run()).duplicates).toEqual([])
})

describe('the exported folder', () => {
  const fingerprints = async () =>
    (
      await db
        .selectFrom('article_versions as v')
        .innerJoin('articles as a', 'a.id', 'v.article_id')
        .select(['a.external_id', 'v.locale', 'v.fingerprint'])
        .where('v.current', '=', true)
        .where('a.withdrawn_at', 'is', null)
        .orderBy('a.external_id')
        .orderBy('v.locale')
        .execute()
    ).map((row) => Object.values(row).join(' '))

  test('imported elsewhere is the same base, down to the fingerprints; imported here it changes nothing', async () => {
    write(
      'fr/net/vpn.md',
      '---\ntitle: "Le VPN : « Bureau »"\naudience: public\nservice: net\nsynonyms:\n  - "a, b"\n  - "d \\"e\\""\nreviewed: 2026-01-15\n---\n\nTexte.\n',
    )
    write('en/net/vpn.md', '# The VPN\n\n# The VPN\nText with [a link](https://a.example/).\n---\nnot: a head\n')
    write(
      'odd.jsonl',
      `${JSON.stringify({ id: '../Odd id: é/?', title: '[not] a list', body: '# [not] a list\nText' })}\n`,
    )
    await run(folder)
    await run(join(folder, 'odd.jsonl'))
    const before = await fingerprints()
    expect(before).toHaveLength(3)

    const files: Record<string, Uint8Array> = {}
    for await (const { path, content } of exportArticles(db)) files[path] = strToU8(content)
    expect(Object.keys(files).filter((path) => /(^|\/)\.\.|[:?]/.test(path))).toEqual([])
    expect(Object.keys(files)).toContain('fr/net/vpn.md')
    const archive = write('export.zip', zipSync(files))
    expect(await counts(archive)).toEqual({ ...nothing, unchanged: 3 })

    const elsewhere = await openTestDatabase()
    try {
      const [mine, theirs] = [db, elsewhere.db]
      db = theirs
      await run(archive)
      const after = await fingerprints()
      db = mine
      expect(after).toEqual(before)
    } finally {
      await elsewhere.close()
    }
  })

  test('gives back any title, body and label as it was', () => {
    const line = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/\s+/g, ' ').trim())
    const label = line.filter(Boolean)
    const body = fc.array(fc.oneof(line, fc.constantFrom('# Title', '---', 'a: b', '', '- x')), { maxLength: 6 })
    const article = fc.record({
      title: fc.oneof(label, fc.constant('Title')),
      body: body.map((lines) => lines.join('\n')),
      owner: fc.option(label),
      synonyms: fc.array(label, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(article, ({ title, body, owner, synonyms }) => {
        const row = { external_id: 'x', locale: 'en', audience: 'public', service: null, category: null } as const
        const days = { reviewed_on: null, review_by: '2026-05-01', publish: null }
        const read = readMarkdown(toMarkdown({ ...row, ...days, title, body, owner, synonyms }), 'x.md')
        expect(read).toEqual({
          externalId: 'x',
          locale: 'en',
          audience: 'public',
          title,
          body,
          reviewBy: '2026-05-01',
          faults: [],
          ...(owner && { owner }),
          ...(synonyms.length > 0 && { synonyms }),
        })
      }),
    )
  })
})

test('lint finds what an owner should look at, and nothing about an article that is well kept', async () => {
  const steps = '1. Do this.\n2. Then that.'
  const good = { locale: 'en', body: steps, category: 'network', reviewedOn: '2026-02-01' } as const
  await store(db, [
    { ...good, externalId: 'good', title: 'Tie a bow' },
    { ...good, externalId: 'good', title: 'Nouer un nœud', locale: 'fr' },
    { ...good, externalId: 'due', title: 'Polish brass', reviewedOn: '2025-03-02' },
    { ...good, externalId: 'own-date', title: 'Wax a table', reviewBy: '2026-03-01' },
    { ...good, externalId: 'overdue', title: 'Sharpen a knife', reviewedOn: '2024-08-31' },
    { externalId: 'bare', locale: 'en', title: 'Plant a tree', body: 'Dig.' },
    { ...good, externalId: 'long', title: 'Write a novel', body: `${steps}\n\n${'word '.repeat(2_000)}` },
    { ...good, externalId: 'bow', title: 'Tie bows' },
  ])
  const found = (await lintKnowledge(db, new Date('2026-03-02T09:00:00Z')))
    .filter(({ rule }) => rule !== 'one-language')
    .map(({ rule, externalId, detail }) => [externalId, rule, detail])
  expect(found).toEqual([
    ['bare', 'never-reviewed', '-'],
    ['bare', 'orphan', '-'],
    ['bare', 'no-steps', '-'],
    ['due', 'review-due', '2026-03-02'],
    ['long', 'too-long', '10027'],
    ['overdue', 'review-overdue', '2024-08-31'],
    ['own-date', 'review-due', '2026-03-01'],
    ['bow', 'same-title', 'good'],
  ])
  const alone = (await lintKnowledge(db, now)).filter(({ rule }) => rule === 'one-language')
  expect(alone.map(({ externalId, detail }) => `${externalId} ${detail}`)).not.toContain('good fr')
  expect(alone).toHaveLength(6)
})
