import type { Locale } from '../../chat/locale.ts'
import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { type ExplainedAnswer, explainAnswers } from '../knowledge/answered.ts'
import type { GivenFixed } from '../knowledge/table.ts'
import type { Ticket } from '../tickets/table.ts'
import type { Band } from './bands.ts'
import { typeOf } from './labels.ts'
import { decisionsOf } from './store.ts'
import type { Triage } from './triage.ts'
import type { Reason } from './words.ts'

export const explainedFields = ['type', 'category', 'service', 'impact', 'urgency', 'critical', 'priority'] as const
export type ExplainedField = (typeof explainedFields)[number]

/** One thing that is true of the ticket, and what spoke for it. */
export interface Explained {
  readonly about: ExplainedField
  readonly value: string
  /** A reason of triage; or the requester was asked, an agent decided, the matrix follows from impact and urgency. */
  readonly because: Reason['because'] | 'asked' | 'agent' | 'matrix'
  /** The words that were found, as normalised. */
  readonly found?: string | undefined
  /** 0 to 1, where a model judged; and what that allows. */
  readonly confidence?: number | undefined
  readonly band?: Band | undefined
  /** Who decided otherwise, and the reason they gave. */
  readonly by?: string | undefined
  readonly reason?: string | undefined
}

/** An article that was offered for the question behind the ticket and did not help. */
export interface Offered {
  readonly externalId: string
  readonly title: string
  readonly locale: Locale
  readonly version: number
  /** Its place in what was offered, from 1. */
  readonly rank: number
  /** A share from 0 to 1 of the best that the question could get, and what that allowed; absent where it was not kept. */
  readonly score?: number | undefined
  readonly sure?: boolean | undefined
}

export interface Explanation {
  readonly number: number
  /** The version of what triage had learnt; absent where no decision is stored (a call that an agent logged). */
  readonly model: string | undefined
  readonly locale: Pick<Reason, 'value' | 'because'> | undefined
  readonly facts: readonly Explained[]
  readonly frustrated: string | undefined
  readonly offered: readonly Offered[]
  /** The fixed answer that the question behind the ticket was given. */
  readonly fixed: GivenFixed | undefined
}

type Decision = Pick<Triage, 'intent' | 'category' | 'critical' | 'confidence' | 'bands'>
interface Decided {
  readonly kind: string
  readonly by: string | null
  readonly reason: string | null
}

/** What triage made of a ticket and why, what an agent changed since, and what had been offered before. For agents only. */
export async function explainTicket(db: Db, ticket: Ticket): Promise<Explanation> {
  const stored = (await decisionsOf(db, ticket.id)).at(-1)
  const decision = stored?.decision as Decision | undefined
  const reasons = (stored?.reasons ?? []) as readonly Reason[]
  const changes = await changesOf(db, ticket.id)
  const [answer] = await explainAnswers(db, { limit: 1, source: ticket.source })
  const about = (field: Reason['about']) => reasons.findLast((reason) => reason.about === field)
  const facts = explainedFields.flatMap((field) => factOf(field, ticket, { decision, changes, about }) ?? [])
  return {
    number: ticket.number,
    model: stored?.model,
    locale: about('locale'),
    facts,
    frustrated: about('frustrated')?.found,
    offered: await offeredWithScores(db, ticket, answer),
    fixed: answer?.fixed ?? undefined,
  }
}

interface Known {
  decision: Decision | undefined
  changes: ReadonlyMap<string, Decided>
  about: (field: Reason['about']) => Reason | undefined
}

function factOf(field: ExplainedField, ticket: Ticket, { decision, changes, about }: Known): Explained | undefined {
  const because = (reason: Reason | undefined) =>
    ({ because: reason?.because ?? 'asked', found: reason?.found }) as const
  const decided = changes.get(field)
  const changed = decided && ({ because: 'agent', by: decided.by ?? '?', reason: decided.reason ?? undefined } as const)
  switch (field) {
    case 'type': {
      const read = decision && typeOf(decision.intent) === ticket.type ? decision : undefined
      const judged = read && {
        ...because(about('intent')),
        confidence: read.confidence.intent,
        band: read.bands.intent,
      }
      return { about: field, value: ticket.type, ...(judged ?? because(undefined)) }
    }
    case 'category': {
      if (!ticket.category) return undefined
      if (changed) return { about: field, value: ticket.category, ...changed }
      const judged = decision?.category === ticket.category && {
        confidence: decision.confidence.category,
        band: decision.bands.category,
      }
      return { about: field, value: ticket.category, ...because(about('category')), ...judged }
    }
    case 'impact':
    case 'urgency': {
      const reason = about(field)
      return { about: field, value: ticket[field], ...because(reason?.value === ticket[field] ? reason : undefined) }
    }
    case 'priority':
      return { about: field, value: ticket.priority, ...(changed ?? ({ because: 'matrix' } as const)) }
    default: {
      const reason = about(field)
      return reason && { about: field, value: reason.value, ...because(reason) }
    }
  }
}

/** The last change of each field that an agent made by hand. */
async function changesOf(db: Db, ticket: TicketId): Promise<Map<string, Decided>> {
  const rows = await db
    .selectFrom('ticket_events as v')
    .leftJoin('people as p', 'p.id', 'v.actor_id')
    .select(['v.kind', 'v.change', 'p.name as by'])
    .where('v.ticket_id', '=', ticket)
    .where('v.kind', 'in', ['categorised', 'prioritised'])
    .orderBy('v.seq')
    .execute()
  const fields = { categorised: 'category', prioritised: 'priority' } as Record<string, string>
  return new Map(
    rows.map(({ kind, by, change }) => [
      fields[kind] ?? kind,
      { kind, by, reason: typeof change.reason === 'string' ? change.reason : null },
    ]),
  )
}

/** The answer that the ticket began with has its evidence; other articles were offered in talks before. */
async function offeredWithScores(db: Db, ticket: Ticket, answer: ExplainedAnswer | undefined): Promise<Offered[]> {
  const offered = await offeredBefore(db, ticket)
  return offered.map((each) => {
    const given = answer?.articles.find(
      ({ externalId, version }) => externalId === each.externalId && version === each.version,
    )
    return given ? { ...each, score: given.score, sure: answer?.band === 'confident' } : each
  })
}

const hoursBefore = 24

/** A verdict does not say which ticket followed: those of the requester's day before are meant. */
const offeredBefore = (db: Db, { requester_id, opened_at }: Ticket): Promise<Offered[]> =>
  db
    .selectFrom('article_verdicts as d')
    .innerJoin('articles as a', 'a.id', 'd.article_id')
    .innerJoin('article_versions as v', (join) =>
      join
        .onRef('v.article_id', '=', 'd.article_id')
        .onRef('v.locale', '=', 'd.locale')
        .onRef('v.version', '=', 'd.version'),
    )
    .select(['a.external_id as externalId', 'v.title', 'd.locale', 'd.version', 'd.rank'])
    .where('d.person_id', '=', requester_id)
    .where('d.helped', '=', false)
    .where('d.given_at', '<=', opened_at)
    .where('d.given_at', '>', new Date(opened_at.getTime() - hoursBefore * 3_600_000))
    .orderBy('d.given_at')
    .execute()
