import { holdReasons, priorities } from '../../../src/desk/tickets/ticket.ts'
import type { Texts } from '../../../src/texts/index.ts'
import type { Persona } from '../personas.ts'
import { type Html, html } from './html.ts'

/** What can be done to the tickets that are picked in the list: hidden until one is, the count said before anything is done. */
export const manyBar = (t: Texts, agents: readonly Pick<Persona, 'id' | 'name'>[]): Html => {
  const w = t.console.desk.many
  const option = (act: string, field: string, value: string, label: string) =>
    html`<option value="${act}" data-field="${field}" data-value="${value}">${label}</option>`
  return html`<form class="many" id="desk-many" hidden autocomplete="off">
    <p class="row"><label class="check"><input type="checkbox" id="many-all"> ${w.all}</label><output id="many-count"></output>
      <button type="button" class="button quiet" id="many-none">${w.none}</button></p>
    <p class="row">
      <label class="off-screen" for="many-act">${w.what}</label>
      <select id="many-act" name="act">
        <optgroup label="${t.agentCard.assign}">${agents.map(({ id, name }) => option('assign', 'to', id, name))}</optgroup>
        <optgroup label="${t.agentCard.priority}">${priorities.map((each) => option('prioritise', 'priority', each, t.priorityName[each]))}</optgroup>
        <optgroup label="${t.acts.hold}">${holdReasons.map((each) => option('hold', 'reason', each, t.holdReasonName[each]))}</optgroup>
        <optgroup label="${t.agentCard.status}">${option('resume', '', '', t.acts.resume)}</optgroup>
        <optgroup label="${t.acts.snooze}">${(['hour', 'tomorrow'] as const).map((each) => option('snooze', 'until', each, t.acts.snoozes[each]))}${option('unsnooze', '', '', t.acts.unsnooze)}</optgroup>
      </select>
      <label class="off-screen" for="many-why">${w.why}</label>
      <input id="many-why" name="why" maxlength="200" placeholder="${w.why}">
      <button type="submit" class="button">${w.preview}</button>
    </p>
    <p class="row" id="many-ask" hidden><strong id="many-would" role="status"></strong>
      <button type="button" class="button primary" id="many-go">${w.go}</button>
      <button type="button" class="button quiet" id="many-stop">${t.console.cancel}</button></p>
  </form>`
}
