import type { Sending, sender } from './sender.ts'
import { type Element, ids, type Message, shownText, type View, type Workspace } from './state.ts'

interface Stage {
  slack: Workspace
  send: ReturnType<typeof sender>
  until: <T>(look: () => T | undefined, complaint: () => string) => Promise<T>
  responses: string
}
interface Saying extends Sending {
  /** The first message of the thread to answer in. */
  thread?: string
  /** Files by their name, with what is in them where somebody will look. */
  files?: (string | { name: string; content: Buffer })[]
  /** Anything else to put into the event. */
  event?: Record<string, unknown>
  body?: Record<string, unknown>
}

/** What people do in Slack, delivered as Slack delivers it. */
export function drive(stage: Stage) {
  const { slack, send } = stage
  const event = (inner: Record<string, unknown>, how: Saying = {}) => send.json(envelope(slack, inner, how.body), how)
  const typeOf = (channel: string) => (slack.channel(channel).im || channel.startsWith('D') ? 'im' : 'channel')
  const place = (channel: string) => ({ channel, channel_type: typeOf(channel) })

  return {
    /** Delivers any inner event. */
    event,
    ...speaking(stage, event, place),
    arrives: (user: string) => event({ type: 'app_home_opened', user, channel: slack.dm(user).id, tab: 'messages' }),
    opensHome: (user: string) => {
      slack.person(user)
      return event({ type: 'app_home_opened', user, channel: slack.dm(user).id, tab: 'home', event_ts: slack.ts() })
    },
    /** Opens the agent pane as older apps have it: Slack begins a thread of the direct message. */
    opensPane: async (user: string) => {
      const thread_ts = slack.ts()
      const channel_id = slack.dm(user).id
      const assistant_thread = { user_id: user, context: { channel_id: 'C1' }, channel_id, thread_ts }
      const answer = await event({ type: 'assistant_thread_started', assistant_thread, event_ts: slack.ts() })
      return { thread: thread_ts, ...answer }
    },
    /** Puts a sign under a message, or takes it away. Slack says which message, and neither its thread nor its words. */
    reacts: (user: string, channel: string, ts: string, reaction: string, how: { removed?: true } = {}) =>
      event({
        type: how.removed ? 'reaction_removed' : 'reaction_added',
        ...{ user, reaction, item: { type: 'message', channel, ts }, item_user: 'U0', event_ts: slack.ts() },
      }),
    joins: (user: string, channel: string) => {
      slack.channel(channel).members.add(user)
      return event({ type: 'member_joined_channel', user, channel })
    },
    leaves: (user: string, channel: string) => {
      slack.channel(channel).members.delete(user)
      return event({ type: 'member_left_channel', user, channel })
    },
    /** Types `/desk …`; the answer's body holds what only this person reads. */
    command: (user: string, text: string, how: Sending & { channel?: string } = {}) => {
      const channel = how.channel ?? slack.dm(user).id
      return send.form(
        {
          command: '/desk',
          text,
          user_id: user,
          user_name: user.toLowerCase(),
          channel_id: channel,
          team_id: slack.team,
          api_app_id: ids.app,
          trigger_id: slack.trigger(user),
          response_url: `${stage.responses}/${user}/${channel}`,
        },
        how,
      )
    },
    ...interacting(stage),
  }
}

const envelope = (slack: Workspace, event: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  token: 'unused',
  team_id: slack.team,
  api_app_id: ids.app,
  type: 'event_callback',
  event_id: slack.next('Ev'),
  event_time: Math.floor(Date.now() / 1000),
  authorizations: [{ enterprise_id: null, team_id: slack.team, user_id: ids.botUser, is_bot: true }],
  is_ext_shared_channel: false,
  event,
  ...more,
})

/** A file as a message names it. */
function shared({ slack, responses }: Stage, file: string | { name: string; content: Buffer }) {
  const id = slack.next('F')
  if (typeof file === 'string') return { id, name: file }
  slack.files.set(id, { id, ...file, shared: true })
  const url_private_download = new URL(`/files-pri/${id}`, responses).href
  return { id, name: file.name, size: file.content.length, url_private_download }
}

type Event = (inner: Record<string, unknown>, how?: Saying) => ReturnType<Stage['send']['json']>
type PlaceOf = (channel: string) => { channel: string; channel_type: string }

