import type { Db } from '../schema.ts'

/** How many days what the desk wrote down for itself is kept. */
export interface Retention {
  /** Calls of the language model, and which messages it was asked about. */
  modelDays: number
  /** Decisions of triage with their reasons, answers with their evidence, article drafts that were decided. */
  decisionDays: number
}
export type Forgotten = Record<
  'modelCalls' | 'modelMessages' | 'triageDecisions' | 'answersGiven' | 'articleDrafts',
  number
>

const dayInMs = 86_400_000

/**
 * Forgets what is older than it is kept. A ticket and its history are not touched: only why it was read as it was is no
 * longer known. Run again, it finds nothing more.
 */
export async function forgetOld(db: Db, { modelDays, decisionDays }: Retention, now: Date): Promise<Forgotten> {
  const before = (days: number) => new Date(now.getTime() - days * dayInMs)
  const [model, decisions] = [before(modelDays), before(decisionDays)]
  const calls = await db.deleteFrom('model_calls').where('at', '<', model).executeTakeFirst()
  const messages = await db.deleteFrom('model_messages').where('at', '<', model).executeTakeFirst()
  const triage = await db.deleteFrom('triage_decisions').where('at', '<', decisions).executeTakeFirst()
  const answers = await db.deleteFrom('answers_given').where('given_at', '<', decisions).executeTakeFirst()
  const drafts = await db
    .deleteFrom('article_drafts')
    .where('state', '!=', 'open')
    .where('decided_at', '<', decisions)
    .executeTakeFirst()
  return {
    modelCalls: Number(calls.numDeletedRows),
    modelMessages: Number(messages.numDeletedRows),
    triageDecisions: Number(triage.numDeletedRows),
    answersGiven: Number(answers.numDeletedRows),
    articleDrafts: Number(drafts.numDeletedRows),
  }
}
