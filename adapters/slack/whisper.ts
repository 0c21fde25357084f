import { z } from 'zod'
import type { Form } from '../../src/chat/card.ts'
import type { Reply } from '../../src/chat/event.ts'
import { placeOf } from '../../src/chat/thread.ts'
import type { Log } from '../../src/platform/log.ts'
import { escaped } from './markup.ts'
import { type ModalOrigin, toModal, toWindow } from './modal.ts'
import { agentPane } from './pane.ts'
import type { Parsed } from './place.ts'
import { type Call, patience } from './web-api.ts'

/** What only the acting person sees, sent right after the act and never waited for. */
export interface Whisper {
  /** Slack takes a trigger once, and within 3 s of the press. */
  form(trigger: string, form: Form, origin: ModalOrigin): void
  shown(trigger: string, shown: Shown): void
  notice(to: Parsed, words: string): void
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
  return {
    form: (trigger, form, origin) =>
      start(call('views.open', { trigger_id: trigger, view: toModal(form, origin) }, Anything)),
    shown: (trigger, { title, blocks }) =>
      start(call('views.open', { trigger_id: trigger, view: toWindow(title, blocks) }, Anything)),
    notice: (to, words) => start(to.responseUrl ? respond(to.responseUrl, words, log) : ephemeral(call, to, words)),
    prompts: (to, prompts) => start(pane.prompts(to, prompts)),
    title: (to, title) => start(pane.title(to, title)),
    working: (to, words) => start(pane.working(to, words)),
    settled: async () => {
      await Promise.allSettled(underWay)
    },
  }
}

async function ephemeral(call: Call, { event, channel, user }: Parsed, words: string) {
  // What belongs to no channel (the home, a shortcut's form) is said in the direct message.
  if (!channel) return call('chat.postMessage', { channel: user, text: escaped(words) }, Anything)
  const { place } = placeOf(event.thread)
  const thread = place.kind === 'thread' && place.channel === channel ? { thread_ts: place.root } : {}
  return call('chat.postEphemeral', { channel, user, text: escaped(words), ...thread }, Anything)
}

/** The address came in a signed request; it is used once, and nothing but Slack's own host would be given to us. */
async function respond(url: string, words: string, log: Log) {
  const message = { response_type: 'ephemeral', replace_original: false, text: escaped(words) }
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(patience.delivery),
    })
    if (!answer.ok) log.warn({ status: answer.status }, 'Slack did not take a notice')
  } catch (err) {
    log.warn({ err }, 'a notice did not reach Slack')
  }
}
