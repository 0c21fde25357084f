import { audiences } from '../../../src/desk/knowledge/article.ts'
import type { FixedAnswer } from '../../../src/desk/knowledge/fixed.ts'
import type { ListedFixedAnswer } from '../../../src/desk/knowledge/fixed-store.ts'
import type { Reading } from './chat.ts'
import { doing } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** Fixed answers, each edited in place, and the form of a new one. */
export const fixedList = (rows: readonly ListedFixedAnswer[], reading: Reading): Html =>
  html`<ul class="entries" id="fixed" data-keyed>
    <li class="entry" id="fixed-new"><details class="fold" name="fixed"><summary class="button">${reading.t.pages.knowledge.fixed.add}</summary>${editor(undefined, reading.t)}</details></li>
    ${rows.map((row) => one(row, reading))}</ul>`

function one(row: ListedFixedAnswer, { t, zone, now }: Reading): Html {
  const w = t.pages.knowledge.fixed
  return html`<li class="entry" id="fixed-${row.name}">
    <p class="line"><strong>${row.name}</strong>${row.active ? nothing : html`<span class="chip suspended">${w.off}</span>`}<span class="chip">${w.audiences[row.audience]}</span><span class="quiet">v${row.version}, ${time(row.changedAt, w.changed(t.at(row.changedAt, zone, now), row.changedBy))}</span></p>
    <p class="line quiet">${row.patterns.map((pattern) => html`<code>${pattern}</code> `)}<span>${w.counts(row.given, row.helped, row.notHelped)}</span>${row.channels.length ? html`<span>${row.channels.join(', ')}</span>` : nothing}</p>
    <p class="words" lang="${t.language}">${row.text[t.language] || row.text[t.language === 'fr' ? 'en' : 'fr']}</p>
    <div class="acts-row">
      <details class="fold" name="fixed"><summary class="button">${w.edit}</summary>${editor(row, t)}</details>
      ${doing(`/knowledge/fixed/${row.name}/remove`, w.remove, { sure: w.removeSure })}
    </div>
  </li>`
}

function editor(row: FixedAnswer | undefined, t: Reading['t']): Html {
  const w = t.pages.knowledge.fixed
  const id = row?.name ?? 'new.one'
  const field = (name: string, label: string, input: Html, hint?: string) =>
    html`<div class="field"><label for="${name}-${id}">${label}</label>${input}${hint ? html`<small class="quiet">${hint}</small>` : nothing}<small class="error" id="${name}-${id}-error" hidden></small></div>`
  const area = (name: string, value: string, lang?: string) =>
    html`<textarea id="${name}-${id}" name="${name}" rows="3" ${lang ? html`lang="${lang}"` : nothing} aria-describedby="${name}-${id}-error">${value}</textarea>`
  return html`<form class="fields" data-do="/knowledge/fixed/save" aria-label="${row ? w.edit : w.add}" novalidate>
    ${field('name', w.name, html`<input id="name-${id}" name="name" maxlength="40" value="${row?.name ?? ''}" ${row ? 'readonly' : ''} aria-describedby="name-${id}-error">`, w.nameHint)}
    ${field('patterns', w.patterns, area('patterns', row?.patterns.join('\n') ?? ''), w.patternsHint)}
    ${field('fr', w.textIn(t.pages.languageName.fr), area('fr', row?.text.fr ?? '', 'fr'))}
    ${field('en', w.textIn(t.pages.languageName.en), area('en', row?.text.en ?? '', 'en'))}
    ${field('audience', w.audience, html`<select id="audience-${id}" name="audience">${audiences.map((each) => html`<option value="${each}" ${each === (row?.audience ?? 'employees') ? 'selected' : ''}>${w.audiences[each]}</option>`)}</select>`)}
    ${field('channels', w.channels, html`<input id="channels-${id}" name="channels" value="${row?.channels.join(', ') ?? ''}" aria-describedby="channels-${id}-error">`, w.channelsHint)}
    ${field('active', w.use, html`<select id="active-${id}" name="active"><option value="on" ${row?.active === false ? '' : 'selected'}>${w.on}</option><option value="off" ${row?.active === false ? 'selected' : ''}>${w.off}</option></select>`)}
    <p class="row"><button type="submit" class="button primary">${w.save}</button><button type="button" class="button quiet" data-fold>${t.console.cancel}</button></p>
  </form>`
}
