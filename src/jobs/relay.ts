import type { Queues } from '../platform/queue.ts'

/** Ids that fit one job under load; alone, an id travels alone. */
const perJob = 25

export interface Relay {
  /** Says that these rows wait in the outbox. Returns at once: what is lost on the way, the tick finds. */
  wake(ids: readonly number[]): void
}

/**
 * Hands what waits in the outbox to the workers. Never awaited by whoever acknowledges a platform, so a queue that hangs
 * delays messages and loses none. What comes within one turn of the event loop shares a job.
 */
export function openRelay(queues: Pick<Queues, 'add' | 'addBulk'>, report: (problem: unknown) => void): Relay {
  let waiting: number[] = []
  const flush = async () => {
    const ids = waiting
    waiting = []
    const chunks = Array.from({ length: Math.ceil(ids.length / perJob) }, (_, i) =>
      ids.slice(i * perJob, (i + 1) * perJob),
    )
    const jobs = chunks.map((chunk) => ({ name: 'outbox', data: { ids: chunk.join(',') } }))
    const [only] = jobs
    // BullMQ's bulk on Postgres costs the embedded database 44 ms, however few come (measured); one by one it costs 1.
    const added =
      jobs.length === 1 ? await queues.add('deliver', only!.name, only!.data) : await queues.addBulk('deliver', jobs)
    if (!added.added) report(added)
  }
  return {
    wake(ids) {
      if (!ids.length) return
      if (!waiting.length) setImmediate(() => void flush())
      waiting.push(...ids)
    },
  }
}

/** The ids of a job. */
export const idsOf = (data: Readonly<Record<string, unknown>>): number[] =>
  String(data.ids ?? '')
    .split(',')
    .map(Number)
    .filter((id) => id > 0)
