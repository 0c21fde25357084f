import { refreshChat, refreshOwnTickets } from './chat.js'
import { openedNumber, refreshList, refreshTicket } from './desk.js'
import { sayOffline } from './talk-to-server.js'

/** One stream for the page. It only says that something changed; while it is down, the page asks every few seconds. */
const askEveryMs = 3_000
const worryAfterMs = 2_000
let stream
let asking
let worry

const everything = () => Promise.all([refreshChat(), refreshOwnTickets(), refreshList(), refreshTicket()])

export function connect() {
  stream?.close()
  stream = new EventSource('/events')
  stream.addEventListener('hello', online)
  stream.addEventListener('chat', () => refreshChat())
  stream.addEventListener('tickets', () => refreshOwnTickets())
  stream.addEventListener('desk', ({ data }) => {
    void refreshList()
    if (data === openedNumber()) void refreshTicket()
  })
  stream.addEventListener('error', offline)
}

/** Connected, perhaps again: whatever was said meanwhile is read now. */
function online() {
  clearInterval(asking)
  clearTimeout(worry)
  asking = undefined
  worry = undefined
  void everything()
}

function offline() {
  worry ??= setTimeout(() => sayOffline(true), worryAfterMs)
  asking ??= setInterval(() => {
    void everything()
    if (stream.readyState === EventSource.CLOSED) connect()
  }, askEveryMs)
}

// What is left of a promise changes by itself; a page that nobody looks at need not know.
setInterval(() => {
  if (document.visibilityState !== 'visible') return
  void refreshList()
  void refreshTicket()
}, 30_000)
