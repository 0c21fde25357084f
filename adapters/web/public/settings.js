import { openChat } from './chat.js'
import { openDesk } from './desk.js'
import { connect } from './live.js'
import { remember } from './patch.js'
import { post, tell, words } from './talk-to-server.js'

/** Who I am on each side, and which side is shown on a narrow screen. */
const halves = { employee: 'half-chat', agent: 'half-desk' }

/** Somebody else plays this side: only its half is drawn anew, and the stream follows the new person. */
async function become(select) {
  const { persona } = select.dataset
  const done = await post('/persona', { side: persona, slug: select.value })
  const page = done?.done && (await fetch(location.href).catch(() => undefined))
  if (!page?.ok) return tell(words.failed, () => become(select))
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').getElementById(halves[persona])
  document.getElementById(halves[persona]).replaceWith(document.adoptNode(fresh))
  remember(fresh)
  if (persona === 'employee') openChat()
  else openDesk()
  connect()
  // Where the choice stood is gone; whoever has gone elsewhere meanwhile stays there.
  if (document.activeElement === document.body) fresh.querySelector('[data-persona]')?.focus()
}

export function showHalf(name) {
  const sides = document.querySelector('.sides')
  sides.dataset.shown = name
  for (const button of document.querySelectorAll('[data-half]'))
    button.setAttribute('aria-pressed', String(button.dataset.half === name))
}

document.addEventListener('change', ({ target }) => {
  if (target.matches('[data-persona]')) void become(target)
})
document.addEventListener('click', (event) => {
  const half = event.target.closest('[data-half]')
  if (half) showHalf(half.dataset.half)
})
