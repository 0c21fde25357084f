/**
 * What the app is in Teams, in one place: the package of `guichet teams package` is made of it, and who handles a part of it
 * takes its name from here.
 */
export const scopes = ['personal', 'team', 'groupChat'] as const

/** The commands of the menu beside the message box, where they make sense. Their words are what people would type. */
export const commands = {
  menu: ['personal', 'team', 'groupChat'],
  help: ['personal', 'team', 'groupChat'],
  tickets: ['personal'],
  status: ['personal', 'team', 'groupChat'],
  person: ['personal', 'team', 'groupChat'],
} as const satisfies Record<string, readonly (typeof scopes)[number][]>
export type Command = keyof typeof commands

/** The message extension: a search whose result is inserted as a card, a ticket made of a message, and the form to ask. */
export const extension = {
  guichet_search: { type: 'query', context: ['compose', 'commandBox'], parameter: 'words' },
  guichet_ticket: { type: 'action', context: ['message'], fetchTask: true },
  guichet_ask: { type: 'action', context: ['compose', 'commandBox'], fetchTask: true },
} as const
export type ExtensionCommand = keyof typeof extension

/** Without these Teams delivers only what mentions the bot; granted by the owner of the team or chat that installs the app. */
export const permissions = ['ChannelMessage.Read.Group', 'ChatMessage.Read.Chat'] as const
