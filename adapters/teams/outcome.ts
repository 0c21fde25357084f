import type { Sent } from '../../src/chat/adapter.ts'
import type { Answer, Answered } from './connector.ts'

type Failed = Exclude<Sent, { outcome: 'sent' }>

/** In ms, where Teams does not say how long to wait. */
const waits = { busy: 2000, unreachable: 5000, unauthorised: 5000 }

/**
 * What a failed request means for the outbox. `repeatable` requests (an update, a removal, opening a personal
 * conversation) may simply be made again; a new message whose answer was lost may already be there.
 */
export function failureOf(answer: Answer, repeatable: boolean): Failed {
  switch (answer.kind) {
    case 'refused':
      return { outcome: 'never', reason: answer.reason }
    case 'before':
      return { outcome: 'later', afterMs: waits.unreachable, reason: answer.reason }
    case 'after':
      return lost(answer.reason, repeatable)
    default:
      return refusalOf(answer, repeatable)
  }
}

function refusalOf(answer: Answered, repeatable: boolean): Failed {
  const { status } = answer
  const reason = [status, errorCode(answer.body)].filter(Boolean).join(' ')
  // 412 is Teams' way of saying that two operations met; it and 503 are refused before anything is done.
  if (status === 429 || status === 412 || status === 503) {
    const limited = status === 429 && { limited: true as const }
    return { outcome: 'later', afterMs: answer.retryAfterMs ?? waits.busy, reason, ...limited }
  }
  // The bot's registration or secret: an administrator can put it right, or has replaced it a moment ago.
  if (status === 401) return { outcome: 'later', afterMs: waits.unauthorised, reason }
  // Microsoft advises to repeat 502 and 504 as well; for a new message that has been seen to post it two or three times.
  if (status >= 500 || status === 408) return lost(reason, repeatable)
  // 403 and 404 (blocked, removed, gone), 413 (too long), a redirection, or a request that is not understood.
  return { outcome: 'never', reason }
}

const lost = (reason: string, repeatable: boolean): Failed =>
  repeatable ? { outcome: 'later', afterMs: waits.busy, reason } : { outcome: 'unknown', reason }

/** `{ error: { code } }`, such as BotNotInConversationRoster; its message may quote what was sent, so it is left out. */
function errorCode(body: unknown): string | undefined {
  const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code.slice(0, 60) : undefined
}
