import type { ListedDraft } from '../../../src/desk/knowledge/drafts.ts'
import type { Impact, ImpactReport } from '../../../src/desk/knowledge/impact.ts'
import type { Reading } from './chat.ts'
import { doing, ticketLink } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** A draft that is being looked at, with what publishing it would do. */
export interface Weighed {
  draft: ListedDraft
  impact: ImpactReport
  /** Whether this person may publish. */
  mayPublish: boolean
}

/** Drafts that wait; each is read and edited in place. */
export const draftList = (drafts: readonly ListedDraft[], reading: Reading): Html =>
  html`<ul class="entries" id="drafts" data-keyed>${drafts.map((draft) => oneDraft(draft, reading))}</ul>`

function oneDraft(draft: ListedDraft, reading: Reading): Html {
  const { t, zone, now } = reading
  const w = t.pages.knowledge
  return html`<li class="entry" id="${draft.id}">
    <p class="line">${ticketLink(draft.number, w.fromTicket(draft.number))}${
      draft.category ? html`<span class="chip">${t.categoryName(draft.category)}</span>` : nothing
    }<span class="quiet">${time(draft.made_at, w.madeAt(t.at(draft.made_at, zone, now)))}</span></p>
    <p class="words" lang="${draft.locale}">${draft.title}</p>
    <div class="acts-row">
      <details class="fold" name="draft"><summary class="button">${w.review}</summary>${editor(draft, t)}</details>
      <a class="button" href="/knowledge?list=drafts&draft=${draft.id}">${w.impact}</a>
      ${doing(`/knowledge/drafts/${draft.id}/discard`, w.discard, { sure: w.discardSure })}
    </div>
  </li>`
}

function editor({ id, title, body, locale }: ListedDraft, t: Reading['t']): Html {
  const w = t.pages.knowledge
  return html`<form class="fields" data-do="/knowledge/drafts/${id}/save" aria-label="${w.review}" novalidate>
    <div class="field"><label for="title-${id}">${w.draftTitle}</label><input id="title-${id}" name="title" lang="${locale}" maxlength="500" value="${title}" aria-describedby="title-${id}-error"><small class="error" id="title-${id}-error" hidden></small></div>
    <div class="field"><label for="body-${id}">${w.draftBody}</label><textarea id="body-${id}" name="body" lang="${locale}" rows="12" aria-describedby="body-${id}-error">${body}</textarea><small class="error" id="body-${id}-error" hidden></small></div>
    <p class="row"><button type="submit" class="button primary">${w.save}</button><button type="button" class="button quiet" data-fold>${t.console.cancel}</button></p>
  </form>`
}

/** One draft with its impact: only here can it be published, so that nobody does without having seen it. */
export function weighedDraft({ draft, impact, mayPublish }: Weighed, reading: Reading): Html {
  const { t } = reading
  const w = t.pages.knowledge
  return html`<article class="entry weighed" id="weighed-${draft.id}">
    <p class="line"><a href="/knowledge?list=drafts">${w.lists.drafts}</a>${ticketLink(draft.number, w.fromTicket(draft.number))}</p>
    <h2 lang="${draft.locale}">${draft.title}</h2>
    <div class="prose" lang="${draft.locale}">${draft.body}</div>
    <section class="impact" aria-labelledby="impact-title"><h3 id="impact-title">${w.impactTitle(impact.questions)}</h3>
      ${
        impact.changes.length
          ? html`<p><strong>${w.impactCounts(impact.better, impact.worse)}</strong></p>${impactTable(impact.changes, t)}`
          : html`<p class="quiet">${w.impactNone}</p>`
      }${testsShown(impact.tests, t)}</section>
    <div class="acts-row">${
      mayPublish
        ? html`${doing(`/knowledge/drafts/${draft.id}/publish`, w.publish, { style: 'primary' })}${later(draft, t)}`
        : html`<p class="quiet">${w.publishRule}</p>`
    }${doing(`/knowledge/drafts/${draft.id}/discard`, w.discard, { sure: w.discardSure })}
      <details class="fold" name="draft"><summary class="button">${w.review}</summary>${editor(draft, t)}</details></div>
  </article>`
}

/** The tests that are kept, as they would come out: those that fail, and whether they did before. */
function testsShown({ asked, failed }: ImpactReport['tests'], t: Reading['t']): Html {
  const w = t.pages.knowledge
  if (asked === 0) return html`<p class="quiet">${w.testsNone}</p>`
  return html`<p><strong>${w.testsCounts(asked, failed.length)}</strong></p>${
    failed.length
      ? html`<table class="evidence" id="tests"><tbody>${failed.map(
          ({ text, locale, expected, first, passedBefore }) =>
            html`<tr><td lang="${locale}">${text}</td><td>${w.testExpected(expected)}</td><td>${w.testGot(first)}</td><td><span class="verdict ${passedBefore ? 'no' : ''}">${passedBefore ? w.testBroken : w.testFailedBefore}</span></td></tr>`,
        )}</tbody></table>`
      : nothing
  }`
}

/** Published ahead of time: a moment on the wall of the desk. */
function later({ id }: ListedDraft, t: Reading['t']): Html {
  const w = t.pages.knowledge
  return html`<details class="fold" name="draft"><summary class="button">${w.publishLater}</summary>
    <form class="fields" data-do="/knowledge/drafts/${id}/later" aria-label="${w.publishLater}" novalidate>
      <div class="field"><label for="at-${id}">${w.publishMoment}</label><input id="at-${id}" name="at" type="datetime-local" aria-describedby="at-${id}-error"><small class="error" id="at-${id}-error" hidden></small></div>
      <p class="row"><button type="submit" class="button primary">${w.publishLater}</button><button type="button" class="button quiet" data-fold>${t.console.cancel}</button></p>
    </form></details>`
}

const mostShown = 50

function impactTable(changes: readonly Impact[], t: Reading['t']): Html {
  const w = t.pages.knowledge
  const said = ({ rank, band }: Impact['before']) => w.standing(rank, w.bands[band])
  return html`<table class="evidence"><thead><tr><th scope="col">${w.alsoAsked}</th><th scope="col">${w.was}</th><th scope="col">${w.is}</th><th scope="col"></th></tr></thead>
    <tbody>${changes
      .slice(0, mostShown)
      .map(
        ({ text, locale, before, after, verdict }) =>
          html`<tr><td lang="${locale}">${text}</td><td>${said(before)}</td><td>${said(after)}</td><td><span class="verdict ${verdict === 'better' ? 'yes' : verdict === 'worse' ? 'no' : ''}">${w.verdicts[verdict]}</span></td></tr>`,
      )}</tbody></table>`
}
