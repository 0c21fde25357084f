import { z } from 'zod'
import type { ChatAdapter, Destination, Found, Outgoing, Sent } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { placeOf, threadUnder } from '../../src/chat/thread.ts'
import { type FileAccess, fetchFile, fileMark, upload } from './files.ts'
import { publishHome, readMessage } from './home.ts'
import { limits } from './limits.ts'
import { escaped, shortened, shownName } from './markup.ts'
import { pictureAt, profileOf } from './profile.ts'
import { toBlockKit, toWords } from './render.ts'
import { putSign } from './signs.ts'
import type { Call, Called, Failure } from './web-api.ts'

const Nothing = z.object({})
const Posted = z.object({ ts: z.string() })
const Conversation = z.object({ channel: z.object({ id: z.string() }) })
const Messages = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ id: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional().catch(undefined),
})
const metadataName = 'guichet'
const pageSize = 200
const mostPages = 10

/**
 * Speaks to Slack. Each function is one request, except for the first words to a person, whose channel must be asked for.
 * `mayName`: whether the token may speak under other names than the bot's, as far as Slack has said.
 */
export function speaker(access: FileAccess, defaultLocale: Locale, mayName = () => false): ChatAdapter {
  const { call } = access
  const channelOf = channels(call)
  return {
    platform: 'slack',
    post: async (to, message) =>
      withChannel(to, async (channel) => {
        const named = mayName() && underName(message)
        const sent = named && (await post(call, to, channel, message.id, named))
        // Refused, so nothing was said: the scope was taken away meanwhile.
        const unnamed = !sent || (sent.outcome === 'never' && sent.reason === 'missing_scope')
        return unnamed ? post(call, to, channel, message.id, contents(message)) : sent
      }),
    update: async (to, ts, message) =>
      withChannel(to, async (channel) =>
        done(ts, await call('chat.update', { channel, ts, ...contents(message) }, Nothing)),
      ),
    remove: async (to, posted) =>
      posted.startsWith(fileMark)
        ? done(posted, await call('files.delete', { file: posted.slice(fileMark.length) }, Nothing), 'file_not_found')
        : withChannel(to, async (channel) =>
            done(posted, await call('chat.delete', { channel, ts: posted }, Nothing), 'message_not_found'),
          ),
    upload: async (to, file, message) => {
      const channel = await channelOf(to)
      if (!channel.ok) return harmless(channel.failure)
      const { place } = placeOf(to.thread)
      return upload(
        access,
        { channel: channel.data, ...(place.kind === 'thread' && { thread: place.root }) },
        file,
        message,
      )
    },
    sign: (to, posted, emoji, added) => withChannel(to, (channel) => putSign(call, channel, posted, { emoji, added })),
    fetchFile: (_, handle, most) => fetchFile(access, handle, most),
    find: async (to, id) => {
      const channel = await channelOf(to)
      return channel.ok ? find(call, to, channel.data, id) : notTold(channel.failure)
    },
    read: (to, message) => readMessage(call, to, message),
    home: (account, message) => publishHome(call, account, message),
    profile: async (account) => profileOf(call, account.slice(account.lastIndexOf(':') + 1), defaultLocale),
  }

  async function withChannel(to: Destination, speak: (channel: string) => Promise<Sent>): Promise<Sent> {
    const channel = await channelOf(to)
    return channel.ok ? speak(channel.data) : harmless(channel.failure)
  }
}

/** The channel behind a thread. A person's own is remembered from their last event, or opened once per process. */
function channels(call: Call) {
  const opened = new Map<string, string>()
  return async ({ thread, reference }: Destination): Promise<Called<string>> => {
    const { place } = placeOf(thread)
    if (place.kind !== 'personal') return { ok: true, data: place.channel }
    const known = reference?.user === place.user && typeof reference.channel === 'string' && reference.channel
    const channel = known || opened.get(place.user)
    if (channel) return { ok: true, data: channel }
    const answer = await call('conversations.open', { users: place.user }, Conversation)
    if (!answer.ok) return answer
    opened.set(place.user, answer.data.channel.id)
    return { ok: true, data: answer.data.channel.id }
  }
}

