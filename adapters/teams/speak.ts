import type { IAdaptiveCard, IImage } from '@microsoft/teams.cards'
import { z } from 'zod'
import type { ChatAdapter, Destination, Outgoing, Profile, Sent } from '../../src/chat/adapter.ts'
import { type AccountKey, channelKey, personalThread, placeOf, threadUnder } from '../../src/chat/thread.ts'
import { clip } from './clip.ts'
import type { Ask } from './connector.ts'
import { fetchFile, inlinePicture } from './files.ts'
import { failureOf } from './outcome.ts'
import { Reference, rootMark } from './reference.ts'
import { toAdaptiveCard } from './render.ts'
import type { TeamsSettings } from './settings.ts'
import { putSign } from './signs.ts'
import { plainWords } from './text.ts'
import { openToken } from './token.ts'
import { botOf, Created, conversationOf, createThread, type Speech, serviceUrlOf, succeeded } from './where.ts'

/** The adapter that speaks: posts, edits and removes by conversation reference, without being spoken to first. */
export function openSpeech(settings: TeamsSettings, ask: Ask): ChatAdapter {
  const speech: Speech = { settings, ask, opened: new Map() }
  const token = openToken(settings)
  return {
    platform: 'teams',
    post: (to, message) => post(speech, to, activityOf(speech, to, message)),
    update: (to, posted, message) => change(speech, 'PUT', to, posted, activityOf(speech, to, message)),
    remove: (to, posted) => change(speech, 'DELETE', to, posted),
    upload: async (to, file, message) => {
      const picture = inlinePicture(file)
      if (!picture) return 'as-message'
      return post(speech, to, activityOf(speech, to, message, picture))
    },
    sign: (to, posted, emoji, added) => putSign(speech, to, posted, { emoji, added }),
    fetchFile: (_, handle, most) => fetchFile(settings, token, handle, most),
    profile: (account, reference) => profile(speech, account, reference),
  }
}

async function post(speech: Speech, to: Destination, activity: object): Promise<Sent> {
  const serviceUrl = serviceUrlOf(speech, to)
  if (!serviceUrl) return nothingHeardYet
  const { place } = placeOf(to.thread)
  if (place.kind === 'channel') return startThread(speech, to, place.channel, activity)
  const conversation = await conversationOf(speech, to)
  if (typeof conversation !== 'string') return failureOf(conversation, true)
  const path = ['conversations', conversation, 'activities']
  const answer = await speech.ask({ method: 'POST', serviceUrl, path, body: activity })
  if (!succeeded(answer)) return failureOf(answer, false)
  // An answer without an id was taken all the same: it cannot be edited later, and must not be sent again.
  return { outcome: 'sent', posted: Created.safeParse(answer.body).data?.id ?? '' }
}

async function startThread(speech: Speech, to: Destination, channel: string, activity: object): Promise<Sent> {
  const answer = await createThread(speech, to, channel, activity)
  if (!succeeded(answer)) return failureOf(answer, false)
  const { id, activityId } = Created.safeParse(answer.body).data ?? {}
  const root = id?.split(rootMark)[1] ?? activityId
  if (root === undefined) return { outcome: 'unknown', reason: 'answer-without-id' }
  const { workspace } = placeOf(to.thread)
  return {
    outcome: 'sent',
    posted: activityId ?? root,
    thread: threadUnder(channelKey('teams', workspace, channel), root),
  }
}

/** An update and a removal say how it shall be, so they may be made again whenever their outcome is not known. */
async function change(
  speech: Speech,
  method: 'PUT' | 'DELETE',
  to: Destination,
  posted: string,
  activity?: object,
): Promise<Sent> {
  if (!posted) return { outcome: 'never', reason: 'posted-without-id' }
  const serviceUrl = serviceUrlOf(speech, to)
  if (!serviceUrl) return nothingHeardYet
  const conversation = await conversationOf(speech, to, posted)
  if (typeof conversation !== 'string') return failureOf(conversation, true)
  const path = ['conversations', conversation, 'activities', posted]
  const answer = await speech.ask({ method, serviceUrl, path, body: activity && { ...activity, id: posted } })
  return succeeded(answer) ? { outcome: 'sent', posted } : failureOf(answer, true)
}

const Member = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  userPrincipalName: z.string().optional(),
})

/** Teams tells a member's name where both the member and the bot are; language and time zone come with what they write. */
async function profile(speech: Speech, account: AccountKey, reference: unknown): Promise<Profile | undefined> {
  const known = Reference.safeParse(reference).data
  const { place } = placeOf(personalThread(account))
  if (!known || place.kind !== 'personal') return undefined
  const path = ['conversations', known.conversation, 'members', place.user]
  const answer = await speech.ask({ method: 'GET', serviceUrl: known.serviceUrl, path })
  const member = succeeded(answer) ? Member.safeParse(answer.body).data : undefined
  const name = plainWords(member?.name ?? '')
  const directoryEmail = member?.email ?? member?.userPrincipalName
  return member && { ...(name && { name }), ...(directoryEmail && { directoryEmail }) }
}

/** A client on this machine must speak first: nobody else knows its address. */
const nothingHeardYet: Sent = { outcome: 'later', afterMs: 30_000, reason: 'nothing-heard-from-there-yet' }

const withPicture = (card: IAdaptiveCard, picture: IImage | undefined): IAdaptiveCard =>
  picture ? { ...card, body: [...(card.body ?? []), picture] } : card

/** One card and never text beside it: Teams would make two messages of that, and give an id for neither. */
const activityOf = (speech: Speech, to: Destination, message: Outgoing, picture?: IImage) => ({
  type: 'message',
  from: botOf(speech, to),
  // What the notification says; a card alone would be announced as "sent a card".
  summary: clip(message.plain, 500),
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: withPicture(toAdaptiveCard(message), picture) },
  ],
})
