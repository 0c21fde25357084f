/**
 * Puts what the server drew now in place of what it drew before, touching only what differs: what is typed, focused or
 * unfolded elsewhere stays, and a screen reader hears only what is new. Elements are told apart by their ids.
 */

/** What the server sent for each element, since the page itself changes some (typed text, unfolded forms). */
const served = new WeakMap()

export function remember(root) {
  for (const element of [root, ...root.querySelectorAll('[id]')]) served.set(element, element.outerHTML)
}

export function patch(host, markup) {
  const template = document.createElement('template')
  template.innerHTML = markup // the server's own templates, whose texts are escaped there
  patchChildren(host, [...template.content.children])
}

/** The same for an element that is drawn whole, with its own tag. */
export function patchElement(element, markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  const fresh = template.content.firstElementChild
  if (fresh) merge(element, fresh)
}

function patchChildren(host, fresh) {
  const old = new Map([...host.children].map((child) => [child.id, child]))
  let at = host.firstElementChild
  for (const next of fresh) {
    const known = old.get(next.id)
    old.delete(next.id)
    if (known) {
      const merged = merge(known, next)
      if (known === at || merged === at) at = merged.nextElementSibling
      else host.insertBefore(merged, at)
    } else {
      remember(next)
      host.insertBefore(next, at)
    }
  }
  for (const gone of old.values()) {
    if (gone.hasAttribute('data-pending')) host.append(gone)
    else letGo(gone, () => gone.remove())
  }
}

function merge(known, next) {
  const before = served.get(known) ?? known.outerHTML
  const after = next.outerHTML
  if (before === after && !known.hasAttribute('data-pending')) return known
  if (known.hasAttribute('data-keyed') && next.hasAttribute('data-keyed') && known.id === next.id) {
    copyAttributes(known, next)
    patchChildren(known, [...next.children])
    served.set(known, after)
    return known
  }
  remember(next)
  letGo(known, () => known.replaceWith(next), next)
  return next
}

function copyAttributes(known, next) {
  for (const { name } of [...known.attributes]) if (!next.hasAttribute(name)) known.removeAttribute(name)
  for (const { name, value } of [...next.attributes])
    if (known.getAttribute(name) !== value) known.setAttribute(name, value)
}

/** Nobody's focus falls to the top of the page because an element was drawn anew. */
function letGo(element, change, instead) {
  const focused = element.contains(document.activeElement) ? document.activeElement : undefined
  change()
  if (!focused) return
  const same = focused.id
    ? document.getElementById(focused.id)
    : instead?.querySelector(`[data-action="${CSS.escape(focused.dataset.action ?? '')}"]`)
  const refuge = element.closest('.half.desk') || instead?.closest('.half.desk') ? 'desk-text' : 'chat-text'
  const target = same ?? document.getElementById(refuge)
  target?.focus({ preventScroll: true })
}
