import { refreshList, refreshTicket } from './desk.js'
import { post, tell, words } from './talk-to-server.js'

/** Tickets picked in the list, by number; kept while the list is drawn anew. */
const picked = new Set()
const bar = () => document.getElementById('desk-many')
const boxes = () => [...document.querySelectorAll('#desk-list [data-pick]')]

function show() {
  if (!bar()) return
  const shown = new Set(boxes().map((box) => box.dataset.pick))
  for (const number of picked) if (!shown.has(number)) picked.delete(number)
  for (const box of boxes()) box.checked = picked.has(box.dataset.pick)
  bar().hidden = picked.size === 0
  document.getElementById('many-count').textContent = String(picked.size)
  document.getElementById('many-all').checked = picked.size > 0 && picked.size === shown.size
}
const ask = (on) => {
  document.getElementById('many-ask').hidden = !on
}

function wanted() {
  const { act, why } = bar().elements
  const { field, value } = act.selectedOptions[0].dataset
  const fields = { ...(field && { [field]: value }), ...(act.value === 'prioritise' && { reason: why.value }) }
  return { numbers: [...picked].map(Number), act: act.value, fields }
}

async function preview() {
  const reply = await post('/desk/many', { ...wanted(), preview: true })
  if (!reply) return tell(words.failed, preview)
  document.getElementById('many-would').textContent = reply.notice ?? ''
  document.getElementById('many-go').hidden = !reply.count
  ask(true)
}

async function go() {
  const reply = await post('/desk/many', wanted())
  ask(false)
  if (!reply) return tell(words.failed, go)
  picked.clear()
  tell(reply.notice, reply.batch && reply.count ? () => undo(reply.batch) : undefined, words.undo)
  await Promise.all([refreshList(), refreshTicket()])
}

async function undo(batch) {
  const reply = await post('/desk/many/undo', { batch })
  tell(reply?.notice ?? words.failed, reply ? undefined : () => undo(batch))
  await Promise.all([refreshList(), refreshTicket()])
}

document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-pick]')) {
    if (target.checked) picked.add(target.dataset.pick)
    else picked.delete(target.dataset.pick)
  } else if (target.id === 'many-all') {
    picked.clear()
    if (target.checked) for (const box of boxes()) picked.add(box.dataset.pick)
  } else if (!target.closest('#desk-many')) return
  ask(false)
  show()
})
document.addEventListener('submit', (event) => {
  if (event.target.id !== 'desk-many') return
  event.preventDefault()
  void preview()
})
document.addEventListener('click', ({ target }) => {
  if (target.id === 'many-go') void go()
  if (target.id === 'many-stop') ask(false)
  if (target.id !== 'many-none') return
  picked.clear()
  ask(false)
  show()
})
const list = document.getElementById('desk-list')
if (list) new MutationObserver(show).observe(list, { childList: true, subtree: true })
