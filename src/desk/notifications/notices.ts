import { type Card, card } from '../../chat/card.ts'
import type { PersonId } from '../../platform/ids.ts'
import { type Texts, texts } from '../../texts/index.ts'
import type { About } from '../outbox/outbox.ts'
import { personalThreadsOf } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { familyOf } from '../tickets/relations.ts'
import { mirrorsOf } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { subscribersOf } from './subscriptions.ts'

type Words = (t: Texts) => string | Card<never> | Card

const asCard = (words: string | Card<never> | Card): Card<never> | Card =>
  typeof words === 'string' ? card(words) : words

/**
 * Tells the requester, in their language, in every thread that carries the ticket, and those of tickets that were joined to
 * it: each by their own ticket's number. Nobody hears of their own act.
 */
export async function tellRequester(scope: Scope, ticket: Ticket, words: (t: Texts, about: Ticket) => string | Card) {
  const told = new Set<string>()
  for (const member of await familyOf(scope.tx, ticket.id)) {
    if (scope.actor.person === member.requester_id) continue
    for (const { kind, thread } of await mirrorsOf(scope.tx, member.id)) {
      // Several of one person's tickets in one conversation are one reader.
      if (kind !== 'requester' || !thread || told.has(thread)) continue
      told.add(thread)
      scope.mail.post({ thread }, asCard(words(texts[member.locale], member)), { ticket: ticket.id })
    }
  }
}

/** A line in the agents' thread of every platform, in the desk's language. */
export async function tellAgents(scope: Scope, ticket: Ticket, words: Words) {
  for (const mirror of await mirrorsOf(scope.tx, ticket.id))
    if (mirror.kind === 'agents')
      scope.mail.post({ mirror: mirror.id }, asCard(words(texts[scope.settings.locale])), { ticket: ticket.id })
}

/** A private line to the agent who has the ticket, if somebody else acted. */
export async function tellAssignee(scope: Scope, ticket: Ticket, words: Words) {
  if (!ticket.assignee_id || ticket.assignee_id === scope.actor.person) return
  await tellPrivately(scope, ticket, [ticket.assignee_id], words)
}

/** A private line to each of these people on the platform they were last met on, each in their language; or a card that acts on the ticket. */
export async function tellPrivately(
  scope: Scope,
  ticket: Ticket,
  people: readonly PersonId[],
  words: Words,
  about: Pick<About, 'acts'> = {},
) {
  if (!people.length) return
  const threads = await personalThreadsOf(scope.tx, people)
  const locales = await scope.tx
    .selectFrom('people')
    .select(['id', 'locale'])
    .where('id', 'in', [...people])
    .execute()
  for (const { id, locale } of locales) {
    const thread = threads.get(id)
    if (thread)
      scope.mail.post({ thread }, asCard(words(texts[locale ?? scope.settings.locale])), {
        ...about,
        ticket: ticket.id,
      })
  }
}

/** One line in each channel, and to each agent, that asked to hear of such tickets. It names no person and quotes nobody. */
export async function tellSubscribers(scope: Scope, ticket: Ticket, kind: keyof Texts['notices']['feed']) {
  const t = texts[scope.settings.locale]
  for (const channel of await subscribersOf(scope.tx, ticket, scope.actor.person))
    scope.mail.post(
      { thread: channel },
      card(t.notices.feedLine(ticket.number, ticket.priority, t.categoryName(ticket.category), t.notices.feed[kind])),
      { ticket: ticket.id },
    )
}
