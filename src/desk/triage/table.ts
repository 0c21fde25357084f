import type { ColumnType, Generated, GeneratedAlways, JSONColumnType, Selectable } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Id, PersonId, TicketId } from '../../platform/ids.ts'
import type { Category, Intent } from './labels.ts'

export type ModelVersion = Id<'mdl'>
export type LineId = Id<'lbl'>

/** How many held-out lines a model got right; null where there were none to ask. */
export interface ModelMetrics {
  readonly lines: number
  readonly heldOut: number
  readonly intent: number | null
  readonly category: number | null
  readonly before: { readonly version: string; readonly intent: number | null; readonly category: number | null }
}

/** A label that an agent gave or corrected: the desk's own training lines. */
export interface TriageLinesTable {
  id: LineId
  text: string
  locale: Locale
  intent: Intent | null
  category: Category | null
  /** The message it was read from; a later correction of the same message replaces the earlier one. */
  source: string
  ticket_id: TicketId | null
  corrected_by: PersonId | null
  at: Date
}
export type TriageLine = Selectable<TriageLinesTable>

export interface TriageModelsTable {
  version: ModelVersion
  number: GeneratedAlways<number>
  packed: string
  metrics: JSONColumnType<ModelMetrics>
  /** At most one is; none: the seed model answers. */
  active: Generated<boolean>
  created_at: ColumnType<Date, Date, never>
}

/** What was decided about a message and why, as the console and the ticket show it. */
export interface TriageDecisionsTable {
  source: string
  ticket_id: TicketId | null
  model: string
  decision: JSONColumnType<Record<string, unknown>>
  reasons: JSONColumnType<readonly object[]>
  at: Date
}
export type TriageDecision = Selectable<TriageDecisionsTable>
