import { type Connector, keep, newMessageId, personalOf } from './connector.ts'
import { type Activity, actionsOf, cardOf, type Json, type Shown, shown } from './shown.ts'
import type { Claims, openIdProvider, Signing } from './tokens.ts'

/** Where somebody writes: absent, their personal conversation; a channel (a new thread there); or a thread of it by its root. */
export interface Where {
  channel?: string
  thread?: string
  /** A group chat instead of a team's channel. */
  group?: string
}
export interface Said extends Where {
  mention?: boolean
  locale?: string
  /** Overrides of the activity's own fields, for what Teams might send one day. */
  activity?: Json
}
export interface Heard {
  status: number
  body: Json | undefined
  /** The id of what was said, to edit or delete it, and the root of a thread that it started. */
  id: string
}

/** The people in Teams and what they need to act: the wire to the bot, and what each of them has said. */
export interface World {
  connector: Connector
  provider: ReturnType<typeof openIdProvider>
  serviceUrl: string
  tenantId: string
  bot: { id: string; name: string }
  auth: 'on' | 'off'
  endpoint: string
  spoken: Map<string, Where>
}

export const userId = (user: string) => `29:${user}`
const encoded = (text: string) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)

/** The header that Teams would send, or a forged one. */
export const signed = ({ provider, serviceUrl }: World, claims: Claims = {}, signing: Signing = {}) =>
  provider.bearer({ serviceurl: serviceUrl, ...claims }, signing)

/** Sends any activity, signed as Teams signs (or as told; `null`: not at all); what it answers is the bot's answer. */
export async function delivers(world: World, activity: unknown, authorization?: string | null): Promise<Heard> {
  if (!world.endpoint) throw new Error('connect(url) first: the stand-in does not know where the bot listens')
  const header = authorization === undefined && world.auth === 'on' ? signed(world) : authorization
  const response = await fetch(world.endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header && { authorization: header }) },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  })
  const text = await response.text()
  const id = String((activity as Json | null)?.id ?? '')
  return { status: response.status, body: text ? (JSON.parse(text) as Json) : undefined, id }
}

/** An activity as Teams would send it; everything that people do is made of it. */
export function activityOf(world: World, user: string, type: string, where: Where = {}, more: Json = {}): Json {
  const { connector, serviceUrl, tenantId, bot } = world
  const id = String(more.id ?? newMessageId(connector))
  const channel = where.channel && { channel: { id: where.channel }, team: { id: where.channel } }
  return {
    type,
    id,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: userId(user), name: user, aadObjectId: `aad-${user}` },
    recipient: bot,
    conversation: { ...conversationOf(user, where, id), tenantId },
    channelData: { tenant: { id: tenantId }, ...channel },
    locale: 'fr-FR',
    ...more,
  }
}

function conversationOf(user: string, { channel, thread, group }: Where, id: string) {
  if (group) return { id: group, conversationType: 'groupChat', isGroup: true }
  if (!channel) return { id: personalOf(userId(user)), conversationType: 'personal' }
  return { id: `${channel};messageid=${thread ?? id}`, conversationType: 'channel', isGroup: true }
}

export async function says(world: World, user: string, text: string, said: Said = {}): Promise<Heard> {
  const { mention = false, locale = 'fr-FR', activity: more = {}, ...where } = said
  const at = `<at>${world.bot.name}</at>`
  const clientInfo = { type: 'clientInfo', locale, country: 'FR', platform: 'Windows', timezone: 'Europe/Paris' }
  const activity = activityOf(world, user, 'message', where, {
    text: mention ? `${at}&nbsp;${encoded(text)}` : encoded(text),
    textFormat: 'plain',
    locale,
    attachments: [{ contentType: 'text/html', content: `<div>${encoded(text)}</div>` }],
    entities: [clientInfo, ...(mention ? [{ type: 'mention', text: at, mentioned: world.bot }] : [])],
    ...more,
  })
  const id = String(activity.id)
  world.spoken.set(id, where.channel && !where.thread ? { ...where, thread: id } : where)
  keep(world.connector, shown(id, (activity.conversation as { id: string }).id, user, { text }))
  return delivers(world, activity)
}

