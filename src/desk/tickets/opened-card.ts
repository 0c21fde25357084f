import { type Card, card } from '../../chat/card.ts'
import { isPersonal, type ThreadKey } from '../../chat/thread.ts'
import type { Texts } from '../../texts/index.ts'
import type { Ticket } from './table.ts'

interface JustOpened {
  ticket: Pick<Ticket, 'number' | 'priority'>
  responseDue: Date | undefined
  thread: ThreadKey
  zone: string
  now: Date
}

/** What the requester reads once their ticket is open; where others read along, how to go on without them. */
export function openedCard({ ticket, responseDue, thread, zone, now }: JustOpened, t: Texts): Card {
  const opened = card(t.ticket.opened(ticket.number, ticket.priority))
    .text(responseDue ? t.ticket.promise(t.at(responseDue, zone, now)) : '')
    .text(t.ticket.goOn, 'muted')
  return isPersonal(thread) ? opened : opened.text(t.ticket.goPrivate, 'muted')
}
