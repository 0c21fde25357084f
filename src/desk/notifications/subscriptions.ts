import type { ThreadKey } from '../../chat/thread.ts'
import { newId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { isAgent } from '../people/actor.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import type { Ticket } from '../tickets/table.ts'
import { type Priority, priorities } from '../tickets/ticket.ts'
import { categories } from '../triage/labels.ts'
import type { SubscriptionFilter } from './table.ts'

export type Parsed = { ok: true; filter: SubscriptionFilter } | { ok: false; word: string }

/** Reads `priority>=P2 category=network`; says which word it does not know. */
export function parseFilter(words: readonly string[]): Parsed {
  const filter: SubscriptionFilter = {}
  for (const word of words) {
    const [, field, value] = /^(priority|priorité|category|catégorie)(?:>=|=|≥)([\p{L}\d-]+)$/iu.exec(word) ?? []
    const asked = value?.toLowerCase() ?? ''
    if (field?.toLowerCase().startsWith('priorit') && isPriority(asked.toUpperCase()))
      filter.priority = asked.toUpperCase() as Priority
    else if (field && /^cat/i.test(field) && (categories as readonly string[]).includes(asked)) filter.category = asked
    else return { ok: false, word }
  }
  return { ok: true, filter }
}
const isPriority = (word: string): word is Priority => (priorities as readonly string[]).includes(word)

/** From now on this channel gets one line for each update of a matching ticket. Asking twice is asking once. */
export async function subscribe(scope: Scope, channel: ThreadKey, filter: SubscriptionFilter): Promise<Outcome> {
  if (!isAgent(scope.actor)) return notAllowed
  await scope.tx
    .insertInto('subscriptions')
    .values({
      id: newId('sub'),
      channel,
      filter: JSON.stringify(filter),
      person_id: scope.actor.person,
      created_at: scope.now,
    })
    .onConflict((c) => c.columns(['channel', 'filter']).doNothing())
    .execute()
  return { done: true }
}

export async function unsubscribe(scope: Scope, channel: ThreadKey): Promise<Outcome<{ removed: number }>> {
  if (!isAgent(scope.actor)) return notAllowed
  const gone = await scope.tx.deleteFrom('subscriptions').where('channel', '=', channel).executeTakeFirst()
  return { done: true, removed: Number(gone.numDeletedRows) }
}

/** The channels that asked for such a ticket, each once. */
export async function subscribersOf(db: Db, ticket: Pick<Ticket, 'priority' | 'category'>): Promise<ThreadKey[]> {
  const rows = await db.selectFrom('subscriptions').select(['channel', 'filter']).execute()
  return [...new Set(rows.filter(({ filter }) => matches(filter, ticket)).map(({ channel }) => channel))]
}
const matches = (filter: SubscriptionFilter, ticket: Pick<Ticket, 'priority' | 'category'>) =>
  (!filter.priority || ticket.priority <= filter.priority) && (!filter.category || ticket.category === filter.category)
