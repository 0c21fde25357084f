import type { Id, PersonId, TicketId } from '../../platform/ids.ts'

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

/** What agents may judge: the three drafts of the model, and how triage read the ticket. */
export const aiTools = ['summary', 'suggestion', 'translation', 'triage'] as const
export type AiTool = (typeof aiTools)[number]

/** What an agent thinks of it; never shown on the ticket. */
export interface AiFeedbackTable {
  ticket_id: TicketId
  tool: AiTool
  person_id: PersonId
  good: boolean
  comment: string
  /** The version of triage, or the name of the model. */
  model: string | null
  at: Date
}
