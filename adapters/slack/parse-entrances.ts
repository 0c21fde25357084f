import { emojiOf } from '../../src/chat/emoji.ts'
import type { Heard } from '../../src/chat/event.ts'
import { accountKey, channelKey, threadUnder } from '../../src/chat/thread.ts'
import { normaliseText } from '../../src/platform/text.ts'
import type { Shortcut } from './features.ts'
import { readable } from './markup.ts'
import { dateOf, guestTeam, type Here, heardFrom, isPersonal, type Parsed } from './place.ts'
import { GlobalShortcut, MessageShortcut, Opened, PaneOpened, Reacted } from './schemas.ts'

/** Somebody looks at one of the app's own tabs: the home is drawn, the messages are a person who arrives. */
export function opened(event: unknown, here: Here, id: string, at: Date): Parsed | undefined {
  const seen = Opened.safeParse(event)
  if (!seen.success) return undefined
  const { user, channel, tab } = seen.data
  if (tab === 'home') return heardFrom({ here, user, at, id, heard: { kind: 'home' } })
  if (tab !== 'messages') return undefined
  return heardFrom({ here, user, at, id, heard: { kind: 'arrived' }, ...(channel && { channel, personal: true }) })
}

/** The older agent pane is a thread of the direct message, and only what is said in that thread is seen in it. */
export function paneOpened(event: unknown, here: Here, id: string, at: Date): Parsed | undefined {
  const seen = PaneOpened.safeParse(event)
  if (!seen.success) return undefined
  const { user_id: user, channel_id: channel, thread_ts: within } = seen.data.assistant_thread
  return heardFrom({ here, user, at, id, channel, personal: true, within, heard: { kind: 'arrived' } })
}

/** Slack names the message, and neither its thread nor its words: it is taken for the first of a thread until it is read. */
export function reacted(payload: unknown, here: Here): Parsed | undefined {
  const sign = Reacted.safeParse(payload)
  if (!sign.success || sign.data.user === here.botUser) return undefined
  const { type, user, reaction, item, event_ts } = sign.data
  const added = type === 'reaction_added'
  const heard: Heard = { kind: 'reacted', emoji: emojiOf(reaction), added }
  const { event, ...parsed } = heardFrom({
    ...{ here, user, heard, at: dateOf(event_ts), channel: item.channel },
    id: `slack:${here.workspace}:${item.channel}:${item.ts}:${reaction}:${event_ts}:${user}`,
    ...{ personal: isPersonal(item), root: item.ts, message: item.ts },
  })
  // It does not say in which thread of a direct message it was, so it must not change where the next words go.
  const { reference: _, ...known } = event
  return { event: known, ...parsed }
}

/** A shortcut by its callback id. What is not ours is nobody's. */
export function parseShortcut(
  kind: 'shortcut' | 'message_action',
  body: unknown,
  here: Here,
  now: Date,
): Parsed | undefined {
  if (kind === 'shortcut') {
    const chosen = GlobalShortcut.safeParse(body)
    return chosen.success && isNamed(chosen.data.callback_id, 'guichet_ask') ? asked(chosen.data, here, now) : undefined
  }
  const chosen = MessageShortcut.safeParse(body)
  return chosen.success && isNamed(chosen.data.callback_id, 'guichet_ticket')
    ? pointed(chosen.data, here, now)
    : undefined
}
const isNamed = (callback: string, shortcut: Shortcut) => callback === shortcut

/** The form of the home, opened from anywhere. */
function asked(body: ReturnType<typeof GlobalShortcut.parse>, here: Here, at: Date): Parsed {
  const id = `slack:${here.workspace}:shortcut:${body.trigger_id}`
  const heard: Heard = { kind: 'open-form', card: 'home', action: 'ask' }
  const parsed = heardFrom({ here, id, at, heard, user: body.user.id, userTeam: guestTeam(body, here) })
  return { ...parsed, trigger: body.trigger_id }
}

function pointed(body: ReturnType<typeof MessageShortcut.parse>, here: Here, at: Date): Parsed {
  const { message, channel, trigger_id, response_url } = body
  const byPerson = message.user && !message.bot_id && message.user !== 'USLACKBOT'
  const name = message.user_profile?.real_name && normaliseText(message.user_profile.real_name, 200)
  const author = byPerson && {
    account: accountKey('slack', (!body.enterprise && message.user_team) || here.workspace, message.user!),
    ...(name && { name }),
  }
  const text = readable(message.text ?? '', here.botUser)
  // Whether we are in that place is asked of Slack before this is heard.
  const heard: Heard = { kind: 'pointed', text, ...(author && { author }), here: false, form: true }
  const id = `slack:${here.workspace}:pointed:${trigger_id}`
  const { event, user } = heardFrom({ here, id, at, heard, user: body.user.id, userTeam: guestTeam(body, here) })
  const thread = threadUnder(channelKey('slack', here.workspace, channel.id), message.thread_ts ?? message.ts)
  return {
    event: { ...event, thread, message: message.ts },
    ...{ user, channel: channel.id, trigger: trigger_id },
    ...(response_url && { responseUrl: response_url }),
  }
}
