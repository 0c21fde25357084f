import type { IncomingMessage, ServerResponse } from 'node:http'
import { openLedger } from '../../src/desk/assistant/store.ts'
import { elapsedMs } from '../../src/platform/clock.ts'
import { type Llm, openLlm } from '../../src/platform/llm.ts'
import type { Db } from '../../src/schema.ts'
import { openPostedTo } from './posted-to.ts'

/** What a request of the house held, as the server got it. */
export interface Request {
  path: string
  headers: IncomingMessage['headers']
  /** The whole body, to look for what must not be in it. */
  raw: string
  body: {
    model: string
    messages: { role: string; content: string }[]
    response_format: { json_schema: { name: string; schema: Record<string, unknown> } }
  }
  /** The JSON document that the model is asked about. */
  data: Record<string, unknown>
  purpose: string
}
/** An answer of the model: what it says, or how the server fails. */
export type Behaviour =
  | { says: unknown }
  | { raw: string; status?: number; finish?: string; refusal?: string }
  | 'silent'
  | 'drip'
  | 'hang-up'
  | 'huge'
  | 'broken-json'
  | 'no-choices'
export type Act = (request: Request) => Behaviour | Promise<Behaviour>

/** A server that speaks the wire protocol of Chat Completions, and misbehaves in whatever way a test wants. */
export const openModelServer = (first: Act) =>
  openPostedTo(first, {
    read,
    answer: async (act, request, response) => behave(await act(request), response),
  })
export type ModelServer = Awaited<ReturnType<typeof openModelServer>>

function read(incoming: IncomingMessage, raw: string): Request {
  const body = JSON.parse(raw) as Request['body']
  return {
    path: incoming.url ?? '',
    headers: incoming.headers,
    raw,
    body,
    data: JSON.parse(body.messages[1]?.content ?? '{}') as Record<string, unknown>,
    purpose: body.response_format.json_schema.name,
  }
}

function behave(how: Behaviour, response: ServerResponse) {
  if (how === 'silent') return
  if (how === 'hang-up') return void response.destroy()
  if (how === 'drip') {
    response.writeHead(200, { 'content-type': 'application/json' })
    return void response.write('{"choices":')
  }
  if (how === 'huge') return send(response, 200, completion('x'.repeat(100_000)))
  if (how === 'broken-json') return send(response, 200, '{"choices":[{"message":{"content":"{\\"a')
  if (how === 'no-choices') return send(response, 200, '{"object":"chat.completion","choices":[]}')
  if ('says' in how) return send(response, 200, completion(JSON.stringify(how.says)))
  send(response, how.status ?? 200, how.status ? how.raw : completion(how.raw, how.finish, how.refusal))
}

function send(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body)
}

const completion = (content: string, finish = 'stop', refusal?: string) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'stand-in',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, refusal: refusal ?? null } }],
    usage: { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 },
  })

/** Every way of misbehaving that reliability.md T13 lists, and what each is called in the ledger. */
export const misbehaviours: Readonly<Record<string, { act: Act; why: string }>> = {
  silent: { act: () => 'silent', why: 'timeout' },
  'slow: a body that never ends': { act: () => 'drip', why: 'timeout' },
  'hangs up': { act: () => 'hang-up', why: 'error' },
  '429': { act: () => ({ raw: '{"error":{"message":"slow down"}}', status: 429 }), why: 'error' },
  '500': { act: () => ({ raw: '{"error":{"message":"oops"}}', status: 500 }), why: 'error' },
  '401': { act: () => ({ raw: '{"error":{"message":"no"}}', status: 401 }), why: 'error' },
  'truncated answer': { act: () => ({ raw: '{"language":"fr","lead":{"te', finish: 'length' }), why: 'nonsense' },
  'truncated body': { act: () => 'broken-json', why: 'error' },
  'no choices': { act: () => 'no-choices', why: 'nonsense' },
  'garbage, no JSON': { act: () => ({ raw: 'Sure! Here is your answer: 42' }), why: 'nonsense' },
  'JSON of the wrong shape': { act: () => ({ says: { intent: 'root', steps: 'all' } }), why: 'nonsense' },
  'JSON null': { act: () => ({ says: null }), why: 'nonsense' },
  refusal: { act: () => ({ raw: '', refusal: 'I cannot help with that.' }), why: 'refused' },
  '100 kB answer': { act: () => 'huge', why: 'error' },
  empty: { act: () => ({ raw: '' }), why: 'nonsense' },
}

/** The product's own model, asked at this server, with a generous budget and a breaker of its own. */
export const modelAt = (server: ModelServer, db: Db, { withinMs = 5_000 } = {}): Llm =>
  openLlm(
    { key: 'sk-test', baseUrl: server.url, model: 'stand-in', withinMs },
    {
      ledger: openLedger(
        db,
        { dailyTokens: 100_000_000, dailyCalls: 1_000_000 },
        () => new Date('2026-03-02T09:00:00Z'),
      ),
      elapsed: elapsedMs,
      report: () => {},
    },
  )

interface Passage {
  number: number
  text: string
}
/** A well-behaved model: labels every message an incident, words answers in the passages' own sentences, drafts. */
export const wellBehaved: Act = ({ purpose, data, body }) => {
  const language = /\bin French\b|into French/.test(body.messages[0]?.content ?? '') ? 'fr' : 'en'
  if (purpose === 'classify-message') return { says: { intent: 'incident', category: 'network' } }
  if (purpose === 'word-answer') {
    const [first, ...others] = data.passages as Passage[]
    const quote = ({ number, text }: Passage) => ({ text: text.slice(0, 300), passage: number })
    return { says: { language, lead: quote(first!), steps: others.slice(0, 3).map(quote) } }
  }
  return { says: { language, text: drafts[language] } }
}
const drafts = {
  fr: 'Le demandeur ne peut plus se connecter depuis ce matin.',
  en: 'The requester cannot connect any more since this morning.',
}
