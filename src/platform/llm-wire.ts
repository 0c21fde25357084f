import type { OpenAI } from 'openai'
import { z } from 'zod'
import { fetchWhole } from './fetch-whole.ts'

/** What one exchange with the server came to. `text` is whatever the model wrote; nobody has judged it yet. */
export type Exchanged =
  | { kind: 'text'; text: string; tokens: number | undefined }
  | { kind: 'refused'; tokens: number | undefined }
  | { kind: 'nonsense'; tokens: number | undefined }
export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}
export interface Exchange {
  model: string
  messages: Message[]
  name: string
  schema: Record<string, unknown>
  mostTokens: number
  signal: AbortSignal
}
export type Wire = (exchange: Exchange) => Promise<Exchanged>

/** Longer than any answer that fits the token limits in use; a server that says more is not listened to. */
const mostBytes = 64 * 1024
export const openAi = 'https://api.openai.com/v1'

/** The little of a completion that is used; a compatible server may leave out the rest. */
const Completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ total_tokens: z.number().int().nonnegative().max(10_000_000) })
    .nullish()
    .catch(undefined),
})

/**
 * Chat Completions of any server that speaks OpenAI's protocol. The package is loaded with the first question, so a house
 * without a model never loads it. One request each: no retries, no redirects, no proxy of the package's own.
 */
export function openWire({ key, baseUrl }: { key: string; baseUrl: string | undefined }): Wire {
  let loading: Promise<OpenAI> | undefined
  const load = async () => {
    const { OpenAI } = await import('openai')
    const fixed = { organization: null, project: null, maxRetries: 0, logLevel: 'off' } as const
    return new OpenAI({ ...fixed, apiKey: key, baseURL: baseUrl ?? openAi, fetch: boundedFetch })
  }
  return async ({ model, messages, name, schema, mostTokens, signal }) => {
    loading ??= load()
    const client = await loading
    // OpenAI's newer models refuse `max_tokens` and a temperature; older compatible servers know nothing else.
    const limits = baseUrl ? { max_tokens: mostTokens, temperature: 0 } : { max_completion_tokens: mostTokens }
    const answer: unknown = await client.chat.completions.create(
      {
        model,
        messages,
        ...limits,
        response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } },
      },
      { signal },
    )
    return read(answer)
  }
}

function read(answer: unknown): Exchanged {
  const parsed = Completion.safeParse(answer)
  if (!parsed.success) return { kind: 'nonsense', tokens: undefined }
  const { choices, usage } = parsed.data
  const tokens = usage?.total_tokens
  const { finish_reason: reason, message } = choices[0]!
  if (message.refusal || reason === 'content_filter') return { kind: 'refused', tokens }
  if (reason === 'length') return { kind: 'nonsense', tokens }
  return { kind: 'text', text: message.content ?? '', tokens }
}

/** The package would read a body of any length to its end, and of one that never ends for ever. */
const boundedFetch: typeof fetch = (input, init) => fetchWhole(input, { ...init, redirect: 'error' }, mostBytes)
