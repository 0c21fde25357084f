import { progress as progressBar } from '@clack/prompts'
import { type Imported, importArticles } from '../desk/knowledge/importing.ts'
import { locate, mayExist } from '../desk/knowledge/sources/locate.ts'
import { type Columns, columnNames, type Failure } from '../desk/knowledge/sources/part.ts'
import { keptTests, runTests, type TestResult } from '../desk/knowledge/testing.ts'
import type { ArticleName } from '../desk/knowledge/withdrawing.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'
import { testLines } from './kb-test.ts'

export interface ImportOptions {
  dryRun?: boolean
  withdrawMissing?: boolean
  keepMissing?: boolean
  columns?: string
  json?: boolean
}

/** `guichet kb import`: brings a source in, or says what it would bring. Progress and failures on standard error. */
export async function runImport(context: CliContext, t: Said, path: string, options: ImportOptions): Promise<void> {
  const { dryRun = false, json = false } = options
  if (!mayExist(path)) return fail(t.noSuchPath(path), exitCodes.misused)
  const columns = readColumns(options.columns)
  if (!columns) return fail(t.badColumns(columnNames), exitCodes.misused)
  await withDatabase(context, json, async ({ db, locale, config }) => {
    const source = await locate(path)
    if (!source.ok) return refuse(t, source, json)
    const shown = showProgress(t, source.parts.length)
    const missing = options.withdrawMissing ? 'withdraw' : options.keepMissing ? 'keep' : 'decide'
    const now = () => new Date()
    const imported = await importArticles(db, source, {
      locale,
      zone: config.TIME_ZONE,
      columns,
      dryRun,
      missing,
      now,
      onProgress: shown.update,
    })
    shown.end()
    const tests = dryRun
      ? []
      : await runTests(db, await keptTests(db, mostTests), { audience: 'employees', now: now() })
    if (imported.failures.length > 0) process.exitCode = exitCodes.failed
    if (json) return printJson({ ...asJson(imported, dryRun), tests: countsOf(tests) })
    for (const failure of imported.failures) process.stderr.write(`${failureLine(t, failure)}\n`)
    for (const line of summary(t, imported, dryRun)) print(line)
    if (tests.length > 0) for (const line of testLines(t, tests)) print(line)
  })
}

const mostTests = 500
const countsOf = (tests: readonly TestResult[]) => ({
  asked: tests.length,
  failed: tests.filter(({ passed }) => !passed),
})

/** `title=Question,body=Answer`: which column is which field. Absent where a field is not one of ours. */
function readColumns(mapping = ''): Columns | undefined {
  const pairs = mapping
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('=').map((each) => each.trim()))
  const known = pairs.every(([name = '', column]) => column && (columnNames as readonly string[]).includes(name))
  return known ? Object.fromEntries(pairs) : undefined
}

function refuse(t: Said, failure: Failure, json: boolean): void {
  process.exitCode = exitCodes.failed
  if (json) printJson({ ok: false, failed: 1, failures: [failure] })
  else process.stderr.write(`${failureLine(t, failure)}\n`)
}

export const failureLine = (t: Said, { from, why, detail }: Failure) => t.failure(from, t.failures[why], detail)

/** A bar on a terminal, a line for each batch in a log. Both on standard error. */
function showProgress(t: Said, files: number) {
  const started = performance.now()
  const line = (articles: number) => t.progress(articles, Math.round((performance.now() - started) / 1000))
  if (!process.stderr.isTTY) {
    const update = ({ articles }: { articles: number }) => void process.stderr.write(`${line(articles)}\n`)
    return { update, end: () => {} }
  }
  const bar = progressBar({ max: files, output: process.stderr })
  let done = 0
  let articles = 0
  bar.start(line(0))
  return {
    update: (at: { files: number; articles: number }) => {
      bar.advance(at.files - done, line(at.articles))
      ;({ files: done, articles } = at)
    },
    end: () => bar.stop(line(articles)),
  }
}

const asJson = (imported: Imported, dryRun: boolean) => ({
  ok: imported.failures.length === 0,
  dryRun,
  new: imported.new.length,
  changed: imported.changed.length,
  scheduled: imported.scheduled.length,
  unchanged: imported.unchanged,
  withdrawn: imported.withdrawn.length,
  failed: imported.failures.length,
  languages: imported.languages,
  articles: {
    ...{ new: imported.new, changed: imported.changed, scheduled: imported.scheduled },
    ...{ withdrawn: imported.withdrawn, kept: imported.kept },
  },
  duplicates: imported.duplicates,
  failures: imported.failures,
})

/** Lists are cut for people; `--json` has all of it. */
const listed = 20

function summary(t: Said, imported: Imported, dryRun: boolean): string[] {
  const { duplicates, languages, kept } = imported
  const names = (title: string, articles: readonly ArticleName[]) =>
    articles.length === 0
      ? []
      : [
          title,
          ...cut(
            t,
            articles.map(({ externalId, locale }) => `  ${externalId} [${locale}]`),
          ),
        ]
  return [
    ...(dryRun ? [...names(t.would.new, imported.new), ...names(t.would.changed, imported.changed)] : []),
    ...(dryRun ? names(t.would.scheduled, imported.scheduled) : []),
    ...names(dryRun ? t.would.withdrawn : t.withdrawnNow, imported.withdrawn),
    ...(duplicates.length > 0
      ? [
          t.duplicates,
          ...cut(
            t,
            duplicates.map((each) => `  ${t.duplicate(each)}`),
          ),
        ]
      : []),
    ...(languages.detected > 0 ? [t.detected(languages.detected)] : []),
    ...(kept.length > 0 ? [t.keptMissing(kept.length)] : []),
    t.imported(
      {
        new: imported.new.length,
        changed: imported.changed.length,
        scheduled: imported.scheduled.length,
        unchanged: imported.unchanged,
        withdrawn: imported.withdrawn.length,
        failed: imported.failures.length,
      },
      dryRun,
    ),
    t.languages(languages.fr, languages.en),
  ]
}

const cut = (t: Said, lines: readonly string[]) =>
  lines.length <= listed ? lines : [...lines.slice(0, listed), `  ${t.andMore(lines.length - listed)}`]
