import type { ListedJudgement, ToolRatio } from '../../../src/desk/assistant/feedback.ts'
import type { Reading } from './chat.ts'
import { ticketLink } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** How often each tool of the assistant was found good, and what was said of it: by everybody for leads, by themselves for others. */
export function feedbackList(
  ratios: readonly ToolRatio[],
  judgements: readonly ListedJudgement[],
  { t, zone, now }: Reading,
): Html {
  const w = t.pages.triage.feedback
  return html`<table class="evidence" id="ai-ratios"><thead><tr><th scope="col">${w.tool}</th><th scope="col" class="middle">${t.acts.verdicts.good}</th><th scope="col" class="middle">${t.acts.verdicts.bad}</th><th scope="col" class="middle">${w.ratio}</th></tr></thead>
    <tbody>${ratios.map(
      ({ tool, good, bad }) =>
        html`<tr><td>${t.acts.tools[tool]}</td><td>${good}</td><td>${bad}</td><td>${good + bad ? t.pages.percent(good / (good + bad)) : '–'}</td></tr>`,
    )}</tbody></table>
  <ul class="entries" id="judgements" data-keyed>${judgements.map(
    (each) => html`<li class="entry" id="judged-${each.ticket}-${each.tool}-${each.person}">
      <p class="line"><span>${each.good ? t.acts.verdicts.good : t.acts.verdicts.bad}</span><strong>${t.acts.tools[each.tool]}</strong>${ticketLink(each.ticket)}<span class="quiet">${each.by}, ${time(each.at, t.at(each.at, zone, now))}</span>${each.model ? html`<small class="quiet">${each.model}</small>` : nothing}</p>
      ${each.comment ? html`<p class="words">${each.comment}</p>` : nothing}
    </li>`,
  )}</ul>`
}
