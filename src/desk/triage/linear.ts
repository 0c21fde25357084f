import { type FeatureOptions, type Features, featuresOf } from './features.ts'
import { shuffled, xorshift } from './random.ts'

/** One line to learn from. */
export interface Labelled {
  readonly text: string
  readonly label: string
}

/**
 * One-against-the-rest logistic regression on tf-idf features. Each label answers "is it me?" on its own, so that a message
 * unlike everything learnt gets a low answer from all of them: that is what makes an out-of-scope threshold possible.
 */
export interface LinearModel {
  readonly labels: readonly string[]
  readonly options: FeatureOptions
  /** Row of each known feature. */
  readonly rows: ReadonlyMap<number, number>
  readonly idf: Float32Array
  /** The idf of a feature never seen: unknown words make a vector shorter, hence every answer less sure. */
  readonly unknownIdf: number
  /** rows × labels. Each row is a multiple of its step, within ±127: what is stored in a byte is exactly what is used. */
  readonly weights: Float32Array
  readonly steps: Float32Array
  readonly bias: Float32Array
}

export interface Prediction {
  readonly label: string
  /** Chance of `label` as it sees itself, 0 to 1. The chances of all labels need not sum to one. */
  readonly confidence: number
  readonly scores: ReadonlyMap<string, number>
}

export interface TrainOptions {
  readonly epochs?: number
  readonly seed?: number
}

/** Share of the letters in the squared length of a vector; 0.3 to 0.65 came out alike on CLINC150's development part. */
const LETTERS_SHARE = 0.5
const RATE = 4
const DECAY = 1e-6
/** Labels that are this sure of a line learn nothing from it: with 150 labels this saves half the time. */
const NEGLIGIBLE = 1e-4
const MANY_LINES = 20_000
/** Above this mean number of words per line a corpus is tickets, not chat. */
const CHAT_WORDS = 25

interface Vector {
  readonly rows: Int32Array
  readonly values: Float32Array
}

function vectorOf(
  features: Features,
  rows: ReadonlyMap<number, number>,
  idf: ArrayLike<number>,
  unknown: number,
): Vector {
  const found: number[] = []
  const values: number[] = []
  const shares = features.letters.size ? [1 - LETTERS_SHARE, LETTERS_SHARE] : [1]
  shares.forEach((share, block) => {
    const from = values.length
    let squares = 0
    for (const [feature, times] of block ? features.letters : features.words) {
      const row = rows.get(feature)
      const value = (1 + Math.log(times)) * (row === undefined ? unknown : idf[row]!)
      squares += value * value
      if (row === undefined) continue
      found.push(row)
      values.push(value)
    }
    const scale = Math.sqrt(share / (squares || 1))
    for (let at = from; at < values.length; at++) values[at]! *= scale
  })
  return { rows: Int32Array.from(found), values: Float32Array.from(values) }
}

/** Fills `out` with each label's chance. Plain loops: this is the hot path of training and of every message. */
function chances({ rows, values }: Vector, weights: Float32Array, bias: Float32Array, out: Float64Array) {
  const width = out.length
  out.set(bias)
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]! * width
    const value = values[at]!
    for (let label = 0; label < width; label++) out[label]! += weights[row + label]! * value
  }
  for (let label = 0; label < width; label++) out[label] = 1 / (1 + Math.exp(-out[label]!))
}

interface Vocabulary {
  readonly rows: Map<number, number>
  readonly idf: Float32Array
  readonly unknownIdf: number
}

function vocabularyOf(lines: readonly Features[]): Vocabulary {
  const seenIn = new Map<number, number>()
  for (const { words, letters } of lines)
    for (const block of [words, letters])
      for (const feature of block.keys()) seenIn.set(feature, (seenIn.get(feature) ?? 0) + 1)
  const atLeast = lines.length > MANY_LINES ? 2 : 1
  const kept = [...seenIn].filter(([, times]) => times >= atLeast)
  const idf = (times: number) => Math.log((1 + lines.length) / (1 + times)) + 1
  return {
    rows: new Map(kept.map(([feature], row) => [feature, row])),
    idf: Float32Array.from(kept, ([, times]) => idf(times)),
    unknownIdf: idf(0),
  }
}

