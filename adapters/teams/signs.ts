import type { Destination, Sent } from '../../src/chat/adapter.ts'
import { failureOf } from './outcome.ts'
import { conversationOf, type Speech, serviceUrlOf, succeeded } from './where.ts'

/** What Teams calls the signs that are carried from place to place: its six old ones by a word, the others by code and name. */
const names: Readonly<Record<string, string>> = {
  '👍': 'like',
  '❤️': 'heart',
  '😆': 'laugh',
  '😮': 'surprised',
  '🙁': 'sad',
  '🙏': '1f64f_foldedhands',
  '🎉': '1f389_partypopper',
  '👏': '1f44f_clappinghands',
}

/**
 * Puts a sign of the bot under a message, or takes it away; doing it twice does no harm. The route is younger than the rest
 * of the connector: where it is not there, the sign is left out.
 */
export async function putSign(
  speech: Speech,
  to: Destination,
  posted: string,
  { emoji, added }: { emoji: string; added: boolean },
): Promise<Sent> {
  const name = Object.hasOwn(names, emoji) ? names[emoji] : undefined
  const serviceUrl = serviceUrlOf(speech, to)
  if (!name || !serviceUrl || !posted) return { outcome: 'never', reason: 'unknown-sign' }
  const conversation = await conversationOf(speech, to, posted)
  if (typeof conversation !== 'string') return failureOf(conversation, true)
  const path = ['conversations', conversation, 'activities', posted, 'reactions', name]
  const answer = await speech.ask({ method: added ? 'PUT' : 'DELETE', serviceUrl, path })
  return succeeded(answer) ? { outcome: 'sent', posted } : failureOf(answer, true)
}
