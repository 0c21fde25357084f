import { z } from 'zod'

/** Slack's payloads, named only as far as they are used. Ids are checked because they become parts of our keys. */
const id = z.string().regex(/^[A-Za-z0-9][\w-]{0,60}$/)
const stamp = z.string().regex(/^\d{1,16}(?:\.\d{1,9})?$/)
const absent = z.null().transform(() => undefined)
const maybe = <T extends z.ZodType>(type: T) => type.or(absent).optional()

export const Files = z.array(
  z.object({
    id: maybe(id),
    name: maybe(z.string()),
    title: maybe(z.string()),
    size: maybe(z.int().min(0)).catch(undefined),
    mode: maybe(z.string()),
    url_private_download: maybe(z.string()),
    url_private: maybe(z.string()),
  }),
)
const Written = z.object({
  user: id,
  text: maybe(z.string()),
  ts: stamp,
  thread_ts: maybe(stamp),
  bot_id: maybe(z.string()),
  subtype: maybe(z.string()),
  files: maybe(Files),
  user_team: maybe(id),
  user_profile: maybe(z.object({ real_name: maybe(z.string()) })),
})

/** A message, or a mention: what a person wrote. */
export const Message = Written.extend({
  type: z.enum(['message', 'app_mention']),
  channel: id,
  channel_type: maybe(z.string()),
  hidden: maybe(z.boolean()),
})
export const Changed = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_changed'),
  channel: id,
  channel_type: maybe(z.string()),
  message: Written,
  previous_message: maybe(Written.partial()),
})
export const Deleted = z.object({
  type: z.literal('message'),
  subtype: z.literal('message_deleted'),
  channel: id,
  channel_type: maybe(z.string()),
  deleted_ts: stamp,
  previous_message: Written,
})
export const Opened = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string(), channel: maybe(id) })
/** The agent pane was opened: a thread of the direct message that Slack begins by itself. */
export const PaneOpened = z.object({
  assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: stamp }),
})
export const Reacted = z.object({
  type: z.enum(['reaction_added', 'reaction_removed']),
  user: id,
  reaction: z.string().min(1).max(100),
  item: z.object({ type: z.literal('message'), channel: id, ts: stamp }),
  event_ts: stamp,
})
export const MembershipChange = z.object({
  event: z.object({ type: z.enum(['member_joined_channel', 'member_left_channel']), user: id, channel: id }),
})

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(100),
  event_time: maybe(z.number()),
  is_ext_shared_channel: maybe(z.boolean()),
  event: z.looseObject({ type: z.string() }),
})

const Team = maybe(z.object({ id: maybe(id) }))
const User = z.object({ id, team_id: maybe(id) })
/** What is filled in: by block, then by element. */
const State = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) })

export const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: User,
  enterprise: maybe(z.unknown()),
  trigger_id: maybe(z.string().max(200)),
  response_url: maybe(z.url()).catch(undefined),
  container: maybe(
    z.object({
      channel_id: maybe(id),
      message_ts: maybe(stamp),
      thread_ts: maybe(stamp),
      is_ephemeral: maybe(z.boolean()).catch(undefined),
    }),
  ),
  channel: maybe(z.object({ id })),
  message: maybe(z.object({ ts: stamp, thread_ts: maybe(stamp) })),
  view: maybe(z.object({ id: z.string().min(1).max(100), type: z.literal('home') })).catch(undefined),
  actions: z
    .array(
      z.object({
        action_id: z.string().min(1).max(255),
        action_ts: maybe(stamp),
        value: maybe(z.string()),
        selected_option: maybe(z.object({ value: z.string() })),
      }),
    )
    .min(1),
  state: maybe(State),
})

export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: User,
  enterprise: maybe(z.unknown()),
  view: z.object({
    id: z.string().min(1).max(100),
    hash: maybe(z.string().max(100)),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: maybe(State),
  }),
})

const Triggered = z.object({
  user: User,
  enterprise: maybe(z.unknown()),
  trigger_id: z.string().min(1).max(200),
  response_url: maybe(z.url()).catch(undefined),
})
/** Chosen in Slack's search, wherever the person is. */
export const GlobalShortcut = Triggered.extend({ type: z.literal('shortcut'), callback_id: z.string() })
/** Chosen in the menu of a message, which may be anybody's, a bot's too, in a place where we are not. */
export const MessageShortcut = Triggered.extend({
  type: z.literal('message_action'),
  callback_id: z.string(),
  channel: z.object({ id, name: maybe(z.string()) }),
  message: Written.extend({ user: maybe(id) }),
})

export const Command = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: id,
  channel_id: maybe(id),
  trigger_id: z.string().min(1).max(200),
})

export const Value = z.object({
  card: z.string().min(1).max(200),
  choice: maybe(z.string()),
  form: maybe(z.literal(true)),
  action: maybe(z.string().min(1).max(60)),
})

/** What a filled input holds, whichever element it is. */
export const Input = z.object({
  value: maybe(z.string()),
  selected_date: maybe(z.string()),
  selected_option: maybe(z.object({ value: z.string() })),
})

/** Whom a payload names: the workspaces and the app it was sent to, and who the bot is there. */
export const Addressed = z.object({
  team_id: maybe(id),
  api_app_id: maybe(z.string()),
  team: Team,
  user: maybe(z.object({ team_id: maybe(id) })),
  view: maybe(z.object({ app_installed_team_id: maybe(id) })),
  is_ext_shared_channel: maybe(z.boolean()),
  authorizations: maybe(z.array(z.object({ team_id: maybe(id), user_id: maybe(id), is_bot: maybe(z.boolean()) }))),
})

/**
 * What a payload says it is: an event's type with its subtype, `command`, or an interaction's type. Looked at before any
 * schema, since finding out that a schema does not fit costs more than a message that does.
 */
export function kindOf(body: unknown): string {
  const { type, command, event }: { type?: unknown; command?: unknown; event?: unknown } = Object(body)
  if (type !== 'event_callback') return command === undefined ? String(type) : 'command'
  const inner: { type?: unknown; subtype?: unknown } = Object(event)
  return inner.subtype ? `${inner.type}/${inner.subtype}` : String(inner.type)
}
