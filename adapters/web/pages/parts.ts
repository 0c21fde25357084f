import type { Texts } from '../../../src/texts/index.ts'
import type { Persona } from '../personas.ts'
import type { Side } from '../visitor.ts'
import { avatar, type Html, html, icon, nothing } from './html.ts'

/** Who plays this side: one choice away, where there is a choice. */
export const picker = (side: Side, label: string, persona: Persona, others: readonly Persona[]): Html =>
  html`<div class="picker">${avatar(persona.name)}${
    others.length
      ? html`<label><span class="off-screen">${label}</span>
          <select data-persona="${side}">${(
            others.some(({ slug }) => slug === persona.slug) ? others : [persona, ...others]
          ).map(
            ({ slug, name }) =>
              html`<option value="${slug}" ${slug === persona.slug ? 'selected' : ''}>${name}</option>`,
          )}</select></label>`
      : html`<span>${persona.name}</span>`
  }</div>`

/** Icon, letter and word: the colour is only the fourth sign. */
export const priorityMark = (priority: keyof Texts['priorityName'], t: Texts): Html =>
  html`<span class="mark ${priority}">${icon(priority)}${t.priorityName[priority]}</span>`

export const statusMark = (status: keyof Texts['statusName'], t: Texts): Html =>
  html`<span class="mark status ${status}"><span class="dot" aria-hidden="true"></span>${t.statusName[status]}</span>`

const dayMinutes = 24 * 60

/** What is left until `due`: minutes within a day, the date beyond, and plainly when it is late or stands still. */
export function timeLeft(
  due: Date | null | undefined,
  status: keyof Texts['statusName'],
  { t, zone, now }: { t: Texts; zone: string; now: Date },
): Html {
  if (status === 'resolved' || status === 'closed') return nothing
  if (!due)
    return status === 'waiting' || status === 'on-hold'
      ? html`<span class="left">${icon('pause')}${t.agentCard.paused}</span>`
      : nothing
  const minutes = (due.getTime() - now.getTime()) / 60_000
  const words = Math.abs(minutes) < dayMinutes ? t.agentCard.left(minutes) : t.at(due, zone, now)
  const late = minutes < 0
  const far = !late && minutes >= dayMinutes
  return html`<span class="left ${late ? 'late' : minutes < 60 ? 'soon' : ''}">${icon('clock')}${
    late && Math.abs(minutes) >= dayMinutes ? html`${t.console.desk.overdue}, ${words}` : far ? html`${words}` : words
  }</span>`
}
