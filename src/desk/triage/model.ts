import type { Category, Intent } from './labels.ts'
import { type LinearModel, train } from './linear.ts'
import { type ScopedModel, trainScoped } from './scope.ts'
import { seedLines } from './seed/seed.ts'

/** What triage knows: two linear models learnt from the same label lines. */
export interface TriageModel {
  /** `seed` or the version stored in the database. */
  readonly version: string
  readonly intent: ScopedModel
  readonly category: LinearModel
}

/** A line to learn from: a seed line, or a message whose label an agent confirmed or corrected. */
export interface LabelLine {
  readonly text: string
  readonly intent?: Intent | undefined
  readonly category?: Category | undefined
}

/** Learns both models. About a quarter of a second for the seed lines; no input or output, no clock, no chance. */
export function trainTriage(lines: readonly LabelLine[], version: string): TriageModel {
  const intents = lines.flatMap(({ text, intent }) => (intent ? [{ text, label: intent }] : []))
  const categories = lines.flatMap(({ text, category }) => (category ? [{ text, label: category }] : []))
  return {
    version,
    intent: trainScoped(intents, { oos: 'out-of-scope' satisfies Intent }),
    category: train(categories),
  }
}

let seed: TriageModel | undefined

/** The model of the lines that ship with the product; learnt on first use, then kept for the life of the process. */
export function seedModel(): TriageModel {
  seed ??= trainTriage(seedLines(), 'seed')
  return seed
}
