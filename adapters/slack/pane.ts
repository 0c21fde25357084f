import { z } from 'zod'
import { placeOf } from '../../src/chat/thread.ts'
import type { Method } from './features.ts'
import { limits } from './limits.ts'
import { plainly, shortened } from './markup.ts'
import type { Parsed } from './place.ts'
import type { Call } from './web-api.ts'

const Anything = z.object({})
/** What Slack says where an app has no agent pane: nothing of it is asked again, and the direct message is as before. */
const notHere =
  /^(missing_scope|not_allowed_token_type|unknown_method|feature_not_enabled|not_allowed|access_denied|no_permission|method_not_supported_for_channel_type)$/

/** Slack's agent pane: prompts to begin with, a title, a line while an answer is on its way. Courtesies of a direct message. */
export function agentPane(call: Call) {
  let offered = true
  const ask = async (method: Method, args: Record<string, unknown>) => {
    const answer = offered ? await call(method, args, Anything) : undefined
    if (answer && !answer.ok && notHere.test(answer.error)) offered = false
  }
  return {
    /** In a pane of the newer kind they stand at the top of the messages, in one of the older kind in its thread. */
    prompts: async (to: Parsed, prompts: ReadonlyArray<string>) => {
      const channel = directMessage(to)
      if (!channel) return
      const shown = prompts
        .slice(0, limits.prompts)
        .map((message) => ({ title: shortened(plainly(message), limits.promptTitle), message }))
      const within = withinOf(to)
      await ask('assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        ...(within && { thread_ts: within }),
        prompts: shown,
      })
    },
    title: async (to: Parsed, title: string) => {
      const [channel, within] = [directMessage(to), withinOf(to)]
      if (channel && within)
        await ask('assistant.threads.setTitle', {
          ...{ channel_id: channel, thread_ts: within },
          title: shortened(plainly(title), limits.threadTitle),
        })
    },
    /** Slack takes it away by itself at the next message, or after two minutes. */
    working: async (to: Parsed, status: string) => {
      const channel = directMessage(to)
      const thread = withinOf(to) ?? to.event.message
      if (channel && thread)
        await ask('assistant.threads.setStatus', {
          ...{ channel_id: channel, thread_ts: thread },
          status: shortened(plainly(status), limits.statusText),
        })
    },
  }
}

const directMessage = ({ event, channel }: Parsed) =>
  placeOf(event.thread).place.kind === 'personal' ? channel : undefined
const withinOf = ({ event }: Parsed) =>
  typeof event.reference?.within === 'string' ? event.reference.within : undefined
