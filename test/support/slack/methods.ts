import { fileMethods } from './files.ts'
import { blockProblems, viewProblems } from './limits.ts'
import { type Block, type Channel, ids, type Message, type View, type Workspace } from './state.ts'

type Args = Record<string, unknown>
type Answer = Record<string, unknown>
const refuse = (error: string, more: Answer = {}): Answer => ({ ok: false, error, ...more })
const string = (value: unknown) => (typeof value === 'string' ? value : '')

/** Slack's Web API, as far as the desk uses it. Arguments come as a form whose objects are JSON. */
export function methods(slack: Workspace, host: () => string): Record<string, (args: Args) => Answer> {
  return {
    'apps.manifest.create': () => ({ ok: true, app_id: 'A0MADE', credentials: { signing_secret: 'made' } }),
    ...fileMethods(slack, () => `http://${host()}`),
    'apps.connections.open': () => ({ ok: true, url: `ws://${host()}/socket` }),
    'auth.test': () => ({ ok: true, team_id: slack.team, user_id: ids.botUser, bot_id: ids.bot, app_id: ids.app }),
    'chat.postMessage': (args) => post(slack, args),
    'chat.update': (args) => change(slack, args, (message) => write(message, args)),
    'chat.delete': (args) =>
      change(slack, args, (message, messages) => void messages.splice(messages.indexOf(message), 1)),
    'chat.postEphemeral': (args) => {
      const thread = string(args.thread_ts)
      const note = { user: string(args.user), channel: string(args.channel), text: string(args.text) }
      slack.ephemerals.push({ ...note, ...(thread && { thread_ts: thread }) })
      return { ok: true, message_ts: slack.ts() }
    },
    'views.open': (args) => open(slack, args),
    'views.update': (args) => {
      const shown = slack.views.find((view) => view.id === args.view_id)
      if (shown) Object.assign(shown, { view: args.view, hash: slack.next('hash') })
      return shown ? { ok: true, view: { id: shown.id, hash: shown.hash } } : refuse('not_found')
    },
    'views.publish': (args) => publish(slack, args),
    'assistant.threads.setStatus': (args) =>
      inPane(slack, args, ofText(args.status, 50) && string(args.thread_ts) !== '', 'status'),
    'assistant.threads.setTitle': (args) =>
      inPane(slack, args, ofText(args.title, 255) && string(args.thread_ts) !== '', 'title'),
    'assistant.threads.setSuggestedPrompts': (args) => inPane(slack, args, promptsFit(args.prompts), 'prompts'),
    'conversations.open': (args) => ({ ok: true, channel: { id: slack.dm(string(args.users)).id } }),
    'conversations.info': (args) => {
      const channel = slack.channels.get(string(args.channel))
      return channel ? { ok: true, channel: channelInfo(channel) } : refuse('channel_not_found')
    },
    'conversations.members': (args) => page(args, [...slack.channel(string(args.channel)).members], 'members'),
    'conversations.history': (args) => {
      const roots = slack.channel(string(args.channel)).messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts)
      return page(
        args,
        roots.reverse().map((message) => seen(message, args)),
        'messages',
      )
    },
    'conversations.replies': (args) => {
      const messages = slack.channel(string(args.channel)).messages
      const thread = messages.filter((m) => m.ts === args.ts || m.thread_ts === args.ts)
      return page(
        args,
        thread.map((message) => seen(message, args)),
        'messages',
      )
    },
    'users.info': (args) => {
      const { id, real_name, tz, locale } = slack.person(string(args.user))
      const profile = { real_name, image_192: `https://avatars.example/${id}.png` }
      return { ok: true, user: { id, real_name, tz, ...(args.include_locale ? { locale } : {}), profile } }
    },
    'reactions.add': (args) =>
      signed(slack, args, 'already_reacted', (signs, name) => !signs.includes(name) && signs.push(name) > 0),
    'reactions.remove': (args) =>
      signed(
        slack,
        args,
        'no_reaction',
        (signs, name) => signs.includes(name) && signs.splice(signs.indexOf(name), 1).length > 0,
      ),
  }
}

/** A bot puts each sign once under a message. `otherwise`: what Slack says where there was nothing to do. */
function signed(
  slack: Workspace,
  args: Args,
  otherwise: string,
  act: (signs: string[], name: string) => boolean,
): Answer {
  const message = slack.channel(string(args.channel)).messages.find(({ ts }) => ts === args.timestamp)
  if (!message) return refuse('message_not_found')
  if (!/^[a-z0-9_+-]+$/.test(string(args.name))) return refuse('invalid_name')
  message.signs ??= []
  return act(message.signs, string(args.name)) ? { ok: true } : refuse(otherwise)
}

