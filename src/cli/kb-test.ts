import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { embedQuestion } from '../desk/knowledge/embedding.ts'
import type { Audience } from '../desk/knowledge/table.ts'
import {
  type AnswerTest,
  keepTests,
  keptTests,
  runTests,
  TestLine,
  type TestResult,
  testsFromVerdicts,
} from '../desk/knowledge/testing.ts'
import { detectLanguage } from '../desk/triage/language.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, type Opened, type Said, withDatabase } from './kb-common.ts'
import { embedderOf } from './kb-embed.ts'

export interface TestOptions {
  fromVerdicts?: boolean
  keep?: boolean
  audience: Audience
  limit?: number
  json?: boolean
}
const mostTests = 999

/** `guichet kb test [FILE]`: questions with the article that must answer them; exit code 1 where one is answered otherwise. */
export async function runKbTest(
  context: CliContext,
  t: Said,
  file: string | undefined,
  options: TestOptions,
): Promise<void> {
  const { fromVerdicts = false, keep = false, audience, limit = mostTests, json = false } = options
  if ((file && fromVerdicts) || (keep && !file && !fromVerdicts)) return fail(t.test.usage, exitCodes.misused)
  if (file && !existsSync(file)) return fail(t.noSuchPath(file), exitCodes.misused)
  const lines = file ? readTests(t, file) : []
  if (!lines) return
  await withDatabase(context, json, async (opened) => {
    const { db, locale } = opened
    const given = lines.map(({ text, lang, expected }) => ({
      text,
      locale: lang ?? detectLanguage(text).locale ?? locale,
      expected: expected ?? '',
    }))
    const tests = file ? given : fromVerdicts ? await testsFromVerdicts(db, limit) : await keptTests(db, limit)
    const results = await runTests(db, tests, await askingOf(opened, t, tests, audience))
    const source = file ? resolve(file) : 'verdicts'
    if (keep) await db.transaction().execute((tx) => keepTests(tx, tests, source, new Date()))
    const failed = results.filter(({ passed }) => !passed)
    if (failed.length > 0) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: failed.length === 0, tests: results.length, failed: failed.length, results })
    for (const line of testLines(t, results)) print(line)
  })
}

/** The lines of a file, or nothing where one of them is no test; which one is said. */
function readTests(t: Said, file: string): z.output<typeof TestLine>[] | undefined {
  const tests: z.output<typeof TestLine>[] = []
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (!line.trim()) continue
    const read = TestLine.safeParse(jsonIn(line))
    if (!read.success) return void fail(t.test.notATest(at + 1, z.prettifyError(read.error)), exitCodes.misused)
    tests.push(read.data)
  }
  return tests
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // said by the check that follows
  }
}

/** The same search as for answers: with the embedding model, where there is one. */
async function askingOf({ db, config }: Opened, t: Said, tests: readonly AnswerTest[], audience: Audience) {
  const embedder = embedderOf(config, db, (problem) => process.stderr.write(`${t.embeddingProblem(problem)}\n`))
  const now = new Date()
  if (embedder) for (const { text } of tests) await embedQuestion(db, embedder, text, now)
  return { audience, now, meaning: embedder?.model }
}

/** What failed, and the count. */
export function testLines(t: Said, results: readonly TestResult[]): string[] {
  const failed = results.filter(({ passed }) => !passed)
  const line = ({ text, locale, expected, first, band, rank }: TestResult) =>
    `${t.test.failed}\t[${locale}] ${text}\t${expected || t.test.nothing}${rank ? `, ${t.rank(rank)}` : ''}\t${first ?? '-'}, ${t.bands[band]}`
  return [...failed.map(line), results.length ? t.test.counts(results.length, failed.length) : t.test.none]
}
