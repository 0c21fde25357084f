import type { MessageId, TicketId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import type { Ticket } from './table.ts'

/** Other tickets that this one is tied to, by number, and what of it could become one. */
export interface Relations {
  links: number[]
  /** Joined to this one. */
  merged: number[]
  /** This one was joined to that. */
  into: number | undefined
  /** The requester's later messages, newest first. */
  messages: { id: MessageId; text: string }[]
  /** What agents said or noted, newest first: one of them may be the solution. */
  solutions: { id: MessageId; text: string }[]
}

const mostMessages = 10

export async function relationsOf(
  db: Db,
  ticket: Pick<Ticket, 'id' | 'requester_id' | 'merged_into'>,
): Promise<Relations> {
  const linked = db
    .selectFrom('ticket_links as l')
    .innerJoin('tickets as t', (j) =>
      j.on((e) =>
        e.or([
          e.and([e('l.ticket_id', '=', ticket.id), e('t.id', '=', e.ref('l.other_id'))]),
          e.and([e('l.other_id', '=', ticket.id), e('t.id', '=', e.ref('l.ticket_id'))]),
        ]),
      ),
    )
    .select('t.number')
    .where((e) => e.or([e('l.ticket_id', '=', ticket.id), e('l.other_id', '=', ticket.id)]))
    .orderBy('t.number')
    .execute()
  const joined = db
    .selectFrom('tickets')
    .select(['number', 'id'])
    .where((e) =>
      e.or([e('merged_into', '=', ticket.id), ...(ticket.merged_into ? [e('id', '=', ticket.merged_into)] : [])]),
    )
    .orderBy('number')
    .execute()
  const said = db
    .selectFrom('messages')
    .select(['id', 'text', 'audience', 'author_id'])
    .where('ticket_id', '=', ticket.id)
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  const [links, family, messages] = await Promise.all([linked, joined, said])
  const theirs = messages.filter(
    ({ author_id, audience }) => author_id === ticket.requester_id && audience === 'public',
  )
  return {
    links: links.map(({ number }) => number),
    merged: family.filter(({ id }) => id !== ticket.merged_into).map(({ number }) => number),
    into: family.find(({ id }) => id === ticket.merged_into)?.number,
    // The first words opened the ticket.
    messages: messages.length < 50 ? theirs.slice(0, -1).slice(0, mostMessages) : theirs.slice(0, mostMessages),
    solutions: messages.filter(({ author_id }) => author_id !== ticket.requester_id).slice(0, mostMessages),
  }
}

/** A ticket, and then those that were joined to it: whoever answers one answers all. */
export const familyOf = (db: Db, id: TicketId): Promise<Ticket[]> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where((e) => e.or([e('id', '=', id), e('merged_into', '=', id)]))
    .orderBy((e) => e('id', '!=', id))
    .orderBy('number')
    .execute()