interface Learner {
  readonly weights: Float32Array
  readonly bias: Float32Array
  readonly answers: Float64Array
  readonly learning: Int32Array
}

/** One step of gradient descent on one line. */
function learnLine(learner: Learner, vector: Vector, truth: number, rate: number) {
  const { weights, bias, answers, learning } = learner
  const width = answers.length
  chances(vector, weights, bias, answers)
  answers[truth]! -= 1
  let active = 0
  for (let label = 0; label < width; label++) if (Math.abs(answers[label]!) > NEGLIGIBLE) learning[active++] = label
  const kept = 1 - rate * DECAY
  for (let at = 0; at < vector.rows.length; at++) {
    const row = vector.rows[at]! * width
    const step = vector.values[at]! * rate
    for (let k = 0; k < active; k++) {
      const label = learning[k]!
      weights[row + label] = weights[row + label]! * kept - answers[label]! * step
    }
  }
  for (let k = 0; k < active; k++) bias[learning[k]!]! -= 0.1 * rate * answers[learning[k]!]!
}

/** Rounds each row to multiples of its own step, so that a stored model answers exactly as the one that was measured. */
function roundToBytes(weights: Float32Array, width: number): Float32Array {
  const steps = new Float32Array(width ? weights.length / width : 0)
  for (let row = 0; row < steps.length; row++) {
    const part = weights.subarray(row * width, (row + 1) * width)
    let largest = 0
    for (const weight of part) largest = Math.max(largest, Math.abs(weight))
    const step = Math.fround(largest / 127)
    steps[row] = step
    if (step) for (let at = 0; at < width; at++) part[at] = Math.round(part[at]! / step) * step
  }
  return steps
}

function isChat(lines: readonly Labelled[]): boolean {
  const words = lines.reduce((sum, { text }) => sum + text.split(/\s+/, 500).length, 0)
  return words <= CHAT_WORDS * lines.length
}

/** Learns the labels of `lines`. Deterministic: the same lines in the same order give the same model, bit for bit. */
export function train(lines: readonly Labelled[], { epochs = 12, seed = 1 }: TrainOptions = {}): LinearModel {
  const labels = [...new Set(lines.map(({ label }) => label))]
  const position = new Map(labels.map((label, at) => [label, at]))
  const options = { letters: isChat(lines) }
  const features = lines.map(({ text }) => featuresOf(text, options))
  const { rows, idf, unknownIdf } = vocabularyOf(features)
  const vectors = features.map((line) => vectorOf(line, rows, idf, unknownIdf))
  const learner: Learner = {
    weights: new Float32Array(idf.length * labels.length),
    bias: new Float32Array(labels.length),
    answers: new Float64Array(labels.length),
    learning: new Int32Array(labels.length),
  }
  const random = xorshift(seed)
  const truths = lines.map(({ label }) => position.get(label)!)
  const order = lines.map((_, at) => at)
  let done = 0
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const at of shuffled(order, random))
      learnLine(learner, vectors[at]!, truths[at]!, RATE * (1 - done++ / (epochs * lines.length)))
  const steps = roundToBytes(learner.weights, labels.length)
  return { labels, options, rows, idf, unknownIdf, weights: learner.weights, steps, bias: learner.bias }
}

/** What each label says of `text`, and the one that is surest (the first of `labels` when all are equal). */
export function predict(model: LinearModel, text: string): Prediction {
  const answers = new Float64Array(model.labels.length)
  const vector = vectorOf(featuresOf(text, model.options), model.rows, model.idf, model.unknownIdf)
  chances(vector, model.weights, model.bias, answers)
  let best = 0
  for (let label = 1; label < answers.length; label++) if (answers[label]! > answers[best]!) best = label
  const scores = new Map(model.labels.map((label, at) => [label, answers[at]!]))
  return { label: model.labels[best] ?? '', confidence: answers[best] ?? 0, scores }
}
