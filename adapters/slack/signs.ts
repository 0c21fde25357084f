import { z } from 'zod'
import type { Sent } from '../../src/chat/adapter.ts'
import type { Call } from './web-api.ts'

/** What Slack calls the signs that are carried from place to place. */
const names: Readonly<Record<string, string>> = {
  '👍': '+1',
  '❤️': 'heart',
  '🙏': 'pray',
  '🎉': 'tada',
  '👏': 'clap',
  '😆': 'laughing',
  '😮': 'open_mouth',
  '🙁': 'slightly_frowning_face',
}
/** It is already as it was to be. */
const alreadySo = new Set(['already_reacted', 'no_reaction'])
const Nothing = z.object({})

/** Puts a sign of the bot under a message, or takes it away; doing it twice does no harm. */
export async function putSign(
  call: Call,
  channel: string,
  timestamp: string,
  { emoji, added }: { emoji: string; added: boolean },
): Promise<Sent> {
  const name = Object.hasOwn(names, emoji) ? names[emoji] : undefined
  if (!name) return { outcome: 'never', reason: 'unknown-sign' }
  const answer = await call(added ? 'reactions.add' : 'reactions.remove', { channel, timestamp, name }, Nothing)
  if (answer.ok || alreadySo.has(answer.error)) return { outcome: 'sent', posted: timestamp }
  const { failure } = answer
  return failure.outcome === 'unknown' ? { outcome: 'later', afterMs: 1000, reason: failure.reason } : failure
}
