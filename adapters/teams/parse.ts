import { createHash } from 'node:crypto'
import { z } from 'zod'
import { emojiOf } from '../../src/chat/emoji.ts'
import type { Author, ChatEvent, Heard } from '../../src/chat/event.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { accountKey, channelKey, personalThread, type ThreadKey, threadUnder } from '../../src/chat/thread.ts'
import { type Activity, languageOf, tenantsOf } from './activity.ts'
import { extensionIn } from './extension.ts'
import { filesIn } from './files.ts'
import { withLooks } from './html.ts'
import { type Reference, rootMark, wholeChat } from './reference.ts'
import { plainWords, spokenText } from './text.ts'

/**
 * One verified activity as an event, or nothing when nobody needs to hear it (typing, reactions, other bots, people who
 * join). Pure: `workspace` is the tenant in keys, `now` stands in where a local client gives no time.
 */
export function parseActivity(activity: Activity, workspace: string, now: Date): ChatEvent | undefined {
  if (isBot(activity)) return undefined
  const said = heardIn(activity)
  if (!said) return undefined
  const { key, message } = said
  const place = placeIn(activity, workspace)
  const heard =
    said.heard.kind === 'command' && place.kind !== 'personal' ? { ...said.heard, in: place.thread } : said.heard
  const from = authorOf(activity, workspace)
  if (heard.kind === 'search' || heard.kind === 'pointed') return extended(activity, workspace, now, { ...said, heard })
  const at = activity.timestamp ? new Date(activity.timestamp) : now
  // A command, and what belongs to no posted card, is answered to its author alone, wherever it was done.
  const own = heard.kind === 'command' || ('card' in heard && heard.card === 'home')
  const thread = own ? personalThread(from.account) : place.thread
  return {
    id: `teams:${workspace}:${activity.conversation.id}:${key(at)}`,
    thread,
    from,
    ...(message !== undefined && { message }),
    at,
    heard,
    reference: referenceOf(activity, place.kind === 'personal'),
  }
}

/**
 * The message extension is used wherever the person is. What is found is put before those who read there, so it is looked up
 * as for that place; a message that is pointed at names its own thread, since a chat without threads is not one matter.
 */
function extended(activity: Activity, workspace: string, now: Date, { heard, message, key }: Said): ChatEvent {
  const at = activity.timestamp ? new Date(activity.timestamp) : now
  const [place = '', root] = activity.conversation.id.split(rootMark)
  const channel = channelKey('teams', workspace, place)
  const { kind } = placeIn(activity, workspace)
  const thread =
    message === undefined ? channel : threadUnder(channel, kind === 'channel' ? (root ?? message) : message)
  return {
    id: `teams:${workspace}:${heard.kind}:${key(at)}`,
    thread,
    from: authorOf(activity, workspace),
    ...(message !== undefined && { message }),
    at,
    heard,
  }
}

type Said = { heard: Heard; message?: string; key: (at: Date) => string }

function heardIn(activity: Activity): Said | undefined {
  switch (activity.type) {
    case 'message':
      return pressIn(activity) ?? textIn(activity)
    case 'invoke':
      return invokeIn(activity)
    case 'messageReaction':
      return signIn(activity)
    case 'messageUpdate':
      return editIn(activity)
    case 'messageDelete':
      return activity.id
        ? { heard: { kind: 'deleted' }, message: activity.id, key: () => `${activity.id}:deleted` }
        : undefined
    case 'conversationUpdate':
      return activity.membersAdded?.some((member) => member.id === activity.recipient?.id) ? arrival : undefined
    case 'installationUpdate':
      return activity.action?.startsWith('add') ? arrival : undefined
    default:
      return undefined
  }
}

/** A press, a dialog that is asked for or sent, the message extension. */
function invokeIn(activity: Activity): Said | undefined {
  const { id, name } = activity
  if (name === 'adaptiveCard/action' || name === 'task/submit' || name === 'composeExtension/submitAction')
    return pressIn(activity)
  const key = (at: Date) => id ?? hash(`${name} ${activity.from.id} ${at.getTime()}`)
  if (name === 'task/fetch') {
    const asked = DialogValue.safeParse(activity.value).data?.data.guichet
    return asked && { heard: { kind: 'open-form', card: asked.card, action: asked.action }, key }
  }
  const extended = extensionIn(activity)
  if (!extended) return undefined
  const { heard, pointedAt } = extended
  return { heard, key, ...(pointedAt && { message: pointedAt.message }) }
}

/** A sign under a message of the bot: of other messages Teams tells nothing. */
function signIn({ id, replyToId, reactionsAdded, reactionsRemoved, from }: Activity): Said | undefined {
  const [added, removed] = [reactionsAdded?.[0], reactionsRemoved?.[0]]
  const sign = added ?? removed
  if (!sign || !replyToId) return undefined
  const heard: Heard = { kind: 'reacted', emoji: emojiOf(sign.type), added: added !== undefined }
  const key = (at: Date) => `sign:${id ?? hash(`${replyToId} ${from.id} ${sign.type} ${at.getTime()}`)}`
  return { heard, message: replyToId, key }
}

/** Teams tells it in two ways, local clients on every page load: one id per conversation greets once. */
const arrival: Said = { heard: { kind: 'arrived' }, key: () => 'arrived' }

