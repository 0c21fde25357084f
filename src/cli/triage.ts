import { Command } from 'commander'
import { seedModel } from '../desk/triage/model.ts'
import { predictScoped, trainScoped } from '../desk/triage/scope.ts'
import { triage } from '../desk/triage/triage.ts'
import { type CliContext, exitCodes } from './context.ts'
import { answerLines, BadLines, readLabelled } from './json-lines.ts'
import { fail } from './kb-common.ts'
import { addModels } from './triage-models.ts'
import { triageTexts } from './triage-texts.ts'

const SHOWN_SCORES = 5

interface Options {
  stdin?: boolean
  train?: string
  dev?: string
  oos?: string
}

type Answer = (text: string) => { label: string; confidence: number; scores: Iterable<readonly [string, number]> }

function answerer(context: CliContext, { train, dev, oos }: Options): Answer {
  if (!train) {
    const model = seedModel()
    return (text) => {
      const { intent, confidence, scores } = triage(text, { model })
      return { label: intent, confidence: confidence.intent, scores }
    }
  }
  const learnt = (files: string) => readLabelled(context, files)
  const model = trainScoped(learnt(train), { oos, dev: dev ? learnt(dev) : undefined })
  return (text) => predictScoped(model, text)
}

/** Answers each line {"id","text"} of stdin with {"id","label","confidence","scores"}, flushed line by line. */
async function run(context: CliContext, options: Options) {
  try {
    const answer = answerer(context, options)
    await answerLines(context, ({ text }) => {
      const { label, confidence, scores } = answer(text)
      const top = [...scores].sort(([, a], [, b]) => b - a).slice(0, SHOWN_SCORES)
      const rounded = Object.fromEntries(top.map(([name, score]) => [name, Number(score.toFixed(5))]))
      return { label, confidence: Number(confidence.toFixed(5)), scores: rounded }
    })
  } catch (error) {
    if (!(error instanceof BadLines)) throw error
    fail(error.message, exitCodes.misused)
  }
}

/** `guichet triage --stdin [--train FILE …]` needs no database; `models`, `retrain` and `rollback` look after what was learnt. */
export function triageCommand(context: CliContext): Command {
  const t = triageTexts[context.lang]
  const command = new Command('triage')
    .option('--stdin', t.stdin)
    .option('--train <file>', t.train)
    .option('--dev <file>', t.dev)
    .option('--oos <label>', t.oos)
    .action((options: Options) => (options.stdin ? run(context, options) : fail(t.stdinOrCommand, exitCodes.misused)))
  addModels(command, context, t)
  return command
}
