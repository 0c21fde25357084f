import type { SubscriptionFilter } from '../../../src/desk/notifications/table.ts'
import { priorities } from '../../../src/desk/tickets/ticket.ts'
import { categories } from '../../../src/desk/triage/labels.ts'
import type { Texts } from '../../../src/texts/index.ts'
import type { Item } from '../transcript.ts'
import { draw } from './blocks.ts'
import type { Reading } from './chat.ts'
import { doing, emptySheet } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** What an agent follows, and what they were told on the web. */
export function updates(filters: readonly SubscriptionFilter[], items: readonly Item[], reading: Reading): Html {
  const { t } = reading
  const w = t.pages.updates
  const told = items.filter((item) => item.by === 'desk').toReversed()
  return html`<section class="entry" id="follow"><h2>${w.subscriptions}</h2>
      ${
        filters.length
          ? html`<ul class="line">${filters.map((filter) => html`<li class="chip">${filterWords(filter, t)}</li>`)}</ul>`
          : html`<p class="quiet">${w.none}</p>`
      }
      <form class="follow" data-do="/updates/follow">
        <label>${w.priority} <select name="priority"><option value="">${w.anyPriority}</option>${priorities.map(
          (priority) => html`<option value="${priority}">${w.atLeast(t.priorityName[priority])}</option>`,
        )}</select></label>
        <label>${w.category} <select name="category"><option value="">${w.anyCategory}</option>${categories.map(
          (category) => html`<option value="${category}">${t.categoryName(category)}</option>`,
        )}</select></label>
        <button type="submit" class="button primary">${w.follow}</button>${filters.length ? doing('/updates/stop', w.stop) : nothing}
      </form></section>
    <h2 id="updates-title">${w.list}</h2>
    ${
      told.length
        ? html`<ul class="entries" id="updates" data-keyed aria-labelledby="updates-title">${told.map((item) => update(item, reading))}</ul>`
        : emptySheet(w.empty)
    }`
}

const update = (item: Extract<Item, { by: 'desk' }>, { t, zone, now }: Reading): Html =>
  html`<li class="entry" id="update-${item.seq}"><p class="line quiet">${time(item.at, t.at(item.at, zone, now))}</p>${draw(
    item.blocks,
    { live: false, id: `u-${item.seq}`, answers: t.console.chat.answers },
  )}</li>`

const filterWords = ({ priority, category }: SubscriptionFilter, t: Texts): string => {
  const w = t.pages.updates
  const words = [priority && w.atLeast(t.priorityName[priority]), category && t.categoryName(category)].filter(Boolean)
  return words.length ? words.join(', ') : w.every
}
