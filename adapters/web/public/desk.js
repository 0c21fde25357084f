import { attachedTo, clearAttached, isUploading } from './attach.js'
import { busy, drafts, fieldsOf, fold, grow, isWriting, showErrors } from './forms.js'
import { patch } from './patch.js'
import { coalesced, post, read, tell, words } from './talk-to-server.js'

/** The agent's half. What it shows stands in the address: the list, the words searched for, the opened ticket. */
const asked = () => new URLSearchParams(location.search)
const half = () => document.getElementById('half-desk')
const panel = () => document.querySelector('#desk-ticket .ticket[data-number]')
const composer = () => document.getElementById('desk-composer')
export const openedNumber = () => asked().get('ticket')

export const refreshList = coalesced(async () => {
  const list = document.getElementById('desk-list')
  const markup = list && (await read(`/desk/list?${asked()}`, list))
  if (!list) return
  if (markup === undefined) return false
  patch(list, markup)
  const unclaimed = document.getElementById('desk-views')?.dataset.unclaimed
  const title = document.title.replace(/^\(\d+\) /, '')
  document.title = unclaimed && unclaimed !== '0' ? `(${unclaimed}) ${title}` : title
})

/** The ticket that was just opened from the list, until it is drawn. */
let titleAwaited
/** Reads the opened ticket again; its thread stays at its end for whoever reads there. */
export const refreshTicket = coalesced(async () => {
  const number = openedNumber()
  const pane = document.getElementById('desk-ticket')
  if (!number || !pane) return
  const markup = await read(`/desk/tickets/${number}`, pane)
  if (markup === undefined) return false
  if (openedNumber() !== number) return
  const scroll = document.getElementById('ticket-scroll')
  const same = panel()?.dataset.number === number
  const following = !same || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120
  patch(pane, markup)
  if (!same) openComposer()
  // The title takes the focus with its first drawing: later it would take it from whoever has begun to type.
  if (titleAwaited === number && !isWriting()) document.getElementById('ticket-title')?.focus({ preventScroll: true })
  titleAwaited = undefined
  if (following) document.getElementById('ticket-scroll')?.scrollTo({ top: 1e6 })
})

/** Goes to what the address says, without leaving the page. */
async function show(address, { focus = false } = {}) {
  if (address !== location.pathname + location.search) history.pushState(null, '', address)
  const open = Boolean(openedNumber())
  half().classList.toggle('opened', open) // before it is drawn: what is hidden has no height
  titleAwaited = focus ? openedNumber() : undefined
  await Promise.all([refreshList(), open && refreshTicket()])
}

/** Back to the list, on the row one came from. */
export async function back() {
  const number = openedNumber()
  if (!number) return
  const query = asked()
  query.delete('ticket')
  const before = document.activeElement
  await show(`/?${query}`)
  const moved = document.activeElement !== before && document.activeElement !== document.body
  if (!moved) document.querySelector(`[data-ticket="${CSS.escape(number)}"]`)?.focus()
}

export function openDesk() {
  openComposer()
  document.getElementById('ticket-scroll')?.scrollTo({ top: 1e6 })
}
window.addEventListener('popstate', () => show(location.pathname + location.search))

async function act(action, fields, { form, card, done } = {}) {
  const number = panel()?.dataset.number
  if (!number) return undefined
  if (card) busy(card, true)
  const reply = await post(`/desk/tickets/${number}/${action}`, { fields })
  if (card) busy(card, false)
  // Before the page is read again: whoever has gone on typing or left the field meanwhile is not called back to it.
  if (reply?.done) done?.()
  if (!reply) tell(words.failed, () => act(action, fields, { form, card, done }))
  else if (reply.errors && form?.matches('.fields')) showErrors(form, reply.errors)
  else if (reply.errors) for (const error of Object.values(reply.errors)) tell(error)
  else {
    if (reply.notice) tell(reply.notice)
    if (reply.draft !== undefined) propose(reply.draft)
    if (form?.closest('details')) fold(form)
    await Promise.all([refreshTicket(), refreshList()])
  }
  return reply
}

const modeOf = () => composer()?.querySelector('[name=mode]:checked')?.value ?? 'reply'