/** `what` is done to a message that this person has said. */
export function changes(
  world: World,
  user: string,
  id: string,
  what: 'messageUpdate' | 'messageDelete',
  text?: string,
) {
  const eventType = what === 'messageUpdate' ? 'editMessage' : 'softDeleteMessage'
  const more = {
    id,
    ...(text !== undefined && { text: encoded(text) }),
    channelData: { tenant: { id: world.tenantId }, eventType },
  }
  return delivers(world, activityOf(world, user, what, world.spoken.get(id), more))
}

/** Somebody adds the app to their personal conversation. Teams tells the bot twice, in two ways. */
export async function installs(world: World, user: string): Promise<Heard> {
  const membersAdded = [{ id: world.bot.id }, { id: userId(user) }]
  await delivers(world, activityOf(world, user, 'conversationUpdate', {}, { membersAdded }))
  return delivers(world, activityOf(world, user, 'installationUpdate', {}, { action: 'add' }))
}

export interface Press {
  /** The channel where the button is; absent, the person's own conversation. */
  in?: string
  /** `submit` is an older client, which uses the button's fallback. */
  as?: 'execute' | 'submit'
}

export async function presses(
  world: World,
  user: string,
  label: string,
  inputs: Record<string, string>,
  how: Press,
): Promise<Heard> {
  const there = visible(world.connector.messages, how.in ?? user)
  const { message, action, filled } = findButton(there, label, inputs)
  const [channel, thread] = message.conversation.split(';messageid=')
  const where: Where = how.in ? { channel: channel!, ...(thread && { thread }) } : {}
  const data = { ...(action.data as Json), ...filled }
  const replyToId = message.id
  if (how.as === 'submit') return delivers(world, activityOf(world, user, 'message', where, { replyToId, value: data }))
  const value = { action: { type: action.type, title: action.title, verb: action.verb, data }, trigger: 'manual' }
  const more = { id: `f:${crypto.randomUUID()}`, name: 'adaptiveCard/action', replyToId, value }
  return delivers(world, activityOf(world, user, 'invoke', where, more))
}

/** An invoke of the message extension or of a dialog, in the person's own conversation or a thread of a channel. */
export const invokes = (world: World, user: string, name: string, value: Json, where: Where = {}): Promise<Heard> =>
  delivers(world, activityOf(world, user, 'invoke', where, { id: `f:${crypto.randomUUID()}`, name, value }))

/** Opens "create a ticket" in the menu of a message that is there; the answer is a dialog. */
export function pointsAt(world: World, user: string, message: string, where: Where, by = user): Promise<Heard> {
  const said = world.connector.messages.find((one) => one.id === message)
  if (!said) throw new Error(`No message ${message}`)
  const author = { id: `aad-${by}`, displayName: by, userIdentityType: 'aadUser' }
  const messagePayload = {
    ...{ id: message, messageType: 'message', from: { application: null, device: null, user: author } },
    body: { contentType: 'html', content: `<div><div>${encoded(said.text)}</div></div>` },
  }
  const value = { commandId: 'guichet_ticket', commandContext: 'message', messagePayload }
  return invokes(world, user, 'composeExtension/fetchTask', value, where)
}

/** Fills in the dialog that was answered, by the names of its fields, and sends it as the client does. */
export function submits(
  world: World,
  user: string,
  answer: Heard,
  fields: Record<string, string>,
  how: { where?: Where; extension?: true } = {},
) {
  const shownDialog = (answer.body?.task as Json | undefined)?.value as Json | undefined
  const content = (shownDialog?.card as Json | undefined)?.content as Json | undefined
  if (!content) throw new Error(`No dialog was answered, but ${JSON.stringify(answer.body)}`)
  const inputs = (content.body as Json[]).filter((one) => String(one.type).startsWith('Input.'))
  const [button] = content.actions as Json[]
  const typed = Object.fromEntries(
    inputs.map((one) => {
      const name = Object.keys(fields).find((field) => String(one.id).endsWith(`.${field}`))
      return [String(one.id), name === undefined ? one.value : fields[name]]
    }),
  )
  const data = { ...(button?.data as Json), ...typed }
  const name = how.extension ? 'composeExtension/submitAction' : 'task/submit'
  return invokes(world, user, name, { commandId: 'guichet_ticket', data }, how.where)
}