function speaking(stage: Stage, event: Event, place: PlaceOf) {
  const { slack } = stage
  const find = (channel: string, ts: string) => {
    const message = slack.channel(channel).messages.find((one) => one.ts === ts)
    if (!message) throw new Error(`No message ${ts} in ${channel}`)
    return message
  }
  return {
    /** Writes a message; a mention of the bot (`<@…>`) is delivered twice, as Slack does, with one ts. */
    says: async (user: string, channel: string, text: string, how: Saying = {}) => {
      const ts = slack.ts()
      const thread = how.thread ? { thread_ts: how.thread } : {}
      slack.channel(channel).messages.push({ ts, ...thread, user, bot: false, text, blocks: [], edited: false })
      const files = how.files ? { subtype: 'file_share', files: how.files.map((file) => shared(stage, file)) } : {}
      const message = { user, text, ts, ...thread, ...files, event_ts: ts, team: slack.team, ...how.event }
      const answer = await event({ type: 'message', ...message, ...place(channel) }, how)
      if (text.includes(`<@${ids.botUser}>`) && !channel.startsWith('D'))
        await event({ type: 'app_mention', ...message, channel }, how)
      return { ts, ...answer }
    },
    edits: (channel: string, ts: string, text: string) => {
      const message = find(channel, ts)
      const { thread_ts } = message
      const shape = (words: string) => ({
        type: 'message',
        user: message.user,
        text: words,
        ts,
        ...(thread_ts && { thread_ts }),
      })
      const [before, after] = [shape(message.text), { ...shape(text), edited: { user: message.user, ts: slack.ts() } }]
      message.text = text
      const inner = { type: 'message', subtype: 'message_changed', hidden: true, ts: slack.ts() }
      return event({ ...inner, ...place(channel), message: after, previous_message: before })
    },
    deletes: (channel: string, ts: string) => {
      const { user, text, thread_ts } = find(channel, ts)
      const all = slack.channel(channel).messages
      all.splice(
        all.findIndex((one) => one.ts === ts),
        1,
      )
      const before = { type: 'message', user, text, ts, ...(thread_ts && { thread_ts }) }
      const inner = { type: 'message', subtype: 'message_deleted', hidden: true, deleted_ts: ts, ts: slack.ts() }
      return event({ ...inner, ...place(channel), previous_message: before })
    },
  }
}

interface Pressing extends Sending {
  /** The message to press on; otherwise the newest that has the button. */
  ts?: string
  /** Anything else to put into the payload. */
  body?: Record<string, unknown>
}

function interacting({ slack, send, until, responses }: Stage) {
  const labelled = (message: Pick<Message, 'blocks'>, label: string) =>
    buttonsOf(message).find((element) => typeof element.text !== 'string' && element.text?.text === label)

  /** The payload of a press, for tests that send it altered or again. */
  async function press(user: string, channel: string, label: string, how: Pressing = {}) {
    const all = slack.channel(channel).messages
    const find = () =>
      all.findLast((message) => (how.ts ? message.ts === how.ts : true) && labelled(message, label) !== undefined)
    const complaint = () => `No button “${label}” in ${channel}:\n${all.map(shownText).join('\n---\n')}`
    const message = await until(find, complaint)
    return pressPayload(slack, user, channel, message, labelled(message, label)!, `${responses}/${user}/${channel}`)
  }
  const chosen = (user: string, type: string, callback_id: string) => ({
    ...{ type, callback_id, token: 'unused', action_ts: slack.ts(), trigger_id: slack.trigger(user) },
    ...{ team: { id: slack.team, domain: 'guichet' }, enterprise: null, api_app_id: ids.app },
    user: { id: user, username: user.toLowerCase(), team_id: slack.team },
  })
  return {
    press,
    /** Chooses a shortcut in Slack's search. */
    shortcut: (user: string, callback: string, how: Sending = {}) =>
      send.payload(chosen(user, 'shortcut', callback), how),
    /** Chooses a shortcut in the menu of a message. */
    pointsAt: (user: string, channel: string, ts: string, callback = 'guichet_ticket', how: Pressing = {}) => {
      const message = slack.channel(channel).messages.find((one) => one.ts === ts)
      if (!message) throw new Error(`No message ${ts} in ${channel}`)
      const { text, thread_ts, bot } = message
      const by = bot ? { bot_id: ids.bot, user: ids.botUser } : { user: message.user }
      const payload = {
        ...chosen(user, 'message_action', callback),
        response_url: `${responses}/${user}/${channel}`,
        channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'channel' },
        message_ts: ts,
        message: { type: 'message', ...by, text, ts, ...(thread_ts && { thread_ts }) },
      }
      return send.payload({ ...payload, ...how.body }, how)
    },
    /** Presses a button of the home tab. */
    pressesAtHome: async (user: string, label: string) => {
      const find = () => {
        const home = slack.homes.get(user)
        const button = home && buttonsOf(home).find((one) => typeof one.text !== 'string' && one.text.text === label)
        return home && button && { home, button }
      }
      const { home, button } = await until(find, () => `No button “${label}” in the home of ${user}`)
      return send.payload({
        ...chosen(user, 'block_actions', ''),
        container: { type: 'view', view_id: home.id },
        view: { id: home.id, type: 'home', team_id: slack.team, app_installed_team_id: slack.team, callback_id: '' },
        actions: [{ ...button, block_id: 'b', action_ts: slack.ts() }],
      })
    },
    /** Presses a button of the newest card that only this person sees. Slack tells of such a message where it is, not what it says. */
    pressesOwn: async (user: string, label: string) => {
      const find = () => {
        const own = slack.ephemerals.findLast((one) => one.user === user && one.blocks)
        const button = own && labelled({ blocks: own.blocks ?? [] }, label)
        return own?.ts && button ? { ...own, ts: own.ts, button } : undefined
      }
      const { channel, ts, button } = await until(find, () => `No button “${label}” for ${user} alone`)
      const { message: _, ...body } = pressPayload(
        slack,
        user,
        channel,
        { ts, user: ids.botUser, bot: true, text: '', blocks: [], edited: false },
        button,
        `${responses}/${user}/${channel}`,
      )
      return send.payload({ ...body, container: { ...body.container, is_ephemeral: true } })
    },
    /** Presses the button with this label, waiting for it to be shown. */
    presses: async (user: string, channel: string, label: string, how: Pressing = {}) =>
      send.payload({ ...(await press(user, channel, label, how)), ...how.body }, how),
    /** Fills in and sends the newest modal of this person, waiting for it to open. Fields by name; the rest as they were. */
    submits: async (user: string, fields: Record<string, string>, how: Sending = {}) => {
      const view = await until(
        () => slack.views.findLast((one) => one.user === user),
        () => `No modal is open for ${user}`,
      )
      const answer = await send.payload(submission(slack, view, fields), how)
      // A modal stays open when the answer names errors.
      if (answer.status === 200 && !answer.body?.response_action) slack.views.splice(slack.views.indexOf(view), 1)
      return answer
    },
  }
}

