import { type RawBuilder, sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Tx } from '../../schema.ts'
import type { Scope } from '../scope.ts'
import type { Triage } from './triage.ts'

/** How the message `source` was read, by which model, and what came of it. */
export interface NotedDecision {
  readonly source: string
  readonly decision: Triage
  readonly model: string
  ticket?: TicketId
}

/** Writes down, with the mail of this act, what was decided about a message and why. Hearing a message twice writes it once. */
export function noteDecision({ mail }: Pick<Scope, 'mail'>, noted: NotedDecision): void {
  if (!mail.decisions.some(({ source }) => source === noted.source)) mail.decisions.push(noted)
}

/** Ties the decision about a message to the ticket that came of it, be it of this act or of an earlier one. */
export async function attachDecision({ tx, mail }: Pick<Scope, 'tx' | 'mail'>, source: string, ticket: TicketId) {
  const noted = mail.decisions.find((decision) => decision.source === source)
  if (noted) noted.ticket = ticket
  else await attachStored(tx, source, ticket)
}

const attachStored = (tx: Tx, source: string, ticket: TicketId) =>
  tx.updateTable('triage_decisions').set({ ticket_id: ticket }).where('source', '=', source).execute()

/** The insertion of decisions, for the statement that writes the letters of the same act. */
export const decisionsKept = (noted: readonly NotedDecision[], now: Date): RawBuilder<unknown> => sql`
  insert into triage_decisions (source, ticket_id, model, decision, reasons, at)
  select source, ticket, model, decision, reasons, ${now}::timestamptz
  from jsonb_to_recordset(${JSON.stringify(noted.map(rowOf))}::jsonb) as noted
    (source text, ticket text, model text, decision jsonb, reasons jsonb)
  on conflict (source) do update set ticket_id = coalesce(excluded.ticket_id, triage_decisions.ticket_id)`

/** All of it but the raw scores; the reasons have a column of their own. */
function rowOf({ decision: { reasons, scores: _, ...decision }, ...noted }: NotedDecision) {
  return { ...noted, decision, reasons }
}
