import { locales } from '../../../src/chat/locale.ts'
import type { MemberView, TeamView } from '../../../src/desk/duty/overview.ts'
import { told, wallTime } from '../../../src/desk/duty/plan.ts'
import { categories } from '../../../src/desk/triage/labels.ts'
import type { Texts } from '../../../src/texts/index.ts'
import type { Reading } from './chat.ts'
import { type Html, html, nothing } from './html.ts'

/** Steps that the form has room for; a file may have more. */
export const stepsShown = 4

/** A form behind a button, with what it asks. */
const folded = (label: string, action: string, t: Texts, fields: readonly Html[]): Html =>
  html`<details class="fold" name="duty"><summary class="button">${label}</summary><form class="fields" data-do="${action}" aria-label="${label}" novalidate>${fields}<p class="row"><button type="submit" class="button primary">${t.pages.duty.save}</button><button type="button" class="button quiet" data-fold>${t.console.cancel}</button></p></form></details>`

/** A field with its label, and where a complaint about it is shown. */
const field = (id: string, label: string, control: Html): Html =>
  html`<div class="field"><label for="${id}">${label}</label>${control}<small class="error" id="${id}-error" hidden></small></div>`

function input(key: string, name: string, label: string, value: string, { type = 'text', least = '' } = {}): Html {
  const id = `${name}-${key}`
  const minimum = least ? html`min="${least}"` : nothing
  return field(
    id,
    label,
    html`<input id="${id}" name="${name}" type="${type}" value="${value}" ${minimum} aria-describedby="${id}-error">`,
  )
}

function select(
  key: string,
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  now: string,
) {
  const id = `${name}-${key}`
  const drawn = options.map(
    ([value, words]) => html`<option value="${value}" ${value === now ? 'selected' : ''}>${words}</option>`,
  )
  return field(id, label, html`<select id="${id}" name="${name}" aria-describedby="${id}-error">${drawn}</select>`)
}

export const awayForm = (t: Texts): Html =>
  folded(t.pages.duty.goAway, '/duty/away', t, [
    input('me', 'from', t.pages.duty.awayFrom, '', { type: 'datetime-local' }),
    input('me', 'until', t.pages.duty.until, '', { type: 'datetime-local' }),
  ])

export function rotaForm({ team, duty, people }: TeamView, { t, zone }: Reading): Html {
  const { fields: f, choices, editRota } = t.pages.duty
  const set = duty?.settings
  const names = people.map(({ name }) => name).join('\n')
  const ends = (['hand-over', 'keep'] as const).map((end) => [end, choices[end]] as const)
  return folded(editRota, `/duty/${team.id}/rota`, t, [
    input(team.id, 'zone', f.zone, set?.zone ?? zone),
    input(team.id, 'startsOn', f.startsOn, set?.starts_on ?? '', { type: 'date' }),
    input(team.id, 'handover', f.handover, wallTime(set?.handover_minute ?? 540), { type: 'time' }),
    input(team.id, 'everyWeeks', f.everyWeeks, String(set?.every_weeks ?? 1), { type: 'number', least: '1' }),
    field(
      `people-${team.id}`,
      f.people,
      html`<textarea id="people-${team.id}" name="people" rows="5" aria-describedby="people-${team.id}-error">${names}</textarea>`,
    ),
    select(team.id, 'atShiftEnd', f.atShiftEnd, ends, set?.at_shift_end ?? 'hand-over'),
  ])
}

export function turnsForm({ team, duty }: TeamView, t: Texts): Html {
  const { fields: f, choices, tell, editTurns } = t.pages.duty
  const set = duty?.settings
  const number = (name: 'mostOpen' | 'takeMinutes' | 'anyoneMinutes' | 'staleMinutes' | 'rounds', value: number) =>
    input(team.id, name, f[name], String(value), { type: 'number', least: '0' })
  const steps = Array.from({ length: Math.max(stepsShown, set?.steps.length ?? 0) }, (_, i) => set?.steps[i])
  const whom = [['', choices.nobody] as const, ...told.map((one) => [one, tell[one]] as const)]
  return folded(editTurns, `/duty/${team.id}/turns`, t, [
    select(
      team.id,
      'routing',
      f.routing,
      (['turns', 'off'] as const).map((one) => [one, choices[one]] as const),
      set?.routing ?? 'off',
    ),
    number('mostOpen', set?.most_open ?? 0),
    number('takeMinutes', set?.take_minutes ?? 10),
    number('anyoneMinutes', set?.anyone_minutes ?? 30),
    ...steps.flatMap((step, i) => [
      input(team.id, `wait${i + 1}`, f.step(i + 1), String(step?.wait ?? ''), { type: 'number', least: '1' }),
      select(team.id, `tell${i + 1}`, f.tell(i + 1), whom, step?.tell ?? ''),
    ]),
    number('rounds', set?.rounds ?? 1),
    number('staleMinutes', set?.stale_minutes ?? 0),
  ])
}

export function coverForm({ team, members }: TeamView, t: Texts): Html {
  const { fields: f, cover } = t.pages.duty
  return folded(cover, `/duty/${team.id}/cover`, t, [
    select(
      `c-${team.id}`,
      'person',
      f.person,
      members.map(({ id, name }) => [id, name] as const),
      '',
    ),
    input(team.id, 'from', f.from, '', { type: 'datetime-local' }),
    input(team.id, 'to', f.to, '', { type: 'datetime-local' }),
  ])
}

export const joinForm = ({ team }: TeamView, t: Texts): Html =>
  folded(t.pages.duty.join, `/duty/${team.id}/join`, t, [input(team.id, 'who', t.pages.duty.fields.who, '')])

export function memberForm({ team }: TeamView, member: MemberView, teams: readonly TeamView[], t: Texts): Html {
  const { fields: f, choices, editMember } = t.pages.duty
  const check = (name: string, words: string, on: boolean) =>
    html`<label class="check"><input type="checkbox" name="${name}" value="on" ${on ? 'checked' : ''}> ${words}</label>`
  const every = teams.map(({ team: one }) => [one.id, t.nameIn(one)] as const)
  return folded(editMember(member.name), `/duty/${team.id}/member`, t, [
    html`<input type="hidden" name="person" value="${member.id}">`,
    select(member.id, 'team', f.team, [...every, ['', choices.noTeam] as const], team.id),
    input(member.id, 'ownMost', f.ownMost, String(member.mostOpen ?? ''), { type: 'number', least: '0' }),
    html`<fieldset><legend>${f.languages}</legend>${locales.map((one) =>
      check(`language-${one}`, t.languageName[one], member.languages.includes(one)),
    )}</fieldset>`,
    html`<fieldset><legend>${f.skills}</legend>${categories.map((one) =>
      check(`skill-${one}`, t.categoryName(one), member.skills.includes(one)),
    )}</fieldset>`,
  ])
}
