import { back, openedNumber, setMode } from './desk.js'
import { showHalf } from './settings.js'

/** Single keys for whoever works here all day. Never while something is typed, and they can be switched off (WCAG 2.1.4). */
const help = document.getElementById('keys')
const choice = document.querySelector('[data-keys-on]')
const stored = 'single keys'

choice.checked = localStorage.getItem(stored) !== 'off'
choice.addEventListener('change', () => localStorage.setItem(stored, choice.checked ? 'on' : 'off'))
for (const opener of document.querySelectorAll('[data-open=keys]'))
  opener.addEventListener('click', () => help.showModal())

const rows = () => [...document.querySelectorAll('#desk-rows a')]
function move(by) {
  showHalf('desk')
  const all = rows()
  const at = all.indexOf(document.activeElement)
  const from = at >= 0 ? at : all.findIndex((row) => row.hasAttribute('aria-current'))
  const next = all[Math.min(all.length - 1, Math.max(0, from + by))]
  next?.focus()
}
function write(mode) {
  if (!openedNumber()) return
  showHalf('desk')
  setMode(mode)
  document.getElementById('desk-text')?.focus()
}
function focus(half, id) {
  showHalf(half)
  document.getElementById(id)?.focus()
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  r: () => write('reply'),
  n: () => write('note'),
  c: () => focus('chat', 'chat-text'),
  '/': () => focus('desk', 'desk-words'),
  '?': () => help.showModal(),
}

/** Esc leaves, one thing at a time: an unfolded form, a field, the opened ticket. A dialog closes by itself. */
function leave(event) {
  const unfolded = document.querySelector('details.fold[open]')
  if (unfolded) {
    unfolded.open = false
    unfolded.querySelector('summary').focus()
  } else if (event.target.matches('.editing textarea')) return
  else if (event.target.matches('input, textarea, select')) event.target.blur()
  else void back()
}

document.addEventListener('keydown', (event) => {
  if (help.open || event.isComposing) return
  if (event.key === 'Escape') return leave(event)
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !choice.checked) return
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
  if (!act) return
  event.preventDefault()
  act()
})
