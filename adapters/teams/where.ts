import { z } from 'zod'
import type { Destination } from '../../src/chat/adapter.ts'
import { placeOf } from '../../src/chat/thread.ts'
import type { Answer, Answered, Ask } from './connector.ts'
import { conversationId, Reference } from './reference.ts'
import { globalServiceUrl, maySpeakTo } from './service-url.ts'
import { localTenant, type TeamsSettings } from './settings.ts'

/** What the functions that speak share: how to ask the connector, and the personal conversations opened so far. */
export interface Speech {
  settings: TeamsSettings
  ask: Ask
  opened: Map<string, string>
}

/** Personal conversations remembered by this process: asking again gives the same one, so forgetting costs a request. */
const mostRemembered = 5000

export const Created = z.object({ id: z.string().optional(), activityId: z.string().optional() })
export const succeeded = (answer: Answer): answer is Answered =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300

export const referenceOf = (to: Destination): Partial<Reference> => Reference.safeParse(to.reference).data ?? {}

/** The connector that was last heard from, or the one for everybody; none for a local client that has not spoken yet. */
export function serviceUrlOf({ settings }: Speech, to: Destination): string | undefined {
  return referenceOf(to).serviceUrl ?? (maySpeakTo(globalServiceUrl, settings) ? globalServiceUrl : undefined)
}

export const botOf = ({ settings }: Speech, to: Destination) =>
  referenceOf(to).bot ?? { id: `28:${settings.appId ?? 'bot'}` }

/** The connector's id of a place, or how asking for it failed; opening a personal conversation may be repeated. */
export async function conversationOf(speech: Speech, to: Destination, posted?: string): Promise<string | Answer> {
  const { place } = placeOf(to.thread)
  if (place.kind === 'thread') return conversationId(place.channel, place.root)
  if (place.kind === 'channel') return posted ? conversationId(place.channel, posted) : place.channel
  const { personal, user, conversation } = referenceOf(to)
  const known = personal && user === place.user ? conversation : speech.opened.get(to.thread)
  return known ?? openPersonal(speech, to, place.user)
}

async function openPersonal(speech: Speech, to: Destination, user: string): Promise<string | Answer> {
  const answer = await create(speech, to, { isGroup: false, members: [{ id: user }] })
  const id = succeeded(answer) ? Created.safeParse(answer.body).data?.id : undefined
  if (!id) return answer
  if (speech.opened.size >= mostRemembered) speech.opened.clear()
  speech.opened.set(to.thread, id)
  return id
}

/** In a channel itself the first message and its thread are made by one request. */
export const createThread = (speech: Speech, to: Destination, channel: string, activity: object): Promise<Answer> =>
  create(speech, to, { isGroup: true, activity }, { channel: { id: channel } })

function create(speech: Speech, to: Destination, conversation: object, channelData: object = {}): Promise<Answer> {
  const { workspace } = placeOf(to.thread)
  const tenantId = referenceOf(to).tenant ?? (workspace === localTenant ? undefined : workspace)
  const body = {
    bot: botOf(speech, to),
    ...(tenantId && { tenantId }),
    channelData: { ...channelData, ...(tenantId && { tenant: { id: tenantId } }) },
    ...conversation,
  }
  return speech.ask({ method: 'POST', serviceUrl: serviceUrlOf(speech, to) ?? '', path: ['conversations'], body })
}
