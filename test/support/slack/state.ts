import { scopes } from '../../../adapters/slack/features.ts'
import type { SlackFile } from './files.ts'

/** What the stand-in remembers: a workspace of people, channels and messages, all in memory. */
export interface Message {
  ts: string
  /** The thread it stands in, by its first message; absent for a message of the channel itself. */
  thread_ts?: string
  user: string
  bot: boolean
  text: string
  blocks: Block[]
  metadata?: { event_type: string; event_payload: Record<string, unknown> }
  edited: boolean
  /** Under whose name and picture the bot said it. */
  username?: string
  icon_url?: string
  /** The bot's own signs under it. */
  signs?: string[]
  /** The file that this message is. */
  file?: string
}
export interface Block {
  type: string
  text?: { text: string }
  fields?: { text: string }[]
  elements?: Element[]
  [more: string]: unknown
}
export interface Element {
  type: string
  text: { text: string } | string
  action_id?: string
  value?: string
  /** Of a select. */
  options?: { text: { text: string }; value: string }[]
  selected_option?: { text: { text: string }; value: string }
}
export interface Channel {
  id: string
  /** The one person of a direct message. */
  im?: string
  members: Set<string>
  messages: Message[]
}
export interface Person {
  id: string
  real_name: string
  locale: string
  tz: string
}
export interface View {
  id: string
  hash: string
  user: string
  view: {
    callback_id: string
    private_metadata: string
    title: { text: string }
    blocks: {
      block_id: string
      label: { text: string }
      element: {
        type: string
        action_id: string
        options?: { value: string; text: { text: string } }[]
        initial_value?: string
        initial_date?: string
      }
    }[]
  }
}
export interface Ephemeral {
  user: string
  channel: string
  text: string
  thread_ts?: string
  /** A card that only this person sees. */
  blocks?: Block[]
  ts?: string
}
export interface Request {
  method: string
  /** When it came, in ms of this process's own clock. */
  at: number
  /** Whose token asked; a `response_url` needs none. */
  token?: string
  args: Record<string, unknown>
}

export const ids = { team: 'T0GUICHET', app: 'A0GUICHET', bot: 'B0GUICHET', botUser: 'U0GUICHET' } as const

export function workspace(team: string = ids.team) {
  let clock = Math.floor(Date.now() / 1000)
  let serial = 0
  const channels = new Map<string, Channel>()
  const people = new Map<string, Person>()
  const triggers = new Map<string, { user: string; expires: number }>()
  const next = (prefix: string) => `${prefix}${(++serial).toString(36).toUpperCase().padStart(6, '0')}`
  const state = {
    team,
    files: new Map<string, SlackFile>(),
    channels,
    people,
    views: [] as View[],
    ephemerals: [] as Ephemeral[],
    /** The home tab of each person, as it was published last. */
    homes: new Map<string, { id: string; blocks: Block[] }>(),
    /** What the agent pane was told, in order. */
    pane: [] as { user: string; what: string; thread: string; said: unknown }[],
    requests: [] as Request[],
    /** The bot tokens that are good now, each with its workspace and what it may do. */
    tokens: new Map([['xoxb-stand-in', { team, scopes }]]),
    next,
    /** A message's time and name: never twice the same. */
    ts: () => `${++clock}.${String(++serial).padStart(6, '0')}`,
    channel(id: string): Channel {
      const known = channels.get(id)
      if (known) return known
      // `D1` is the direct message channel of `U1`.
      const im = id.startsWith('D') ? { im: `U${id.slice(1)}` } : {}
      const made: Channel = { id, ...im, members: new Set([ids.botUser]), messages: [] }
      channels.set(id, made)
      return made
    },
    person(id: string): Person {
      const known = people.get(id)
      if (known) return known
      const made = { id, real_name: id, locale: 'en-GB', tz: 'Europe/Paris' }
      people.set(id, made)
      return made
    },
    /** The direct message channel between the bot and a person. */
    dm(user: string): Channel {
      return [...channels.values()].find((channel) => channel.im === user) ?? state.channel(`D${user.slice(1)}`)
    },
    /** A trigger opens one modal, within 3 s. */
    trigger(user: string) {
      const id = `${++serial}.${clock}.trigger`
      triggers.set(id, { user, expires: Date.now() + 3000 })
      return id
    },
    spend(trigger: string) {
      const found = triggers.get(trigger)
      triggers.delete(trigger)
      if (!found) return { error: 'exchanged_trigger_id' } as const
      return found.expires < Date.now() ? ({ error: 'expired_trigger_id' } as const) : { user: found.user }
    },
  }
  return state
}
export type Workspace = ReturnType<typeof workspace>

/** Everything a person reads in a message, button labels in brackets. */
export function shownText(message: Pick<Message, 'blocks' | 'text' | 'username'>): string {
  const shownBlocks = message.blocks.flatMap((block) => [
    ...(block.text ? [block.text.text] : []),
    ...(block.fields ?? []).map((field) => field.text),
    ...(block.elements ?? []).map((e) =>
      e.type === 'static_select' ? '[…]' : typeof e.text === 'string' ? e.text : `[${e.text.text}]`,
    ),
  ])
  const lines = [...(message.username ? [message.username] : []), ...shownBlocks]
  const shown = lines.length ? lines.join('\n') : message.text
  return shown.replace(/&(amp|lt|gt);/g, (_, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name])
}
