import {
  createPostgresBackend,
  type JobsOptions,
  type PostgresConnectionOptions,
  type Processor,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq'
import type { Config } from './config.ts'
import type { OpenedDatabase } from './database.ts'
import { checkRedis, redisOptions } from './redis.ts'
import { StartRefused } from './refusal.ts'

/** Where a queue's troubles go: they are never thrown at whoever adds a job. */
export type Report = { error(error: unknown, where: string): void; warn(message: string): void }

export type QueueBackend = {
  openQueue(name: string): Queue
  openWorker(name: string, run: Processor, concurrency: number): Worker
  end(): Promise<void>
}

/** With BullMQ's defaults a job of a dead worker waits 60-90 s, and two dead workers would fail it for ever. */
const recovery = { lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 10 }
const retry: JobsOptions = { attempts: 3, backoff: { type: 'exponential', delay: 1_000 } }
/** One per worker stays with LISTEN; the rest are for short statements and opened only when needed. */
const POSTGRES_CONNECTIONS = 24

/** Tables in the schema `bullmq` of the desk's own database, on connections of their own (embedded: the one session). */
export async function onPostgres(database: OpenedDatabase): Promise<QueueBackend> {
  const pool = database.openSpecialPool({ searchPath: 'bullmq,public', max: POSTGRES_CONNECTIONS, name: 'queue' })
  const client = await pool.connect()
  try {
    await runMigrations(client)
  } finally {
    client.release()
  }
  const connection = pool as unknown as PostgresConnectionOptions // it asks for a little less than a pg.Pool
  // A count or an age here is worked out again at every finish (236 jobs/s instead of 2,400): keep all, clean by timer.
  const defaultJobOptions = { ...retry, removeOnComplete: false, removeOnFail: false }
  return {
    openQueue: (name) => new Queue(name, { connection, defaultJobOptions }, createPostgresBackend) as unknown as Queue,
    openWorker: (name, run, concurrency) =>
      new Worker(name, run, { ...recovery, connection, concurrency }, createPostgresBackend) as unknown as Worker,
    end: () => pool.end(),
  }
}

type RedisConfig = Pick<Config, 'REDIS_PREFIX' | 'NODE_ENV'>

/** Redis, which in production must neither evict nor forget. */
export async function onRedis(url: string, config: RedisConfig, report: Report): Promise<QueueBackend> {
  await refuseForgetfulRedis(url, config, report)
  const connection = redisOptions(url)
  const prefix = config.REDIS_PREFIX
  // Kept for a while, because a job id protects from doing twice only as long as the queue remembers it.
  const defaultJobOptions = { ...retry, removeOnComplete: { count: 1000 }, removeOnFail: { count: 1000 } }
  return {
    openQueue: (name) => new Queue(name, { connection, prefix, defaultJobOptions }),
    openWorker: (name, run, concurrency) => new Worker(name, run, { ...recovery, connection, prefix, concurrency }),
    end: async () => {},
  }
}

async function refuseForgetfulRedis(url: string, config: RedisConfig, report: Report): Promise<void> {
  const health = await checkRedis(url)
  if (!health.reachable) {
    // Chat is acknowledged without Redis and jobs come when it does, so its absence does not keep the door shut.
    report.warn(`Redis cannot be reached yet: ${health.detail}`)
    return
  }
  if (health.problems.length === 0) return
  const message = `Redis may lose jobs (${health.problems.join(', ')}); set appendonly yes and maxmemory-policy noeviction`
  if (config.NODE_ENV === 'production') {
    throw new StartRefused({ why: 'redis-may-lose-jobs', settings: health.problems }, message)
  }
  report.warn(message)
}
