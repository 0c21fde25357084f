import { tell } from './talk-to-server.js'

/** The filled fields of a form, by name. */
export const fieldsOf = (form) =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))

/** Errors beside their fields, the first of them focused; those of no field are told. */
export function showErrors(form, errors = {}) {
  for (const field of form.querySelectorAll('.field')) {
    const control = field.querySelector('[name]')
    const place = field.querySelector('.error')
    const error = errors[control.name]
    place.hidden = !error
    place.textContent = error ?? ''
    control.toggleAttribute('aria-invalid', Boolean(error))
  }
  const first = form.querySelector('[aria-invalid]')
  if (first) first.focus()
  else for (const error of Object.values(errors)) tell(error)
}

/** Whether somebody writes in a field now: then the focus is theirs, whatever an answer that comes late would do with it. */
export const isWriting = () => document.activeElement?.matches('input, textarea, select') ?? false

/** Folds a form and gives the focus back to its button. */
export function fold(element) {
  const details = element.closest('details')
  if (!details) return
  details.open = false
  details.querySelector('summary')?.focus({ preventScroll: true })
}

/** While an answer is under way nothing of its card can be pressed twice. */
export function busy(card, on) {
  card.toggleAttribute('data-busy', on)
  for (const control of card.querySelectorAll('button, summary')) {
    if (on) control.setAttribute('aria-disabled', 'true')
    else control.removeAttribute('aria-disabled')
  }
}

/** A field grows with what is typed, up to its largest height in the style sheet. */
export function grow(field) {
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight + 2}px`
}

/** What is typed outlives a reload and a change of language, in this tab only. */
export const drafts = {
  keep: (key, text) =>
    text ? sessionStorage.setItem(`draft ${key}`, text) : sessionStorage.removeItem(`draft ${key}`),
  of: (key) => sessionStorage.getItem(`draft ${key}`) ?? '',
}

document.addEventListener('click', (event) => {
  const folding = event.target.closest('[data-fold]')
  if (folding) fold(folding)
})
// One unfolded form at a time, also where the browser does not know `name` on details; the first field gets the focus.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!target.matches?.('details.fold') || !target.open) return
    for (const other of document.querySelectorAll('details.fold[open]')) if (other !== target) other.open = false
    target.querySelector('input, textarea, select')?.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'nearest' })
  },
  true,
)