/** Types into the search box of the message extension, wherever the person writes. */
export const searches = (world: World, user: string, words: string, where: Where = {}) =>
  invokes(
    world,
    user,
    'composeExtension/query',
    {
      commandId: 'guichet_search',
      parameters: [{ name: words ? 'words' : 'initialRun', value: words || 'true' }],
      queryOptions: { skip: 0, count: 25 },
    },
    where,
  )

/** Puts a sign under a message of the bot, or takes it away. */
export function reacts(world: World, user: string, message: string, type: string, how: { removed?: true } = {}) {
  const said = world.connector.messages.find((one) => one.id === message)
  const [channel, thread] = (said?.conversation ?? '').split(';messageid=')
  const where: Where = thread ? { channel: channel!, thread } : {}
  const signs = { [how.removed ? 'reactionsRemoved' : 'reactionsAdded']: [{ type }] }
  return delivers(world, activityOf(world, user, 'messageReaction', where, { replyToId: message, ...signs }))
}

/** What is to be seen: everywhere, in one person's own conversation (`marie`), or in a channel with all its threads. */
export function visible(messages: Shown[], where?: string): Shown[] {
  const place = where === undefined || where.includes(':') ? where : personalOf(userId(where))
  const isThere = ({ conversation }: Shown) => conversation === place || conversation.startsWith(`${place};messageid=`)
  return messages.filter((one) => !one.deleted && (!place || isThere(one)))
}

/** Waits until a message with this text is there; says what there was instead when it does not come. */
export function sees({ connector }: World, where: string, text: string | RegExp, withinMs: number): Promise<Shown> {
  const isIt = (one: Shown) => (typeof text === 'string' ? one.text.includes(text) : text.test(one.text))
  return new Promise((resolve, reject) => {
    const look = () => {
      const message = visible(connector.messages, where).findLast(isIt)
      if (!message) return
      end()
      resolve(message)
    }
    const giveUp = () => {
      end()
      const there = visible(connector.messages, where).map((one) => `${one.by}: ${one.text}`)
      reject(new Error(`${where} does not see ${text}, but:\n${there.join('\n---\n') || 'nothing'}`))
    }
    const timer = setTimeout(giveUp, withinMs)
    const end = () => {
      clearTimeout(timer)
      connector.watchers.delete(look)
    }
    connector.watchers.add(look)
    look()
  })
}

type Button = { message: Shown; action: Json; filled: Json }

function findButton(messages: Shown[], label: string, given: Record<string, string>): Button {
  for (const message of messages.toReversed()) {
    const card = cardOf(message.activity as Activity)
    const found =
      card &&
      actionsOf(card).find(
        ({ action }) => [action.title, action.verb].includes(label) && String(action.type) === 'Action.Execute',
      )
    if (found) return { message, action: found.action, filled: filled(found.inputs, given) }
  }
  const there = messages.flatMap((one) => one.buttons).join(', ')
  throw new Error(`No button “${label}” is there to be pressed; there are: ${there || 'none'}`)
}

/** What the client sends with the button; like the client, it refuses to send a form whose required field is empty. */
function filled(inputs: Json[], given: Record<string, string>): Json {
  const values: Json = {}
  for (const input of inputs) {
    const name = String(input.id)
    const key = Object.keys(given).find((one) => one === input.label || one === name || name.endsWith(`.${one}`))
    const value = key === undefined ? input.value : given[key]
    if (!value && input.isRequired) throw new Error(`The field “${input.label}” must be filled`)
    if (value !== undefined) values[name] = value
  }
  return values
}
