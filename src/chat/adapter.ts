import type { Block, Card } from './card.ts'
import type { Author, ChatEvent, Reply } from './event.ts'
import type { Locale } from './locale.ts'
import type { AccountKey, Platform, ThreadKey } from './thread.ts'

/** Where to speak. `reference` is what this adapter stored with the last event heard from there (or from its workspace). */
export interface Destination {
  thread: ThreadKey
  reference?: Record<string, unknown>
}

/** One thing to say. `id` is opaque: buttons carry it back as `card`, Slack keeps it as metadata for look-ups. */
export interface Outgoing {
  id: string
  blocks: ReadonlyArray<Block>
  /** The same as plain text: notification, screen reader. */
  plain: string
  /** Somebody's words and nothing else: a platform that lets us may show them under their name. The blocks name them, too. */
  voice?: Voice
  /** Absent where nobody is known to read another language than the card's. */
  other?: OtherLanguage
}
/** How a card that several people read is to be had in the other language: by this button of it, and who needs it. */
export interface OtherLanguage {
  action: string
  readers: ReadonlyArray<AccountKey>
}
/** Whose words these are. `picture` is an address from the same platform's own directory. */
export interface Voice {
  name: string
  picture?: string
}

/**
 * How a send ended. Failures are values: only the outbox retries, so an adapter's own client never does.
 * - `sent`    `posted` is the platform's message id; `thread` the key of the thread that this post started, if it did
 * - `later`   try again, not before `afterMs` (429, 5xx before anything was accepted, connection refused); `limited`: it was
 *   too much for that channel and method, so that more of it there would be refused, too
 * - `never`   no retry can help (channel gone, bot removed, user left, message refused)
 * - `unknown` the platform may have taken it (time-out, connection lost after sending): look before repeating
 */
export type Sent =
  | { outcome: 'sent'; posted: string; thread?: ThreadKey }
  | { outcome: 'later'; afterMs: number; reason: string; limited?: true }
  | { outcome: 'never'; reason: string }
  | { outcome: 'unknown'; reason: string }

/** A file on its way out. */
export interface OutgoingFile {
  name: string
  type: string
  content: Uint8Array
}
/** `later`: ask again; everything else is for good. `outside`: it lies where the bot has no way to it. */
export type FetchedFile =
  | { fetched: true; content: Uint8Array }
  | { fetched: false; why: 'too-large' | 'gone' | 'not-allowed' | 'outside' | 'later' }

export type Found = { posted: string } | 'absent' | 'ask-later' | 'cannot-tell'

export interface Profile {
  name?: string
  locale?: Locale
  timeZone?: string
  avatarUrl?: string
  /** As the platform's directory has it, set by its administrators; absent where people could set it themselves. */
  directoryEmail?: string
}

/** A message of somebody, as the platform has it: the thread it stands in, and who wrote it where that is a person of ours. */
export type Read = { thread: ThreadKey; text: string; author?: Author } | 'ask-later' | undefined

/** What Guichet asks of a platform. One request each, with a deadline of its own, never retried inside. */
export interface ChatAdapter {
  readonly platform: Platform
  post(to: Destination, message: Outgoing): Promise<Sent>
  update(to: Destination, posted: string, message: Outgoing): Promise<Sent>
  remove(to: Destination, posted: string): Promise<Sent>
  /**
   * Finds a message of ours by its outbox id, where the platform allows it, before a send of unknown outcome is repeated.
   * `ask-later`: the platform does not answer now; `cannot-tell`: asking again would not help either.
   */
  find?(to: Destination, id: string): Promise<Found>
  /** One message of a channel by its id; nothing for the bot's own, and for what is not there. */
  read?(channel: Destination, message: string): Promise<Read>
  /** Draws this person's home, where the platform has one. */
  home?(account: AccountKey, message: Outgoing): Promise<Sent>
  /**
   * Puts a file itself where the platform takes it, with the message as its caption. `as-message`: it does not take this
   * one; the message is then posted, which names the file and holds a link to it.
   */
  upload?(to: Destination, file: OutgoingFile, message: Outgoing): Promise<Sent | 'as-message'>
  /** Puts a sign under a message in the bot's own name, or takes it away, where the platform lets a bot do that. */
  sign?(to: Destination, posted: string, emoji: string, added: boolean): Promise<Sent>
  /** Fetches a file that somebody sent, by the handle of its event; reads no more than `most` bytes. */
  fetchFile?(from: Destination, handle: Record<string, unknown>, most: number): Promise<FetchedFile>
  profile?(account: AccountKey, reference?: Record<string, unknown>): Promise<Profile | undefined>
}

/** What an adapter may call: one event in, what must be answered in the same breath out. Rejects when nothing was stored. */
export type Hear = (event: ChatEvent) => Promise<Reply>
/**
 * The same for what its author awaits no answer to in the same breath: comes back once the event is stored, before it is
 * heard. `reply` follows when it was, and is empty where that takes longer. Rejects when nothing was stored.
 */
export type Accept = (event: ChatEvent) => Promise<{ reply: Promise<Reply> }>

/** The two ways in. */
export interface Reception {
  hear: Hear
  accept: Accept
}

export type { Block, Card }
