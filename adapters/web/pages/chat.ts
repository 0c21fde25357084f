import type { Home } from '../../../src/desk/tickets/home.ts'
import type { Texts } from '../../../src/texts/index.ts'
import type { Persona } from '../personas.ts'
import type { Item, Transcript } from '../transcript.ts'
import { attachButton, attached, draw, filesShown, signs, spoken } from './blocks.ts'
import { avatar, type Html, html, icon, nothing, time } from './html.ts'
import { ownTickets } from './own-tickets.ts'
import { picker } from './parts.ts'

/** When each thing was said is told in the person's words. */
export interface Reading {
  t: Texts
  zone: string
  now: Date
}

/** The left half: somebody asks for help. */
export const chatHalf = (
  persona: Persona | undefined,
  others: readonly Persona[],
  transcript: Transcript,
  reading: Reading,
  mine?: Home,
): Html => {
  const w = reading.t.console.chat
  return html`<section class="half chat" id="half-chat" aria-labelledby="chat-title">
    <header class="half-head">
      <h2 id="chat-title">${icon('chat')}${w.title}</h2>
      ${persona ? picker('employee', w.iAm, persona, others) : nothing}
    </header>
    ${mine ? ownTickets(mine, reading) : nothing}
    ${persona ? html`${chatLog(transcript, reading)}${composer(reading)}` : html`<p class="empty">${w.nobody}</p>`}
  </section>`
}

/** Drawn again whole whenever something was said; the page changes only what differs. */
export const chatLog = ({ items, locale }: Transcript, reading: Reading): Html => {
  const w = reading.t.console.chat
  return html`<div class="scroll" id="chat-log" role="log" aria-live="polite" aria-label="${w.log}" tabindex="0" data-keyed ${
    items.length ? '' : 'data-fresh'
  }>${
    items.length
      ? items.map((item) => (item.by === 'person' ? own(item, reading) : desk(item, reading, locale)))
      : html`<p class="empty" id="chat-empty">${w.empty}</p>`
  }</div>`
}

function own(item: Extract<Item, { by: 'person' }>, { t, zone, now }: Reading): Html {
  const w = t.console.chat
  if (item.removed) return html`<div class="said own removed" id="m-${item.id}"><p>${w.removed}</p></div>`
  return html`<article class="said own" id="m-${item.id}" data-message="${item.id}">
    <h3 class="off-screen">${w.you}</h3>
    <div class="bubble">${item.text ? html`<p class="words">${item.text}</p>` : nothing}${filesShown(item.files, t)}</div>
    <footer>${signs(item.signs)}${item.edited ? html`<span>${w.edited}</span>` : nothing}${time(item.at, t.at(item.at, zone, now))}
      <button type="button" class="tool" data-tool="edit" aria-label="${w.edit}" title="${w.edit}">${icon('pencil')}</button>
      <button type="button" class="tool" data-tool="remove" data-sure="${w.removeSure}" aria-label="${w.remove}" title="${w.remove}">${icon('bin')}</button>
    </footer>
  </article>`
}

/** Words of a person at the desk look like a person's, the bot's like the bot's. */
function desk(item: Extract<Item, { by: 'desk' }>, { t, zone, now }: Reading, locale: string | undefined): Html {
  const w = t.console.chat
  const said = item.blocks.length === 1 && item.blocks[0]?.kind === 'said' ? item.blocks[0] : undefined
  const lang = locale ? html` lang="${locale}"` : nothing
  const drawing = { live: item.live, id: `c-${item.seq}`, answers: w.answers }
  return html`<article class="said desk ${said ? 'human' : 'bot'}" id="o-${item.seq}" data-card="${item.seq}">
    ${said ? nothing : html`<span class="avatar bot" aria-hidden="true">G</span>`}
    <h3 class="off-screen">${said?.author ?? w.bot}</h3>
    <div class="bubble"${lang}>${
      said
        ? html`<p class="who">${avatar(said.author)}<strong>${said.author}</strong></p><p class="words">${spoken(said.text)}</p>`
        : draw(item.blocks, drawing)
    }</div>
    <footer>${signs(item.signs)}${said?.note ? html`<span>${said.note}</span>` : nothing}${time(item.at, t.at(item.at, zone, now))}</footer>
  </article>`
}

const composer = ({ t }: Reading): Html => {
  const w = t.console.chat
  return html`<form class="composer" id="chat-composer" autocomplete="off">
    <label class="off-screen" for="chat-text">${w.composer}</label>
    <textarea id="chat-text" name="text" rows="1" maxlength="4000" placeholder="${w.placeholder}" aria-describedby="chat-hint"></textarea>
    ${attached(t)}${attachButton('chat', t)}
    <button type="submit" class="button primary icon-only" aria-label="${w.send}" title="${w.send}">${icon('send')}</button>
    <small id="chat-hint">${w.hint}</small>
  </form>`
}
