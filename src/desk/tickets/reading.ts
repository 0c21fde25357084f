import type { Option } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'

/** Who looks, and when: the minutes left are counted at that moment, the hours are those of the desk's zone. */
export interface Reading {
  t: Texts
  now: Date
  zone: string
  /** Whom the Assign form offers: agents, then teams. */
  assignees: ReadonlyArray<Option>
  /** Where the Escalate form may pass it: lines, then teams. */
  escalations: ReadonlyArray<Option>
  /** Replies kept ready and macros. */
  replies: ReadonlyArray<Option>
  /** A claim without work is freed after so many working minutes. */
  abandonedMinutes?: number | undefined
  /** Who is writing to the requester at this moment. */
  replying: readonly string[]
  /** The newest public message (`messages.seq`): what whoever reads the card has seen. */
  newest: number
  /** Words that came back into the reply form. */
  draft?: string | undefined
  /** A public reply has not left yet. */
  held: boolean
  /** How the console is reached from elsewhere, where that is known. */
  publicUrl?: string | undefined
  /** Several people read this very card, maybe in different languages. */
  shared?: boolean | undefined
  /** A language model is there to draft for the agent. */
  model?: boolean | undefined
}
