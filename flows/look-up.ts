import { Card, card } from '../src/chat/card.ts'
import type { Found } from '../src/chat/event.ts'
import type { House } from '../src/conversation/house.ts'
import type { Answer } from '../src/desk/knowledge/answer.ts'
import type { Ticket } from '../src/desk/tickets/table.ts'
import type { Texts } from '../src/texts/index.ts'

const mostOfEach = 5

/**
 * Tickets and articles by words: what the person may see, shown so that it can be put before others. The title of a private
 * ticket is never part of that.
 */
export const lookUp: House['search'] = async ({ answer, desk, t, now }) => {
  const words = answer.trim()
  const tickets = await desk.tickets.search(words, mostOfEach)
  const answers = words ? await desk.knowledge.find(words, mostOfEach) : []
  const at = (time: Date) => t.at(time, desk.zone, now)
  return [...tickets.map((ticket) => ticketFound(ticket, at(ticket.opened_at), t)), ...answers.map(articleFound(t))]
}

function ticketFound(ticket: Ticket, opened: string, t: Texts): Found {
  const title = ticket.private ? t.searched.privateTicket : ticket.title
  const facts = card(`#${ticket.number} · ${title}`, 'title').facts({
    [t.status.status]: t.statusName[ticket.status],
    [t.agentCard.priority]: t.priorityName[ticket.priority],
    [t.status.openedOn]: opened,
  })
  // In the list of results only the person who searches reads along.
  return { title: `#${ticket.number} · ${ticket.title}`, note: t.statusName[ticket.status], blocks: facts.blocks }
}

const articleFound =
  (t: Texts) =>
  ({ title, lead, steps, version }: Answer): Found => ({
    title,
    note: `${t.searched.article} · ${t.answer.version(version)}`,
    blocks: new Card([])
      .text(title, 'title')
      .text(lead)
      .steps(steps)
      .source(t.answer.source(title), t.answer.version(version)).blocks,
  })
