/** So many rows one process has in hand without the queue; what is more goes through it, where others take their share. */
const mostInHand = 64

export interface AtOnce {
  /** Says these rows soon, in this process. Returns at once. */
  say(ids: readonly number[]): void
  /** Comes back when nothing is in hand any more. */
  settled(): Promise<void>
}

/**
 * The process that heard somebody says the answer itself: a queue would only hand it back. Nothing depends on it. Rows are
 * leased as ever, what a crash leaves behind is found by the tick, and work apart from speaking goes through the queue.
 * What comes within one turn of the event loop is leased together.
 */
export function openAtOnce(
  send: (ids: readonly number[]) => Promise<void>,
  { wake, report }: { wake: (ids: readonly number[]) => void; report: (error: unknown) => void },
): AtOnce {
  let waiting: number[] = []
  let inHand = 0
  const idle: (() => void)[] = []

  const flush = async () => {
    const ids = waiting
    waiting = []
    await send(ids).catch(report)
    inHand -= ids.length
    if (!inHand) for (const resolve of idle.splice(0)) resolve()
  }
  return {
    say(ids) {
      if (!ids.length) return
      if (inHand + ids.length > mostInHand) return wake(ids)
      inHand += ids.length
      if (!waiting.length) setImmediate(() => void flush())
      waiting.push(...ids)
    },
    settled: () => (inHand ? new Promise((resolve) => idle.push(resolve)) : Promise.resolve()),
  }
}