const channelInfo = ({ id, im, members }: Channel) => ({
  id,
  name: id.toLowerCase(),
  is_im: Boolean(im),
  is_member: members.has(ids.botUser),
})

function post(slack: Workspace, args: Args): Answer {
  const problems = args.blocks === undefined ? [] : blockProblems(args.blocks)
  if (problems.length) return refuse('invalid_blocks', { response_metadata: { messages: problems } })
  if (!string(args.text) && args.blocks === undefined) return refuse('no_text')
  const channel = string(args.channel).startsWith('U')
    ? slack.dm(string(args.channel))
    : slack.channel(string(args.channel))
  if (!channel.im && !channel.members.has(ids.botUser)) return refuse('not_in_channel')
  const thread = string(args.thread_ts)
  const message: Message = {
    ts: slack.ts(),
    user: ids.botUser,
    bot: true,
    text: '',
    blocks: [],
    edited: false,
    ...(thread && { thread_ts: thread }),
    ...(string(args.username) && { username: string(args.username) }),
    ...(string(args.icon_url) && { icon_url: string(args.icon_url) }),
    ...(args.metadata ? { metadata: args.metadata as NonNullable<Message['metadata']> } : {}),
  }
  write(message, args)
  message.edited = false
  channel.messages.push(message)
  return { ok: true, channel: channel.id, ts: message.ts, message: { ts: message.ts, app_id: ids.app } }
}

function write(message: Message, args: Args) {
  message.text = string(args.text)
  message.blocks = (args.blocks as Block[] | undefined) ?? []
  message.edited = true
}

function change(slack: Workspace, args: Args, act: (message: Message, all: Message[]) => void): Answer {
  const { messages } = slack.channel(string(args.channel))
  const message = messages.find(({ ts }) => ts === args.ts)
  if (!message?.bot) return refuse(message ? 'cant_update_message' : 'message_not_found')
  const problems = args.blocks === undefined ? [] : blockProblems(args.blocks)
  if (problems.length) return refuse('invalid_blocks', { response_metadata: { messages: problems } })
  act(message, messages)
  return { ok: true, channel: args.channel, ts: args.ts }
}

function open(slack: Workspace, args: Args): Answer {
  const spent = slack.spend(string(args.trigger_id))
  if ('error' in spent) return refuse(spent.error)
  const view = args.view as View['view']
  const problems = viewProblems(view as unknown as Args)
  if (problems.length) return refuse('invalid_arguments', { response_metadata: { messages: problems } })
  const shown = { id: slack.next('V'), hash: slack.next('hash'), user: spent.user, view }
  slack.views.push(shown)
  return { ok: true, view: { id: shown.id, hash: shown.hash } }
}

const ofText = (value: unknown, most: number) => typeof value === 'string' && value.length > 0 && value.length <= most

/** Slack's home takes blocks as a modal does, and no title or buttons of its own. */
function publish(slack: Workspace, args: Args): Answer {
  const view = (args.view ?? {}) as Args
  const stray = ['title', 'submit', 'close'].filter((part) => view[part] !== undefined)
  const problems = [...(view.type === 'home' ? [] : ['not a home']), ...stray, ...blockProblems(view.blocks, 100)]
  if (!slack.people.has(string(args.user_id))) return refuse('user_not_found')
  if (problems.length) return refuse('invalid_arguments', { response_metadata: { messages: problems } })
  slack.homes.set(string(args.user_id), { id: slack.next('V'), blocks: view.blocks as Block[] })
  return { ok: true, view: { id: slack.homes.get(string(args.user_id))?.id } }
}

/** What the agent pane is told: only in a direct message, and within Slack's limits. */
function inPane(slack: Workspace, args: Args, fits: boolean, what: string): Answer {
  const channel = slack.channel(string(args.channel_id))
  if (!channel.im) return refuse('channel_not_found')
  if (!fits) return refuse('invalid_arguments')
  slack.pane.push({ user: channel.im, what, thread: string(args.thread_ts), said: args[what] })
  return { ok: true }
}
const promptsFit = (prompts: unknown) =>
  Array.isArray(prompts) &&
  prompts.length > 0 &&
  prompts.length <= 4 &&
  prompts.every((prompt) => ofText(prompt?.title, 75) && ofText(prompt?.message, 3000))

const seen = ({ metadata, ...message }: Message, args: Args) => ({
  ...message,
  ...(message.bot && { bot_id: ids.bot }),
  ...(args.include_all_metadata && metadata ? { metadata } : {}),
})

function page(args: Args, items: unknown[], name: string): Answer {
  const start = Number(string(args.cursor) || 0)
  const end = start + Number(args.limit ?? 100)
  const cursor = end < items.length ? String(end) : ''
  return { ok: true, [name]: items.slice(start, end), response_metadata: { next_cursor: cursor } }
}
