import { existsSync, readFileSync } from 'node:fs'
import { type Calibration, calibrate } from './calibration.ts'
import { type Category, type Intent, typeOf } from './labels.ts'
import { type Labelled, predict, train } from './linear.ts'
import { unpackModel } from './pack.ts'
import { crossValidate, leadsOfStrangers, type ScopedModel, thresholdFor } from './scope.ts'
import { seedLines } from './seed/seed.ts'

/** One question triage can answer about a message, with the measure of how far the answer can be trusted. */
export interface Judge extends ScopedModel {
  readonly calibration: Calibration
}

/** What triage knows: two linear models learnt from the same label lines. */
export interface TriageModel {
  /** `seed` or the version stored in the database. */
  readonly version: string
  readonly intent: Judge
  readonly category: Judge
}

/** A line to learn from: a seed line, or a message whose label an agent confirmed or corrected. */
export interface LabelLine {
  readonly text: string
  readonly intent?: Intent | undefined
  readonly category?: Category | undefined
}

/**
 * Share of out-of-scope lines that must be recognised. The seed's strangers are told in the very words of requests ("I need
 * a pay rise"), which is harder than most of what people write: of the shipped messages two thirds to four fifths are found.
 */
const WANTED_RECALL = 0.6
const FOLDS = 2

/** `strangers` are lines that have none of the labels: whatever the model says of them is wrong, and it must learn to doubt. */
function judge(lines: readonly Labelled[], oos?: string, strangers: readonly string[] = []): Judge {
  const judged = crossValidate(lines, oos, FOLDS)
  const model = train(lines)
  const right = judged
    .filter(({ truth }) => truth !== oos)
    .map(({ truth, label, lead }) => ({ lead, right: truth === label }))
  const wrong = strangers.map((text) => ({ lead: predict(model, text).confidence, right: false }))
  return {
    model,
    oos,
    threshold: oos ? thresholdFor(leadsOfStrangers(judged, oos), WANTED_RECALL) : 0,
    calibration: calibrate([...right, ...wrong]),
  }
}

/** Learns both models: a second for the seed lines, most of it cross-validation. No input or output, no clock, no chance. */
export function trainTriage(lines: readonly LabelLine[], version: string): TriageModel {
  const intents = lines.flatMap(({ text, intent }) => (intent ? [{ text, label: intent }] : []))
  const categories = lines.flatMap(({ text, category }) => (category ? [{ text, label: category }] : []))
  const without = lines.flatMap(({ text, intent, category }) => (!category && intent && typeOf(intent) ? [text] : []))
  return {
    version,
    intent: judge(intents, 'out-of-scope' satisfies Intent),
    category: judge(categories, undefined, without),
  }
}

/** Beside the compiled product stands what its seed lines teach (see seed/learn.ts); beside the sources stands nothing. */
const learnt = new URL('seed/learnt.json', import.meta.url)

let seed: TriageModel | undefined

/**
 * The model of the lines that ship with the product, kept for the life of the process. Read where the build has left it,
 * which takes a tenth of a second; otherwise learnt on first use, which takes two of a processor.
 */
export function seedModel(): TriageModel {
  seed ??= (existsSync(learnt) && unpackModel(readFileSync(learnt, 'utf8'), 'seed')) || trainTriage(seedLines(), 'seed')
  return seed
}
