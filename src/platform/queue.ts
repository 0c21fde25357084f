import type { JobsOptions, Queue, Worker } from 'bullmq'
import type { Config } from './config.ts'
import type { OpenedDatabase } from './database.ts'
import { onPostgres, onRedis, type Report } from './queue-backends.ts'

/** A job carries ids only: the queue may lose or repeat anything without harm. */
export type JobData = Readonly<Record<string, string | number | boolean | null>>
export type JobOptions = Pick<JobsOptions, 'jobId' | 'delay' | 'priority' | 'attempts' | 'backoff'>
export type Job = { readonly id: string; readonly name: string; readonly data: JobData; readonly attempt: number }
/** Whether the queue took it. `timeout` may still arrive later, which is why ids are deterministic and handlers repeatable. */
export type Added = { added: true } | { added: false; why: 'timeout' | 'error'; error?: unknown }

export type Queues = {
  add(queue: string, name: string, data: JobData, options?: JobOptions): Promise<Added>
  addBulk(queue: string, jobs: readonly { name: string; data: JobData; options?: JobOptions }[]): Promise<Added>
  /** Runs the handler for each job of the queue, `concurrency` at a time in this process. A throw is a retry. */
  work(queue: string, handler: (job: Job) => Promise<void>, options?: { concurrency?: number }): Promise<void>
  /** One job named `tick` every so many milliseconds, once for the whole system however many processes ask for it. */
  schedule(queue: string, everyMs: number): Promise<Added>
  /** Jobs that wait, run or failed, for /metrics and doctor. */
  counts(queue: string): Promise<Record<string, number>>
  /** Takes no new job, waits for those in hand (at most `withinMs`), and gives the rest to other processes. */
  close(withinMs?: number): Promise<void>
}

type QueueConfig = Pick<Config, 'REDIS_URL' | 'REDIS_PREFIX' | 'NODE_ENV'>

/** With Redis down, `add` neither resolves nor rejects by itself. */
const ADD_WITHIN_MS = 2_000
const CLOSE_WITHIN_MS = 20_000
const CLEAN_EVERY_MS = 60_000
const keepOnPostgresMs = { completed: 10 * 60_000, failed: 24 * 60 * 60_000 }

/** Redis when REDIS_URL is given, else tables in the schema `bullmq` of the same database. Decided here only. */
export async function openQueues(config: QueueConfig, database: OpenedDatabase, report: Report): Promise<Queues> {
  const backend = config.REDIS_URL ? await onRedis(config.REDIS_URL, config, report) : await onPostgres(database)
  const queues = new Map<string, Queue>()
  const workers: Worker[] = []

  const open = (name: string): Queue => {
    const known = queues.get(name)
    if (known) return known
    const queue = backend.openQueue(name)
    queue.on('error', (error) => report.error(error, `queue ${name}`))
    queues.set(name, queue)
    return queue
  }
  const cleaning = config.REDIS_URL ? undefined : setInterval(() => clean(queues, report), CLEAN_EVERY_MS)
  cleaning?.unref()

  return {
    add: (queue, name, data, options) => inTime(() => open(queue).add(name, data, options)),
    addBulk: (queue, jobs) =>
      inTime(() =>
        open(queue).addBulk(jobs.map(({ name, data, options }) => ({ name, data, ...(options && { opts: options }) }))),
      ),
    schedule: (queue, every) =>
      inTime(() => open(queue).upsertJobScheduler(`every-${queue}`, { every }, { name: 'tick', data: {} })),
    counts: (queue) => open(queue).getJobCounts('waiting', 'active', 'delayed', 'failed'),
    async work(name, handler, { concurrency = 1 } = {}) {
      const run = async (job: { id?: string | undefined; name: string; data: unknown; attemptsMade: number }) =>
        handler({ id: job.id ?? '', name: job.name, data: job.data as JobData, attempt: job.attemptsMade + 1 })
      const worker = backend.openWorker(name, run, concurrency)
      worker.on('error', (error) => report.error(error, `worker ${name}`))
      worker.on('failed', (job, error) =>
        report.error(error, `job ${name} ${job?.id ?? '?'} attempt ${job?.attemptsMade ?? '?'}`),
      )
      workers.push(worker)
    },
    async close(withinMs = CLOSE_WITHIN_MS) {
      clearInterval(cleaning)
      await Promise.all(workers.map((worker) => closeWorker(worker, withinMs)))
      await Promise.all([...queues.values()].map((queue) => quietly(queue.close())))
      await backend.end()
    },
  }
}

/** Never throws and never waits longer than the limit, so that nobody's answer depends on the queue's health. */
async function inTime(work: () => Promise<unknown>): Promise<Added> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Added>((resolve) => {
    timer = setTimeout(() => resolve({ added: false, why: 'timeout' }), ADD_WITHIN_MS)
  })
  try {
    const done = work().then(
      (): Added => ({ added: true }),
      (error: unknown): Added => ({ added: false, why: 'error', error }),
    )
    return await Promise.race([done, late])
  } catch (error) {
    return { added: false, why: 'error', error } // a bad job id or queue name is refused at once
  } finally {
    clearTimeout(timer)
  }
}

async function closeWorker(worker: Worker, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs)
  })
  const outcome = await Promise.race([quietly(worker.close()), late])
  clearTimeout(timer)
  // What still runs loses its lock and is taken up by another process within 20 s.
  if (outcome === 'late') await quietly(worker.close(true))
}

async function clean(queues: ReadonlyMap<string, Queue>, report: Report): Promise<void> {
  for (const [name, queue] of queues) {
    try {
      await queue.clean(keepOnPostgresMs.completed, 10_000, 'completed')
      await queue.clean(keepOnPostgresMs.failed, 10_000, 'failed')
    } catch (error) {
      report.error(error, `cleaning queue ${name}`)
    }
  }
}

/** Closing says nothing new: the connection's own errors were reported by its listener. */
const quietly = (closing: Promise<unknown>): Promise<void> =>
  closing.then(
    () => {},
    () => {},
  )