/** The thread to speak in: a channel's, or the one in a direct message that its person last wrote in (the agent pane's). */
function rootOf({ thread, reference }: Destination): string | undefined {
  const { place } = placeOf(thread)
  if (place.kind !== 'personal') return place.kind === 'thread' ? place.root : undefined
  return reference?.user === place.user && typeof reference.within === 'string' ? reference.within : undefined
}

async function post(call: Call, to: Destination, channel: string, id: string, words: object): Promise<Sent> {
  const { thread } = to
  const { place } = placeOf(thread)
  const root = rootOf(to)
  const answer = await call(
    'chat.postMessage',
    {
      channel,
      ...(root && { thread_ts: root }),
      ...words,
      metadata: { event_type: metadataName, event_payload: { id } },
      unfurl_links: false,
      unfurl_media: false,
    },
    Posted,
  )
  if (!answer.ok) return answer.failure
  const posted = answer.data.ts
  return { outcome: 'sent', posted, ...(place.kind === 'channel' && { thread: threadUnder(thread, posted) }) }
}

/** Text and blocks always go together: an update with one of them would leave the old other one standing. */
const contents = ({ id, blocks, plain }: Outgoing) => ({
  text: shortened(escaped(plain.slice(0, limits.messageText + 1)), limits.messageText) || '…',
  blocks: toBlockKit(blocks, id),
})

/**
 * The same under its author's name and picture, which then need not stand in the text. Later changes cannot name anybody, so
 * they have the name in their text again. Nothing where there is no name, or nothing else to show.
 */
function underName({ blocks: [said], voice }: Outgoing) {
  const name = voice && shownName(voice.name)
  if (!name || said?.kind !== 'said') return undefined
  const blocks = toWords(said)
  const picture = pictureAt(voice.picture)
  const text = shortened(escaped(said.text.slice(0, limits.messageText + 1)), limits.messageText)
  return blocks.length && text ? { text, blocks, username: name, ...(picture && { icon_url: picture }) } : undefined
}

/** Changing or removing a message twice does no harm, so what may have happened is simply done again. */
function done(posted: string, answer: Called<unknown>, alsoDone?: string): Sent {
  return answer.ok || answer.error === alsoDone ? { outcome: 'sent', posted } : harmless(answer.failure)
}

const harmless = (failure: Failure): Failure =>
  failure.outcome === 'unknown' ? { outcome: 'later', afterMs: 1000, reason: failure.reason } : failure

/** Looks through the newest messages of a channel, or through a whole thread, which Slack gives oldest first. */
async function find(call: Call, to: Destination, channel: string, id: string): Promise<Found> {
  const root = rootOf(to)
  const [method, where, pages] =
    root !== undefined
      ? (['conversations.replies', { channel, ts: root }, mostPages] as const)
      : (['conversations.history', { channel }, 1] as const)
  let cursor: string | undefined
  for (let page = 0; page < pages; page++) {
    const paging = { limit: pageSize, include_all_metadata: true, ...(cursor && { cursor }) }
    const answer = await call(method, { ...where, ...paging }, Messages)
    if (!answer.ok) return notTold(answer.failure)
    const found = answer.data.messages.find(
      (m) => m.metadata?.event_type === metadataName && m.metadata.event_payload.id === id,
    )
    if (found) return { posted: found.ts }
    cursor = answer.data.response_metadata?.next_cursor || undefined
    if (!cursor || root === undefined) return 'absent'
  }
  return 'cannot-tell'
}

/** A missing scope stays missing; an outage ends, and until then nothing is said that may stand there already. */
const notTold = ({ outcome }: Failure): Found => (outcome === 'never' ? 'cannot-tell' : 'ask-later')
