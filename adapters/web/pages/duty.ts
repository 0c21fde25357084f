import type { MemberView, TeamView } from '../../../src/desk/duty/overview.ts'
import type { Reading } from './chat.ts'
import { awayForm, coverForm, joinForm, memberForm, rotaForm, turnsForm } from './duty-forms.ts'
import { doing } from './frame.ts'
import { type Html, html, nothing, time } from './html.ts'

/** Who looks at the page: a lead may edit it, an agent speaks for themselves. */
export interface Viewer {
  person: string
  lead: boolean
}

/** Every team with its duty; what concerns the reader first. */
export const dutySheet = (teams: readonly TeamView[], viewer: Viewer, reading: Reading): Html =>
  html`${mine(teams, viewer, reading)}${teams.map((team) => oneTeam(team, teams, viewer, reading))}`

function mine(teams: readonly TeamView[], { person }: Viewer, reading: Reading): Html {
  const { t, zone, now } = reading
  const w = t.pages.duty
  const me = teams.flatMap(({ members }) => members).find(({ id }) => id === person)
  const gone = me && me.awayUntil !== undefined
  return html`<section class="entry" id="duty-me"><h2>${w.me}</h2>
    <p class="line">${gone ? w.youAreAway(me.awayUntil ? t.at(me.awayUntil, zone, now) : undefined) : w.youAreHere}</p>
    ${me?.planned.length ? plannedList(me.planned, reading) : nothing}
    <div class="acts-row">${gone ? doing('/duty/back', w.back, { style: 'primary' }) : awayForm(t)}${doing('/duty/handover', w.handOver, { sure: w.handOverSure })}</div>
  </section>`
}

function plannedList(planned: MemberView['planned'], { t, zone, now }: Reading): Html {
  const w = t.pages.duty
  const at = (moment: Date) => time(moment, t.at(moment, zone, now))
  return html`<h3>${w.planned}</h3><ul class="line">${planned.map(
    ({ id, from, to }) =>
      html`<li class="chip" id="${id}">${at(from)}${to ? html` → ${at(to)}` : nothing} ${doing(`/duty/absences/${id}/cancel`, w.remove)}</li>`,
  )}</ul>`
}

function oneTeam(view: TeamView, teams: readonly TeamView[], viewer: Viewer, reading: Reading): Html {
  const { t, now } = reading
  const { team, duty, onCall, members } = view
  const w = t.pages.duty
  const zone = duty?.settings.zone ?? reading.zone
  const here = { ...reading, zone }
  return html`<section class="entry" id="duty-${team.id}" aria-labelledby="name-${team.id}"><h2 id="name-${team.id}">N${team.tier} · ${t.nameIn(team)}</h2>
    <p class="line"><strong>${w.onCall}</strong> ${
      onCall ? t.duty.team.onCall(onCall.name, onCall.until && t.at(onCall.until, zone, now)) : w.noRota
    }${duty ? html`<span class="quiet">${zone}</span>` : nothing}</p>
    ${duty ? html`<p class="quiet">${rules(view, reading)}</p>` : nothing}
    ${view.shifts.length ? shiftTable(view, viewer, here) : nothing}
    <h3>${w.members}</h3>
    ${members.length ? memberTable(view, here) : html`<p class="quiet">${w.noMember}</p>`}
    <div class="acts-row">${
      viewer.lead
        ? html`${rotaForm(view, reading)}${turnsForm(view, t)}${duty && members.length ? coverForm(view, t) : nothing}${joinForm(view, t)}${members.map((one) => memberForm(view, one, teams, t))}`
        : nothing
    }</div>
  </section>`
}

function rules({ duty }: TeamView, { t }: Reading): string {
  const w = t.pages.duty
  const { routing, take_minutes, steps, rounds } = duty!.settings
  const turns = routing === 'turns' ? w.turns.turns(take_minutes) : w.turns.off
  const said = steps.map(({ wait, tell }) => w.step(wait, w.tell[tell]))
  return said.length ? `${turns} ${w.steps(said, rounds)}` : turns
}

function shiftTable({ team, shifts, stints }: TeamView, { person, lead }: Viewer, { t, zone, now }: Reading): Html {
  const w = t.pages.duty
  const at = (moment: Date) => time(moment, t.at(moment, zone, now))
  const mayRemove = stints.filter((stint) => lead || stint.person === person)
  return html`<h3>${w.shifts}</h3><table class="evidence" id="shifts-${team.id}"><thead><tr><th scope="col">${w.columns.who}</th><th scope="col">${w.columns.from}</th><th scope="col">${w.columns.to}</th><th scope="col">${w.columns.why}</th></tr></thead>
    <tbody>${shifts.map(
      ({ name, from, to, why }) =>
        html`<tr><td>${name}</td><td>${at(from)}</td><td>${at(to)}</td><td>${w.why[why]}</td></tr>`,
    )}</tbody></table>
    ${
      mayRemove.length
        ? html`<ul class="line">${mayRemove.map(
            ({ id, name, from, to, kind }) =>
              html`<li class="chip" id="${id}">${name}, ${at(from)} → ${at(to)} (${w.why[kind]}) ${doing(`/duty/stints/${id}/remove`, w.remove)}</li>`,
          )}</ul>`
        : nothing
    }`
}

function memberTable({ team, duty, members }: TeamView, { t, zone, now }: Reading): Html {
  const w = t.pages.duty
  const most = (member: MemberView) => member.mostOpen ?? duty?.settings.most_open ?? 0
  const there = ({ awayUntil }: MemberView) =>
    awayUntil === undefined ? w.here : w.away(awayUntil ? t.at(awayUntil, zone, now) : undefined)
  return html`<table class="evidence" id="members-${team.id}"><thead><tr><th scope="col">${w.columns.who}</th><th scope="col">${w.columns.open}</th><th scope="col">${w.columns.there}</th><th scope="col">${w.columns.languages}</th><th scope="col">${w.columns.skills}</th></tr></thead>
    <tbody>${members.map(
      (member) =>
        html`<tr id="member-${member.id}"><td>${member.name}</td><td>${w.ofMost(member.open, most(member))}${
          most(member) && member.open >= most(member) ? html` <span class="chip">${w.full}</span>` : nothing
        }</td><td>${there(member)}</td><td>${
          member.languages.map((language) => t.languageName[language]).join(', ') || w.any
        }</td><td>${member.skills.map((skill) => t.categoryName(skill)).join(', ')}</td></tr>`,
    )}</tbody></table>`
}
