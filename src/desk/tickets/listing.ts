import { type ExpressionBuilder, sql } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Database, Db } from '../../schema.ts'
import type { Actor } from '../people/actor.ts'
import { notAllowed, type Refusal } from '../scope.ts'
import { may } from './policies.ts'
import type { Priority, TicketStatus } from './ticket.ts'

/** The lists that an agent works from. */
export const listNames = ['unclaimed', 'mine', 'waiting', 'open', 'closed'] as const
export type ListName = (typeof listNames)[number]

/** One line of a list. */
export interface Listed {
  number: number
  title: string
  locale: Locale
  priority: Priority
  status: TicketStatus
  handover: boolean
  frustrated: boolean
  requester: string
  assignee: string | null
  /** Who is writing to the requester at this moment. */
  replying: string[]
  opened_at: Date
  /** What is due next: the first answer while it is owed, then the solution; null while no clock runs. */
  dueAt: Date | null
}
export interface Listing {
  done: true
  tickets: Listed[]
  /** How many each list holds, counted up to `mostCounted`. */
  counts: Record<ListName, number>
}
export const mostListed = 100
/** Nobody reads a larger number, and counting every closed ticket of years would cost more than the list. */
export const mostCounted = 999

type Tickets = ExpressionBuilder<Database & { t: Database['tickets'] }, 't'>
const ended = ['resolved', 'closed'] as const

const belongs = (list: ListName, me: PersonId) => (e: Tickets) => {
  switch (list) {
    case 'unclaimed':
      return e.and([e('t.status', 'not in', ended), e('t.assignee_id', 'is', null), e('t.snoozed_until', 'is', null)])
    case 'mine':
      return e.and([e('t.status', 'not in', ended), e('t.assignee_id', '=', me), e('t.snoozed_until', 'is', null)])
    case 'waiting':
      return e.or([e('t.status', 'in', ['waiting', 'on-hold']), e('t.snoozed_until', 'is not', null)])
    case 'open':
      return e('t.status', 'not in', ended)
    case 'closed':
      return e('t.status', 'in', ended)
    default:
      return list satisfies never
  }
}

/** A list as an agent sees it, the most pressing first (ended tickets: the newest first), narrowed by `words` if any. */
export async function listTickets(
  db: Db,
  actor: Actor,
  asked: { list: ListName; words: string },
  now: Date,
): Promise<Listing | Refusal> {
  if (!may.work(actor)) return notAllowed
  const tickets = await ticketsIn(db, actor.person, asked, now)
  return { done: true, tickets, counts: await countAll(db, actor.person) }
}

function ticketsIn(
  db: Db,
  me: PersonId,
  { list, words }: { list: ListName; words: string },
  now: Date,
): Promise<Listed[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`
  const number = /^#?\s*(\d{1,9})$/.exec(words)?.[1]
  const query = db
    .selectFrom('tickets as t')
    .innerJoin('people as r', 'r.id', 't.requester_id')
    .leftJoin('people as a', 'a.id', 't.assignee_id')
    .select(['t.number', 't.title', 't.locale', 't.priority', 't.status', 't.handover', 't.frustrated', 't.opened_at'])
    .select(['r.name as requester', 'a.name as assignee', replyingTo(now, me).as('replying')])
    .select(
      sql<Date | null>`(select min(c.due_at) from sla_clocks c where c.ticket_id = t.id and c.state = 'running')`.as(
        'dueAt',
      ),
    )
    .where(belongs(list, me))
    .$if(words !== '', (q) =>
      q.where((e) =>
        e.or([
          e('t.title', 'ilike', like),
          e('r.name', 'ilike', like),
          ...(number ? [e('t.number', '=', Number(number))] : []),
        ]),
      ),
    )
  const ordered =
    list === 'closed'
      ? query.orderBy('t.number', 'desc')
      : query
          .orderBy('t.priority')
          .orderBy('dueAt', (o) => o.asc().nullsLast())
          .orderBy('t.number')
  return ordered.limit(mostListed).execute()
}

/** Names of those who have the reply form open, oneself excepted, for a query over tickets `t`. */
export const replyingTo = (now: Date, me: PersonId) => sql<string[]>`array(
  select w.name from reply_drafts d join people w on w.id = d.person_id
  where d.ticket_id = t.id and d.open_until > ${now}::timestamptz and d.person_id <> ${me} order by d.open_until desc)`

/** All lists in one statement; each stops counting when nobody would read on. */
async function countAll(db: Db, me: PersonId): Promise<Record<ListName, number>> {
  const counted = (list: ListName) => {
    const some = db
      .selectFrom('tickets as t')
      .select('t.number')
      .where(belongs(list, me))
      .limit(mostCounted + 1)
    return sql<number>`(select count(*)::int from (${some}) counted)`.as(list)
  }
  return db.selectNoFrom(() => listNames.map(counted)).executeTakeFirstOrThrow()
}
