import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import { redact } from '../../platform/redact.ts'
import type { Db } from '../../schema.ts'
import type { Band } from './bands.ts'
import type { Category, Impact, Intent, TicketType, Urgency } from './labels.ts'
import type { Priority } from './priority.ts'
import type { Reason } from './words.ts'

/** What was decided about one message and why, with what became of it. */
export interface ExplainedDecision {
  readonly source: string
  /** The words that were read, without names, addresses and secrets; absent when they are not kept any more. */
  readonly text: string | null
  readonly at: Date
  /** The version of the model that read it. */
  readonly model: string
  readonly locale: Locale
  readonly intent: Intent
  readonly type: TicketType | undefined
  readonly category: Category | undefined
  readonly service: string | undefined
  readonly impact: Impact | undefined
  readonly urgency: Urgency | undefined
  readonly priority: Priority
  readonly critical: boolean
  readonly frustrated: boolean
  readonly confidence: { readonly intent: number; readonly category: number }
  readonly bands: { readonly intent: Band; readonly category: Band }
  readonly reasons: readonly Reason[]
  readonly ticket: number | null
  /** What an agent said instead. */
  readonly corrected: { readonly intent: Intent | null; readonly category: Category | null } | null
}
export type DecisionList = 'all' | 'unsure' | 'corrected'

type Row = Pick<ExplainedDecision, 'source' | 'text' | 'at' | 'model' | 'reasons' | 'ticket' | 'corrected'> & {
  decision: Omit<ExplainedDecision, 'source' | 'text' | 'at' | 'model' | 'reasons' | 'ticket' | 'corrected'>
}

/**
 * The latest decisions with their reasons. A correction counts only where it says something else than was decided: an
 * agent who confirms a category corrects nothing.
 */
export async function latestDecisions(
  db: Db,
  { list, limit }: { list: DecisionList; limit: number },
): Promise<ExplainedDecision[]> {
  const only = {
    all: sql`true`,
    unsure: sql`(decision #>> '{bands,intent}' = 'unsure' or (decision ? 'type' and decision #>> '{bands,category}' = 'unsure'))`,
    corrected: sql`corrected is not null`,
  }[list]
  const { rows } = await sql<Row>`
    select * from (
      select d.source, coalesce(h.body ->> 'text', t.description) as text, d.at, d.model, d.decision, d.reasons,
        t.number as ticket,
        (select jsonb_build_object('intent', l.intent, 'category', l.category) from triage_lines l
         where (l.source = d.source or l.ticket_id = d.ticket_id)
           and (l.intent is distinct from coalesce(d.decision ->> 'intent', '') and l.intent is not null
             or l.category is not null and l.category is distinct from d.decision ->> 'category')
         order by l.at desc limit 1) as corrected
      from triage_decisions d left join heard h on h.id = d.source left join tickets t on t.id = d.ticket_id
      order by d.at desc, d.source limit ${list === 'all' ? limit : limit * 20}) latest
    where ${only} order by at desc, source limit ${limit}`.execute(db)
  return rows.map(({ decision, text, ...row }) => ({ ...decision, ...row, text: text && redact(text) }))
}
