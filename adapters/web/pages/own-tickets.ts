import type { Home, HomeLine } from '../../../src/desk/tickets/home.ts'
import type { Reading } from './chat.ts'
import { type Html, html, icon, nothing } from './html.ts'

/** A person's own tickets above their talk, folded; what waits for them is said without unfolding. */
export function ownTickets({ waiting, open, more }: Home, { t }: Pick<Reading, 't'>): Html {
  const m = t.menu
  const all = [...waiting, ...open]
  const title = waiting.length
    ? `${m.open(all.length + more)} · ${m.waiting(waiting.length)}`
    : m.open(all.length + more)
  return html`<details class="own-tickets" id="chat-tickets" data-keyed>
    <summary>${icon('inbox')}<span>${title}</span></summary>
    ${all.length ? html`<ul>${all.map((line) => item(line, t))}</ul>` : html`<p class="muted">${t.status.none}</p>`}
    ${more ? html`<p class="muted">${t.status.more(more)}</p>` : nothing}
  </details>`
}

const item = ({ number, title, status }: HomeLine, t: Reading['t']): Html =>
  html`<li id="mine-${number}"><b>#${number}</b> <span class="chip">${t.statusName[status]}</span> <span>${title}</span></li>`
