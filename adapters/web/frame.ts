import type { Context } from 'hono'
import { atDesk } from '../../src/desk/at-desk.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { countUndelivered } from '../../src/desk/outbox/undelivered.ts'
import { type Texts, texts } from '../../src/texts/index.ts'
import type { Assets } from './assets.ts'
import { readingOf } from './chat.ts'
import type { Reading } from './pages/chat.ts'
import { emptySheet, type PageName, pageLinks, type Sheet, sheet } from './pages/frame.ts'
import { type Html, html } from './pages/html.ts'
import { announcements, page, topBar } from './pages/shell.ts'
import { asActor } from './personas.ts'
import type { WebPorts } from './ports.ts'
import type { Visitor, Visitors } from './visitor.ts'

/** What the agents' pages are built with. */
export interface PageHouse {
  ports: WebPorts
  visitors: Visitors
  assets: Assets
}

const works = ({ agent }: Visitor) => agent !== undefined && agent.role !== 'employee'

/** The way to the agents' pages; nothing for whoever does not work at the desk. */
export async function linksFor(ports: WebPorts, visitor: Visitor, now: PageName | 'desk'): Promise<Html> {
  if (!works(visitor)) return html``
  const { all } = await countUndelivered(ports.db, ports.now())
  return pageLinks(texts[visitor.locale], now, all)
}

/** One act or look of the agent persona, in a transaction of its own; nothing for whoever is no agent. */
export async function byAgent<T>(ports: WebPorts, { agent, locale }: Visitor, act: (desk: Desk) => Promise<T>) {
  if (!agent) return undefined
  const { result, wake } = await atDesk(ports.db, ports.settings(), asActor(agent, locale), ports.now(), act)
  ports.wake(wake)
  return result
}

/** What a page makes of a visitor; absent where the desk refuses them. */
export type Drawn = (visitor: Visitor, reading: Reading) => Promise<Sheet | undefined>

/** A page of its own, or (`part=1`) only what is in it, for the script that keeps it as it is now. */
export async function answerPage(c: Context, { ports, visitors, assets }: PageHouse, name: PageName, draw: Drawn) {
  const visitor = await visitors.of(c)
  const reading = readingOf(ports, visitor)
  const { t } = reading
  const drawn = works(visitor) ? await draw(visitor, reading) : undefined
  const shown = drawn ?? { title: t.pages.nav[name], lead: '', content: emptySheet(t.pages.notAgent) }
  const status = drawn ? 200 : 403
  if (c.req.query('part') === '1') return c.html(sheet(t, shown), status)
  const links = await linksFor(ports, visitor, name)
  const body = html`<a class="skip" href="#sheet">${t.pages.nav.skip}</a>${topBar(t, { theme: visitor.theme, links, path: `/${name}`, signedIn: !ports.demo, ...(visitor.agent && { who: visitor.agent.name }) })}${announcements(t)}
    <main class="sheet" id="sheet" tabindex="-1">${sheet(t, shown)}</main>`
  const title = `${shown.title} · ${t.console.name}`
  return c.html(page(t, visitor.theme, assets.at, { title, scripts: ['pages.js'], body }), status)
}

type Decided = { done: true } | { done: false; why: string } | undefined

/** What became of an act, in the words of the page. */
export function answerAct(c: Context, t: Texts, outcome: Decided, done: string) {
  if (outcome?.done) return c.json({ done: true, notice: done })
  if (!outcome || outcome.why === 'not-allowed') return c.json({ notice: t.pages.notAllowed }, 403)
  return c.json({ notice: t.pages.gone }, 404)
}
