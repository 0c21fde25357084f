import { z } from 'zod'

/** What is stored with each event, so that the bot can speak first later: Bot Framework's conversation reference. */
export const Reference = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  /** As the activity named it; a local client may name none. */
  tenant: z.string().optional(),
  bot: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  /** Whose act it came with; a user's id is specific to this bot. */
  user: z.string().optional(),
  /** Whether `conversation` is the personal one with `user`. */
  personal: z.boolean().optional(),
})
export type Reference = z.infer<typeof Reference>

/** The root of a group chat's one thread: messages there cannot be replied to in threads. */
export const wholeChat = 'chat'

/** Stands between a channel and the first message of a thread in the connector's ids. */
export const rootMark = ';messageid='

/** The connector's id of a thread: a channel's threads are named by their first message. */
export const conversationId = (channel: string, root: string) =>
  root === wholeChat ? channel : `${channel}${rootMark}${root}`
