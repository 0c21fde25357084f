import { sql } from 'kysely'
import type { PersonId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { type Actor, isAgent } from '../people/actor.ts'
import { replyingTo } from './listing.ts'
import type { Priority, TicketStatus } from './ticket.ts'

/** One line of a person's home. */
export interface HomeLine {
  number: number
  title: string
  status: TicketStatus
  priority: Priority
  /** Which of an agent's colleagues is writing to the requester at this moment. */
  replying?: string[] | undefined
}
/** What a person sees first: what waits for them, what they asked for, and an agent's own work. */
export interface Home {
  /** The requester's own answer is waited for, or their word that it is solved. */
  waiting: HomeLine[]
  open: HomeLine[]
  /** How many more are open than are named. */
  more: number
  work?: { mine: HomeLine[]; moreMine: number; unclaimed: number } | undefined
}
/** What can be read without searching; beyond, "my tickets" and the console are the places to look. */
const mostNamed = 30
const mostWork = 10
const mostCounted = 999

const waitsFor = ['waiting', 'resolved']

/** The home of the actor, as it is now: their own tickets, and nobody else's unless they work at the desk. */
export async function homeOf(db: Db, actor: Pick<Actor, 'person' | 'role'>, now: Date): Promise<Home> {
  const mine = await lines(db, actor.person, 'requester_id')
  const waiting = mine.filter(({ status }) => waitsFor.includes(status))
  const open = mine.filter(({ status }) => !waitsFor.includes(status))
  const asked = { waiting: waiting.slice(0, mostNamed), open: open.slice(0, mostNamed) }
  const more = mine.length - asked.waiting.length - asked.open.length
  if (!isAgent(actor)) return { ...asked, more }
  const work = (await lines(db, actor.person, 'assignee_id', now)).filter(({ status }) => status !== 'resolved')
  const { rows } = await sql<{ unclaimed: number }>`
    select count(*)::int as unclaimed from (
      select 1 from tickets where assignee_id is null and status not in ('resolved', 'closed') limit ${mostCounted}) counted
  `.execute(db)
  return {
    ...asked,
    more,
    work: {
      mine: work.slice(0, mostWork),
      moreMine: Math.max(0, work.length - mostWork),
      unclaimed: rows[0]?.unclaimed ?? 0,
    },
  }
}

/** `now`: with who is replying. */
const lines = (db: Db, person: PersonId, whose: 'requester_id' | 'assignee_id', now?: Date): Promise<HomeLine[]> =>
  db
    .selectFrom('tickets as t')
    .select(['number', 'title', 'status', 'priority'])
    .$if(now !== undefined, (q) => q.select(replyingTo(now!, person).as('replying')))
    .where(whose, '=', person)
    .where('status', '!=', 'closed')
    .orderBy(whose === 'assignee_id' ? 'priority' : 'opened_at', whose === 'assignee_id' ? 'asc' : 'desc')
    .orderBy('number')
    .limit(mostCounted)
    .execute()
