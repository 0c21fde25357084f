import { sql } from 'kysely'
import type { TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { type Part, partOf } from '../announcements/incidents.ts'
import { type FileLine, filesOf } from '../files/store.ts'
import type { FileId } from '../files/table.ts'
import { dueTimes } from '../sla/due.ts'
import type { Team } from '../teams/store.ts'
import { alikeTickets, type Report } from './alike.ts'
import { familyOf, type Relations, relationsOf } from './relations.ts'
import type { Audience, Ticket } from './table.ts'

/** A ticket with the names and times that a reader of it needs. Built when it is shown, never stored. */
export interface TicketView {
  ticket: Ticket
  requester: string
  /** Colleagues who were added to it. */
  /** Who opened it, where that was not the requester. */
  author: string | undefined
  participants: string[]
  /** Whom it called by name or was offered to; nobody once somebody has it. */
  called: string[]
  /** What agents put into its room and may send on, newest first. */
  files: { id: FileId; name: string }[]
  assignee: string | undefined
  /** The team that it was given to. */
  team: Pick<Team, 'name_fr' | 'name_en'> | undefined
  responseDue: Date | undefined
  resolutionDue: Date | undefined
  /** Earlier tickets of this person in the five days before: a third contact should be visible. */
  earlier: number[]
  /** Tickets of the same hours with probably the same cause. */
  alike: Report[]
  relations: Relations
  /** What it has to do with major incidents. */
  part: Part
}

export async function viewTicket(db: Db, id: TicketId): Promise<TicketView | undefined> {
  const row = await db
    .selectFrom('tickets as t')
    .innerJoin('people as r', 'r.id', 't.requester_id')
    .leftJoin('people as a', 'a.id', 't.assignee_id')
    .leftJoin('teams as g', 'g.id', 't.team_id')
    .selectAll('t')
    .innerJoin('people as w', 'w.id', 't.author_id')
    .select(['r.name as requester', 'w.name as author', 'a.name as assignee', 'g.name_fr', 'g.name_en'])
    .select([participantNames.as('participants'), internalFiles.as('files'), calledNames.as('called')])
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { requester, author, assignee, name_fr, name_en, participants, files, called, ...ticket } = row
  const [earlier, due, alike, relations, part] = await Promise.all([
    earlierOf(db, ticket),
    dueTimes(db, id),
    alikeTickets(db, ticket),
    relationsOf(db, ticket),
    partOf(db, ticket),
  ])
  return {
    ticket,
    requester,
    author: ticket.author_id === ticket.requester_id ? undefined : author,
    participants,
    called: ticket.assignee_id ? [] : called,
    files: files.slice(0, mostFiles),
    assignee: assignee ?? undefined,
    team: name_fr && name_en ? { name_fr, name_en } : undefined,
    ...due,
    earlier,
    alike,
    relations,
    part,
  }
}

async function earlierOf(db: Db, { requester_id, number, opened_at }: Ticket): Promise<number[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('number')
    .where('requester_id', '=', requester_id)
    .where('number', '<', number)
    .where('opened_at', '>=', new Date(opened_at.getTime() - 5 * 86_400_000))
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

/** So many can be chosen from; older ones are in the console. */
const mostFiles = 20

/** Parts of the one statement that reads a ticket for its card: a round trip each would be felt. */
const participantNames = sql<string[]>`array(
  select p.name from mirrors m join people p on p.id = m.person_id
  where m.ticket_id = t.id and m.kind = 'participant' order by p.name)`
/** Whom it called by name, or was offered to, as long as nobody has answered. */
const calledNames = sql<string[]>`array(
  select distinct p.name from ticket_calls k join people p on p.id = k.person_id
  where k.ticket_id = t.id and k.outcome is null order by p.name)`
const internalFiles = sql<{ id: FileId; name: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.created_at desc), '[]')
  from files f join messages m on m.id = f.message_id
  where f.ticket_id = t.id and f.state = 'kept' and m.audience = 'internal' and m.deleted_at is null)`

const signsUnder = sql<{ emoji: string; by: string }[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('emoji', one.emoji, 'by', one.names) order by one.first), '[]') from (
    select s.emoji, min(s.at) as first, string_agg(distinct by.name, ', ' order by by.name) as names
    from message_signs s join accounts a on a.key = s.account join people by on by.id = a.person_id
    where s.message_id = m.id group by s.emoji) one)`

export interface Line {
  seq: number
  author: string
  byRequester: boolean
  /** The requester of a ticket that was joined to this one. */
  ofOther: boolean
  /** Neither the requester nor somebody who works at the desk. */
  byGuest: boolean
  audience: Audience
  text: string
  files: readonly FileLine[]
  at: Date
  edited: boolean
  deleted: boolean
  /** Signs under it, each with the names of those who put it. */
  signs: readonly { emoji: string; by: string }[]
}

/** What whoever has one ticket may read of it: what is public, and nothing that requesters of tickets joined to it said. */
export const publicWordsOf = async (db: Db, ticket: Pick<Ticket, 'id' | 'requester_id'>): Promise<Line[]> =>
  (await messagesOf(db, ticket, ['public'])).filter(({ ofOther, deleted }) => !ofOther && !deleted)

/** The messages of a ticket and of those joined to it, oldest first; internal ones only for those who may read them. */
export async function messagesOf(
  db: Db,
  ticket: Pick<Ticket, 'id' | 'requester_id'>,
  audiences: readonly Audience[],
): Promise<Line[]> {
  const family = await familyOf(db, ticket.id)
  const requesters = new Set([ticket.requester_id, ...family.map(({ requester_id }) => requester_id)])
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('people as p', 'p.id', 'm.author_id')
    .select((e) =>
      e
        .exists(
          e
            .selectFrom('accounts as a')
            .select('a.key')
            .whereRef('a.person_id', '=', 'p.id')
            .where('a.agent', '=', true),
        )
        .as('agent'),
    )
    .select([
      'm.id',
      'm.seq',
      'p.name',
      'p.role',
      'm.author_id',
      'm.audience',
      'm.text',
      'm.at',
      'm.edited_at',
      'm.deleted_at',
      signsUnder.as('signs'),
    ])
    .where('m.ticket_id', 'in', [ticket.id, ...family.map(({ id }) => id)])
    .where('m.audience', 'in', [...audiences])
    .orderBy('m.seq')
    .execute()
  const files = await filesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    author: row.name,
    byRequester: requesters.has(row.author_id),
    ofOther: requesters.has(row.author_id) && row.author_id !== ticket.requester_id,
    byGuest: !requesters.has(row.author_id) && row.role === 'employee' && !row.agent,
    audience: row.audience,
    text: row.deleted_at ? '' : row.text,
    files: row.deleted_at ? [] : (files.get(row.id) ?? []),
    at: row.at,
    signs: row.deleted_at ? [] : row.signs,
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
  }))
}
