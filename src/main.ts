import { house as buildHouse } from '../flows/index.ts'
import { openConsole, openPlatforms } from './adapters.ts'
import type { Hear } from './chat/adapter.ts'
import type { ChatEvent } from './chat/event.ts'
import type { ThreadKey } from './chat/thread.ts'
import { hearOrApologise } from './conversation/apology.ts'
import { openLedger } from './desk/assistant/store.ts'
import type { DeskSettings } from './desk/scope.ts'
import { ensureDefaultCalendar } from './desk/sla/calendars.ts'
import { activeModel } from './desk/triage/store.ts'
import { beginConversation } from './jobs/begin.ts'
import { deliver, type Run } from './jobs/deliver.ts'
import { runErrand } from './jobs/errands.ts'
import { idsOf, openRelay } from './jobs/relay.ts'
import { tick, tickEveryMs } from './jobs/tick.ts'
import { elapsedMs, now } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { kyselyOn, openDatabase } from './platform/database.ts'
import { openHttp, type Readiness } from './platform/http.ts'
import { type Llm, openLlm } from './platform/llm.ts'
import { type Log, openLog } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { openQueues } from './platform/queue.ts'
import type { Database, Db } from './schema.ts'
import { seedDemo } from './seed/load.ts'

/** One running Guichet. `stop` hears nothing new, finishes what is in hand (at most 20 s) and gives the rest back. */
export interface Running {
  address: string
  busyPort: number | undefined
  seeded: boolean
  /** The same database, for whoever runs the desk inside another program (tests, measurements). */
  db: Db
  stop(): Promise<void>
}

/** How long a queue that lost its schedule goes without a tick, at most. */
const scheduleAgainMs = 10_000

/** The only place that knows everything: configuration → database → queue → platforms → roles. */
export async function run(config: Config): Promise<Running> {
  const log = openLog(config.LOG_LEVEL)
  const metrics = openMetrics()
  const database = await openDatabase(config, (error) => log.error({ err: error }, 'database'))
  await migrate(database)
  const db = kyselyOn<Database>(database.pool)
  const holidaysOf = config.HOLIDAYS === 'none' ? undefined : config.HOLIDAYS
  const calendar = await db
    .transaction()
    .execute((tx) => ensureDefaultCalendar(tx, { timeZone: config.TIME_ZONE, holidaysOf }, now()))
  const queues = await openQueues(config, database, {
    error: (error, where) => log.error({ err: error, where }, 'queue'),
    warn: (message) => log.warn(message),
  })
  const relay = openRelay(queues, (problem) => log.warn({ problem }, 'the queue did not take a job; the tick will'))

  const noteFault = (error: unknown, { id, thread, heard }: ChatEvent) =>
    log.error({ err: error, event: id, thread, kind: heard.kind }, 'an event could not be handled; the person was told')
  const hearNow: Hear = async (event) => {
    const { reply, wake } = await hearOrApologise(db, house, event, now(), noteFault)
    relay.wake(wake)
    return reply
  }
  const platforms = await openPlatforms(config, hearNow, log)
  const settings: DeskSettings = {
    locale: config.DEFAULT_LOCALE,
    calendar,
    triageModel: await activeModel(db),
    model: Boolean(config.OPENAI_API_KEY),
    trustedDirectories: config.TRUSTED_DIRECTORIES ?? [],
    get triageChannels() {
      return [...platforms.values()]
        .map(({ triage }) => triage())
        .filter((key): key is ThreadKey => key !== undefined && key !== 'pending')
    },
  }
  const house = buildHouse(settings)
  const { listen } = database
  const console = { db, settings: () => settings, hear: hearNow, wake: relay.wake, listen, now, log }
  platforms.set('web', await openConsole(config, console))
  const seeded = config.DEMO && (await seedDemo(db, settings, now()))

  const llm = modelOf(config, db, log)
  const ports = { db, house: () => house, settings: () => settings, adapters, llm, now, log, wake: relay.wake }
  function adapters() {
    return Object.fromEntries([...platforms].map(([name, { adapter }]) => [name, adapter]))
  }
  /** A ticket reaches the rooms that are known at once, and the others as soon as their platform has told where they are. */
  const runRow: Run = async (row) => {
    if (row.op === 'begin') return beginConversation(db, house, row, now())
    const wake = await runErrand(ports, row)
    const pending = [...platforms.values()].some(({ triage }) => triage() === 'pending')
    const unfinished = pending && row.content.kind === 'errand' && row.content.errand === 'bring-in-agents'
    return unfinished ? { wake, again: 1_000 } : { wake }
  }

  const http = config.ROLES.includes('web')
    ? await openHttp({
        host: config.HOST,
        port: config.PORT,
        handlers: Object.fromEntries([...platforms.values()].map(({ path, handler }) => [path, handler])),
        readiness,
        metrics: () => metrics.registry.metrics(),
        onError: (error) => log.error({ err: error }, 'request'),
      })
    : undefined
  async function readiness(): Promise<Readiness> {
    await database.pool.query('select 1')
    return { ready: true }
  }
  for (const platform of platforms.values()) await platform.start()
  let renewing: NodeJS.Timeout | undefined
  if (config.ROLES.includes('worker')) {
    const send = deliver({ ...ports, run: runRow })
    await queues.work('deliver', ({ data }) => send(idsOf(data)), { concurrency: 16 })
    await queues.work('tick', () => tick({ db, house: () => house, wake: relay.wake, now }), { concurrency: 1 })
    await queues.schedule('tick', tickEveryMs)
    // A Redis that was wiped, or away when we started, has no schedule; whatever else it forgot, the tick finds.
    renewing = setInterval(() => void queues.schedule('tick', tickEveryMs), scheduleAgainMs)
  }
  return {
    address: http?.address ?? '',
    busyPort: http?.busyPort,
    seeded: Boolean(seeded),
    db,
    async stop() {
      clearInterval(renewing)
      const heard = http?.stop()
      // Platforms end what would keep requests open for ever (the streams of the console's pages).
      for (const platform of platforms.values()) await platform.stop()
      await heard
      await queues.close()
      await database.close()
    },
  }
}

/** The language model, if one is configured; its calls are bounded by one budget of all processes. */
function modelOf(config: Config, db: Db, log: Log): Llm {
  const budget = { dailyTokens: config.LLM_DAILY_TOKENS, dailyCalls: config.LLM_DAILY_CALLS }
  return openLlm(
    { key: config.OPENAI_API_KEY, baseUrl: config.OPENAI_BASE_URL, model: config.OPENAI_MODEL },
    {
      ledger: openLedger(db, budget, now),
      elapsed: elapsedMs,
      report: (problem, purpose) => log.warn({ err: problem, purpose }, 'the language model gave no answer'),
    },
  )
}

/** `guichet start`: runs, says where, and stops cleanly on Ctrl+C or SIGTERM; a second signal stops at once. */
export async function start(config: Config, { json = false }: { json?: boolean } = {}): Promise<void> {
  const running = await run(config)
  const { announce } = await import('./announce.ts')
  announce(config, running, json)
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    await running.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}
