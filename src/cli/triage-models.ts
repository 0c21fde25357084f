import type { Command } from 'commander'
import { aiRatios, listJudgements } from '../desk/assistant/feedback.ts'
import { retrain, rollback } from '../desk/triage/retrain.ts'
import { modelVersions } from '../desk/triage/store.ts'
import type { ModelMetrics, ModelVersion } from '../desk/triage/table.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { fail, withDatabase } from './kb-common.ts'
import type { TriageTexts } from './triage-texts.en.ts'

type Json = { json?: boolean }

/** `guichet triage models|retrain|rollback`: what triage has learnt from agents, in versions. */
export function addModels(triage: Command, context: CliContext, t: TriageTexts): void {
  const { json } = context.t.help
  triage
    .command('models')
    .description(t.models)
    .option('--json', json)
    .action((options: Json) => runModels(context, t, options))
  triage
    .command('retrain')
    .description(t.retrain)
    .option('--dry-run', t.dryRun)
    .option('--json', json)
    .action((options: Json & { dryRun?: boolean }) => runRetrain(context, t, options))
  triage
    .command('rollback [version]')
    .description(t.rollback)
    .option('--json', json)
    .action((version: string | undefined, options: Json) => runRollback(context, t, version, options))
  triage
    .command('feedback')
    .description(t.feedback)
    .option('--csv', t.csv)
    .option('--json', json)
    .action((options: Json & { csv?: boolean }) => runFeedback(context, t, options))
}

/** More judgements than a desk collects in years; exported whole. */
const mostJudgements = 1_000_000

/** `guichet triage feedback`: what agents think of the assistant; ratios for people, every judgement as CSV or JSON. */
async function runFeedback(
  context: CliContext,
  t: TriageTexts,
  { csv = false, json = false }: Json & { csv?: boolean },
) {
  await withDatabase(context, json, async ({ db }) => {
    const ratios = await aiRatios(db)
    if (!csv && !json) {
      for (const { tool, good, bad } of ratios) print(t.ratio(tool, good, bad))
      return
    }
    const judgements = await listJudgements(db, { limit: mostJudgements })
    if (json) return printJson({ ratios, judgements })
    print(csvLine(['at', 'ticket', 'tool', 'good', 'comment', 'model', 'by']))
    for (const { at, ticket, tool, good, comment, model, by } of judgements)
      print(csvLine([at.toISOString(), String(ticket), tool, String(good), comment, model ?? '', by]))
  })
}

/** A field that a spreadsheet would take for a formula is told as text. */
const csvLine = (fields: readonly string[]) =>
  fields.map((field) => `"${field.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`).join(',')

async function runModels(context: CliContext, t: TriageTexts, { json = false }: Json): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const versions = await modelVersions(db)
    const active = versions.find((each) => each.active)?.version ?? 'seed'
    if (json) return printJson({ active, versions })
    const mark = (version: string) => (version === active ? `  ← ${t.inForce}` : '')
    for (const { version, created_at, metrics } of versions) {
      const { lines, heldOut, intent, category } = metrics
      const told = [t.lines(lines, heldOut), t.figures(intent, category)].join('; ')
      print(`${version}  ${created_at.toISOString().slice(0, 16).replace('T', ' ')}  ${told}${mark(version)}`)
    }
    print(`${t.seed}${mark('seed')}`)
  })
}

async function runRetrain(
  context: CliContext,
  t: TriageTexts,
  { dryRun = false, json = false }: Json & { dryRun?: boolean },
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const came = await retrain(db, new Date(), { dryRun })
    if (json) return printJson({ ok: true, ...came })
    if ('metrics' in came) for (const line of comparison(t, came.metrics)) print(line)
    print(came.switched ? t.switched(came.version) : t.notSwitched[came.why])
  })
}

const comparison = (t: TriageTexts, { lines, heldOut, intent, category, before }: ModelMetrics) => [
  t.lines(lines, heldOut),
  t.present(before.version, t.figures(before.intent, before.category)),
  t.next(t.figures(intent, category)),
]

async function runRollback(
  context: CliContext,
  t: TriageTexts,
  version: string | undefined,
  { json = false }: Json,
): Promise<void> {
  await withDatabase(context, json, async ({ db }) => {
    const came = await rollback(db, version as ModelVersion | 'seed' | undefined)
    if (!came.rolledBack) process.exitCode = exitCodes.failed
    if (json) return printJson({ ok: came.rolledBack, ...came })
    if (came.rolledBack) print(t.rolledBack(came.from, came.to))
    else fail(t.notRolledBack[came.why], exitCodes.failed)
  })
}
