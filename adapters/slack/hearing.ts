import type { Profile, Reception } from '../../src/chat/adapter.ts'
import type { Form } from '../../src/chat/card.ts'
import type { ChatEvent, Reply } from '../../src/chat/event.ts'
import { placeOf } from '../../src/chat/thread.ts'
import type { Log } from '../../src/platform/log.ts'
import { addressedTo, type Identities } from './identity.ts'
import { escaped } from './markup.ts'
import type { Members } from './members.ts'
import { fieldErrors, type ModalOrigin, toModal } from './modal.ts'
import { parse } from './parse.ts'
import type { Parsed } from './place.ts'
import { kindOf, MembershipChange } from './schemas.ts'
import type { Whisper } from './whisper.ts'

/** How long an event waits for Slack to say who we are, or who is in the triage channel, before it goes on without. */
const patienceMs = 1000

/** Nothing was stored: Slack must send it again. */
export class Unheard extends Error {
  readonly code = 'guichet_unheard'
}
/** Another workspace's, another app's, or nothing that Slack sends. */
export class Refused extends Error {
  readonly code = 'guichet_refused'
}

export interface Ears extends Reception {
  identity: Identities
  whisper: Whisper
  triage: { channel: string; members: Members } | undefined
  profileOf: (user: string) => Promise<Profile | undefined>
  /** Whether the bot is in this channel. */
  isIn: (channel: string) => Promise<boolean>
  clock: () => Date
  log: Log
}
/** Answers the request. Slack takes an answer of at most a few fields, and only for what is not an event. */
export type Ack = (answer?: Record<string, unknown>) => Promise<void>

/**
 * One payload, from recognising it to answering it. Acknowledged when it is stored, or when it is nothing to us; everything
 * that Slack must be asked for afterwards starts then, and is not waited for.
 */
export async function listen(ears: Ears, body: unknown, ack: Ack): Promise<void> {
  const { identity, clock } = ears
  const here = addressedTo(body, identity.known() ?? (await inTime(identity.ask())))
  if (!here) throw new Refused('sent to another workspace or app')
  identity.saw(here.workspace)
  noteMembership(ears, body)
  const parsed = parse(body, here, clock())
  if (!parsed) return ack()
  const known = await withPlace(ears, parsed, await withAgent(ears, parsed, here.workspace))
  const event = await withProfile(ears, parsed, known)
  if (awaitsAnswer(event)) {
    const reply = await stored(ears.hear(event))
    await ack(inTheAnswer(parsed, reply))
    return whisperTo(ears, parsed, reply)
  }
  const { reply } = await stored(ears.accept(event))
  await ack()
  void reply.then((heard) => whisperTo(ears, parsed, heard))
}

/** Whoever presses or commands looks at the spot, and may try again when told that it failed; who writes does not wait. */
const awaitsAnswer = ({ heard }: ChatEvent) => ['press', 'open-form', 'command', 'pointed'].includes(heard.kind)

async function stored<T>(storing: Promise<T>): Promise<T> {
  try {
    return await storing
  } catch (cause) {
    throw new Unheard('not stored', { cause })
  }
}

/** What an act in the triage channel says of its author. Somebody from another workspace is never an agent of this one. */
async function withAgent({ triage }: Ears, { event, channel, user }: Parsed, workspace: string): Promise<ChatEvent> {
  if (!triage || channel !== triage.channel) return event
  const guest = placeOf(event.from.account).workspace !== workspace
  const agent = guest ? false : await inTime(triage.members.includes(user))
  return { ...event, from: { ...event.from, ...(agent !== undefined && { agent }) } }
}

/** The name and language of somebody whom the first answer speaks to or of: who arrives, and agents in their channel. */
async function withProfile(
  { triage, profileOf }: Ears,
  { channel, user }: Parsed,
  event: ChatEvent,
): Promise<ChatEvent> {
  const spokenOf =
    event.heard.kind === 'arrived' ||
    event.heard.kind === 'pointed' ||
    (triage !== undefined && channel === triage.channel)
  if (!spokenOf || event.from.name) return event
  const { name, locale } = (await inTime(profileOf(user))) ?? {}
  return { ...event, from: { ...event.from, ...(name && { name }), ...(locale && { locale }) } }
}

/** Whether the bot is where a message was pointed at. What Slack does not tell in time counts as no: then it is a direct message. */
async function withPlace({ isIn }: Ears, { channel }: Parsed, event: ChatEvent): Promise<ChatEvent> {
  if (event.heard.kind !== 'pointed' || !channel) return event
  return { ...event, heard: { ...event.heard, here: (await inTime(isIn(channel))) ?? false } }
}

function noteMembership({ triage }: Ears, body: unknown) {
  if (!triage || !kindOf(body).startsWith('member_')) return
  const change = MembershipChange.safeParse(body).data?.event
  if (change?.channel !== triage.channel) return
  if (change.type === 'member_joined_channel') triage.members.joined(change.user)
  else triage.members.left(change.user)
}

/** What fits into the answer itself: errors under the fields of a modal, the reply to a command. */
function inTheAnswer({ event, shown, channel }: Parsed, reply: Reply): Record<string, unknown> | undefined {
  if (shown && reply.errors) return fieldErrors(reply.errors, shown)
  // A sent modal gives way to the one that follows from it.
  if (shown && reply.form && 'card' in event.heard)
    return {
      response_action: 'update',
      view: toModal(reply.form, originOf(event.heard.card, reply.form, event.thread, channel)),
    }
  if (event.heard.kind === 'command' && reply.notice)
    return { response_type: 'ephemeral', text: escaped(reply.notice), unfurl_links: false }
  return undefined
}

const originOf = (card: string, { action }: Form, thread: string, channel = ''): ModalOrigin => ({
  ...{ card, action, thread, channel },
})

function whisperTo({ whisper }: Ears, parsed: Parsed, reply: Reply) {
  const { event, trigger, channel = '' } = parsed
  const { heard, thread } = event
  const card = reply.card ?? ('card' in heard ? heard.card : undefined)
  if (reply.form && trigger && card !== undefined && !parsed.shown) {
    // What follows from a press may be another form than the one that was pressed.
    const action = 'action' in heard && heard.kind !== 'press' ? heard.action : reply.form.action
    whisper.form(trigger, reply.form, { card, action, thread, channel })
  }
  if (reply.own && card !== undefined) whisper.own(parsed, card, reply.own)
  if (reply.shown && trigger) whisper.shown(trigger, reply.shown)
  if (reply.notice && heard.kind !== 'command') whisper.notice(parsed, reply.notice)
  if (reply.prompts) whisper.prompts(parsed, reply.prompts)
  if (reply.title) whisper.title(parsed, reply.title)
  if (reply.working) whisper.working(parsed, reply.working)
}

/** Undefined when it takes too long; what was asked goes on, and is remembered for the next event. */
async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined)
  })
  return Promise.race([asked, patience]).finally(() => clearTimeout(timer))
}