/** Colour, hint, label and placeholder change together: nobody should have to guess who will read it. */
export function setMode(mode) {
  const form = composer()
  if (!form) return
  form.querySelector(`[value=${mode}]`).checked = true
  form.classList.toggle('note', mode === 'note')
  form.classList.toggle('reply', mode === 'reply')
  const text = form.elements.text
  text.placeholder = form.dataset[`${mode}Holder`]
  form.querySelector('label[for=desk-text]').textContent = form.dataset[`${mode}Field`]
  document.getElementById('desk-to').textContent = form.dataset[`${mode}Hint`]
  form.querySelector('[type=submit]').textContent = form.dataset[`${mode}Label`]
}
function openComposer() {
  const form = composer()
  if (!form) return
  form.elements.text.value = drafts.of(form.dataset.number)
  grow(form.elements.text)
  setMode('reply')
}

async function send() {
  const form = composer()
  const text = form.elements.text
  const typed = text.value
  const files = attachedTo(form)
  if ((!typed.trim() && !files.length) || isUploading(form) || form.hasAttribute('data-busy')) return
  const fields = { text: typed, ...(files.length && { files: files.map(({ id }) => id).join(',') }) }
  await act(modeOf(), fields, { card: form, done: clear })
}
/** Words that came back, or were kept ready: in the composer, to look at and send. */
function propose(text) {
  const form = composer()
  if (!form) return
  setMode('reply')
  form.elements.text.value = text
  drafts.keep(form.dataset.number, text)
  grow(form.elements.text)
  if (!isWriting()) form.elements.text.focus({ preventScroll: true })
}
function clear() {
  const form = composer()
  if (!form) return
  form.elements.text.value = ''
  clearAttached(form)
  saidReplying = { number: '', at: 0 }
  drafts.keep(form.dataset.number, '')
  grow(form.elements.text)
  if (!isWriting()) form.elements.text.focus({ preventScroll: true })
}

/** “Ask and wait” takes along what was typed as a public reply. */
async function pressed(button) {
  const { action } = button.dataset
  const asking = action === 'wait' && modeOf() === 'reply' ? (composer()?.elements.text.value ?? '') : ''
  await act(action, asking ? { question: asking } : {}, {
    card: button.closest('.acts'),
    ...(asking && { done: clear }),
  })
}

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const link = event.target.closest('#half-desk a[data-ticket], #half-desk a[data-list]')
  if (link) {
    event.preventDefault()
    const to = new URL(link.href)
    if (link.dataset.list && openedNumber()) to.searchParams.set('ticket', openedNumber())
    void show(to.pathname + to.search, { focus: Boolean(link.dataset.ticket) })
  } else if (event.target.closest('[data-back]')) {
    event.preventDefault()
    void back()
  }
  const button = event.target.closest('#ticket-acts button[data-action]')
  if (button && !button.hasAttribute('aria-disabled')) void pressed(button)
})
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.id === 'desk-composer') {
    event.preventDefault()
    void send()
  } else if (form.matches('#ticket-acts form.fields')) {
    event.preventDefault()
    void act(form.dataset.action, fieldsOf(form), { form, card: form.closest('.acts') })
  } else if (form.id === 'desk-search') event.preventDefault()
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.id === 'desk-text') {
    event.preventDefault()
    void send()
  }
})
document.addEventListener('change', ({ target }) => {
  if (target.matches('#desk-composer [name=mode]')) setMode(target.value)
})
const replyingAgainMs = 120_000
let saidReplying = { number: '', at: 0 }
/** Colleagues see who writes; said again now and then while one types. */
function sayReplying(number) {
  if (saidReplying.number === number && Date.now() - saidReplying.at < replyingAgainMs) return
  const again = saidReplying.number === number && drafts.of(number) !== ''
  saidReplying = { number, at: Date.now() }
  void post(`/desk/tickets/${number}/replying`, { again })
}
let searching
document.addEventListener('input', ({ target }) => {
  if (target.id === 'desk-text') {
    if (modeOf() === 'reply' && target.value.trim()) sayReplying(composer().dataset.number)
    drafts.keep(composer().dataset.number, target.value)
    grow(target)
  }
  if (target.id !== 'desk-words') return
  clearTimeout(searching)
  searching = setTimeout(() => {
    const query = asked()
    query.set('q', target.value)
    if (!target.value) query.delete('q')
    history.replaceState(null, '', `/?${query}`)
    void refreshList()
  }, 200)
})
