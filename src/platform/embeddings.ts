import { z } from 'zod'
import { openBreaker } from './breaker.ts'
import { fetchWhole } from './fetch-whole.ts'
import type { LlmPorts, NoAnswer, Told } from './llm.ts'
import { openAi } from './llm-wire.ts'

/** A model that turns texts into vectors of length 1, near each other where they mean the same. It never throws. */
export interface Embedder {
  readonly model: string
  /** `withinMs`: milliseconds for the whole answer. One vector per text, all of one length, in the order of the texts. */
  embed(purpose: string, texts: readonly string[], withinMs: number): Promise<Told<readonly Float32Array[]>>
}
export interface EmbedderSettings {
  key: string | undefined
  baseUrl?: string | undefined
  /** Absent: off. */
  model: string | undefined
}

/** 64 vectors of 4,096 numbers of 20 letters. */
const mostBytes = 8 * 1024 * 1024
const bytesPerToken = 3

const Vector = z.array(z.number()).min(2).max(8_192)
const Answer = z.object({ data: z.array(z.object({ index: z.number().int().optional(), embedding: Vector })) })

/** Opens the embedding model that is configured; nothing where the key or the model is missing. */
export function openEmbedder(settings: EmbedderSettings, ports: LlmPorts): Embedder | undefined {
  const { key, baseUrl = openAi, model } = settings
  if (!key || !model) return undefined
  const breaker = openBreaker(ports.elapsed)
  const wire = { url: `${baseUrl.replace(/\/+$/, '')}/embeddings`, key, model }
  return {
    model,
    async embed(purpose, texts, withinMs) {
      if (!breaker.allows()) return { ok: false, why: 'open' }
      try {
        const tokens = Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / bytesPerToken)
        const id = await ports.ledger.book({ purpose, model, tokens })
        if (!id) return { ok: false, why: 'budget' }
        const from = ports.elapsed()
        const told = await exchange(wire, texts, withinMs, (problem) => ports.report(problem, purpose))
        if (told.ok) breaker.succeeded()
        else breaker.failed()
        const outcome = told.ok ? 'ok' : told.why
        await ports.ledger.settle(id, { tokens, ms: Math.round(ports.elapsed() - from), outcome })
        return told
      } catch (error) {
        // Only the ledger can throw here: a database that is away is not the model's fault.
        ports.report(error, purpose)
        return { ok: false, why: 'error' }
      }
    },
  }
}

type Wire = { url: string; key: string; model: string }

/** One request: no retries, no redirects, and a deadline that holds until the last byte. */
async function exchange(
  { url, key, model }: Wire,
  texts: readonly string[],
  withinMs: number,
  report: (problem: Error) => void,
): Promise<Told<readonly Float32Array[]>> {
  const failed = (why: NoAnswer) => ({ ok: false, why }) as const
  const signal = AbortSignal.timeout(withinMs)
  try {
    const response = await fetchWhole(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        redirect: 'error',
        signal,
      },
      mostBytes,
    )
    if (!response.ok) {
      report(new Error(`status ${response.status}`))
      return failed('error')
    }
    const vectors = vectorsIn(await response.text(), texts.length)
    return vectors ? { ok: true, value: vectors } : failed('nonsense')
  } catch (error) {
    if (signal.aborted) return failed('timeout')
    report(new Error((error as Error).name)) // its words may quote what was sent
    return failed('error')
  }
}

/** Nothing unless there is one vector for each text, all of one length, and none that points nowhere. */
function vectorsIn(body: string, wanted: number): Float32Array[] | undefined {
  const parsed = Answer.safeParse(jsonIn(body))
  if (!parsed.success || parsed.data.data.length !== wanted) return undefined
  const inOrder = parsed.data.data
    .map(({ index, embedding }, at) => ({ at: index ?? at, embedding }))
    .sort((a, b) => a.at - b.at)
  const dimensions = inOrder[0]?.embedding.length
  if (!inOrder.every(({ at, embedding }, place) => at === place && embedding.length === dimensions)) return undefined
  const vectors = inOrder.map(({ embedding }) => ofLengthOne(embedding))
  return vectors.every((vector) => vector !== undefined) ? vectors : undefined
}

function ofLengthOne(numbers: readonly number[]): Float32Array | undefined {
  const length = Math.hypot(...numbers)
  return length > 0 && Number.isFinite(length) ? Float32Array.from(numbers, (each) => each / length) : undefined
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON has no shape: the schema says so
  }
}
