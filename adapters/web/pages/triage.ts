import type { DecisionList, ExplainedDecision } from '../../../src/desk/triage/decisions.ts'
import type { Reason } from '../../../src/desk/triage/words.ts'
import type { Texts } from '../../../src/texts/index.ts'
import type { Reading } from './chat.ts'
import { ticketLink } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'
import { priorityMark } from './parts.ts'

export const decisionLists = ['all', 'unsure', 'corrected'] as const satisfies readonly DecisionList[]

/** How each message was read, and what spoke for it. */
export const decisionList = (decisions: readonly ExplainedDecision[], reading: Reading): Html =>
  html`<ul class="entries" id="decisions" data-keyed>${decisions.map((decision) => one(decision, reading))}</ul>`

function one(decision: ExplainedDecision, { t, zone, now }: Reading): Html {
  const w = t.pages.triage
  const { intent, category, type, impact, urgency, bands, confidence, corrected } = decision
  return html`<li class="entry" id="decision-${decision.source.replace(/[^\w-]/g, '_')}">
    <p class="line"><strong>${w.intents[intent]}</strong><span class="band ${bands.intent}">${t.pages.percent(confidence.intent)}, ${w.bands[bands.intent]}</span>${
      category
        ? html`<strong>${t.categoryName(category)}</strong><span class="band ${bands.category}">${t.pages.percent(confidence.category)}, ${w.bands[bands.category]}</span>`
        : nothing
    }${type ? html`${priorityMark(decision.priority, t)}<small class="quiet">${w.matrix(t.ticket.impacts[impact ?? 'one'], t.why.urgencyName[urgency ?? 'medium'] ?? '', decision.critical)}</small>` : nothing}${
      decision.ticket ? ticketLink(decision.ticket) : nothing
    }<span class="quiet">${time(decision.at, t.at(decision.at, zone, now))}</span></p>
    <p class="words" lang="${decision.locale}">${decision.text ?? html`<span class="quiet">${w.noText}</span>`}</p>
    ${corrected ? html`<p class="verdict no">${w.corrected(correction(corrected, t))}</p>` : nothing}
    <dl class="why" aria-label="${w.reasons}">${decision.reasons.map((reason) => because(reason, t))}<div><dt>${w.model}</dt><dd>${decision.model}</dd></div></dl>
  </li>`
}

const correction = ({ intent, category }: NonNullable<ExplainedDecision['corrected']>, t: Texts) =>
  [intent && t.pages.triage.intents[intent], category && t.categoryName(category)].filter(Boolean).join(', ')

/** The words of the ticket's own "Why?", so that both say the same. */
function because({ about, value, because: why, found }: Reason, t: Texts): Html {
  const w = t.pages.triage
  const names = { ...t.why.fields, ...w.abouts }
  const reason = why === 'words' && !found ? w.fromWords : t.why.because[why](found ?? '')
  return html`<div><dt>${names[about]}</dt><dd>${labelOf(about, value, t)} <span class="quiet">${reason}</span></dd></div>`
}

/** A label in the reader's words; one that is not in the lists any more stands as it was stored. */
function labelOf(about: Reason['about'], value: string, t: Texts): string {
  const w = t.pages.triage
  const among = (names: Readonly<Record<string, string>>) => names[value] ?? value
  switch (about) {
    case 'intent':
      return among(w.intents)
    case 'category':
      return t.categoryName(value)
    case 'impact':
      return among(t.ticket.impacts)
    case 'urgency':
      return among(t.why.urgencyName)
    case 'locale':
      return among(t.pages.languageName)
    case 'critical':
    case 'frustrated':
      return w.yes
    case 'service':
      return t.serviceName(value)
    default:
      return about satisfies never
  }
}
