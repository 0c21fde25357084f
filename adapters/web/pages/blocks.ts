import type { Block, Field, Form, Link } from '../../../src/chat/card.ts'
import { type Span, spansOf } from '../../../src/chat/markup.ts'
import { isImage } from '../../../src/desk/files/kind.ts'
import { usualMegabytes } from '../../../src/desk/files/limits.ts'
import type { FileLine } from '../../../src/desk/files/store.ts'
import type { Texts } from '../../../src/texts/index.ts'
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
      return block.text ? html`<p class="b-text ${block.tone ?? ''}">${block.text}${wayTo(block.link)}</p>` : nothing
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
        <blockquote>${spoken(block.text)}</blockquote>
      </figure>`
    case 'file':
      return fileLink({ id: block.file, name: block.name, size: block.size })
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

const wayTo = (link: Link | undefined) => (link ? html` <a href="${link.url}">${link.label}</a>` : nothing)

/** Acts that are wanted less often: folded away, and folded again by whoever leaves it. */
export const menu = (label: string, acts: readonly Html[]): Html =>
  html`<details class="menu"><summary class="button">${label}${icon('more')}</summary><div class="menu-acts">${acts}</div></details>`
/** Somebody's words with the looks that they gave them, as escaped as any text. */
export const spoken = (text: string): Html =>
  html`${text.split('\n').map((line, i) => html`${i ? '\n' : ''}${spansOf(line).map(stretch)}`)}`

function stretch({ text, look }: Span): Html {
  if (look === 'bold') return html`<strong>${text}</strong>`
  if (look === 'italic') return html`<em>${text}</em>`
  if (look === 'struck') return html`<s>${text}</s>`
  return look === 'code' ? html`<code>${text}</code>` : html`${text}`
}

/** Its name and size, to be saved; what may be drawn is shown as well. The address answers only those who may read it. */
export const fileLink = ({
  id,
  name,
  size,
  image,
}: {
  id: string
  name: string
  size: string
  image?: boolean
}): Html =>
  html`<a class="file" href="/files/${id}" download="${name}">${
    image ? html`<img src="/files/${id}" alt="${name}" loading="lazy">` : icon('clip')
  }<span>${name}</span> <small>${size}</small></a>`

/** The files of a message: to be saved where they are kept, named where they are not. */
export const filesShown = (files: readonly FileLine[], t: Texts): Html =>
  files.length
    ? html`<ul class="files">${files.map(
        ({ id, name, bytes, type, state, why }) =>
          html`<li>${
            state === 'kept'
              ? fileLink({ id, name, size: t.files.size(bytes ?? 0), image: isImage(type) })
              : html`<span class="file ${state}">${icon('clip')}<span>${name}</span> <small>${whyNot(state, why, t)}</small></span>`
          }</li>`,
      )}</ul>`
    : nothing

function whyNot(state: FileLine['state'], why: string | null, t: Texts): string {
  if (state === 'waiting') return t.files.waiting
  if (state === 'expired' || !why || !Object.hasOwn(t.files.reasons, why)) return t.files.gone
  return t.files.reasons[why as keyof Texts['files']['reasons']](usualMegabytes)
}

/** The signs that people put under a message. */
export const signs = (shown: readonly string[]): Html =>
  shown.length ? html`<span class="signs">${shown.map((one) => html`<span>${one}</span>`)}</span>` : nothing

/** What is attached to a message that is being written; the page's script fills it. */
export const attached = (t: Texts): Html =>
  html`<ul class="attached" data-attached aria-label="${t.files.attached}"></ul>`

export const attachButton = (side: 'chat' | 'desk', t: Texts): Html =>
  html`<label class="button quiet icon-only attach" title="${t.files.attach}">${icon('clip')}<span class="off-screen">${t.files.attach}</span><input type="file" class="off-screen" multiple data-attach="${side}"></label>`

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
    return html`<select id="${id}" name="${name}" aria-describedby="${described}" aria-required="${required}">${optional && !value ? html`<option value=""></option>` : nothing}${(
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
