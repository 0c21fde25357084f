import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Block, Form } from '../../src/chat/card.ts'
import type { Reply } from '../../src/chat/event.ts'
import { plainText } from '../../src/chat/plain.ts'
import { placeOf } from '../../src/chat/thread.ts'
import type { Log } from '../../src/platform/log.ts'
import { limits } from './limits.ts'
import { escaped, shortened } from './markup.ts'
import { type ModalOrigin, toModal, toWindow } from './modal.ts'
import { agentPane } from './pane.ts'
import type { Parsed } from './place.ts'
import { toBlockKit } from './render.ts'
import { type Call, patience } from './web-api.ts'

/** What only the acting person sees, sent right after the act and never waited for. */
export interface Whisper {
  /** Slack takes a trigger once, and within 3 s of the press. */
  form(trigger: string, form: Form, origin: ModalOrigin): void
  shown(trigger: string, shown: Shown): void
  notice(to: Parsed, words: string): void
  /** A card that this person alone sees, beside the one that stands there for everybody. */
  own(to: Parsed, card: string, blocks: ReadonlyArray<Block>): void
  /** The agent pane: what may be asked first, what the talk is called, that an answer is on its way. */
  prompts(to: Parsed, prompts: ReadonlyArray<string>): void
  title(to: Parsed, title: string): void
  working(to: Parsed, words: string): void
  /** Resolves when everything under way has ended. */
  settled(): Promise<void>
}
type Shown = NonNullable<Reply['shown']>

const Anything = z.object({})

/** These are courtesies, lost without harm when Slack fails: each failure is logged by the call, and nothing is repeated. */
export function whisperer(call: Call, log: Log): Whisper {
  const underWay = new Set<Promise<unknown>>()
  const start = (task: Promise<unknown>) => {
    const watched = task.finally(() => underWay.delete(watched))
    underWay.add(watched)
  }
  const pane = agentPane(call)
  const privately = (to: Parsed, message: Message) =>
    to.responseUrl ? respond(to.responseUrl, message, log) : ephemeral(call, to, message)
  return {
    form: (trigger, form, origin) =>
      start(call('views.open', { trigger_id: trigger, view: toModal(form, origin) }, Anything)),
    shown: (trigger, { title, blocks }) =>
      start(call('views.open', { trigger_id: trigger, view: toWindow(title, blocks) }, Anything)),
    notice: (to, words) => start(privately(to, { text: escaped(words) })),
    own: (to, card, blocks) => {
      const replaces = to.alone && { replace_original: true }
      start(privately(to, { text: headOf(blocks), blocks: toBlockKit(blocks, card), ...replaces }))
    },
    prompts: (to, prompts) => start(pane.prompts(to, prompts)),
    title: (to, title) => start(pane.title(to, title)),
    working: (to, words) => start(pane.working(to, words)),
    settled: async () => {
      await Promise.allSettled(underWay)
    },
  }
}

/** What stands for the blocks in a notification. */
const headOf = (blocks: ReadonlyArray<Block>) =>
  shortened(escaped(plainText(blocks).slice(0, limits.messageText)), limits.messageText) || '…'

type Message = { text: string; blocks?: types.KnownBlock[]; replace_original?: boolean }

async function ephemeral(call: Call, { event, channel, user }: Parsed, { text, blocks }: Message) {
  const message = { text, ...(blocks && { blocks }) }
  // What belongs to no channel (the home, a shortcut's form) is said in the direct message.
  if (!channel) return call('chat.postMessage', { channel: user, ...message }, Anything)
  const { place } = placeOf(event.thread)
  // In a thread that has no answer yet Slack would show it to nobody.
  const answers = place.kind === 'thread' && place.channel === channel && event.message !== place.root
  const thread = answers ? { thread_ts: place.root } : {}
  return call('chat.postEphemeral', { channel, user, ...message, ...thread }, Anything)
}

/** The address came in a signed request; it is used once, and nothing but Slack's own host would be given to us. */
async function respond(url: string, message: Message, log: Log) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience.delivery),
    })
    if (!answer.ok) log.warn({ status: answer.status }, 'Slack did not take a notice')
  } catch (err) {
    log.warn({ err }, 'a notice did not reach Slack')
  }
}
