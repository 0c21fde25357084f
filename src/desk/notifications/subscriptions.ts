import { isPersonal, type ThreadKey } from '../../chat/thread.ts'
import { newId, type PersonId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { isAgent } from '../people/actor.ts'
import { agents } from '../people/store.ts'
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

/** What this channel, or this person's own talk on the web, asked to hear of. */
export async function subscriptionsOf({ tx, actor }: Scope, channel: ThreadKey) {
  if (!isAgent(actor)) return notAllowed
  const rows = await tx
    .selectFrom('subscriptions')
    .select('filter')
    .where('channel', '=', channel)
    .orderBy('id')
    .execute()
  return { done: true, filters: rows.map(({ filter }) => filter) } as const
}

/**
 * Where a ticket's update goes, each place once: the channels that asked for such a ticket, and the agents who asked for
 * themselves, as long as they are agents and did not make it.
 */
export async function subscribersOf(
  db: Db,
  ticket: Pick<Ticket, 'priority' | 'category'>,
  by: PersonId,
): Promise<ThreadKey[]> {
  const rows = await db.selectFrom('subscriptions').select(['channel', 'filter', 'person_id']).execute()
  const wanted = rows.filter(({ filter }) => matches(filter, ticket))
  const own = wanted.some(({ channel }) => isPersonal(channel))
  const working = new Set(own ? (await agents(db)).map(({ id }) => id) : [])
  const hears = ({ channel, person_id }: (typeof rows)[number]) =>
    !isPersonal(channel) || (person_id !== by && working.has(person_id))
  return [...new Set(wanted.filter(hears).map(({ channel }) => channel))]
}
const matches = (filter: SubscriptionFilter, ticket: Pick<Ticket, 'priority' | 'category'>) =>
  (!filter.priority || ticket.priority <= filter.priority) && (!filter.category || ticket.category === filter.category)
