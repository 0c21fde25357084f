import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { judge } from './bars.ts'
import { type Part, type PartName, parts, runPart, savedParts, savePart } from './parts.ts'
import { asJson, printTable, writeReport } from './report.ts'
import { findShared, type Session } from './session.ts'

const usage = `npm run eval [-- --only ${parts.join('|')}] [-- --json] [-- --quick]`

process.exitCode = await main()

/** 0: every bar of the shipped set holds · 1: one does not · 2: the command was wrong. */
async function main(): Promise<number> {
  const options = readOptions()
  if (!options) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const session = openSession(options.quick)
  const measured = await measure(session, options.only ? [options.only] : parts)
  const verdicts = judge(measured.flatMap(({ scores }) => scores))
  process.stdout.write(options.json ? asJson(measured, verdicts) : printTable(measured, verdicts))
  if (session.shared && !session.quick) session.say(`written: ${writeReport(savedParts(), session)}`)
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

/** One part after the other; each is kept as soon as it is whole. */
async function measure(session: Session, wanted: readonly PartName[]): Promise<Part[]> {
  const possible = wanted.filter((name) => name === 'own' || session.shared)
  if (possible.length < wanted.length)
    session.say(
      'S1–S7, T1–T5 and the baselines are skipped: the folder with the public sets is not here (GUICHET_SHARED).',
    )
  const measured: Part[] = []
  try {
    for (const name of possible) {
      const part = await runPart(name, session)
      measured.push(part)
      if (!session.quick) savePart(part)
      session.say(
        `${name}: ${part.minutes.toFixed(1)} min, ${part.misses.length} wrong answers listed in test/.cache/eval`,
      )
    }
  } finally {
    rmSync(session.folder, { recursive: true, force: true })
  }
  return measured
}
