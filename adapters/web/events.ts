import { type Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Hub } from './hub.ts'
import type { Visitors } from './visitor.ts'

/** Below the minute after which common proxies drop a silent connection. */
const beatMs = 20_000
/** How long a page waits before it connects again. */
const retryMs = 1_000

export interface Streams {
  routes: Hono
  /** Ends every open page's stream; pages connect again, to whichever process is up. */
  stop(): void
}

/**
 * One stream for each open page. It only says that something changed (`chat`: in this employee's talk, `tickets`: among
 * theirs, `updates`: what this agent is told, `desk`: the number of a ticket); the page then reads what it may see. So
 * nothing is lost when a connection falls: a page reads all again
 * when it is back, and needs no replay.
 */
export function eventStreams(hub: Hub, visitors: Visitors): Streams {
  const open = new Set<() => void>()
  const routes = new Hono()
  routes.get('/', async (c: Context) => {
    const { employee, agent } = await visitors.of(c)
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      let id = 0
      const say = (event: string, data: string) =>
        void stream.writeSSE({ event, data, id: String(++id), retry: retryMs }).catch(() => stream.abort())
      const unfollow = hub.follow((news) => {
        if ('chat' in news && news.chat === employee?.thread) say('chat', '')
        if ('home' in news && news.home === employee?.id) say('tickets', '')
        if ('chat' in news && news.chat === agent?.thread) say('updates', '')
        if ('ticket' in news && agent && agent.role !== 'employee') say('desk', news.ticket)
      })
      const beat = setInterval(() => say('beat', ''), beatMs)
      say('hello', '')
      await new Promise<void>((end) => {
        open.add(end)
        stream.onAbort(() => {
          open.delete(end)
          end()
        })
      })
      clearInterval(beat)
      unfollow()
    })
  })
  return {
    routes,
    stop() {
      for (const end of open) end()
      open.clear()
    },
  }
}
