import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { judge } from './bars.ts'
import { scoreLatency } from './latency.ts'
import { scoreOwnQuestions } from './own.ts'
import { scoreOwnMessages } from './own-messages.ts'
import { asJson, printTable, writeMisses, writeReport } from './report.ts'
import { scoreSearchSets } from './search.ts'
import { findShared, type Session } from './session.ts'
import { scoreTeaching } from './teaching.ts'
import { scoreTriageSets } from './triage.ts'

const usage = 'npm run eval [-- --only search|triage|own] [-- --json] [-- --quick]'
const parts = ['search', 'triage', 'own'] as const

process.exitCode = await main()

async function main(): Promise<number> {
  const options = readOptions()
  if (!options) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const started = performance.now()
  const session = openSession(options.quick)
  try {
    await measure(session, options.only)
  } finally {
    rmSync(session.folder, { recursive: true, force: true })
  }
  const verdicts = judge(session.scores)
  process.stdout.write(options.json ? asJson(session, verdicts) : printTable(session, verdicts))
  writeMisses(session)
  const minutes = (performance.now() - started) / 60_000
  const whole = !options.only && !options.quick && session.shared !== undefined
  if (whole) session.say(`written: ${writeReport(session, verdicts, minutes)}`)
  return verdicts.some(({ bar, met }) => bar.shipped && met === false) ? 1 : 0
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { only: { type: 'string' }, json: { type: 'boolean' }, quick: { type: 'boolean' } },
    })
    const only = parts.find((part) => part === values.only)
    if (values.only !== undefined && !only) return undefined
    return { only, json: values.json ?? false, quick: values.quick ?? false }
  } catch {
    return undefined // said by the usage line
  }
}

function openSession(quick: boolean): Session {
  const started = performance.now()
  const say = (line: string) =>
    process.stderr.write(`${((performance.now() - started) / 1_000).toFixed(0).padStart(5)} s  ${line}\n`)
  return {
    shared: findShared(process.env),
    server: process.env.DATABASE_URL || undefined,
    folder: mkdtempSync(join(tmpdir(), 'guichet-eval-')),
    quick,
    scores: [],
    misses: [],
    skipped: [],
    say,
  }
}

async function measure(session: Session, only: (typeof parts)[number] | undefined): Promise<void> {
  const wanted = (part: (typeof parts)[number]) => only === undefined || only === part
  if (wanted('own')) {
    await scoreOwnMessages(session)
    await scoreOwnQuestions(session)
  }
  if (!session.shared) {
    session.skipped.push(
      'S1–S7, T1–T5 and the baselines: the folder with the public sets is not here (GUICHET_SHARED).',
    )
    return
  }
  if (wanted('search')) {
    await scoreSearchSets(session)
    await scoreTeaching(session)
  }
  if (wanted('triage')) await scoreTriageSets(session)
  if (wanted('search')) await scoreLatency(session)
}
