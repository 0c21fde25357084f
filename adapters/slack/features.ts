/**
 * All that this adapter takes part in at Slack, with the scopes it costs, in one place. The handlers are typed by it (an event
 * here without a handler does not compile, nor a call of a method that is not here), and `guichet slack manifest` is made of
 * it, so an app installed from that manifest can do what the code does, and nothing more.
 */
type Scopes = readonly string[]

const readsHistory = ['channels:history', 'groups:history', 'im:history'] as const
const readsChannels = ['channels:read', 'groups:read'] as const

/** What Slack tells us of, by the names of the manifest (`message.im`); the payload says `message` for each of the three. */
export const events = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  member_joined_channel: readsChannels,
  member_left_channel: readsChannels,
} as const satisfies Record<string, Scopes>

/** What apps are told whose agent pane is of the older kind (`assistant_view`); a new manifest must not ask for it. */
export const formerEvents = { assistant_thread_started: ['assistant:write'] } as const satisfies Record<string, Scopes>

/** What we ask of Slack: no other method is called. */
export const methods = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': readsHistory,
  'conversations.info': readsChannels,
  'conversations.members': readsChannels,
  'conversations.open': ['im:write'],
  'conversations.replies': readsHistory,
  'files.completeUploadExternal': ['files:write'],
  'files.delete': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
} as const satisfies Record<string, Scopes>

/** Slash commands. Their words are escaped by Slack, so that a channel or a person arrives as an id. */
export const commands = ['/desk'] as const

/** Shortcuts by their callback id: `message` in the menu of a message, `global` in Slack's own search. */
export const shortcuts = { guichet_ticket: 'message', guichet_ask: 'global' } as const satisfies Record<
  string,
  'message' | 'global'
>

/** Speaking under the name of whoever wrote the words that are carried. */
export const speaksAsAuthor = 'chat:write.customize'

/** What is neither an event nor a method: typing a command, fetching a file by its address, a message under another name. */
const otherwise = ['commands', 'files:read', speaksAsAuthor] as const

/**
 * What the desk goes on without: the agent pane, which not every plan has, addresses, which only trusted directories use,
 * other names than its own, which then stand in the text, and signs of others under a message.
 */
export const dispensable: readonly string[] = ['assistant:write', 'users:read.email', speaksAsAuthor, 'reactions:write']

/** An event as its payload names it. */
export type EventType = Inner<keyof typeof events | keyof typeof formerEvents>
type Inner<Name> = Name extends `${infer Type}.${string}` ? Type : Name
export type Method = keyof typeof methods
export type Shortcut = keyof typeof shortcuts

/** Every scope of the bot, each for something in the tables above. */
export const scopes: readonly string[] = [
  ...new Set([...Object.values(events), ...Object.values(methods), otherwise].flat()),
].sort()