function textIn(activity: Activity): Said | undefined {
  const { text: plain, mentioned } = spokenText(activity)
  const text = withLooks(activity, plain)
  const addressed = mentioned || kindOf(activity) === 'personal'
  const files = filesIn(activity)
  if (!activity.id || (!text && !addressed && !files.length)) return undefined
  const { id } = activity
  const command = /^\/desk(?:\s+|$)/i.exec(text)
  if (command) {
    const words = spokenText(activity, 'ids').text.slice(command[0].length)
    return { heard: { kind: 'command', text: words }, message: id, key: () => id }
  }
  const heard: Heard = { kind: 'text', text, mentioned: addressed, ...(files.length && { files }) }
  return { heard, message: id, key: () => id }
}

function editIn(activity: Activity): Said | undefined {
  const text = withLooks(activity, spokenText(activity).text)
  if (!activity.id || !text) return undefined
  // An edited message keeps its id, so what it now says makes the difference between two edits.
  const key = (at: Date) => `${activity.id}:edited:${at.getTime()}:${hash(text)}`
  return { heard: { kind: 'edited', text }, message: activity.id, key }
}

const Ours = z.object({
  card: z.string().min(1).max(200),
  action: z.string().min(1).max(200),
  choice: z.string().max(500).optional(),
})
const SubmitValue = z.looseObject({ guichet: Ours })
/** A dialog's fields come beside what its button carries. */
const DialogValue = z.object({ data: SubmitValue })
const InvokeValue = z.object({ action: z.object({ data: SubmitValue }) })

/**
 * A press by Action.Execute (an invoke with an id of its own) or by its fallback Action.Submit (a message with `value`).
 * Teams repeats a slow Submit as new messages with new ids and times, so its id is made of who pressed what, and of a
 * ten-second window. A repetition that falls into the next window, or a second honest press, meets a card that is spent.
 */
function pressIn(activity: Activity): Said | undefined {
  const data =
    InvokeValue.safeParse(activity.value).data?.action.data ??
    (activity.type === 'invoke'
      ? DialogValue.safeParse(activity.value).data?.data
      : SubmitValue.safeParse(activity.value).data)
  if (!data) return undefined
  const { card, action, choice } = data.guichet
  const fields = { ...inputs(data, action), ...(choice !== undefined && { choice }) }
  const once = hash(JSON.stringify([activity.from.id, activity.replyToId ?? '', card, action, fields]))
  const key = (at: Date) =>
    activity.type === 'invoke' && activity.id ? activity.id : `press:${once}:${Math.floor(at.getTime() / 10_000)}`
  return { heard: { kind: 'press', card, action, fields }, key }
}

/** Inputs carry the name of their form's action, since a card may unfold two forms with a field of the same name. */
function inputs(data: Record<string, unknown>, action: string): Record<string, string> {
  const own = Object.entries(data).filter(([name]) => name.startsWith(`${action}.`))
  return Object.fromEntries(
    own.slice(0, 50).flatMap(([name, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return []
      return [[name.slice(action.length + 1), plainWords(String(value), 40_000)]]
    }),
  )
}

type Kind = 'personal' | 'group' | 'channel'

function kindOf({ conversation, channelData }: Activity): Kind {
  const { conversationType, isGroup, id } = conversation
  if (conversationType === 'personal') return 'personal'
  if (conversationType === 'channel' || id.includes(rootMark) || channelData?.channel?.id) return 'channel'
  return conversationType === 'groupChat' || isGroup ? 'group' : 'personal'
}

/** The channel or group chat where something happened; nothing for a personal conversation. */
export const channelIn = (activity: Activity): string | undefined =>
  kindOf(activity) === 'personal' ? undefined : activity.conversation.id.split(rootMark)[0]

function placeIn(activity: Activity, workspace: string): { kind: Kind; thread: ThreadKey } {
  const kind = kindOf(activity)
  const [channel = '', root] = activity.conversation.id.split(rootMark)
  const key = channelKey('teams', workspace, channel)
  if (kind === 'personal') return { kind, thread: personalThread(accountKey('teams', workspace, activity.from.id)) }
  // A group chat is one thread: Teams has no replies there.
  if (kind === 'group') return { kind, thread: threadUnder(key, wholeChat) }
  // Only a message begins a thread by itself; an installation without a root is about the whole channel.
  const first =
    root ?? (activity.replyToId || undefined) ?? (activity.type.startsWith('message') ? activity.id : undefined)
  return { kind, thread: first ? threadUnder(key, first) : key }
}

function authorOf(activity: Activity, workspace: string): Author {
  const name = plainWords(activity.from.name ?? '')
  const locale = localeOf(languageOf(activity))
  return { account: accountKey('teams', workspace, activity.from.id), ...(name && { name }), ...(locale && { locale }) }
}

function referenceOf(activity: Activity, personal: boolean): Reference {
  const [tenant] = tenantsOf(activity)
  return {
    serviceUrl: activity.serviceUrl ?? '',
    conversation: activity.conversation.id,
    ...(tenant !== undefined && { tenant }),
    ...(activity.recipient && {
      bot: { id: activity.recipient.id, ...(activity.recipient.name && { name: plainWords(activity.recipient.name) }) },
    }),
    user: activity.from.id,
    personal,
  }
}

/** `28:` is how Teams writes the ids of applications: the bot itself and others, whom answering could loop with. */
const isBot = ({ from, recipient }: Activity) =>
  from.role === 'bot' || from.id.startsWith('28:') || from.id === recipient?.id

const localeOf = (language: string | undefined): Locale | undefined =>
  /^fr\b/i.test(language ?? '') ? 'fr' : /^en\b/i.test(language ?? '') ? 'en' : undefined

const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
