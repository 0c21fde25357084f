import type { Texts } from '../../../src/texts/index.ts'
import type { Theme } from '../visitor.ts'
import { avatar, type Html, html, icon, nothing, sprite } from './html.ts'

/** The page around everything: no script and no style inside, so that none of anybody else's could run either. */
export const page = (
  t: Texts,
  theme: Theme,
  asset: (name: string) => string,
  { title, scripts, body }: { title: string; scripts: readonly string[]; body: Html },
): Html => html`<!doctype html>
<html lang="${t.language}" data-theme="${theme}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${title}</title>
  <link rel="icon" type="image/svg+xml" href="${asset('icon.svg')}">
  ${['base.css', 'controls.css', 'layout.css', 'overlays.css', 'chat.css', 'files.css', 'desk.css', 'ticket.css', 'pages.css'].map((name) => html`<link rel="stylesheet" href="${asset(name)}">`)}
  ${scripts.map((name) => html`<script type="module" src="${asset(name)}"></script>`)}
</head>
<body data-words="${JSON.stringify(words(t))}">${sprite()}${body}</body>
</html>`

/** The few words that the scripts themselves say. */
const words = ({ console: w, files }: Texts) => ({
  failed: w.failed,
  retry: w.retry,
  undo: w.desk.many.undo,
  sending: w.chat.sending,
  notSent: w.chat.notSent,
  you: w.chat.you,
  editing: w.chat.editing,
  save: w.chat.save,
  cancel: w.cancel,
  detach: files.detach('…'),
  drop: files.drop,
})

export interface Bar {
  theme: Theme
  /** The way to the other pages, for whoever works at the desk. */
  links?: Html
  /** Where the page is, so that a change of language stays on it. */
  path?: string
  /** There is a session to end; in the demonstration there is none. */
  signedIn: boolean
  /** Who is looking, where no picker on the page says so. */
  who?: string
  /** Both halves are on this page, one at a time where there is little room. */
  halves?: boolean
}

export const topBar = (t: Texts, { theme, links, path = '/', signedIn, who, halves = false }: Bar): Html => {
  const w = t.console
  const other = t.language === 'fr' ? 'en' : 'fr'
  return html`<header class="top">
    <a class="brand" href="/"><span class="logo" aria-hidden="true">G</span><strong>${w.name}</strong><span class="tagline">${w.tagline}</span></a>
    ${halves ? halfButtons(t) : nothing}${links ?? nothing}
    <div class="tools">
      ${who ? html`<span class="picker">${avatar(who)}<span class="who-name">${who}</span></span>` : nothing}
      <nav class="language" aria-label="${w.languages.label}">${(['fr', 'en'] as const).map(
        (language) =>
          html`<a href="${path}?lang=${language}" lang="${language}" hreflang="${language}" data-language title="${w.languages[language]}" ${
            language === other ? '' : 'aria-current=true'
          }>${language.toUpperCase()}</a>`,
      )}</nav>
      <label class="theme">${icon('sun')}<span class="off-screen">${w.themes.label}</span><select data-theme-choice>${(
        ['auto', 'light', 'dark'] as const
      ).map(
        (each) => html`<option value="${each}" ${each === theme ? 'selected' : ''}>${w.themes[each]}</option>`,
      )}</select></label>
      ${halves ? html`<button type="button" class="button quiet icon-only" data-open="keys" aria-label="${w.keys.open}" title="${w.keys.open}">${icon('keys')}</button>` : nothing}
      ${signedIn ? html`<button type="button" class="button quiet" data-sign-out>${icon('out')}${w.signIn.out}</button>` : nothing}
    </div>
  </header>`
}

const halfButtons = ({ console: w }: Texts): Html => html`<div class="halves" role="group" aria-label="${w.halves}">
      <button type="button" data-half="chat" aria-pressed="true">${icon('chat')}${w.chat.half}</button>
      <button type="button" data-half="desk" aria-pressed="false">${icon('inbox')}${w.desk.half}</button>
    </div>`

export const keysHelp = ({
  console: { keys, close },
}: Texts): Html => html`<dialog id="keys" aria-labelledby="keys-title">
  <h2 id="keys-title">${keys.title}</h2>
  <dl class="keys">${keys.list.map(([key, words]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${words}</dd></div>`)}</dl>
  <p><label class="check"><input type="checkbox" data-keys-on checked> ${keys.use}</label> <small>${keys.never}</small></p>
  <form method="dialog"><button class="button primary">${close}</button></form>
</dialog>`

export const skipLinks = ({ console: w }: Texts): Html =>
  html`<a class="skip" href="#chat-text">${w.skipToChat}</a><a class="skip" href="#half-desk">${w.skipToDesk}</a>`

/** Where refusals and outages are told: read out when they come, gone after a while. */
export const announcements = (t: Texts): Html =>
  html`<p class="offline" id="offline" role="status" hidden>${t.console.offline}</p><div class="toasts" id="toasts" role="status" aria-live="polite"></div>`
