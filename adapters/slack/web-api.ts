import type { Logger, webApi } from '@slack/bolt'
import { z } from 'zod'
import type { Sent } from '../../src/chat/adapter.ts'
import { fetchWhole } from '../../src/platform/fetch-whole.ts'
import type { Log } from '../../src/platform/log.ts'
import type { Method } from './features.ts'

/** One request, one attempt. `T` is what the schema asked for found in the answer. */
export type Failure = Exclude<Sent, { outcome: 'sent' }>
export type Called<T> = { ok: true; data: T } | { ok: false; error: string; failure: Failure }
export type Call = <T>(method: Method, args: Record<string, unknown>, answer: z.ZodType<T>) => Promise<Called<T>>

/** How long one request may take. What a person waits for within Slack's 3 s has a shorter limit than a delivery. */
export const patience = { delivery: 10_000, breath: 2500 } as const
const withoutRetryAfter = 30

/** What is noticed on the way: a token that Slack refuses, and what the token may do, which Slack says with each answer. */
export interface Noticing {
  badToken?: () => void
  granted?: (scopes: readonly string[]) => void
}
const Granted = z.object({ response_metadata: z.object({ scopes: z.array(z.string()).min(1) }) })

/**
 * Slack's own client, opened at the first call, with everything off that would send twice or hold others up: no retries, a
 * time-out, no queue that pauses for a 429. The outbox is the only one that tries again.
 */
export function openCalls(
  settings: { botToken: string; apiUrl?: string | undefined },
  timeout: number,
  log: Log,
  { badToken, granted }: Noticing = {},
): Call {
  let client: Promise<webApi.WebClient> | undefined
  const open = async () => {
    const { webApi } = await import('@slack/bolt')
    return new webApi.WebClient(settings.botToken, clientOptions(settings.apiUrl, timeout, log))
  }
  return async (method, args, answer) => {
    client ??= open()
    try {
      const answered = await (await client).apiCall(method, args)
      const { data: told } = Granted.safeParse(answered)
      if (told) granted?.(told.response_metadata.scopes)
      return { ok: true, data: answer.parse(answered) }
    } catch (error) {
      const failed = { ok: false as const, ...failureOf(error) }
      if (badTokens.has(failed.error)) badToken?.()
      log.warn({ method, reason: failed.error, outcome: failed.failure.outcome }, 'Slack did not do what it was asked')
      return failed
    }
  }
}

export function clientOptions(apiUrl: string | undefined, timeout: number, log: Log): webApi.WebClientOptions {
  return {
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(log),
    fetch: withRetryAfter,
    ...(apiUrl && { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
  }
}

/** A 429 that names no time looks like a broken answer to the client; it is given one here. The deadline holds for the body too. */
const withRetryAfter: typeof fetch = async (input, init) => {
  const response = await fetchWhole(input, init)
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response
  return new Response(null, { status: 429, headers: { 'retry-after': `${withoutRetryAfter}` } })
}

/** Slack's libraries tell their story at debug level, with texts in it: only warnings and errors are passed on. */
export function slackLogger(log: Log): Logger {
  const words = (message: unknown[]) =>
    message.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
  return {
    debug: () => {},
    info: () => {},
    warn: (...message) => log.warn({ from: 'slack' }, words(message)),
    error: (...message) => log.error({ from: 'slack' }, words(message)),
    setLevel: () => {},
    getLevel: () => 'warn' as ReturnType<Logger['getLevel']>,
    setName: () => {},
  }
}

/** Slack says that it did not do it now, but would later. */
const passing = new Set(['message_limit_exceeded', 'request_timeout', 'service_unavailable', 'team_added_to_org'])
const tooMany = new Set(['ratelimited', 'rate_limited'])
/**
 * Slack does not know the token any more. What was to be said waits: the token is replaced by somebody, without a restart.
 */
const badTokens = new Set(['invalid_auth', 'not_authed', 'token_expired', 'token_revoked', 'account_inactive'])
/** Slack itself does not know how far it came. */
const halfway = new Set(['fatal_error', 'internal_error'])
/** The request never reached Slack. */
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const ApiError = z.object({ code: z.literal('slack_webapi_platform_error'), data: z.object({ error: z.string() }) })
const RateLimit = z.object({ code: z.literal('slack_webapi_rate_limited_error'), retryAfter: z.number() })
const HttpError = z.object({ code: z.literal('slack_webapi_http_error'), statusCode: z.number() })
const Network = z.object({
  code: z.literal('slack_webapi_request_error'),
  original: z.object({ name: z.string(), cause: z.object({ code: z.string() }).optional().catch(undefined) }),
})

/** What a failed call means for whoever wants to repeat it. In doubt it is `unknown`: Slack may have done it. */
export function failureOf(error: unknown): { error: string; failure: Failure } {
  const refused = ApiError.safeParse(error)
  if (refused.success) return refusal(refused.data.data.error)
  const limited = RateLimit.safeParse(error)
  if (limited.success) return tooMuch('rate_limited', limited.data.retryAfter * 1000)
  const http = HttpError.safeParse(error)
  // A 5xx may come after the message was taken; a 4xx is a proxy or a wrong address, which somebody will mend.
  if (http.success)
    return http.data.statusCode >= 500
      ? unknown(`http_${http.data.statusCode}`)
      : later(`http_${http.data.statusCode}`, 60_000)
  const network = Network.safeParse(error)
  if (!network.success) return unknown(error instanceof Error ? error.name : 'unreadable_answer')
  const { name, cause } = network.data.original
  return cause && unreached.has(cause.code) ? later(cause.code, 5000) : unknown(cause?.code ?? name)
}

function refusal(error: string) {
  // What is not an error code is the page of a proxy, or half an answer.
  if (!/^[a-z0-9_.:-]{1,80}$/.test(error) || halfway.has(error)) return unknown(error.slice(0, 80))
  if (badTokens.has(error)) return later(error, 5000)
  if (tooMany.has(error)) return tooMuch(error, 30_000)
  if (passing.has(error)) return later(error, 30_000)
  return { error, failure: { outcome: 'never', reason: error } satisfies Failure }
}

const later = (error: string, afterMs: number) => ({
  error,
  failure: { outcome: 'later', afterMs, reason: error } satisfies Failure,
})
const tooMuch = (error: string, afterMs: number) => ({
  error,
  failure: { outcome: 'later', afterMs, reason: error, limited: true } satisfies Failure,
})
const unknown = (error: string) => ({ error, failure: { outcome: 'unknown', reason: error } satisfies Failure })
