import type { Undelivered } from '../../../src/desk/outbox/undelivered.ts'
import type { Reading } from './chat.ts'
import { doing, ticketLink } from './frame.ts'
import { type Html, html, icon, nothing, time } from './html.ts'

const platformName = { slack: 'Slack', teams: 'Teams', web: 'Web' } as const

/** What did not arrive, why, and the button that sends it again. */
export const undeliveredList = (rows: readonly Undelivered[], reading: Reading): Html =>
  html`${
    rows.length > 1
      ? html`<p class="acts-row" id="deliveries-all">${doing('/deliveries/again', reading.t.pages.deliveries.sendAll)}</p>`
      : nothing
  }<ul class="entries" id="deliveries" data-keyed>${rows.map((row) => one(row, reading))}</ul>`

function one(row: Undelivered, { t, zone, now }: Reading): Html {
  const w = t.pages.deliveries
  const platform = platformName[row.platform]
  const blind = row.what === 'ticket-card' && row.op === 'post'
  const op = w.ops[row.op]
  return html`<li class="entry" id="delivery-${row.seq}">
    <p class="line"><strong>${w.what[row.what]}${op ? ` (${op})` : ''}</strong>${row.ticket ? ticketLink(row.ticket) : nothing}<span>${
      row.channel ? w.toChannel(platform, row.channel) : w.toPerson(platform, row.person ?? w.somebody)
    }</span><span class="quiet">${time(row.failedAt, w.failedAt(t.at(row.failedAt, zone, now)))}</span></p>
    ${blind ? html`<p class="line warn">${icon('flag')}${w.agentsBlind}</p>` : nothing}
    <p class="line"><span class="quiet">${w.reason}</span> <code>${row.reason}</code></p>
    <p class="acts-row">${doing(`/deliveries/${row.seq}/again`, w.sendAgain, { style: 'primary' })}${doing(`/deliveries/${row.seq}/aside`, w.setAside)}</p>
  </li>`
}
