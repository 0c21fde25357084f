import type { Texts } from '../../../src/texts/index.ts'
import { type Html, html, nothing } from './html.ts'

/** The pages that agents have beside the desk. */
export const pageNames = ['knowledge', 'triage', 'duty', 'deliveries', 'updates'] as const
export type PageName = (typeof pageNames)[number]

/** The way between the agents' pages; what could not be delivered is counted there, because nobody looks for it. */
export const pageLinks = (t: Texts, now: PageName | 'desk', undelivered: number): Html => {
  const w = t.pages.nav
  return html`<nav class="pages" id="page-links" aria-label="${w.label}">${(['desk', ...pageNames] as const).map(
    (name) =>
      html`<a href="${name === 'desk' ? '/' : `/${name}`}" ${name === now ? 'aria-current=page' : ''}>${w[name]}${
        name === 'deliveries' && undelivered > 0
          ? html` <span class="alert" title="${w.undelivered(undelivered)}">${undelivered}<span class="off-screen"> ${w.undelivered(undelivered)}</span></span>`
          : nothing
      }</a>`,
  )}</nav>`
}

/** What a page shows: its heading, its lists one click away, and the one that is open. Drawn again whole when something changed. */
export interface Sheet {
  title: string
  lead: string
  tabs?: { name: string; label: string; href: string; open: boolean }[]
  content: Html
  /** Drawn once and left alone: what it shows took long to find out, or is being typed in. */
  still?: boolean
}

export const sheet = (t: Texts, { title, lead, tabs, content, still }: Sheet): Html =>
  html`<header class="sheet-head" id="sheet-head" ${still ? 'data-still' : ''}><h1>${title}</h1><p class="quiet">${lead}</p></header>
  ${
    tabs
      ? html`<nav class="views" id="sheet-views" aria-label="${t.pages.lists}">${tabs.map(
          ({ name, label, href, open }) =>
            html`<a href="${href}" data-list="${name}" ${open ? 'aria-current=page' : ''}>${label}</a>`,
        )}</nav>`
      : nothing
  }
  <div id="sheet-body" data-keyed>${content}</div>`

/** In place of a list that has nothing. */
export const emptySheet = (words: string): Html => html`<p class="empty" id="sheet-empty">${words}</p>`

/** A button that asks the server for something; `sure`: what it asks back before it does. */
export const doing = (path: string, label: string, { sure, style }: { sure?: string; style?: string } = {}): Html =>
  html`<button type="button" class="button ${style ?? ''}" data-do="${path}" ${sure ? html`data-sure="${sure}"` : nothing}>${label}</button>`

export const ticketLink = (number: number, words = `#${number}`): Html =>
  html`<a href="/?list=open&ticket=${number}">${words}</a>`
