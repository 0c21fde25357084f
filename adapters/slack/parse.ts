import type { Heard } from '../../src/chat/event.ts'
import { channelKey } from '../../src/chat/thread.ts'
import { normaliseText } from '../../src/platform/text.ts'
import type { EventType } from './features.ts'
import { filesIn } from './files.ts'
import { mentions, readable } from './markup.ts'
import { opened, paneOpened, parseShortcut, reacted } from './parse-entrances.ts'
import { parseInteraction } from './parse-interaction.ts'
import { dateOf, type Here, heardFrom, isPersonal, type Parsed, type Place } from './place.ts'
import { Changed, Command, Deleted, EventCallback, kindOf, Message } from './schemas.ts'

/** What people say and do beside messages: only these subtypes of a message are somebody speaking. */
const spoken = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/**
 * One payload of Slack as one event, or nothing for what is not said to us: bots, our own words, joins, unknown kinds.
 * Pure; `now` is used where the payload holds no time of its own (commands, modals).
 */
export function parse(body: unknown, here: Here, now: Date): Parsed | undefined {
  const kind = kindOf(body)
  if (kind === 'block_actions' || kind === 'view_submission') return parseInteraction(kind, body, here, now)
  if (kind === 'shortcut' || kind === 'message_action') return parseShortcut(kind, body, here, now)
  if (kind === 'command') {
    const command = Command.safeParse(body)
    return command.success ? parseCommand(command.data, here, now) : undefined
  }
  const callback = EventCallback.safeParse(body)
  if (!callback.success) return undefined
  const { event, event_id, event_time, is_ext_shared_channel: shared } = callback.data
  const at = event_time ? new Date(event_time * 1000) : now
  return parseEvent(kind, event, { ...here, shared: shared ?? false }, `slack:${here.workspace}:${event_id}`, at)
}

type Take = (event: unknown, subtype: string | undefined, here: Here, id: string, at: Date) => Parsed | undefined

/** Who takes which event. Comings and goings in the triage channel are noted by hearing.ts, and nobody answers them. */
const takes: Record<EventType, Take> = {
  app_home_opened: (event, _, here, id, at) => opened(event, here, id, at),
  app_mention: message,
  message,
  member_joined_channel: () => undefined,
  member_left_channel: () => undefined,
  reaction_added: (event, _, here) => reacted(event, here),
  reaction_removed: (event, _, here) => reacted(event, here),
  assistant_thread_started: (event, _, here, id, at) => paneOpened(event, here, id, at),
}
const isTaken = (type: string | undefined): type is EventType => Object.hasOwn(takes, type ?? '')

function parseEvent(kind: string, event: unknown, here: Here, id: string, at: Date): Parsed | undefined {
  const [type, subtype] = kind.split('/')
  return isTaken(type) ? takes[type](event, subtype, here, id, at) : undefined
}

function message(event: unknown, subtype: string | undefined, here: Here, id: string, at: Date): Parsed | undefined {
  if (subtype === 'message_changed') {
    const changed = Changed.safeParse(event)
    return changed.success ? edited(changed.data, here, id, at) : undefined
  }
  if (subtype === 'message_deleted') {
    const deleted = Deleted.safeParse(event)
    return deleted.success ? gone(deleted.data, deleted.data.previous_message, here, id, at) : undefined
  }
  if (!spoken.has(subtype)) return undefined
  const message = Message.safeParse(event)
  return message.success ? said(message.data, here) : undefined
}

/**
 * `message` and `app_mention` of one message share one id, so it is heard once, whichever comes first: both must tell
 * whether the bot was addressed.
 */
function said(message: ReturnType<typeof Message.parse>, here: Here): Parsed | undefined {
  if (message.hidden || byBot(message, here)) return undefined
  const personal = isPersonal(message)
  const text = message.text ?? ''
  const heard: Heard = {
    kind: 'text',
    text: readable(text, here.botUser),
    mentioned: personal || message.type === 'app_mention' || mentions(text, here.botUser),
    ...(message.files?.length && { files: filesIn(message.files) }),
  }
  const id = `slack:${here.workspace}:${message.channel}:${message.ts}`
  return written(message, message.channel, personal, here, { id, at: dateOf(message.ts), heard })
}

function edited(change: ReturnType<typeof Changed.parse>, here: Here, id: string, at: Date): Parsed | undefined {
  const { message, previous_message: before } = change
  // A message with answers under it leaves a tombstone, signed by Slack itself, when it is deleted.
  if (message.subtype === 'tombstone')
    return before?.user
      ? gone(change, { ...message, user: before.user, bot_id: before.bot_id }, here, id, at)
      : undefined
  if (!spoken.has(message.subtype) || byBot(message, here) || message.text === before?.text) return undefined
  const heard: Heard = { kind: 'edited', text: readable(message.text ?? '', here.botUser) }
  return written(message, change.channel, isPersonal(change), here, { id, at, heard })
}

type Words = ReturnType<typeof Deleted.parse>['previous_message']

function gone(place: Place, message: Words, here: Here, id: string, at: Date): Parsed | undefined {
  if (byBot(message, here)) return undefined
  return written(message, place.channel, isPersonal(place), here, { id, at, heard: { kind: 'deleted' } })
}

function written(
  { user, ts, thread_ts: root, user_team: userTeam, user_profile: profile }: Words,
  channel: string,
  personal: boolean,
  here: Here,
  what: { id: string; at: Date; heard: Heard },
): Parsed {
  const name = profile?.real_name && normaliseText(profile.real_name, 200)
  return heardFrom({
    ...what,
    here,
    user,
    userTeam: here.shared ? userTeam : undefined,
    channel,
    personal,
    root: root ?? ts,
    within: root,
    message: ts,
    name,
  })
}

/** A command is answered to one person wherever it was typed, so it belongs to their personal conversation. */
function parseCommand(command: ReturnType<typeof Command.parse>, here: Here, now: Date): Parsed {
  const { channel_id } = command
  const inChannel =
    channel_id && !channel_id.startsWith('D') ? channelKey('slack', here.workspace, channel_id) : undefined
  const heard: Heard = {
    kind: 'command',
    text: readable(command.text, here.botUser, 'ids'),
    ...(inChannel && { in: inChannel }),
  }
  const id = `slack:${here.workspace}:command:${command.trigger_id}`
  const { event } = heardFrom({ here, user: command.user_id, at: now, id, heard })
  return { event, user: command.user_id, ...(command.channel_id && { channel: command.channel_id }) }
}

const byBot = (message: { user: string; bot_id?: string | undefined }, here: Here) =>
  Boolean(message.bot_id) || message.user === here.botUser || message.user === 'USLACKBOT'
