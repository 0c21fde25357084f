import { attachedTo, clearAttached, isUploading } from './attach.js'
import { busy, drafts, fieldsOf, fold, grow, isWriting, showErrors } from './forms.js'
import { patchElement } from './patch.js'
import { coalesced, newId, post, read, tell, words } from './talk-to-server.js'

/** The employee's half. */
const log = () => document.getElementById('chat-log')
const field = () => document.getElementById('chat-text')
const nearEnd = 120

/** Reads the talk again; whoever was reading its end goes on reading its end. */
export const refreshChat = coalesced(async () => {
  const now = log()
  if (!now) return
  const markup = await read('/chat/log', now)
  if (markup === undefined) return false
  if (log() !== now) return
  const following = now.scrollHeight - now.scrollTop - now.clientHeight < nearEnd
  patchElement(now, markup)
  if (following) toEnd()
})
/** The person's own tickets; whether they are unfolded is the reader's. */
export const refreshOwnTickets = coalesced(async () => {
  const now = document.getElementById('chat-tickets')
  if (!now) return
  const markup = await read('/chat/tickets', now)
  if (markup === undefined) return false
  const unfolded = now.open
  patchElement(now, markup)
  document.getElementById('chat-tickets').open = unfolded
})
/** To the end; of an answer longer than the view, to its beginning, which says the most. */
function toEnd() {
  const view = log()
  const last = view?.lastElementChild
  if (!last) return
  const long = last.matches('.desk') && last.offsetHeight > view.clientHeight
  view.scrollTo({ top: long ? last.offsetTop - view.offsetTop - 16 : view.scrollHeight })
}

export function openChat() {
  if (!log()) return
  toEnd()
  field().value = drafts.of('chat')
  grow(field())
  if (log().hasAttribute('data-fresh')) void post('/chat/arrived', { id: newId() })
}

function send() {
  const text = field().value
  const form = field().form
  const files = attachedTo(form)
  if ((!text.trim() && !files.length) || isUploading(form)) return
  clearAttached(form)
  field().value = ''
  drafts.keep('chat', '')
  grow(field())
  field().focus({ preventScroll: true })
  void deliver(newId(), text, files)
}

/** Shown at once; the same id is sent again when nothing came back, so that it can never be heard twice. */
async function deliver(id, text, files) {
  document.getElementById('chat-empty')?.remove()
  const bubble = pending(id, [text, ...files.map(({ name }) => `📎 ${name}`)].filter(Boolean).join('\n'))
  log().append(bubble)
  toEnd()
  const reply = await post('/chat/messages', { id, text, files })
  if (reply && !reply.error) {
    if (reply.notice) tell(reply.notice)
    return refreshChat()
  }
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'button'
  again.textContent = words.retry
  again.addEventListener('click', () => {
    bubble.remove()
    void deliver(id, text, files)
  })
  bubble.classList.add('failed')
  bubble.querySelector('footer').replaceChildren(words.notSent, ' ', again)
  toEnd()
}

function pending(id, text) {
  const bubble = document.createElement('article')
  bubble.className = 'said own'
  bubble.id = `m-${id}`
  bubble.dataset.pending = ''
  const title = Object.assign(document.createElement('h3'), { className: 'off-screen', textContent: words.you })
  const said = Object.assign(document.createElement('p'), { className: 'words', textContent: text })
  const box = Object.assign(document.createElement('div'), { className: 'bubble' })
  box.append(said)
  bubble.append(title, box, Object.assign(document.createElement('footer'), { textContent: words.sending }))
  return bubble
}

async function press(card, action, fields, form) {
  busy(card, true)
  const reply = await post('/chat/presses', { id: newId(), card: card.dataset.card, action, fields })
  busy(card, false)
  if (!reply) return tell(words.failed, () => press(card, action, fields, form))
  if (reply.errors && form) return showErrors(form, reply.errors)
  if (reply.notice) tell(reply.notice)
  if (form) fold(form)
  if (!isWriting()) field().focus({ preventScroll: true })
  await refreshChat()
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('#chat-log [data-action]:not(form)')
  const card = button?.closest('[data-card]')
  if (card && !card.hasAttribute('data-busy'))
    void press(card, button.dataset.action, button.dataset.choice ? { choice: button.dataset.choice } : {})
  const tool = event.target.closest('[data-tool]')
  if (tool?.dataset.tool === 'edit') edit(tool.closest('[data-message]'))
  if (tool?.dataset.tool === 'remove') void remove(tool)
})
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.id === 'chat-composer') {
    event.preventDefault()
    send()
  } else if (form.matches('#chat-log form.fields')) {
    event.preventDefault()
    void press(form.closest('[data-card]'), form.dataset.action, fieldsOf(form), form)
  } else if (form.matches('.editing')) {
    event.preventDefault()
    void save(form)
  }
})
document.addEventListener('keydown', (event) => {
  if (
    event.key === 'Enter' &&
    !event.isComposing &&
    !event.shiftKey &&
    event.target.matches('#chat-text, .editing textarea')
  ) {
    event.preventDefault()
    event.target.form.requestSubmit()
  }
  if (event.key === 'Escape' && event.target.matches('.editing textarea')) stopEditing(event.target.form)
})
document.addEventListener('input', ({ target }) => {
  if (target.id !== 'chat-text') return
  drafts.keep('chat', target.value)
  grow(target)
})

/** The message itself becomes a field. */
function edit(message) {
  const bubble = message.querySelector('.bubble')
  if (message.querySelector('.editing')) return
  const form = Object.assign(document.createElement('form'), { className: 'editing' })
  const text = Object.assign(document.createElement('textarea'), {
    value: bubble.querySelector('.words')?.textContent.trim() ?? '',
    maxLength: 4000,
  })
  text.setAttribute('aria-label', words.editing)
  const submit = Object.assign(document.createElement('button'), {
    className: 'button primary',
    textContent: words.save,
  })
  const stop = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'button quiet',
    textContent: words.cancel,
  })
  stop.addEventListener('click', () => stopEditing(form))
  form.append(text, submit, stop)
  bubble.hidden = true
  bubble.after(form)
  grow(text)
  text.focus()
}
function stopEditing(form) {
  const message = form.closest('[data-message]')
  form.remove()
  message.querySelector('.bubble').hidden = false
  message.querySelector('[data-tool=edit]').focus()
}
async function save(form) {
  const { message } = form.closest('[data-message]').dataset
  const text = form.querySelector('textarea').value
  if (!text.trim()) return
  const reply = await post('/chat/edits', { id: newId(), message, text })
  if (!reply) return tell(words.failed, () => save(form))
  stopEditing(form)
  field().focus({ preventScroll: true })
  await refreshChat()
}

/** Asked twice, because it cannot be undone: the first press changes what the button says. */
async function remove(tool) {
  if (!tool.dataset.armed) {
    const label = [...tool.childNodes]
    tool.dataset.armed = 'yes'
    tool.textContent = tool.dataset.sure
    setTimeout(() => {
      tool.replaceChildren(...label)
      delete tool.dataset.armed
    }, 4_000)
    return
  }
  const { message } = tool.closest('[data-message]').dataset
  if (!(await post('/chat/removals', { id: newId(), message }))) return tell(words.failed)
  field().focus({ preventScroll: true })
  await refreshChat()
}
