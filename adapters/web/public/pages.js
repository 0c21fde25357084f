import './look.js'
import { busy, fieldsOf, fold, showErrors } from './forms.js'
import { patch, remember } from './patch.js'
import { coalesced, post, read, sayOffline, tell, words } from './talk-to-server.js'

/** The agents' pages beside the desk: buttons that ask the server, and lists that stay as they are now. */
const sheet = document.getElementById('sheet')
remember(sheet)

/** What took long to find out, or is being read closely, is not drawn again under somebody's eyes. */
const still = () => document.querySelector('[data-still]') !== null

const refresh = coalesced(async () => {
  const query = new URLSearchParams(location.search)
  query.set('part', '1')
  const markup = await read(`${location.pathname}?${query}`, sheet)
  if (markup === undefined) return false
  patch(sheet, markup)
})

const sureMs = 4_000

/** The first press asks back, the second does it. */
function armed(button) {
  if (!button.dataset.sure || button.dataset.armed) return true
  const label = button.textContent
  button.dataset.armed = 'yes'
  button.textContent = button.dataset.sure
  button.classList.add('danger')
  setTimeout(() => {
    button.textContent = label
    button.classList.remove('danger')
    delete button.dataset.armed
  }, sureMs)
  return false
}

async function ask(path, body, { card, form }) {
  busy(card, true)
  const reply = await post(path, body)
  busy(card, false)
  if (!reply) return tell(words.failed, () => ask(path, body, { card, form }))
  if (reply.errors && form) return showErrors(form, reply.errors)
  if (reply.notice) tell(reply.notice)
  if (!reply.done) return refresh()
  if (form?.closest('details')) fold(form)
  const draft = new URLSearchParams(location.search).has('draft')
  const left = draft && !path.endsWith('/save')
  if (left) history.replaceState(null, '', `${location.pathname}?list=drafts`)
  await refresh()
  if (!card.isConnected) sheet.focus({ preventScroll: true })
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-do]')
  if (!button || button.hasAttribute('aria-disabled') || !armed(button)) return
  void ask(button.dataset.do, {}, { card: button.closest('.entry, .acts-row') ?? sheet })
})
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!form.dataset.do) return
  event.preventDefault()
  if (!form.hasAttribute('data-busy')) void ask(form.dataset.do, { fields: fieldsOf(form) }, { card: form, form })
})
document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && document.querySelector('details.fold[open]')
  if (open) fold(open)
})

// The stream only says that something changed; a page that nobody looks at need not know.
const news = () => document.visibilityState === 'visible' && !still() && refresh()
const stream = new EventSource('/events')
stream.addEventListener('hello', () => sayOffline(false))
for (const name of ['desk', 'updates']) stream.addEventListener(name, news)
setInterval(news, 30_000)
