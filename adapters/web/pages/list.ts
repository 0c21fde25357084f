import {
  type Listed,
  type Listing,
  type ListName,
  listNames,
  mostCounted,
  mostListed,
} from '../../../src/desk/tickets/listing.ts'
import type { Reading } from './chat.ts'
import { type Html, html, icon, nothing } from './html.ts'
import { priorityMark, statusMark, timeLeft } from './parts.ts'

/** What the list shows now; it stands in the address, so that it can be kept and sent. */
export interface Asked {
  list: ListName
  words: string
  /** The number of the opened ticket. */
  ticket: number | undefined
}

export const addressOf = ({ list, words, ticket }: Asked): string => {
  const query = new URLSearchParams({ list, ...(words && { q: words }), ...(ticket && { ticket: String(ticket) }) })
  return `/?${query}`
}

/** Tabs with their counts, the search, and the tickets: drawn again whenever a ticket changes anywhere. */
export const ticketList = (listing: Listing, asked: Asked, reading: Reading): Html => {
  const w = reading.t.console.desk
  return html`<nav class="views" id="desk-views" aria-label="${w.views}" data-unclaimed="${listing.counts.unclaimed}">${listNames.map(
    (list) =>
      html`<a href="${addressOf({ ...asked, list })}" data-list="${list}" ${list === asked.list ? 'aria-current=true' : ''}>${
        w.view[list]
      } <span class="count">${counted(listing.counts[list])}</span></a>`,
  )}</nav>
  ${
    listing.tickets.length
      ? html`<ul class="rows" id="desk-rows" aria-label="${w.tickets}" data-keyed>${listing.tickets.map((ticket) =>
          row(ticket, asked, reading),
        )}</ul>${
          listing.tickets.length === mostListed
            ? html`<p class="empty" id="desk-more">${w.onlyFirst(mostListed)}</p>`
            : nothing
        }`
      : html`<p class="empty" id="desk-empty">${asked.words ? w.empty.search : w.empty[asked.list]}</p>`
  }`
}

const counted = (count: number) => (count > mostCounted ? `${mostCounted}+` : count)

function row(ticket: Listed, asked: Asked, reading: Reading): Html {
  const { t } = reading
  const open = ticket.number === asked.ticket
  return html`<li id="t-${ticket.number}"><label class="pick"><input type="checkbox" data-pick="${ticket.number}"><span class="off-screen">${t.console.desk.many.pick(ticket.number)}</span></label>
    <a class="ticket-row" href="${addressOf({ ...asked, ticket: ticket.number })}" data-ticket="${ticket.number}" ${
      open ? 'aria-current=true' : ''
    }>
      <span class="line">${priorityMark(ticket.priority, t)}<span class="number">#${ticket.number}</span>${timeLeft(
        ticket.dueAt,
        ticket.status,
        reading,
      )}</span>
      <span class="title" lang="${ticket.locale}">${ticket.title}</span>
      ${ticket.replying.length ? html`<span class="line quiet replying">${t.acts.replying(ticket.replying)}</span>` : nothing}
      <span class="line quiet"><span class="who">${ticket.requester}</span><span class="who agent">${icon('person')}${
        ticket.assignee ?? t.console.desk.nobody
      }</span>${statusMark(ticket.status, t)}</span>
    </a>
  </li>`
}
