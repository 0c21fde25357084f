import type { ThreadKey } from '../../chat/thread.ts'
import { type Id, newId } from '../../platform/ids.ts'
import type { Scope } from '../scope.ts'

/** The bot solved it alone, and this is how the person found it. */
export async function rateBot(scope: Scope, thread: ThreadKey, rating: number): Promise<Id<'rat'>> {
  const id = newId('rat')
  await scope.tx
    .insertInto('ratings')
    .values({
      id,
      person_id: scope.actor.person,
      thread,
      ticket_id: null,
      part: 'bot',
      rating,
      comment: null,
      at: scope.now,
    })
    .execute()
  return id
}

/** A word behind the rating, by the person who gave it. */
export const commentRating = (scope: Scope, id: Id<'rat'>, comment: string) =>
  scope.tx
    .updateTable('ratings')
    .set({ comment })
    .where('id', '=', id)
    .where('person_id', '=', scope.actor.person)
    .execute()
