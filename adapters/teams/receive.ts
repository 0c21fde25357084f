import type { IncomingMessage } from 'node:http'
import type { ChatAdapter, Hear } from '../../src/chat/adapter.ts'
import type { Block } from '../../src/chat/card.ts'
import type { ChatEvent, Reply } from '../../src/chat/event.ts'
import { plainText } from '../../src/chat/plain.ts'
import { accountKey, personalThread, placeOf, type ThreadKey } from '../../src/chat/thread.ts'
import { now } from '../../src/platform/clock.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Log } from '../../src/platform/log.ts'
import { type Activity, tenantsOf } from './activity.ts'
import type { Verdict } from './bot-framework.ts'
import type { Ask } from './connector.ts'
import { dialog, dialogSays, results } from './dialog.ts'
import { extensionIn } from './extension.ts'
import { admitTenant, readActivity } from './guard.ts'
import type { Members } from './members.ts'
import { channelIn, parseActivity } from './parse.ts'
import { rootMark } from './reference.ts'
import { toAdaptiveCard } from './render.ts'
import { localTenant, ownTenant, type TeamsSettings } from './settings.ts'
import { inertLine } from './text.ts'

/** What is answered to one request. */
export interface Answered {
  status: number
  body?: object
  close?: true
}

export interface Ears {
  settings: TeamsSettings
  hear: Hear
  log: Log
  verify(activity: Activity, header: string | undefined): Promise<Verdict>
  members: Members
  adapter: ChatAdapter
  ask: Ask
  /** The tenant last heard, for a bot that was not told its own. */
  tenant?: string
}

/** One request of Teams: guarded, verified, heard and answered, in this order, so that a forged one leaves nothing. */
export async function receive(ears: Ears, request: IncomingMessage): Promise<Answered> {
  const read = await readActivity(request, ears.settings)
  if (!read.ok) return refused(ears, read.status, read.why, read.close)
  const { activity } = read
  const verdict = await ears.verify(activity, request.headers.authorization)
  if (verdict === 'forged') return refused(ears, 401, 'forged-token')
  if (verdict === 'cannot-tell') return refused(ears, 503, 'no-signing-keys')
  const foreign = admitTenant(activity, ears.settings)
  if (foreign) return refused(ears, foreign.status, foreign.why)
  if (activity.type === 'conversationUpdate') ears.members.forget()
  const workspace = ownTenant(ears.settings) ?? tenantsOf(activity)[0] ?? localTenant
  ears.tenant = workspace
  const event = parseActivity(activity, workspace, now())
  // The protocol's word for an invoke that nobody handles; everything else is simply taken note of.
  if (!event) return { status: activity.type === 'invoke' ? 501 : 200 }
  return heardBy(ears, activity, event)
}

async function heardBy(ears: Ears, activity: Activity, event: ChatEvent): Promise<Answered> {
  const agent = await agentIn(ears, activity)
  const known = agent === undefined ? event : { ...event, from: { ...event.from, agent } }
  const reply = await heard(ears, await withMessage(ears, activity, known))
  if (!reply) return { status: 503 }
  if (reply.working) typing(ears, activity)
  if (activity.type === 'invoke') return { status: 200, body: await invoked(ears, activity, event, reply) }
  const notice = noticeOf(reply)
  // A card with a name of its own is found by that, wherever it is pressed.
  const own = reply.card ? (reply.own ?? []) : wordsOnly(reply.own ?? [])
  const told: ReadonlyArray<Block> = notice ? [{ kind: 'text', text: notice }] : own
  if (told.length && !reply.repeated) whisper(ears, event, told, reply.card)
  return { status: 200 }
}

async function heard({ hear, log }: Ears, event: ChatEvent): Promise<Reply | undefined> {
  try {
    return await hear(event)
  } catch (error) {
    log.error({ err: error, event: event.id, kind: event.heard.kind }, 'Teams: an activity was not stored')
    return undefined
  }
}

/** What Teams waits for as the answer to an invoke, each kind in its own shape. */
async function invoked(ears: Ears, { name }: Activity, event: ChatEvent, reply: Reply): Promise<object> {
  if (name === 'composeExtension/query') return results(reply.found ?? [])
  if (name === 'adaptiveCard/action') return reply.own ? ownCard(event, reply.own) : inSameBreath(reply)
  const card = reply.card ?? ('card' in event.heard ? event.heard.card : '')
  if (reply.form) return dialog(reply.form, card)
  const { errors } = reply
  if (!errors || event.heard.kind !== 'press') return dialogSays(reply.notice ?? '✓')
  // The form is asked for again, so that nothing of it has to be believed that came back from the client.
  const { action, fields } = event.heard
  const asked = await heard(ears, {
    ...event,
    id: `${event.id}:${newId('again')}`,
    heard: { kind: 'open-form', card, action },
  })
  if (!asked?.form) return dialogSays(noticeOf(reply) ?? '✓')
  return dialog(asked.form, card, { values: fields, errors })
}

