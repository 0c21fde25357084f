import { isAgent } from '../people/actor.ts'
import type { Scope } from '../scope.ts'
import type { Ticket } from './table.ts'

/** Tickets by words of their title or by number, the newest first; without words the latest. Only what the actor may see. */
export function searchTickets({ tx, actor }: Scope, words: string, limit: number): Promise<Ticket[]> {
  const wanted = words.trim().split(/\s+/).filter(Boolean).slice(0, 8)
  const number = /^#?\s*(\d{1,9})$/.exec(words.trim())?.[1]
  return tx
    .selectFrom('tickets')
    .selectAll()
    .$if(!isAgent(actor), (q) => q.where('requester_id', '=', actor.person))
    .where((e) =>
      e.or([
        e.and(wanted.map((word) => e('title', 'ilike', `%${word.replace(/[\\%_]/g, '\\$&')}%`))),
        ...(number ? [e('number', '=', Number(number))] : []),
      ]),
    )
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
}
