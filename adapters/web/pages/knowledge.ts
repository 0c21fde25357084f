import type { ExplainedAnswer } from '../../../src/desk/knowledge/answered.ts'
import type { Gap, GapReason } from '../../../src/desk/knowledge/gaps.ts'
import type { ListedAlias } from '../../../src/desk/knowledge/learning.ts'
import type { LintFinding } from '../../../src/desk/knowledge/lint.ts'
import type { ArticleHistory } from '../../../src/desk/knowledge/reading.ts'
import type { ScheduledArticle } from '../../../src/desk/knowledge/table.ts'
import type { Reading } from './chat.ts'
import { doing, ticketLink } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** The lists of the knowledge page. */
export const knowledgeLists = ['gaps', 'drafts', 'scheduled', 'answers', 'fixed', 'aliases', 'care'] as const
export type KnowledgeList = (typeof knowledgeLists)[number]

/** Short and stable on the page, made of what tells one entry from the others. */
const idOf = (kind: string, ...parts: readonly (string | number)[]) =>
  `${kind}-${[...parts.join(' ')].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0, 7).toString(36)}`

export const gapList = (gaps: readonly Gap[], reading: Reading): Html =>
  html`<ul class="entries" id="gaps" data-keyed>${gaps.map((gap) => oneGap(gap, reading))}</ul>`

function oneGap(gap: Gap, { t, zone, now }: Reading): Html {
  const w = t.pages.knowledge
  const reasons = (Object.keys(gap.why) as GapReason[]).filter((why) => gap.why[why] > 0)
  return html`<li class="entry" id="${idOf('gap', gap.locale, gap.text)}">
    <p class="line"><strong class="count-mark">${w.asked(gap.questions, gap.persons)}</strong><span class="quiet">${w.lastAsked(t.at(gap.lastAsked, zone, now))}</span></p>
    <p class="words" lang="${gap.locale}">${gap.text}</p>
    ${
      gap.examples.length
        ? html`<details><summary>${w.alsoAsked} (${gap.examples.length})</summary><ul class="examples" lang="${gap.locale}">${gap.examples.map(
            (example) => html`<li>${example}</li>`,
          )}</ul></details>`
        : nothing
    }
    <p class="line quiet">${reasons.map((why) => html`<span class="chip">${w.reasons[why](gap.why[why])}</span>`)}
      ${gap.articles.length ? html`<span>${t.pair(w.notHelpful, gap.articles.join(', '))}</span>` : nothing}
      ${gap.tickets.length ? html`<span>${t.pages.tickets} ${gap.tickets.map((number) => html`${ticketLink(number)} `)}</span>` : nothing}</p>
  </li>`
}

export const answerList = (answers: readonly ExplainedAnswer[], reading: Reading): Html =>
  html`<ul class="entries" id="answers" data-keyed>${answers.map((answer) => oneAnswer(answer, reading))}</ul>`

function oneAnswer(answer: ExplainedAnswer, reading: Reading): Html {
  const { t, zone, now } = reading
  const w = t.pages.knowledge
  const { verdict, fixed, helped } = answer
  const judged = verdict ?? (helped === null ? null : { helped, rank: 1, article: '' })
  return html`<li class="entry" id="${idOf('answer', answer.source)}">
    <p class="line"><span class="band ${answer.band}" title="${w.bandHint[answer.band]}">${w.bands[answer.band]}</span>${
      answer.worded ? html`<span class="chip">${w.worded}</span>` : nothing
    }${fixed ? html`<span class="chip">${w.fixed.given(fixed.name, fixed.version)}</span>` : nothing}<span class="verdict ${judged ? (judged.helped ? 'yes' : 'no') : ''}">${
      judged ? w.verdict(judged.helped, judged.rank) : w.noVerdict
    }</span>${answer.ticket ? ticketLink(answer.ticket) : nothing}<span class="quiet">${time(answer.at, t.at(answer.at, zone, now))}</span></p>
    <p class="words" lang="${answer.locale}">${answer.text}</p>
    ${fixed ? nothing : evidence(answer, reading)}
  </li>`
}

function evidence({ articles, verdict }: ExplainedAnswer, { t }: Reading): Html {
  const w = t.pages.knowledge
  return html`<table class="evidence"><thead><tr><th scope="col" class="narrow">${w.rank}</th><th scope="col">${w.article}</th><th scope="col" class="middle">${w.version}</th><th scope="col" class="middle">${w.score}</th></tr></thead>
    <tbody>${articles.map(
      (article) => html`<tr class="${verdict?.article === article.article ? 'judged' : ''}"><td>${article.rank}</td>
        <td><span lang="${article.locale}">${article.title}</span> ${articleLink(article.externalId)}</td>
        <td>v${article.version}${
          article.current === null
            ? html` <small class="quiet">${w.withdrawn}</small>`
            : article.current === article.version
              ? nothing
              : html` <small class="quiet">${w.since(article.current)}</small>`
        }</td>
        <td><span class="score"><progress value="${article.score.toFixed(2)}" max="1" aria-hidden="true"></progress>${t.pages.percent(article.score)}</span></td></tr>`,
    )}</tbody></table>`
}

export const scheduledList = (rows: readonly ScheduledArticle[], reading: Reading): Html =>
  html`<ul class="entries" id="scheduled" data-keyed>${rows.map((row) => oneScheduled(row, reading))}</ul>`