/** Who wrote the message that is pointed at, by the roster of the place: being able to read it shows that the bot is there. */
async function withMessage(ears: Ears, activity: Activity, event: ChatEvent): Promise<ChatEvent> {
  const { heard } = event
  const { author, name } = extensionIn(activity)?.pointedAt ?? {}
  if (heard.kind !== 'pointed' || !author || !activity.serviceUrl) return event
  const conversation = activity.conversation.id.split(rootMark)[0] ?? ''
  const account = await ears.members.account(activity.serviceUrl, conversation, author)
  if (!account) return event
  const { workspace } = placeOf(event.thread)
  const known = { account: accountKey('teams', workspace, account), ...(name && { name }) }
  // A chat without threads would be one ticket for all that is said in it.
  const here = channelIn(activity) !== undefined && activity.conversation.id.includes(rootMark)
  return { ...event, heard: { ...heard, author: known, here } }
}

/** Shows that an answer is on its way; Teams takes it away at the next message. */
function typing({ ask, log }: Ears, { serviceUrl, conversation, recipient }: Activity): void {
  if (!serviceUrl) return
  const path = ['conversations', conversation.id, 'activities']
  ask({
    method: 'POST',
    serviceUrl,
    path,
    body: { type: 'typing', ...(recipient && { from: { id: recipient.id } }) },
  }).catch((error: unknown) => log.warn({ err: error }, 'Teams: could not show that an answer is on its way'))
}

/**
 * Membership of the triage channel makes an agent. When the roster cannot be asked, this act's delivery from there is the
 * evidence: Teams lets nobody write or press in a channel whose team they are not in.
 */
async function agentIn({ settings, members }: Ears, activity: Activity): Promise<boolean | undefined> {
  const channel = channelIn(activity)
  if (!channel || channel !== settings.triageChannel || !activity.serviceUrl) return undefined
  return (await members.of(activity.serviceUrl, channel, activity.from.id)) !== 'stranger'
}

const noticeOf = (reply: Reply): string | undefined =>
  reply.errors ? Object.values(reply.errors).join('\n') : reply.notice

/**
 * The answer to Action.Execute. Teams takes an empty message for a failure, tells the person so and sends the press
 * again, hence the mark where there is nothing to say.
 */
const inSameBreath = (reply: Reply) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: inertLine(noticeOf(reply) ?? '') || '✓',
})

/** The card as one reader alone is shown it: it takes the place of the common one for them. */
const ownCard = ({ heard }: ChatEvent, blocks: ReadonlyArray<Block>) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: toAdaptiveCard({ id: 'card' in heard ? heard.card : '', blocks, plain: plainText(blocks) }),
})

/**
 * For one person where the protocol has no answer to carry it (a command, a fallback button): said in their
 * personal conversation, after the acknowledgement. A courtesy, so it is not repeated when it fails.
 */
function whisper(
  { adapter, log }: Ears,
  event: ChatEvent,
  blocks: ReadonlyArray<Block>,
  card: string = newId('notice'),
): void {
  const thread: ThreadKey = personalThread(event.from.account)
  const message = { id: card, blocks, plain: plainText(blocks) }
  adapter
    .post({ thread, ...(event.reference && { reference: event.reference }) }, message)
    .then((sent) => {
      if (sent.outcome !== 'sent') log.warn({ event: event.id, ...sent }, 'Teams: a notice did not arrive')
    })
    .catch((error: unknown) => log.error({ err: error, event: event.id }, 'Teams: a notice failed'))
}

/** What is pressed counts where its card stands, so a copy elsewhere offers nothing to press. */
const wordsOnly = (blocks: ReadonlyArray<Block>) =>
  blocks.filter(({ kind }) => !['buttons', 'choices', 'form', 'menu', 'prompt'].includes(kind))

function refused({ log }: Ears, status: number, why: string, close?: true): Answered {
  log.warn({ status, why }, 'Teams: a request was refused')
  return { status, ...(close && { close }) }
}
