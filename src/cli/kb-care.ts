import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { exportArticles } from '../desk/knowledge/exporting.ts'
import { type Impact, type ImpactReport, impactOf, type Standing } from '../desk/knowledge/impact.ts'
import { lintKnowledge } from '../desk/knowledge/lint.ts'
import { locate, mayExist } from '../desk/knowledge/sources/locate.ts'
import type { Failure, Read } from '../desk/knowledge/sources/part.ts'
import { readSource } from '../desk/knowledge/sources/read.ts'
import type { Audience } from '../desk/knowledge/table.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Said, withDatabase } from './kb-common.ts'
import { embedderOf } from './kb-embed.ts'
import { failureLine } from './kb-import.ts'

/** `guichet kb export`: the base as a folder of Markdown. Other files are never overwritten by surprise. */
export async function runExport(
  context: CliContext,
  t: Said,
  folder: string,
  { overwrite = false, json = false }: { overwrite?: boolean; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const target = resolve(folder)
    await mkdir(target, { recursive: true })
    if (!overwrite && (await readdir(target)).length > 0) return fail(t.notEmpty(target), exitCodes.misused)
    let files = 0
    for await (const { path, content } of exportArticles(db)) {
      const file = join(target, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, content)
      files++
    }
    if (json) printJson({ ok: true, files, folder: target })
    else print(t.exported(files, target))
  })
}

/** `guichet kb lint`: what an owner of the base should look at; with --strict a finding is a failure, for a build. */
export async function runLint(
  context: CliContext,
  t: Said,
  { strict = false, json = false }: { strict?: boolean; json?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const findings = await lintKnowledge(db, new Date())
    if (strict && findings.length > 0) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: findings.length === 0, findings })
    for (const { rule, externalId, locale, title, detail } of findings)
      print([t.rules[rule], detail, `${externalId}${locale ? ` [${locale}]` : ''}`, title].join('\t'))
    if (findings.length === 0) return print(t.noFindings)
    const rules = [...new Set(findings.map(({ rule }) => rule))]
    print(t.findings(findings.length))
    for (const each of rules) print(`  ${findings.filter(({ rule }) => rule === each).length}\t${t.rules[each]}`)
  })
}

export interface ImpactOptions {
  audience: Audience
  limit?: number
  strict?: boolean
  json?: boolean
}
const mostQuestions = 500

/** `guichet kb impact`: what a change would do to the answers of the past, before it is imported. */
export async function runImpact(context: CliContext, t: Said, path: string, options: ImpactOptions): Promise<void> {
  const { audience, limit = mostQuestions, strict = false, json = false } = options
  if (!mayExist(path)) return fail(t.noSuchPath(path), exitCodes.misused)
  await withDatabase(context, json, async ({ db, locale, config }) => {
    const source = await locate(path)
    if (!source.ok) return fail(failureLine(t, source), exitCodes.failed)
    const all: Read[] = []
    for await (const contents of readSource(source, { locale, zone: config.TIME_ZONE })) all.push(...contents)
    const failures = all.filter((each): each is Failure => 'why' in each)
    const drafts = all.flatMap((each) => ('draft' in each ? [each.draft] : []))
    // As an import would: what could not be read may still be there.
    const change = { drafts, source: source.name, withdrawMissing: source.whole && failures.length === 0 }
    const embedder = embedderOf(config, db, (problem) => process.stderr.write(`${t.embeddingProblem(problem)}\n`))
    const weighing = { now: new Date(), audience, limit, embedder, meaning: embedder?.model }
    const report = await impactOf(db, change, weighing)
    const broken = report.tests.failed.filter(({ passedBefore }) => passedBefore)
    if (strict && (report.worse > 0 || broken.length > 0)) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: report.worse === 0 && broken.length === 0, ...report, failures })
    for (const failure of failures) process.stderr.write(`${failureLine(t, failure)}\n`)
    for (const line of impactLines(t, report)) print(line)
  })
}

function impactLines(t: Said, { changes, questions, better, worse, tests }: ImpactReport): string[] {
  const place = ({ rank, band, first }: Standing) =>
    `${rank === null ? t.notFound : t.rank(rank)}, ${t.bands[band]}${first ? ` (${first})` : ''}`
  const line = ({ verdict, text, locale, kind, externalId, before, after }: Impact) =>
    `${t.verdicts[verdict]}\t[${locale}] ${text}\t${t.kinds[kind]}${externalId ? ` ${externalId}` : ''}\t${place(before)} → ${place(after)}`
  const failing = tests.failed.map(
    ({ text, locale, expected, first, passedBefore }) =>
      `${t.test.failed}${passedBefore ? '' : ` (${t.test.before})`}\t[${locale}] ${text}\t${expected || t.test.nothing}\t${first ?? '-'}`,
  )
  const counts = tests.asked ? [t.test.counts(tests.asked, tests.failed.length)] : []
  return [...changes.map(line), ...failing, t.impact(questions, better, worse), ...counts]
}
