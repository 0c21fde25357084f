import { fetchWhole } from '../../src/platform/fetch-whole.ts'
import type { Log } from '../../src/platform/log.ts'
import { neverArrived, reasonOf } from './lost.ts'
import { maySpeakTo } from './service-url.ts'
import type { TeamsSettings } from './settings.ts'
import { openToken } from './token.ts'

/**
 * How a request ended. `before`: nothing was accepted. `after`: it was sent and no answer came, so Teams may have acted.
 * `refused`: it was not sent, because the address is not one the bot may speak to.
 */
export type Answer = Answered | { kind: 'before' | 'after' | 'refused'; reason: string }
export type Answered = { kind: 'answered'; status: number; body: unknown; retryAfterMs?: number }

export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  serviceUrl: string
  /** Behind `/v3/`; each part is encoded. */
  path: string[]
  query?: Record<string, string>
  body?: object | undefined
  /** Less than the usual one where a person or Teams waits for the answer. In ms. */
  deadlineMs?: number
}
export type Ask = (question: Question) => Promise<Answer>

/** No answer within this time counts as none. In ms. */
const usualDeadlineMs = 10_000

/**
 * Bot Framework's connector over fetch: one request each, never repeated here. The SDK's own client posts up to four
 * times when a connection drops or a proxy says 502, and waits for ever when nothing comes.
 */
export function openConnector(settings: TeamsSettings, log: Log, deadlineMs = usualDeadlineMs): Ask {
  const token = openToken(settings)
  return async (question) => {
    if (!maySpeakTo(question.serviceUrl, settings)) return { kind: 'refused', reason: 'foreign-service-url' }
    const bearer = await token.get()
    if ('reason' in bearer) {
      log.warn({ reason: bearer.reason }, 'Teams: no token for the bot')
      return { kind: 'before', reason: bearer.reason }
    }
    const answer = await send({ deadlineMs, ...question }, bearer.token)
    // A token may be withdrawn before it expires: the next attempt asks for a new one.
    if (answer.kind === 'answered' && answer.status === 401) token.forget()
    return answer
  }
}

function addressOf({ serviceUrl, path, query }: Question): string {
  const parts = path.map((part) => encodeURIComponent(part)).join('/')
  return `${serviceUrl.replace(/\/+$/, '')}/v3/${parts}${query ? `?${new URLSearchParams(query)}` : ''}`
}

async function send(question: Question & { deadlineMs: number }, token: string | undefined): Promise<Answer> {
  const { method, body } = question
  try {
    const response = await fetchWhole(addressOf(question), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json; charset=utf-8' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      // A redirection would take the token to an address that nobody checked.
      redirect: 'manual',
      signal: AbortSignal.timeout(question.deadlineMs),
    })
    const retryAfterMs = retryAfter(response.headers.get('retry-after'))
    const answered = { kind: 'answered' as const, status: response.status, body: jsonOrNothing(await response.text()) }
    return { ...answered, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  } catch (error) {
    return { kind: neverArrived(error) ? 'before' : 'after', reason: reasonOf(error) }
  }
}

/** Seconds only: the connector never sends the other form, a date. */
const retryAfter = (header: string | null) => (header && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined)

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a proxy's page or an empty body: the status says what is needed
  }
}
