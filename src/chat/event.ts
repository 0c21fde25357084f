import type { Locale } from './locale.ts'
import type { AccountKey, ThreadKey } from './thread.ts'

/** Who acts, as the platform vouches for it. What is absent is not known yet. */
export interface Author {
  account: AccountKey
  name?: string
  locale?: Locale
  /** What the platform says of this account's membership of the triage channel; absent when it was not asked. */
  agent?: boolean
}

/** A file that came with a message. `handle` is what its adapter needs to fetch it; `stored`: it was uploaded to us before. */
export interface IncomingFile {
  name: string
  bytes?: number
  handle?: Record<string, unknown>
  stored?: `fil_${string}`
}
/** More files than this in one message are not looked at; Slack's own clients stop at ten. */
export const mostFiles = 20

/** What one event says. Text is already normalised (`platform/text.ts`) and free of the platform's own markup. */
export type Heard =
  /** `mentioned`: the bot was addressed, or the conversation is personal, so that silence would be rude. */
  | { kind: 'text'; text: string; mentioned: boolean; files?: ReadonlyArray<IncomingFile> }
  /** A button, a choice (`fields.choice`) or a filled form (`fields` by name) of the card with this id. */
  | { kind: 'press'; card: string; action: string; fields: Record<string, string> }
  /** Somebody wants to fill a form of this card: the answer in the same breath holds its fields. */
  | { kind: 'open-form'; card: string; action: string }
  /**
   * `/desk status 1042`: the words behind the command, answered only to the person who typed it. `in`: the channel where
   * it was typed. A channel that is named among the words stands there by its platform id (`#C9`).
   */
  | { kind: 'command'; text: string; in?: ThreadKey }
  /** The message named by `ChatEvent.message` now reads `text`, or is gone. */
  | { kind: 'edited'; text: string }
  | { kind: 'deleted' }
  /** A sign was put under the message named by `ChatEvent.message`, or taken away again; written as `chat/emoji.ts` does. */
  | { kind: 'reacted'; emoji: string; added: boolean }
  /** The person opened the personal conversation (or installed the app): greeted once. */
  | { kind: 'arrived' }
  /** The person looks at their home (Slack's App Home): it is drawn now, and again whenever something on it changes. */
  | { kind: 'home' }
  /**
   * Somebody points at the message named by `ChatEvent.message`, theirs or a colleague's, to make a ticket of it. `author`:
   * who wrote it, as far as the platform tells. `here`: the bot is in that place and can be read there. `form`: the answer
   * in the same breath is a form; otherwise the ticket is opened at once.
   */
  | { kind: 'pointed'; text: string; author?: Author; here: boolean; form: boolean }
  /** Words typed into the platform's own search box: what they find is the answer in the same breath, and nothing is kept. */
  | { kind: 'search'; text: string }
  /** An errand came back (section 3 of the architecture): `answer` is one of its outcomes, `row` its place in the outbox. */
  | { kind: 'outcome'; errand: string; answer: string; value?: unknown; row?: number }

/** The one shape that every platform's payload becomes. */
export interface ChatEvent {
  /** The platform's own event id with its platform and workspace before it: hearing it twice changes nothing. */
  id: string
  thread: ThreadKey
  from: Author
  /** The platform's id of the message that was written, edited, deleted or reacted to; edits and deletes are followed by it. */
  message?: string
  /** When it happened, by the platform's clock. */
  at: Date
  heard: Heard
  /** People of another company read along in this place (Slack Connect); absent where that is not so, or not known. */
  outsiders?: boolean
  /** Secrets that stood in it were taken out before anybody stored it (`conversation/guarded.ts`). */
  masked?: boolean
  /** What the adapter needs to speak to this place later without being spoken to (Teams: conversation reference). */
  reference?: Record<string, unknown>
}

/** What must be answered in the same breath; everything else leaves through the outbox. */
export interface Reply {
  /** The event was a repetition, and had no effect. */
  repeated?: boolean
  /** A line only the acting person sees: "Karim has it", "this button is old", the answer to a command. */
  notice?: string
  /** The form that was asked for with `open-form`, or that an act goes on with. */
  form?: import('./card.ts').Form
  /** What is wrong with the fields of a submitted form, by field name; nothing was changed. */
  errors?: Record<string, string>
  /** The card that `form` belongs to, where it was asked for without one. */
  card?: string
  /** What only this person is shown: in a window of its own where the platform has one. */
  shown?: Found
  /** The pressed card as this person alone is shown it; what is pressed on it counts as on the card itself. */
  own?: ReadonlyArray<import('./card.ts').Block>
  /** What a search found, best first. */
  found?: ReadonlyArray<Found>
  /** A talk has begun here: what it is called, where the platform gives talks a title. */
  title?: string
  /** An answer is being worked on and will take some seconds: what is shown meanwhile. */
  working?: string
  /** What the person may want to write first, where the platform offers it ready to press. */
  prompts?: ReadonlyArray<string>
}

/** One result of a search, and the card that may be put into somebody's talk: without buttons, readable by all who read there. */
export interface Found {
  title: string
  note: string
  blocks: ReadonlyArray<import('./card.ts').Block>
}
