/** Asking the server, and telling the person when it does not answer. Nothing typed is ever thrown away here. */

export const words = JSON.parse(document.body.dataset.words ?? '{}')

/** `crypto.randomUUID` wants a secure context, which a plain host name on a local network is not. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** What the server says, or `undefined` when it could not be reached or is in trouble: then the same may be sent again. */
export async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    if (response.status === 401) location.reload()
    if (response.status >= 500) return undefined
    return await response.json()
  } catch {
    return undefined
  }
}

/** Said as long as the server does not answer; what is typed stays where it is. */
export const sayOffline = (on) => {
  document.getElementById('offline').hidden = !on
}

/** A part of the page as it is now, drawn by the server; `undefined` when it cannot be had. */
export async function read(path, busy) {
  const slow = busy && setTimeout(() => busy.setAttribute('aria-busy', 'true'), 300)
  const markup = await fetched(path)
  clearTimeout(slow)
  busy?.removeAttribute('aria-busy')
  sayOffline(markup === undefined)
  return markup
}
async function fetched(path) {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(15_000) })
    if (response.status === 401) location.reload()
    return response.status >= 500 ? undefined : await response.text()
  } catch {
    return undefined
  }
}

const shownForMs = 6_000

/** A line that is read out and goes by itself; one with a way to try again stays until it is used or closed. */
export function tell(text, retry, label = words.retry) {
  const toasts = document.getElementById('toasts')
  const toast = document.createElement('p')
  toast.className = 'toast'
  toast.append(text)
  if (retry) {
    const again = document.createElement('button')
    again.type = 'button'
    again.className = 'button'
    again.textContent = label
    again.addEventListener('click', () => {
      toast.remove()
      retry()
    })
    toast.append(again)
  }
  toasts.replaceChildren(toast)
  setTimeout(() => toast.remove(), retry ? shownForMs * 5 : shownForMs)
}

const tryAgainMs = 2_000

/** Runs one at a time; asked again meanwhile, it runs once more afterwards. A task that comes back `false` is tried again soon. */
export function coalesced(task) {
  let running = false
  let again = false
  let retry
  const run = async () => {
    if (running) {
      again = true
      return
    }
    running = true
    clearTimeout(retry)
    let outcome
    try {
      do {
        again = false
        outcome = await task()
      } while (again)
    } finally {
      running = false
    }
    if (outcome === false) retry = setTimeout(run, tryAgainMs)
  }
  return run
}
