import { sql } from 'kysely'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import { normaliseText } from '../../platform/text.ts'
import type { Db } from '../../schema.ts'
import { isAgent, isLead } from '../people/actor.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import { refused, take } from '../tickets/change.ts'
import { type AiTool, aiTools } from './table.ts'

const longestComment = 1_000

/** What an agent thinks of what a model wrote about a ticket, or of how triage read it. Their last word counts. */
export interface Judgement {
  readonly tool: AiTool
  readonly good: boolean
  readonly comment: string
}

/** Keeps it for whoever looks after the desk: nothing of it is shown on the ticket, learnt, or sent anywhere. */
export async function judgeAi(scope: Scope, id: TicketId, { tool, good, comment }: Judgement): Promise<Outcome> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const said = { good, comment: normaliseText(comment, longestComment).trim(), at: scope.now }
  await scope.tx
    .insertInto('ai_feedback')
    .values({ ticket_id: id, tool, person_id: scope.actor.person, ...said, model: await modelOf(scope.tx, id, tool) })
    .onConflict((conflict) => conflict.columns(['ticket_id', 'tool', 'person_id']).doUpdateSet(said))
    .execute()
  return { done: true }
}

/** The version of triage that read the ticket, or the model that such drafts were asked of last. */
async function modelOf(db: Db, ticket: TicketId, tool: AiTool): Promise<string | null> {
  const { rows } = await sql<{ model: string }>`
    ${
      tool === 'triage'
        ? sql`select model from triage_decisions where ticket_id = ${ticket} order by at desc limit 1`
        : sql`select model from model_calls where purpose = ${`draft-${tool}`} order by at desc limit 1`
    }`.execute(db)
  return rows[0]?.model ?? null
}

export interface ToolRatio {
  readonly tool: AiTool
  readonly good: number
  readonly bad: number
}
export interface ListedJudgement {
  readonly tool: AiTool
  readonly good: boolean
  readonly comment: string
  readonly model: string | null
  readonly at: Date
  readonly ticket: number
  readonly person: PersonId
  readonly by: string
}

/** How often each tool was found good. Every tool has a line, also one that nobody has judged. */
export async function aiRatios(db: Db): Promise<ToolRatio[]> {
  const { rows } = await sql<ToolRatio>`
    select tool, (count(*) filter (where good))::int as good, (count(*) filter (where not good))::int as bad
    from ai_feedback group by tool`.execute(db)
  return aiTools.map((tool) => rows.find((row) => row.tool === tool) ?? { tool, good: 0, bad: 0 })
}

/** Every judgement, newest first; or those of one person. */
export async function listJudgements(
  db: Db,
  { limit, person }: { limit: number; person?: PersonId },
): Promise<ListedJudgement[]> {
  const all = db
    .selectFrom('ai_feedback as f')
    .innerJoin('tickets as t', 't.id', 'f.ticket_id')
    .innerJoin('people as p', 'p.id', 'f.person_id')
    .select([
      'f.tool',
      'f.good',
      'f.comment',
      'f.model',
      'f.at',
      't.number as ticket',
      'f.person_id as person',
      'p.name as by',
    ])
    .orderBy('f.at', 'desc')
    .orderBy('f.tool')
    .limit(limit)
  return (person ? all.where('f.person_id', '=', person) : all).execute()
}

/** Private by default: agents see the ratios and their own words, leads see everybody's. */
export async function aiFeedback({ tx, actor }: Scope, limit: number) {
  if (!isAgent(actor)) return notAllowed
  const own = isLead(actor) ? {} : { person: actor.person }
  return { done: true as const, ratios: await aiRatios(tx), judgements: await listJudgements(tx, { limit, ...own }) }
}
