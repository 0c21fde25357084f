import { sql } from 'kysely'
import { newId } from '../../platform/ids.ts'
import type { Ledger } from '../../platform/llm.ts'
import { onlyOne } from '../../platform/lock.ts'
import type { Db } from '../../schema.ts'
import { deskItself } from '../people/actor.ts'
import type { Scope } from '../scope.ts'

export interface Budget {
  /** Tokens of questions and answers in one day, UTC. */
  dailyTokens: number
  dailyCalls: number
}

/** The model sees at most this share of a day's messages (quality.md, section 4); a share of a handful says nothing. */
const mostShare = 0.4
const freeMessages = 10

const dayOf = (now: Date) => new Date(now.toISOString().slice(0, 10))

/** Counts calls in Postgres, so that every process draws on one budget. A booking that is never settled stays spent. */
export const openLedger = (db: Db, { dailyTokens, dailyCalls }: Budget, now: () => Date): Ledger => ({
  book: ({ purpose, model, tokens }) =>
    db.transaction().execute(async (tx) => {
      await onlyOne(tx, 'model budget')
      const at = now()
      const spent = await tx
        .selectFrom('model_calls')
        .select((e) => [
          e.fn.coalesce(e.fn.sum<number>('tokens'), sql<number>`0`).as('tokens'),
          e.fn.countAll<number>().as('calls'),
        ])
        .where('at', '>=', dayOf(at))
        .executeTakeFirstOrThrow()
      if (Number(spent.tokens) + tokens > dailyTokens || Number(spent.calls) >= dailyCalls) return undefined
      const id = newId('cal')
      await tx.insertInto('model_calls').values({ id, purpose, model, tokens, ms: null, outcome: null, at }).execute()
      return id
    }),
  async settle(id, end) {
    await db
      .updateTable('model_calls')
      .set(end)
      .where('id', '=', id as `cal_${string}`)
      .execute()
  },
})

/**
 * Whether the model may be asked about this message: one is configured, and its share of the day's messages allows it.
 * A message counts once, however often it is asked about.
 */
export async function mayAsk({ tx, now, settings, mail }: Scope, source: string): Promise<boolean> {
  if (!settings.model) return false
  await onlyOne(tx, 'model share')
  const day = dayOf(now)
  const { rows } = await sql<{ known: boolean; asked: number; messages: number }>`
    select exists (select 1 from model_messages where source = ${source}) as known,
      (select count(*) from model_messages where at >= ${day})::int as asked,
      (select count(*) from triage_decisions where at >= ${day})::int as messages`.execute(tx)
  const { known, asked, messages } = rows[0]!
  if (known) return true
  // This one's own decision is written with the mail.
  if (asked + 1 > Math.max(freeMessages, (messages + mail.decisions.length) * mostShare)) return false
  await tx.insertInto('model_messages').values({ source, at: now }).execute()
  return true
}

/** Names of people of the house that a text tells, in whole or in part, so that they can be taken out before it is sent. */
export async function namesIn(db: Db, text: string): Promise<string[]> {
  const lower = text.toLowerCase()
  const rows = await db
    .selectFrom('people')
    .select('name')
    .where('id', '!=', deskItself)
    .where(
      sql<boolean>`exists (select 1 from regexp_split_to_table(lower(name), '\\s+') part
        where length(part) >= 3 and position(part in ${lower}) > 0)`,
    )
    .execute()
  return rows.map(({ name }) => name)
}