function oneScheduled({ external_id, locale, title, publish_at }: ScheduledArticle, { t, zone, now }: Reading): Html {
  const w = t.pages.knowledge
  return html`<li class="entry" id="${idOf('scheduled', locale, external_id)}">
    <p class="line"><strong>${w.publishedAt(t.at(publish_at, zone, now))}</strong>${articleLink(external_id)}<span class="chip">${t.pages.languageName[locale]}</span></p>
    <p class="words" lang="${locale}">${title}</p>
    <div class="acts-row">${doing(`/knowledge/scheduled/${locale}/${encodeURIComponent(external_id)}/take-back`, w.takeBack, { sure: w.takeBackSure })}</div>
  </li>`
}

/** The way to an article's history. */
const articleLink = (externalId: string): Html =>
  html`<a class="quiet" href="/knowledge?article=${encodeURIComponent(externalId)}"><small>${externalId}</small></a>`

/** Every version that an article had, newest first, and what waits. */
export function articleHistory(
  { externalId, owner, withdrawn_at, versions, scheduled }: ArticleHistory,
  reading: Reading,
): Html {
  const { t, zone, now } = reading
  const w = t.pages.knowledge
  const day = (iso: string | null) => (iso ? t.date(new Date(`${iso}T00:00:00Z`)) : '')
  return html`<article class="entry" id="history">
    <p class="line"><strong>${externalId}</strong>${owner ? html`<span class="quiet">${t.pair(w.owner, owner)}</span>` : nothing}${
      withdrawn_at ? html`<span class="chip stale">${w.withdrawnAt(t.at(withdrawn_at, zone, now))}</span>` : nothing
    }</p>
    ${scheduled.length ? scheduledList(scheduled, reading) : nothing}
    <table class="evidence"><thead><tr><th scope="col" class="narrow">${w.version}</th><th scope="col">${w.article}</th><th scope="col" class="middle">${w.published}</th><th scope="col" class="middle">${w.reviewedOn}</th></tr></thead>
    <tbody>${versions.map(
      ({ locale, version, title, current, published_at, reviewed_on, review_by }) =>
        html`<tr class="${current && !withdrawn_at ? 'judged' : ''}"><td>v${version}</td><td><span lang="${locale}">${title}</span> <small class="quiet">${t.pages.languageName[locale]}</small></td>
        <td>${time(published_at, t.at(published_at, zone, now))}</td><td>${day(reviewed_on)}${review_by ? html` <small class="quiet">${w.reviewBy(day(review_by))}</small>` : nothing}</td></tr>`,
    )}</tbody></table>
  </article>`
}

export const aliasList = (aliases: readonly ListedAlias[], reading: Reading): Html =>
  html`<ul class="entries" id="aliases" data-keyed>${aliases.map((alias) => oneAlias(alias, reading))}</ul>`

function oneAlias(alias: ListedAlias, { t, zone, now }: Reading): Html {
  const w = t.pages.knowledge
  const { yes, no, from } = alias
  // What confirmations taught has no decision of one person behind it.
  const given = alias.state === 'active' && alias.decided_at !== null
  return html`<li class="entry" id="${alias.id}">
    <p class="line"><span class="chip ${alias.state}">${w.states[alias.state]}</span><span class="verdict yes">${given ? w.given : w.confirmed(yes)}</span>${
      no ? html`<span class="verdict no">${w.denied(no)}</span>` : nothing
    }<span class="quiet">${w.learnt(t.at(alias.learned_at, zone, now))}</span></p>
    <p class="words" lang="${alias.locale}">${alias.text}</p>
    ${
      from.length
        ? html`<details><summary>${w.alsoAsked} (${from.length})</summary><ul class="examples" lang="${alias.locale}">${from.map((text) => html`<li>${text}</li>`)}</ul></details>`
        : nothing
    }
    <p class="line quiet"><span>${w.aliasOf} <span lang="${alias.locale}">${alias.title}</span> <small>${alias.external_id}</small></span>${
      alias.state === 'revoked'
        ? nothing
        : doing(`/knowledge/aliases/${alias.id}/revoke`, w.revoke, { sure: w.revokeSure })
    }</p>
  </li>`
}

/** One entry for each article and language, with all that is to be said of it. */
export function careList(findings: readonly LintFinding[], { t }: Reading): Html {
  const w = t.pages.knowledge
  const entries = new Map<string, LintFinding[]>()
  for (const finding of findings) {
    const name = `${finding.externalId} ${finding.locale}`
    entries.set(name, [...(entries.get(name) ?? []), finding])
  }
  return html`<ul class="entries" id="care" data-keyed>${[...entries].map(([name, [first, ...more]]) =>
    first
      ? html`<li class="entry" id="${idOf('care', name)}">
      <p class="line"><strong lang="${first.locale ?? ''}">${first.title}</strong>${articleLink(first.externalId)}</p>
      <p class="line">${[first, ...more].map(({ rule, detail }) => html`<span class="chip ${stale(rule) ? 'stale' : ''}">${w.rules[rule](saidOf(rule, detail, t))}</span>`)}</p>
    </li>`
      : nothing,
  )}</ul>`
}
const stale = (rule: LintFinding['rule']) => rule === 'review-overdue' || rule === 'review-due'

/** A day and a language are said in the reader's words; a count and another article as they are. */
function saidOf(rule: LintFinding['rule'], detail: string, t: Reading['t']): string {
  if (stale(rule)) return t.date(new Date(`${detail}T00:00:00Z`))
  if (rule === 'one-language') return t.pages.languageName[detail === 'fr' ? 'fr' : 'en']
  return detail
}
