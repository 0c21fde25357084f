import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { dueTimes } from '../sla/due.ts'
import type { Team } from '../teams/store.ts'
import { alikeTickets } from './alike.ts'
import type { Audience, Ticket } from './table.ts'

/** A ticket with the names and times that a reader of it needs. Built when it is shown, never stored. */
export interface TicketView {
  ticket: Ticket
  requester: string
  assignee: string | undefined
  /** The team that it was given to. */
  team: Pick<Team, 'name_fr' | 'name_en'> | undefined
  responseDue: Date | undefined
  resolutionDue: Date | undefined
  /** Earlier tickets of this person in the five days before: a third contact should be visible. */
  earlier: number[]
  /** Tickets of the same hours with probably the same cause. */
  alike: number[]
}

export async function viewTicket(db: Db, id: TicketId): Promise<TicketView | undefined> {
  const row = await db
    .selectFrom('tickets as t')
    .innerJoin('people as r', 'r.id', 't.requester_id')
    .leftJoin('people as a', 'a.id', 't.assignee_id')
    .leftJoin('teams as g', 'g.id', 't.team_id')
    .selectAll('t')
    .select(['r.name as requester', 'a.name as assignee', 'g.name_fr', 'g.name_en'])
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { requester, assignee, name_fr, name_en, ...ticket } = row
  const earlier = await db
    .selectFrom('tickets')
    .select('number')
    .where('requester_id', '=', ticket.requester_id)
    .where('number', '<', ticket.number)
    .where('opened_at', '>=', new Date(ticket.opened_at.getTime() - 5 * 86_400_000))
    .orderBy('number')
    .execute()
  const due = await dueTimes(db, id)
  const alike = await alikeTickets(db, ticket)
  return {
    ticket,
    requester,
    assignee: assignee ?? undefined,
    team: name_fr && name_en ? { name_fr, name_en } : undefined,
    ...due,
    earlier: earlier.map(({ number }) => number),
    alike,
  }
}

export interface Line {
  seq: number
  author: string
  byRequester: boolean
  audience: Audience
  text: string
  at: Date
  edited: boolean
  deleted: boolean
}

/** The messages of a ticket, oldest first; internal ones only for those who may read them. */
export async function messagesOf(
  db: Db,
  ticket: Pick<Ticket, 'id' | 'requester_id'>,
  audiences: readonly Audience[],
): Promise<Line[]> {
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('people as p', 'p.id', 'm.author_id')
    .select(['m.seq', 'p.name', 'm.author_id', 'm.audience', 'm.text', 'm.at', 'm.edited_at', 'm.deleted_at'])
    .where('m.ticket_id', '=', ticket.id)
    .where('m.audience', 'in', [...audiences])
    .orderBy('m.seq')
    .execute()
  return rows.map((row) => ({
    seq: Number(row.seq),
    author: row.name,
    byRequester: row.author_id === ticket.requester_id,
    audience: row.audience,
    text: row.deleted_at ? '' : row.text,
    at: row.at,
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
  }))
}
