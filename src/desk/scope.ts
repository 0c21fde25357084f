import type { Locale } from '../chat/locale.ts'
import type { Platform, ThreadKey } from '../chat/thread.ts'
import type { MessageId } from '../platform/ids.ts'
import type { Tx } from '../schema.ts'
import type { Mailbag } from './outbox/outbox.ts'
import type { Actor } from './people/actor.ts'
import type { DeskCalendar } from './sla/calendars.ts'
import type { TriageModel } from './triage/model.ts'

/** How many messages one account may send to the bot; 0 means no limit. */
export interface MessageLimits {
  perMinute: number
  perDay: number
}

export const reactionActs = ['take', 'resolve', 'urgent'] as const
export type ReactionAct = (typeof reactionActs)[number]
export const standardReactions: Readonly<Record<string, ReactionAct>> = {
  '👀': 'take',
  '✅': 'resolve',
  '🚨': 'urgent',
}

/** By what an act was done where it can be undone by it: a sign under the card, one of many changed together. */
export interface Cause {
  reaction?: string
  batch?: string
  message?: MessageId
}

/** What the desk knows of its own house. */
export interface DeskSettings {
  /** The language of places that several people read: the triage channel, subscribed channels. */
  locale: Locale
  /** Opening hours: SLA clocks run in them, promises are made with them. */
  calendar: DeskCalendar
  /** What triage has learnt; the seed lines until the desk has lines of its own. */
  triageModel: TriageModel
  /** Directories whose addresses join accounts; none unless the administrator said so. */
  trustedDirectories?: readonly Platform[]
  /** One for each platform that is configured; the web desk needs none. */
  triageChannels: readonly ThreadKey[]
  /** What a sign under a ticket's card does; absent, the usual ones. */
  reactions?: Readonly<Record<string, ReactionAct>>
  /** The largest file that is taken, in bytes, and for how many days after closing it is kept; absent, the defaults. */
  fileMostBytes?: number
  fileDays?: number
  /** How the console is reached from elsewhere, for links in messages. */
  publicUrl?: string
  /** For how long an agent may take a public reply back, in seconds; absent, not at all. */
  undoSeconds?: number
  /** Whoever answers a ticket first that nobody has takes it; absent, so it is. */
  replyClaims?: boolean
  /** A claim without any work for so many working minutes is freed; absent or 0, never. */
  abandonedMinutes?: number
  /** A language model is configured; absent, nothing is asked of one. */
  model?: boolean
  /** The embedding model that is configured; absent, search goes by words alone. */
  meaning?: string
  /** Absent: no limit. */
  messageLimits?: MessageLimits
}

/** One actor's hand on the desk: a transaction, the mail that leaves with it, and the moment. */
export interface Scope {
  tx: Tx
  actor: Actor
  now: Date
  mail: Mailbag
  settings: DeskSettings
  /** Whether any problem is announced now, where it is known already; otherwise it is asked. */
  announced?: boolean
  /** Written into the history with each change, so that the act can be found again and undone. */
  cause?: Cause
  /**
   * The message that this act answers, so that its own thread is not told what was just typed in it, and nothing is quoted
   * there that not everybody who reads along may read. `outsiders`: some of them are of another company. `files`: it came
   * with files, which may be all that it says.
   */
  source?: { thread: ThreadKey; message?: string; outsiders?: boolean; files?: boolean }
}

/** A refusal is a value: the ticket's absence and its invisibility are the same answer. */
export type Refusal =
  | { done: false; why: 'not-found' }
  | { done: false; why: 'not-allowed' }
  | { done: false; why: 'already-claimed'; by: string }
  | { done: false; why: 'not-from-here'; from: string }
  | { done: false; why: 'empty' }
  | { done: false; why: 'nothing-to-undo' }
  | { done: false; why: 'same-ticket' }
  /** Somebody wrote in public while this was being written: the agent looks at it and decides again. */
  | { done: false; why: 'overtaken'; by: string; text: string }
export type Outcome<T = {}> = ({ done: true } & T) | Refusal

export const notFound: Refusal = { done: false, why: 'not-found' }
export const notAllowed: Refusal = { done: false, why: 'not-allowed' }
