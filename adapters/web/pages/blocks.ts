import type { Block, Field, Form } from '../../../src/chat/card.ts'
import { avatar, type Html, html, icon, nothing } from './html.ts'

/** What a drawn block needs besides itself. `live`: its buttons still count. */
export interface Drawing {
  live: boolean
  /** Makes ids of fields unique on the page. */
  id: string
  answers: string
}

/** Blocks as markup. Buttons and forms carry only names: the script beside the page says where they go. */
export const draw = (blocks: ReadonlyArray<Block>, drawing: Drawing): Html =>
  html`${blocks.map((block) => one(block, drawing))}`

function one(block: Block, drawing: Drawing): Html {
  switch (block.kind) {
    case 'text':
      return block.text ? html`<p class="b-text ${block.tone ?? ''}">${block.text}</p>` : nothing
    case 'facts':
      return html`<dl class="b-facts">${block.facts.map(
        ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
      )}</dl>`
    case 'steps':
      return html`<ol class="b-steps">${block.steps.map((step) => html`<li>${step}</li>`)}</ol>`
    case 'source':
      return html`<p class="b-source">${icon('book')}<span>${block.title} <small>${block.note}</small></span></p>`
    case 'said':
      return html`<figure class="b-said">
        <figcaption>${avatar(block.author)}<strong>${block.author}</strong>${
          block.note ? html` <small>${block.note}</small>` : nothing
        }</figcaption>
        <blockquote>${block.text}</blockquote>
      </figure>`
    case 'buttons':
      return drawing.live ? buttons(block.buttons, drawing) : nothing
    case 'choices':
      return drawing.live ? choices(block, drawing) : nothing
    case 'form':
      return drawing.live ? form(block.form, drawing.id) : nothing
    case 'menu':
      return drawing.live
        ? menu(
            block.label,
            block.acts.map((act) => one(act, drawing)),
          )
        : nothing
    case 'prompt':
      return block.hint && drawing.live ? html`<p class="b-text muted">${block.hint}</p>` : nothing
    default:
      return block satisfies never
  }
}

/** Acts that are wanted less often: folded away, and folded again by whoever leaves it. */
export const menu = (label: string, acts: readonly Html[]): Html =>
  html`<details class="menu"><summary class="button">${label}${icon('more')}</summary><div class="menu-acts">${acts}</div></details>`

const buttons = (given: Extract<Block, { kind: 'buttons' }>['buttons'], { answers }: Drawing) =>
  html`<div class="b-buttons" role="group" aria-label="${answers}">${given.map(
    ({ action, label, style }) =>
      html`<button type="button" class="button ${style ?? ''}" data-action="${action}">${label}</button>`,
  )}</div>`

/** Short answers, such as the stars of a rating, stand in one row. */
const choices = ({ action, options }: Extract<Block, { kind: 'choices' }>, { answers }: Drawing) =>
  html`<div class="b-buttons ${options.every(({ label }) => label.length < 3) ? 'short' : 'list'}" role="group" aria-label="${answers}">${options.map(
    ({ value, label }) =>
      html`<button type="button" class="button" data-action="${action}" data-choice="${value}">${label}</button>`,
  )}</div>`

/** A question of several fields: folded until it is wanted, errors beside the field they are about. */
export const form = ({ action, label, title, submit, cancel, fields }: Form, id: string): Html =>
  html`<details class="fold" name="${id}">
    <summary class="button">${label}</summary>
    <form class="fields" data-action="${action}" aria-label="${title}" novalidate>
      ${fields.map((each) => field(each, `${id}-${action}-${each.name}`))}
      <p class="row">
        <button type="submit" class="button primary">${submit}</button>
        <button type="button" class="button quiet" data-fold>${cancel}</button>
      </p>
    </form>
  </details>`

function field(given: Field, id: string): Html {
  return html`<div class="field">
    <label for="${id}">${given.label}</label>
    ${given.hint ? html`<small id="${id}-hint">${given.hint}</small>` : nothing}
    ${control(given, id)}
    <small class="error" id="${id}-error" hidden></small>
  </div>`
}

function control({ name, kind, options, value, optional }: Field, id: string): Html {
  const described = `${id}-hint ${id}-error`
  const required = optional ? 'false' : 'true'
  if (kind === 'choice')
    return html`<select id="${id}" name="${name}" aria-describedby="${described}" aria-required="${required}">${(
      options ?? []
    ).map(
      (option) =>
        html`<option value="${option.value}" ${option.value === value ? 'selected' : ''}>${option.label}</option>`,
    )}</select>`
  if (kind === 'date')
    return html`<input type="date" id="${id}" name="${name}" value="${value ?? ''}" aria-describedby="${described}" aria-required="${required}">`
  return kind === 'lines'
    ? html`<textarea id="${id}" name="${name}" rows="3" maxlength="4000" aria-describedby="${described}" aria-required="${required}">${value ?? ''}</textarea>`
    : html`<input id="${id}" name="${name}" value="${value ?? ''}" maxlength="400" autocomplete="off" aria-describedby="${described}" aria-required="${required}">`
}
