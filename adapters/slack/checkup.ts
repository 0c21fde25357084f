import { dispensable, scopes } from './features.ts'

/** What is asked about: one installation of the app. */
export interface SlackSubject {
  botToken: string
  appToken?: string | undefined
  triageChannel?: string | undefined
  apiUrl?: string | undefined
}
/** What was found, without words: whoever asked says it in the operator's language. */
export type SlackFinding =
  | { found: 'token'; workspace: string; name: string; bot: string }
  | { found: 'token-refused'; error: string }
  | { found: 'unreachable'; detail: string }
  | { found: 'scopes'; count: number }
  | { found: 'scopes-missing' | 'scopes-fewer'; missing: string[] }
  | { found: 'channel'; channel: string }
  | { found: 'channel-unknown'; channel: string; error: string }
  | { found: 'channel-not-joined'; channel: string }
  | { found: 'app-token' }
  | { found: 'app-token-refused'; error: string }
  | { found: 'clock'; seconds: number }

type Answer = { ok: boolean; error?: string; [more: string]: unknown }
type Asked = { answer: Answer; headers: Headers } | { unreachable: string }
const deadlineMs = 10_000

/** Asks Slack what a token is good for; changes nothing there. */
export async function checkSlack(subject: SlackSubject, now: () => Date): Promise<SlackFinding[]> {
  const asked = await ask(subject, 'auth.test', subject.botToken)
  if ('unreachable' in asked) return [{ found: 'unreachable', detail: asked.unreachable }]
  const clock = clockFinding(asked.headers, now())
  const { answer } = asked
  if (!answer.ok) return [{ found: 'token-refused', error: answer.error ?? '?' }, ...clock]
  return [
    {
      found: 'token',
      workspace: String(answer.team_id),
      name: String(answer.team ?? '?'),
      bot: String(answer.user ?? '?'),
    },
    scopesFinding(asked.headers),
    ...(subject.triageChannel ? [await channelFinding(subject, subject.triageChannel)] : []),
    ...(subject.appToken ? [await appTokenFinding(subject, subject.appToken)] : []),
    ...clock,
  ]
}

async function ask(
  { apiUrl }: SlackSubject,
  method: string,
  token: string,
  args: Record<string, string> = {},
): Promise<Asked> {
  try {
    const response = await fetch(`${(apiUrl ?? 'https://slack.com/api').replace(/\/+$/, '')}/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(args),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    })
    const answer = (await response.json()) as Answer
    return { answer, headers: response.headers }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return { unreachable: cause }
  }
}

/** Slack says with each answer what the token may do; a scope that was added to the app needs it to be installed again. */
function scopesFinding(headers: Headers): SlackFinding {
  const granted = new Set((headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim()))
  const missing = scopes.filter((scope) => !granted.has(scope))
  if (missing.length === 0) return { found: 'scopes', count: scopes.length }
  return { found: missing.every((scope) => dispensable.includes(scope)) ? 'scopes-fewer' : 'scopes-missing', missing }
}

async function channelFinding(subject: SlackSubject, channel: string): Promise<SlackFinding> {
  const asked = await ask(subject, 'conversations.info', subject.botToken, { channel })
  if ('unreachable' in asked) return { found: 'unreachable', detail: asked.unreachable }
  if (!asked.answer.ok) return { found: 'channel-unknown', channel, error: asked.answer.error ?? '?' }
  const { name, is_member: joined } = Object(asked.answer.channel)
  return { found: joined ? 'channel' : 'channel-not-joined', channel: name ? `#${name}` : channel }
}

async function appTokenFinding(subject: SlackSubject, appToken: string): Promise<SlackFinding> {
  const asked = await ask(subject, 'apps.connections.open', appToken)
  if ('unreachable' in asked) return { found: 'unreachable', detail: asked.unreachable }
  return asked.answer.ok ? { found: 'app-token' } : { found: 'app-token-refused', error: asked.answer.error ?? '?' }
}

/** Slack refuses requests, and the desk those of Slack, that are five minutes off: both clocks must agree. */
function clockFinding(headers: Headers, now: Date): SlackFinding[] {
  const there = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(there) ? [] : [{ found: 'clock', seconds: Math.round(Math.abs(now.getTime() - there) / 1000) }]
}

/** The id of a channel, from itself or from a link to it (`https://….slack.com/archives/C0123…`). */
export function channelIdIn(text: string): string | undefined {
  const words = text.trim()
  const id = /\/archives\/([A-Z0-9]+)/.exec(words)?.[1] ?? words
  return /^[CG][A-Z0-9]{2,}$/.test(id) ? id : undefined
}