const buttonsOf = (message: Pick<Message, 'blocks'>): Element[] =>
  message.blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements ?? [])
    .flatMap((element) => (element.type === 'static_select' ? choicesOf(element) : [element]))

/** An option of a select, as Slack sends it once it was chosen. */
const choicesOf = ({ options = [], type, action_id }: Element): Element[] =>
  options.map((selected_option) => ({
    type,
    text: selected_option.text,
    ...(action_id && { action_id }),
    selected_option,
  }))

function pressPayload(slack: Workspace, user: string, channel: string, message: Message, button: Element, url: string) {
  const { ts, thread_ts, text, blocks } = message
  return {
    type: 'block_actions',
    user: { id: user, username: user.toLowerCase(), team_id: slack.team },
    api_app_id: ids.app,
    team: { id: slack.team, domain: 'guichet' },
    enterprise: null,
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
    trigger_id: slack.trigger(user),
    channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : 'channel' },
    message: { type: 'message', user: ids.botUser, bot_id: ids.bot, ts, text, blocks, ...(thread_ts && { thread_ts }) },
    state: { values: {} },
    response_url: url,
    actions: [{ ...button, block_id: 'b', action_ts: slack.ts() }],
  }
}

function submission(slack: Workspace, { id, hash, user, view }: View, fields: Record<string, string>) {
  const stray = Object.keys(fields).filter((name) => !view.blocks.some(({ block_id }) => block_id === name))
  if (stray.length) throw new Error(`No field ${stray.join(', ')} in “${view.title.text}”`)
  const values = view.blocks.map(({ block_id, element }) => {
    const given = fields[block_id] ?? element.initial_value ?? element.initial_date ?? null
    const selected = element.options?.find(({ value, text }) => value === given || text.text === given) ?? null
    const typed = element.type === 'datepicker' ? { selected_date: given } : { value: given }
    const filled = element.options ? { selected_option: selected } : typed
    return [block_id, { [element.action_id]: { type: element.type, ...filled } }] as const
  })
  return {
    type: 'view_submission',
    team: { id: slack.team, domain: 'guichet' },
    user: { id: user, team_id: slack.team },
    api_app_id: ids.app,
    trigger_id: slack.trigger(user),
    view: { ...view, id, hash, state: { values: Object.fromEntries(values) } },
    response_urls: [],
  }
}
