import type { Leased } from '../desk/outbox/store.ts'
import type { Mouth } from './deliver.ts'

/** So many rows one process has in hand without the queue; what is more goes through it, where others take their share. */
const mostInHand = 64

export interface AtOnce {
  /** A token to take the answer with, unless hands are full. */
  token(): string | undefined
  /** Says these rows soon, in this process, and those that were taken now. Returns at once. */
  say(ids: readonly number[], taken: readonly Leased[]): void
  /** Comes back when nothing is in hand any more, or after so many milliseconds: the rest is found by another process. */
  settled(withinMs: number): Promise<void>
}

/**
 * The process that heard somebody says the answer itself: a queue would only hand it back. Nothing depends on it. Rows are
 * leased as ever, what a crash leaves behind is found by the tick, and work apart from speaking goes through the queue.
 * What comes within one turn of the event loop is leased together.
 */
export function openAtOnce(
  mouth: Mouth,
  { wake, report }: { wake: (ids: readonly number[]) => void; report: (error: unknown) => void },
): AtOnce {
  let waiting: number[] = []
  let inHand = 0
  const idle: (() => void)[] = []

  const hold = (rows: number, saying: Promise<void>) =>
    void saying.catch(report).then(() => {
      inHand -= rows
      if (!inHand) for (const resolve of idle.splice(0)) resolve()
    })
  const flush = () => {
    const ids = waiting
    waiting = []
    hold(ids.length, mouth.send(ids))
  }
  return {
    token: () => (inHand < mostInHand ? crypto.randomUUID() : undefined),
    say(ids, taken) {
      if (taken.length) {
        inHand += taken.length
        hold(taken.length, mouth.say(taken))
      }
      if (!ids.length) return
      if (inHand + ids.length > mostInHand) return wake(ids)
      inHand += ids.length
      if (!waiting.length) setImmediate(flush)
      waiting.push(...ids)
    },
    settled: (withinMs) =>
      new Promise((resolve) => {
        if (!inHand) return resolve()
        const late = setTimeout(resolve, withinMs)
        idle.push(() => {
          clearTimeout(late)
          resolve()
        })
      }),
  }
}
