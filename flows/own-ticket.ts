import { type Card, card } from '../src/chat/card.ts'
import type { Moment } from '../src/conversation/flow.ts'
import { openedCard } from '../src/desk/tickets/opened-card.ts'
import { isOpen } from '../src/desk/tickets/ticket.ts'

type Said = Pick<Moment<unknown, string>, 'desk' | 't' | 'event' | 'now'>

const words =
  /^\s*(?:(?<close>close|fermer|clôturer|clore)|(?<reopen>reopen|rouvrir|réouvrir))\s+#?(?<number>\d{1,9})(?:\s*[:,]?\s+(?<why>\S.*))?\s*$/isu

/** Words by which people close or reopen a ticket of theirs: `close 1042`, `reopen 1042 it fails again`. */
export const isAboutOwnTicket = (said: string) => words.test(said)

/** Closes or reopens one's own ticket, and says what came of it. Somebody else's is answered like one that is not there. */
export async function ownTicket(said: Said, typed: string): Promise<Card | undefined> {
  const { close, number, why } = words.exec(typed)?.groups ?? {}
  if (!number) return undefined
  const { desk, t } = said
  const ticket = await desk.tickets.byNumber(Number(number))
  if (ticket?.requester_id !== desk.actor.person) return card(t.status.unknown(Number(number)))
  return close ? closed(said, ticket) : reopened(said, ticket, why)
}

type Ticket = NonNullable<Awaited<ReturnType<Said['desk']['tickets']['byNumber']>>>

async function closed({ desk, t }: Said, { id, number, status }: Ticket): Promise<Card> {
  if (status === 'closed') return card(t.own.isClosed(number))
  await desk.tickets.close(id, status === 'resolved' ? 'confirmed' : 'cancelled')
  return card(t.own.closed(number))
}

async function reopened(said: Said, ticket: Ticket, why: string | undefined): Promise<Card> {
  const { desk, t } = said
  const { id, number } = ticket
  const matter = await desk.tickets.matter(ticket)
  if (isOpen(matter.status)) return card(t.own.isOpen(number))
  const outcome = await desk.tickets.reopen(id, why ?? t.followUp.reopen)
  if (!outcome.done) return again(said, ticket, why)
  if (why) await desk.tickets.comment(id, why)
  return card(t.followUp.reopened(number))
}

/** Closed too long ago to go on: a new ticket beside it, which names it. */
export async function again({ desk, event, now, t }: Said, old: Ticket, why: string | undefined): Promise<Card> {
  const opened = await desk.tickets.openAgain(old.id, { source: event.id, thread: event.thread, words: why })
  if (!opened.done) return card(t.agentCard.refusals['not-allowed'])
  const told = card(t.own.again(old.number))
  return told.and(openedCard({ ...opened, thread: event.thread, zone: desk.zone, now }, t))
}
