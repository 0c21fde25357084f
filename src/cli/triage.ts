import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Command } from 'commander'
import { z } from 'zod'
import { seedModel } from '../desk/triage/model.ts'
import { predictScoped, trainScoped } from '../desk/triage/scope.ts'
import { triage } from '../desk/triage/triage.ts'
import { type CliContext, exitCodes } from './context.ts'
import { eachLine, emit } from './json-lines.ts'
import { fail } from './kb-common.ts'
import { addModels } from './triage-models.ts'
import { triageTexts } from './triage-texts.ts'

const Labelled = z.object({ text: z.string(), label: z.string() })
const Asked = z.object({ id: z.union([z.string(), z.number()]), text: z.string() })
const SHOWN_SCORES = 5

interface Options {
  stdin?: boolean
  train?: string
  dev?: string
  oos?: string
}

type Answer = (text: string) => { label: string; confidence: number; scores: Iterable<readonly [string, number]> }

/** One file or several, separated by commas; `.gz` is unpacked. A bad line stops the command with its number. */
function readLabelled(files: string) {
  return files.split(',').flatMap((file) => {
    const bytes = readFileSync(file)
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, at) => {
        const parsed = Labelled.safeParse(JSON.parse(line))
        if (!parsed.success) throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(parsed.error)}`)
        return parsed.data
      })
  })
}

function answerer({ train, dev, oos }: Options): Answer {
  if (!train) {
    const model = seedModel()
    return (text) => {
      const { intent, confidence, scores } = triage(text, { model })
      return { label: intent, confidence: confidence.intent, scores }
    }
  }
  const model = trainScoped(readLabelled(train), { oos, dev: dev ? readLabelled(dev) : undefined })
  return (text) => predictScoped(model, text)
}

/** Answers each line {"id","text"} of stdin with {"id","label","confidence","scores"}, flushed line by line. */
async function run(options: Options) {
  const answer = answerer(options)
  for await (const line of eachLine(process.stdin)) {
    const { id, text } = Asked.parse(JSON.parse(line))
    const { label, confidence, scores } = answer(text)
    const top = [...scores].sort(([, a], [, b]) => b - a).slice(0, SHOWN_SCORES)
    const rounded = Object.fromEntries(top.map(([name, score]) => [name, Number(score.toFixed(5))]))
    await emit({ id, label, confidence: Number(confidence.toFixed(5)), scores: rounded })
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
    .action((options: Options) => (options.stdin ? run(options) : fail(t.stdinOrCommand, exitCodes.misused)))
  addModels(command, context, t)
  return command
}
