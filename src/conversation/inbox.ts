import type { Accept, Hear } from '../chat/adapter.ts'
import type { ChatEvent, Reply } from '../chat/event.ts'
import type { ThreadKey } from '../chat/thread.ts'
import { batched } from '../platform/batch.ts'
import type { Db } from '../schema.ts'
import { oldestWaiting, store } from './accepted.ts'
import { guarded } from './guarded.ts'
import { Behind } from './hear.ts'

/** After so many tries an event is taken for one that ends whoever hears it: its person is told instead. */
const mostTries = 5
/** Events that arrive together are stored together. */
const together = { max: 100, waitMs: 0 }

export interface InboxPorts {
  db: Db
  /** How many threads are heard at once; the other connections are for accepting and for delivering. */
  atOnce: number
  now: () => Date
  /** Hears one event now; rejects with `Behind`, or when the database is away. */
  hear: (event: ChatEvent) => Promise<Reply>
  /** Tells the person that the event could not be heard, and leaves it with an outcome. */
  giveUp: (event: ChatEvent) => Promise<Reply>
  report: (error: unknown, event: ChatEvent) => void
}
export interface Inbox {
  /** Stores an event; it is heard soon after, by this process or, when this one dies, by another. */
  accept: Accept
  /** Hears an event whose author waits for the answer, after whatever was written before it in its thread. */
  hear: Hear
  /** Hears what waits in a thread, oldest first: what a process left behind that is no more. */
  catchUp(thread: ThreadKey): Promise<void>
  /** Comes back when nothing accepted here waits any more. */
  settled(): Promise<void>
}
type Entry = { event: ChatEvent; resolve: (reply: Reply) => void }

/**
 * Between a platform, which wants its receipt at once, and conversations, which take their time: accepted means stored.
 * A thread is heard in the order in which it was stored, whichever process accepted what; threads do not wait for each
 * other as long as there are hands.
 */
export function openInbox(ports: InboxPorts): Inbox {
  const { db, now, atOnce } = ports
  const lanes = new Map<ThreadKey, Entry[]>()
  const ready: ThreadKey[] = []
  const idle: (() => void)[] = []
  let running = 0
  const keep = batched((events: ChatEvent[]) => store(db, events, now()), together)

  const catchUp = async (thread: ThreadKey) => {
    for (;;) {
      const waiting = await oldestWaiting(db, thread)
      if (!waiting) return
      await (waiting.tries > mostTries ? ports.giveUp(waiting.event) : ports.hear(waiting.event))
    }
  }
  const hear = async (event: ChatEvent): Promise<Reply> => {
    for (;;) {
      try {
        return await ports.hear(event)
      } catch (error) {
        if (!(error instanceof Behind)) throw error
        await catchUp(event.thread)
      }
    }
  }
  const postponed = (error: unknown, event: ChatEvent): Reply => {
    ports.report(error, event)
    return {}
  }
  const work = async (thread: ThreadKey) => {
    const lane = lanes.get(thread) ?? []
    for (let entry = lane[0]; entry; lane.shift(), entry = lane[0]) {
      const { event, resolve } = entry
      // What is not heard now stays accepted: the tick finds it.
      resolve(await hear(event).catch((error) => postponed(error, event)))
    }
    lanes.delete(thread)
  }
  const next = () => {
    for (; running < atOnce && ready.length; running++)
      void work(ready.shift()!).finally(() => {
        running--
        next()
      })
    if (!running) for (const resolve of idle.splice(0)) resolve()
  }
  const queue = (entry: Entry) => {
    const { thread } = entry.event
    const lane = lanes.get(thread)
    if (lane) return void lane.push(entry)
    lanes.set(thread, [entry])
    ready.push(thread)
    next()
  }
  return {
    hear: (event) => hear(guarded(event)),
    catchUp,
    async accept(told) {
      const event = guarded(told)
      if (!(await keep(event))) return { reply: Promise.resolve({ repeated: true }) }
      return { reply: new Promise((resolve) => queue({ event, resolve })) }
    },
    settled: () => (running ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()),
  }
}
