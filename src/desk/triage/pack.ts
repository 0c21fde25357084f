import { z } from 'zod'
import type { LinearModel } from './linear.ts'
import type { Judge, TriageModel } from './model.ts'

/**
 * A model as one text: numbers in base64, weights in a byte each (that is what training rounds them to, so a model read back
 * answers exactly as before). The seed's two models take about a megabyte.
 */
const PackedLinear = z.object({
  labels: z.array(z.string()),
  letters: z.boolean(),
  keys: z.string(),
  idf: z.string(),
  unknownIdf: z.number(),
  weights: z.string(),
  steps: z.string(),
  bias: z.string(),
})
/** Raised whenever a stored threshold would mean something else: 2 measures the lead in log-odds. */
const FORMAT = 2
const Earlier = z.object({
  format: z
    .number()
    .int()
    .min(1)
    .max(FORMAT - 1),
})

const PackedJudge = z.object({
  model: PackedLinear,
  oos: z.string().optional(),
  threshold: z.number(),
  calibration: z.object({ slope: z.number(), intercept: z.number() }),
})
const Packed = z.object({ format: z.literal(FORMAT), intent: PackedJudge, category: PackedJudge })

type PackedLinear = z.infer<typeof PackedLinear>

/** Typed arrays are written as the machine has them; every machine that Node 20 supports here is little-endian. */
const text = (numbers: Float32Array | Uint32Array | Int8Array) =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')

/** Copied, because a slice of Node's buffer pool need not start at a multiple of four. */
function bytes(base64: string): ArrayBuffer {
  const buffer = Buffer.from(base64, 'base64')
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer
}

function packLinear({ labels, options, rows, idf, unknownIdf, weights, steps, bias }: LinearModel): PackedLinear {
  const width = labels.length
  const rounded = Int8Array.from(weights, (weight, at) => {
    const step = steps[Math.floor(at / width)]!
    return step ? Math.round(weight / step) : 0
  })
  const keys = new Uint32Array(rows.size)
  for (const [key, row] of rows) keys[row] = key
  const numbers = { keys: text(keys), idf: text(idf), weights: text(rounded), steps: text(steps), bias: text(bias) }
  return { labels: [...labels], letters: options.letters, unknownIdf, ...numbers }
}

function unpackLinear(packed: PackedLinear): LinearModel {
  const { labels, letters, unknownIdf } = packed
  const steps = new Float32Array(bytes(packed.steps))
  const rounded = new Int8Array(bytes(packed.weights))
  const keys = new Uint32Array(bytes(packed.keys))
  if (rounded.length !== steps.length * labels.length || keys.length !== steps.length)
    throw new Error('a stored triage model is damaged: its parts differ in length')
  return {
    labels,
    options: { letters },
    rows: new Map(Array.from(keys, (key, row) => [key, row])),
    idf: new Float32Array(bytes(packed.idf)),
    unknownIdf,
    weights: Float32Array.from(rounded, (value, at) => value * steps[Math.floor(at / labels.length)]!),
    steps,
    bias: new Float32Array(bytes(packed.bias)),
  }
}

const packJudge = ({ model, oos, threshold, calibration }: Judge) => ({
  model: packLinear(model),
  oos,
  threshold,
  calibration,
})

const unpackJudge = ({ model, oos, threshold, calibration }: z.infer<typeof PackedJudge>): Judge => ({
  model: unpackLinear(model),
  oos,
  threshold,
  calibration,
})

export const packModel = ({ intent, category }: TriageModel): string =>
  JSON.stringify({ format: FORMAT, intent: packJudge(intent), category: packJudge(category) })

/**
 * Nothing for what an earlier release wrote, since today's measures would read it wrongly. Throws on a text that no release
 * wrote: that is damage, not a refusal.
 */
export function unpackModel(packed: string, version: string): TriageModel | undefined {
  const stored: unknown = JSON.parse(packed)
  if (Earlier.safeParse(stored).success) return undefined
  const { intent, category } = Packed.parse(stored)
  return { version, intent: unpackJudge(intent), category: unpackJudge(category) }
}
