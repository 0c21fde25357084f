import { z } from 'zod'
import type { Destination, Outgoing, Read, Sent } from '../../src/chat/adapter.ts'
import { type AccountKey, accountKey, placeOf, threadUnder } from '../../src/chat/thread.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { readable } from './markup.ts'
import { toHome } from './render.ts'
import type { Call } from './web-api.ts'

const Nothing = z.object({})
const Messages = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      thread_ts: z.string().optional(),
      text: z.string().optional(),
      user: z.string().optional(),
      bot_id: z.string().optional(),
      user_team: z.string().optional(),
      user_profile: z.object({ real_name: z.string().optional() }).optional().catch(undefined),
    }),
  ),
})

/** Draws the home tab of one person; drawing it twice does no harm. */
export async function publishHome(call: Call, account: AccountKey, { blocks, id }: Outgoing): Promise<Sent> {
  const user = account.slice(account.lastIndexOf(':') + 1)
  const answer = await call(
    'views.publish',
    { user_id: user, view: { type: 'home', blocks: toHome(blocks, id) } },
    Nothing,
  )
  return answer.ok ? { outcome: 'sent', posted: user } : answer.failure
}

/**
 * One message by its time. `conversations.replies` finds an answer in a thread by its own time too, and gives the thread's
 * first message before it; a message that is in no thread comes alone.
 */
export async function readMessage(call: Call, { thread }: Destination, message: string): Promise<Read> {
  const { workspace, place } = placeOf(thread)
  if (place.kind === 'personal') return undefined
  const { channel } = place
  const answer = await call(
    'conversations.replies',
    { channel, ts: message, latest: message, inclusive: true, limit: 2 },
    Messages,
  )
  if (!answer.ok) return answer.failure.outcome === 'never' ? undefined : 'ask-later'
  const found = answer.data.messages.find(({ ts }) => ts === message)
  if (!found || found.bot_id) return undefined
  const name = found.user_profile?.real_name && normaliseText(found.user_profile.real_name, 200)
  return {
    thread: threadUnder(thread, found.thread_ts ?? found.ts),
    text: readable(found.text ?? ''),
    ...(found.user && { author: { account: accountKey('slack', workspace, found.user), ...(name && { name }) } }),
  }
}
