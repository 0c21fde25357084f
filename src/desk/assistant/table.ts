import type { Id } from '../../platform/ids.ts'

/** One call of the language model. Neither what was asked nor what was answered is kept. */
export interface ModelCallsTable {
  id: Id<'cal'>
  purpose: string
  model: string
  /** Booked before the call, as an upper estimate; what was used once it is over. */
  tokens: number
  /** Absent while the call runs, and for ever where its process died. */
  ms: number | null
  outcome: string | null
  at: Date
}
/** Messages for which the model was asked, by the id of their event: their share of all messages is bounded. */
export interface ModelMessagesTable {
  source: string
  at: Date
}
