import type { Context } from 'hono'
import { texts } from '../../src/texts/index.ts'
import type { Assets } from './assets.ts'
import { readingOf, ticketsFor } from './chat.ts'
import { askedOf, listShown, ticketShown } from './desk.ts'
import { linksFor } from './frame.ts'
import { chatHalf } from './pages/chat.ts'
import { html, icon, nothing } from './pages/html.ts'
import { addressOf } from './pages/list.ts'
import { manyBar } from './pages/many.ts'
import { picker } from './pages/parts.ts'
import { announcements, keysHelp, page, skipLinks, topBar } from './pages/shell.ts'
import { noTicket } from './pages/ticket.ts'
import type { WebPorts } from './ports.ts'
import { transcriptOf } from './transcript.ts'
import type { Visitor } from './visitor.ts'

/** The whole console, drawn on the server as it stands now; the scripts keep it so. */
export async function home(c: Context, ports: WebPorts, visitor: Visitor, assets: Assets) {
  const reading = readingOf(ports, visitor)
  const { t } = reading
  const { employee, employees } = visitor
  const transcript = employee ? await transcriptOf(ports.db, employee.thread) : { items: [], locale: undefined }
  const mine = employee && (await ticketsFor(ports, employee))
  const body = html`${skipLinks(t)}${topBar(t, { theme: visitor.theme, halves: true, signedIn: !ports.demo, links: await linksFor(ports, visitor, 'desk') })}${announcements(t)}
    <main class="sides" data-shown="${c.req.query('ticket') ? 'desk' : 'chat'}">
      <h1 class="off-screen">${t.console.name}, ${t.console.tagline}</h1>
      ${chatHalf(employee, employees, transcript, reading, mine)}
      ${await deskHalf(c, ports, visitor)}
    </main>${keysHelp(t)}`
  const scripts = ['app.js']
  return c.html(page(t, visitor.theme, assets.at, { title: `${t.console.name} · ${t.console.tagline}`, scripts, body }))
}

async function deskHalf(c: Context, ports: WebPorts, visitor: Visitor) {
  const t = texts[visitor.locale]
  const w = t.console.desk
  const asked = askedOf(c)
  const { agent, agents } = visitor
  const list = await listShown(ports, visitor, asked)
  const ticket = asked.ticket === undefined ? noTicket(w.pick) : (await ticketShown(ports, visitor, asked.ticket)).html
  return html`<section class="half desk ${asked.ticket === undefined ? '' : 'opened'}" id="half-desk" aria-labelledby="desk-title" tabindex="-1">
    <header class="half-head">
      <h2 id="desk-title">${icon('inbox')}${w.title}</h2>
      ${agent ? picker('agent', w.iAm, agent, agents) : nothing}
    </header>
    <div class="board">
      <div class="pane">
        <div><form class="search" id="desk-search" role="search" action="/" method="get">
          ${icon('search')}<label class="off-screen" for="desk-words">${w.search}</label>
          <input type="search" id="desk-words" name="q" value="${asked.words}" placeholder="${w.search}" maxlength="100" autocomplete="off">
          <input type="hidden" name="list" value="${asked.list}">
        </form>
        ${agent ? manyBar(t, agents) : nothing}</div>
        <div class="list scroll" id="desk-list" data-address="${addressOf({ ...asked, ticket: undefined })}">${list.html}</div>
      </div>
      <div class="pane ticket-pane" id="desk-ticket">${ticket}</div>
    </div>
  </section>`
}
