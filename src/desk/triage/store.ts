import { sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import { newId, type PersonId, type TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Category, Intent } from './labels.ts'
import { seedModel, type TriageModel } from './model.ts'
import { unpackModel } from './pack.ts'
import type { Reason } from './words.ts'

/** Unpacked models by version. A version's content never changes, so nothing here can be out of date; two are enough for a switch. */
const unpacked = new Map<string, TriageModel>()
const KEPT = 2

function keep(model: TriageModel): TriageModel {
  unpacked.set(model.version, model)
  for (const version of [...unpacked.keys()].slice(0, -KEPT)) unpacked.delete(version)
  return model
}

/**
 * The model that answers now: the active version, or the seed where no version is. One small query a call; the model itself
 * is read only when its version is new to this process, so a switch made elsewhere is followed from the next message on.
 */
export async function activeModel(db: Db): Promise<TriageModel> {
  const active = await db.selectFrom('triage_models').select('version').where('active', '=', true).executeTakeFirst()
  if (!active) return seedModel()
  const known = unpacked.get(active.version)
  if (known) return known
  const { packed } = await db
    .selectFrom('triage_models')
    .select('packed')
    .where('version', '=', active.version)
    .executeTakeFirstOrThrow()
  // What an earlier release learnt is learnt again by the next retraining; until then the seed answers in its name.
  return keep(unpackModel(packed, active.version) ?? { ...seedModel(), version: active.version })
}

/** An agent's word on one message. Absent fields say nothing, they do not take a label away. */
export interface Correction {
  /** The message's id, so that a second correction replaces the first. */
  readonly source: string
  readonly text: string
  readonly locale: Locale
  readonly intent?: Intent | undefined
  readonly category?: Category | undefined
  readonly ticket?: TicketId | undefined
  readonly by?: PersonId | undefined
}

const LONGEST_LINE = 8_000

/** Keeps a correction as a training line, for the next `retrain`. Who may correct is the caller's question. */
export async function learnCorrection(tx: Tx, correction: Correction, now: Date) {
  const { source, locale, intent, category, ticket, by } = correction
  const text = correction.text.trim().slice(0, LONGEST_LINE).toWellFormed()
  if (text === '') return { learnt: false, why: 'no-text' } as const
  if (!intent && !category) return { learnt: false, why: 'no-label' } as const
  const said = { text, locale, ticket_id: ticket ?? null, corrected_by: by ?? null, at: now }
  await tx
    .insertInto('triage_lines')
    .values({ id: newId('lbl'), source, ...said, intent: intent ?? null, category: category ?? null })
    .onConflict((conflict) =>
      conflict.column('source').doUpdateSet({ ...said, ...(intent && { intent }), ...(category && { category }) }),
    )
    .execute()
  return { learnt: true } as const
}

/** Reasons that came later, such as a language model's reading where this one was unsure. */
export async function addReasons(tx: Tx, source: string, reasons: readonly Reason[]): Promise<void> {
  await tx
    .updateTable('triage_decisions')
    .set({ reasons: sql`reasons || ${JSON.stringify(reasons)}::jsonb` })
    .where('source', '=', source)
    .execute()
}

/** Why a ticket was read as it was: its decisions with their reasons, oldest first. */
export const decisionsOf = (db: Db, ticket: TicketId) =>
  db
    .selectFrom('triage_decisions')
    .selectAll()
    .where('ticket_id', '=', ticket)
    .orderBy('at')
    .orderBy('source')
    .execute()

/** The versions of the model, newest first, without their weights: for the console and `guichet`. */
export const modelVersions = (db: Db) =>
  db
    .selectFrom('triage_models')
    .select(['version', 'number', 'metrics', 'active', 'created_at'])
    .orderBy('number', 'desc')
    .execute()
