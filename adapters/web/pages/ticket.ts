import { type Block, formsIn } from '../../../src/chat/card.ts'
import type { Happened } from '../../../src/desk/tickets/history.ts'
import type { Line, TicketView } from '../../../src/desk/tickets/view.ts'
import type { Texts } from '../../../src/texts/index.ts'
import { attachButton, attached, form, menu } from './blocks.ts'
import type { Reading } from './chat.ts'
import { type Html, html, icon, nothing } from './html.ts'
import { priorityMark, statusMark, timeLeft } from './parts.ts'
import { happened, message } from './thread.ts'

/** One ticket with all that an agent may know of it. */
export interface Opened {
  view: TicketView
  lines: readonly Line[]
  history: readonly Happened[]
  oldWords: ReadonlyMap<number, string>
  /** It is in this agent's hands already, so there is nothing to claim. */
  mine: boolean
  /** Why it was read as it was, in sentences. */
  why: readonly string[]
  /** The agents' card, whose buttons and forms are the acts that are possible now. */
  card: ReadonlyArray<Block>
}

/** The opened ticket. Its parts have ids, so that one that did not change is left alone, with what is typed in it. */
export function ticketPanel(opened: Opened, reading: Reading): Html {
  const { ticket, requester } = opened.view
  const canSpeak = formsIn(opened.card).some(({ action }) => action === 'reply')
  return html`<article class="ticket" id="ticket-${ticket.number}" data-number="${ticket.number}" data-keyed aria-labelledby="ticket-title">
    ${head(opened.view, reading)}
    ${acts(opened, reading.t)}
    <div class="scroll" id="ticket-scroll" data-keyed tabindex="0" role="region" aria-label="${reading.t.console.desk.thread}">
      ${facts(opened.card, reading.t)}
      ${flags(opened.card, reading.t)}
      ${why(opened.why, reading.t)}
      <ol class="thread" id="ticket-thread" data-keyed>${thread(opened, reading)}</ol>
    </div>
    ${canSpeak ? composer(ticket.number, requester, reading.t) : nothing}
  </article>`
}

function head({ ticket, responseDue, resolutionDue }: TicketView, reading: Reading): Html {
  const { t } = reading
  return html`<header class="ticket-head" id="ticket-head">
    <a class="back" href="/" data-back>${icon('back')}${t.console.desk.back}</a>
    <h3 id="ticket-title" tabindex="-1"><span class="number">#${ticket.number}</span> <span lang="${ticket.locale}">${ticket.title}</span></h3>
    <p class="line">${priorityMark(ticket.priority, t)}${statusMark(ticket.status, t)}${timeLeft(
      responseDue ?? resolutionDue,
      ticket.status,
      reading,
    )}</p>
  </header>`
}

/** The card's own acts, those of its menu folded away; its Reply and Note are the composer below. */
function acts({ card, mine }: Opened, t: Texts): Html {
  const shown = card.filter(({ kind }) => kind === 'buttons' || kind === 'form' || kind === 'menu')
  return html`<div class="acts" id="ticket-acts" role="group" aria-label="${t.console.desk.title}">${shown.map(
    (block) => act(block, mine),
  )}</div>`
}

const inComposer = ['reply', 'note']

function act(block: Block, mine: boolean): Html {
  switch (block.kind) {
    case 'form':
      return inComposer.includes(block.form.action) ? nothing : form(block.form, 'act')
    case 'menu':
      return menu(
        block.label,
        block.acts.map((each) => act(each, mine)),
      )
    case 'buttons':
      return html`${block.buttons
        .filter(({ action }) => action !== 'why' && !(mine && action === 'claim'))
        .map(
          ({ action, label, style }) =>
            html`<button type="button" class="button ${style ?? ''}" data-action="${action}">${label}</button>`,
        )}`
    default:
      return nothing
  }
}

/** The card's own facts, so that every platform shows the same; the status already stands in the head. */
function facts(card: ReadonlyArray<Block>, t: Texts): Html {
  const all = card.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  return html`<dl class="facts" id="ticket-facts">${all
    .filter(([label]) => label !== t.agentCard.status)
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** What an agent must know before the first word: asked for a person, frustrated, what was tried, earlier tickets. */
function flags(card: ReadonlyArray<Block>, t: Texts): Html {
  const lines = card.flatMap((block) => (block.kind === 'text' && block.tone !== 'title' ? [block] : []))
  const known = lines.filter(({ text }) => text !== t.agentCard.rule) // the composer says it here
  if (!known.length) return nothing
  return html`<ul class="flags" id="ticket-flags" aria-label="${t.console.desk.flags}">${known.map(({ tone, text }) =>
    tone === 'warning' ? html`<li class="warning">${icon('flag')}<span>${text}</span></li>` : html`<li>${text}</li>`,
  )}</ul>`
}

/** Folded: what triage decided about it, and why. */
const why = (lines: readonly string[], t: Texts): Html =>
  html`<details class="why" id="ticket-why" data-keyed><summary>${t.why.button}</summary><ul>${lines.map(
    (line) => html`<li>${line}</li>`,
  )}</ul></details>`

/** Words and deeds in the order they came. */
function thread({ view, lines, history, oldWords }: Opened, reading: Reading): Html[] {
  const said = lines.map((line) => ({
    at: line.at,
    html: message(line, oldWords.get(line.seq), view, reading),
  }))
  const done = history.map((event) => ({ at: event.at, html: happened(event, reading) }))
  return [...done, ...said].sort((a, b) => a.at.getTime() - b.at.getTime()).map((each) => each.html)
}

/** Two modes that cannot be taken for one another: colour, words, and what the button says. */
function composer(number: number, requester: string, t: Texts): Html {
  const w = t.console.desk
  return html`<form class="composer reply" id="desk-composer" data-number="${number}" autocomplete="off"
    data-reply-label="${w.sendReply}" data-note-label="${w.saveNote}" data-reply-hint="${w.replyTo(requester)}" data-note-hint="${w.noteTo}"
    data-reply-holder="${w.replyHolder(requester)}" data-note-holder="${w.noteHolder}" data-reply-field="${w.replyField}" data-note-field="${w.noteField}">
    <fieldset class="modes"><legend class="off-screen">${w.mode}</legend>
      <label><input type="radio" name="mode" value="reply" checked><span>${icon('globe')}${w.reply}</span></label>
      <label><input type="radio" name="mode" value="note"><span>${icon('lock')}${w.note}</span></label>
      <span class="to" id="desk-to">${w.replyTo(requester)}</span>
    </fieldset>
    <label class="off-screen" for="desk-text">${w.replyField}</label>
    <textarea id="desk-text" name="text" rows="2" maxlength="4000" placeholder="${w.replyHolder(requester)}" aria-describedby="desk-to desk-hint"></textarea>
    ${attached(t)}
    <p class="row">${attachButton('desk', t)}<small id="desk-hint">${w.sendHint}</small><button type="submit" class="button primary">${w.sendReply}</button></p>
  </form>`
}

/** In place of a ticket: nothing chosen yet, or none that this person may see. */
export const noTicket = (words: string): Html =>
  html`<div class="ticket none" id="ticket-none"><p class="empty">${icon('inbox')}${words}</p></div>`
