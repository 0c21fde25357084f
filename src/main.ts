import { house as buildHouse } from '../flows/index.ts'
import { type OpenedPlatform, openConsole, openPlatforms } from './adapters.ts'
import type { ChatEvent } from './chat/event.ts'
import type { Platform } from './chat/thread.ts'
import { apologise, hearOrApologise } from './conversation/apology.ts'
import type { Heard } from './conversation/hear.ts'
import { openInbox } from './conversation/inbox.ts'
import { openLedger } from './desk/assistant/store.ts'
import { administrator } from './desk/people/store.ts'
import { openRelay } from './jobs/relay.ts'
import { elapsedMs, now } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { kyselyOn, type OpenedDatabase, openDatabase } from './platform/database.ts'
import { type Embedder, openEmbedder } from './platform/embeddings.ts'
import { openHttp } from './platform/http.ts'
import { type Llm, type LlmPorts, openLlm } from './platform/llm.ts'
import { type Log, openLog } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { openQueues } from './platform/queue.ts'
import { readinessOf } from './platform/readiness.ts'
import type { Database, Db } from './schema.ts'
import { seedDemo } from './seed/load.ts'
import { openSettings, settingsAgeMs } from './settings.ts'
import { startWorkers, type Workers } from './workers.ts'

/** For what is in hand when the process stops; the queue's workers have as long beside it. */
const stopWithinMs = 10_000

/** One running Guichet. `stop` hears nothing new, finishes what is in hand (at most 20 s) and gives the rest back. */
export interface Running {
  address: string
  busyPort: number | undefined
  seeded: boolean
  /** Outside the demonstration: the administrator's way into the console, once, for ten minutes. */
  signIn: string | undefined
  /** The same database, for whoever runs the desk inside another program (tests, measurements). */
  db: Db
  /** Takes up what changed since the start: tokens, workspaces, opening hours. Happens by itself every minute. */
  refresh(): Promise<void>
  stop(): Promise<void>
}

/** The only place that knows everything: configuration → database → queue → platforms → roles. */
export async function run(config: Config, reread: () => Config | undefined = () => config): Promise<Running> {
  const log = openLog(config.LOG_LEVEL)
  const database = await openDatabase(config, (error) => log.error({ err: error }, 'database'))
  await migrate(database)
  const db = kyselyOn<Database>(database.pool)
  const queues = await openQueues(config, database, {
    error: (error, where) => log.error({ err: error, where }, 'queue'),
    warn: (message) => log.warn(message),
  })
  const relay = openRelay(queues, (problem) => log.warn({ problem }, 'the queue did not take a job; the tick will'))
  const inbox = openInbox({
    db,
    now,
    atOnce: database.kind === 'embedded' ? 2 : Math.ceil(config.DATABASE_POOL / 2),
    hear: (event) => done(hearOrApologise(db, house, event, now(), unheard, workers?.token())),
    giveUp: (event) => done(apologise(db, house, event, now())),
    report: (error, { id }) =>
      log.warn({ err: error, event: id }, 'an event waits to be heard; the tick will try again'),
  })
  let workers: Workers | undefined
  const done = async (hearing: Promise<Heard>) => {
    const { reply, wake, says = [], taken = [] } = await hearing
    if (!workers) relay.wake(wake)
    else {
      workers.say(says, taken)
      relay.wake(wake.filter((id) => !says.includes(id)))
    }
    return reply
  }
  const unheard = (error: unknown, { id, thread, heard }: ChatEvent) =>
    log.error({ err: error, event: id, thread, kind: heard.kind }, 'an event could not be handled; the person was told')

  const tokens = { current: config }
  const platforms = await openPlatforms(config, { db, current: () => tokens.current, reception: inbox, log })
  const { current: settings, refresh: refreshSettings } = await openSettings(config, db, platforms)
  const house = buildHouse(settings)
  const shared = { db, settings: () => settings, house: () => house, wake: relay.wake, now, log }
  const web = await openConsole(config, { ...shared, hear: inbox.hear, listen: database.listen })
  platforms.set('web', web)
  const seeded = config.DEMO && (await seedDemo(db, settings, now()))
  const refresh = async () => {
    tokens.current = reread() ?? tokens.current
    for (const platform of platforms.values()) await platform.refresh?.()
    await refreshSettings()
  }
  const refreshing = setInterval(
    () => void refresh().catch((error) => log.warn({ err: error }, 'settings')),
    settingsAgeMs,
  )

  const http = config.ROLES.includes('web') ? await openDoor(config, database, platforms, log) : undefined
  for (const platform of platforms.values()) await platform.start()
  const adapters = () => Object.fromEntries([...platforms].map(([name, { adapter }]) => [name, adapter]))
  const retention = { modelDays: config.KEEP_MODEL_DAYS, decisionDays: config.KEEP_DECISIONS_DAYS }
  const ports = {
    ...shared,
    retention,
    queues,
    platforms,
    catchUp: inbox.catchUp,
    adapters,
    ...modelsOf(config, db, log),
  }
  if (config.ROLES.includes('worker')) workers = await startWorkers(ports)
  return {
    address: http?.address ?? '',
    busyPort: http?.busyPort,
    seeded,
    signIn: http && !config.DEMO ? `${http.address}${await web.signInLink(await administrator(db, now()))}` : undefined,
    db,
    refresh,
    async stop() {
      clearInterval(refreshing)
      workers?.stop()
      const heard = http?.stop()
      // Platforms end what would keep requests open for ever (the streams of the console's pages).
      for (const platform of platforms.values()) await platform.stop()
      await heard
      await inbox.settled()
      await workers?.settled(stopWithinMs)
      await queues.close()
      await database.close()
    },
  }
}

/** One HTTP server for everything that comes in: platforms, console, probes, metrics. */
function openDoor(config: Config, database: OpenedDatabase, platforms: Map<Platform, OpenedPlatform>, log: Log) {
  const metrics = openMetrics()
  return openHttp({
    host: config.HOST,
    port: config.PORT,
    handlers: Object.fromEntries([...platforms.values()].map(({ path, handler }) => [path, handler])),
    readiness: () => readinessOf(database.pool, {}),
    metrics: () => metrics.registry.metrics(),
    onError: (error) => log.error({ err: error }, 'request'),
  })
}

/** The language model and the embedding model, where they are configured; one budget of all processes bounds their calls. */
function modelsOf(config: Config, db: Db, log: Log): { llm: Llm; embedder: Embedder | undefined } {
  const budget = { dailyTokens: config.LLM_DAILY_TOKENS, dailyCalls: config.LLM_DAILY_CALLS }
  const wire = { key: config.OPENAI_API_KEY, baseUrl: config.OPENAI_BASE_URL }
  const ports: LlmPorts = {
    ledger: openLedger(db, budget, now),
    elapsed: elapsedMs,
    report: (problem, purpose) => log.warn({ err: problem, purpose }, 'the language model gave no answer'),
  }
  return {
    llm: openLlm({ ...wire, model: config.OPENAI_MODEL }, ports),
    embedder: openEmbedder({ ...wire, model: config.OPENAI_EMBEDDING_MODEL }, ports),
  }
}

/**
 * `guichet start`: runs, says where, and stops cleanly on Ctrl+C or SIGTERM; a second signal stops at once. SIGHUP takes up
 * replaced tokens now instead of within a minute.
 */
export async function start(
  config: Config,
  { json = false, reread }: { json?: boolean; reread?: () => Config | undefined } = {},
): Promise<void> {
  const running = await run(config, reread)
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
  // From a terminal it means that the terminal was closed, and ends the process as it does any other.
  if (!process.stdin.isTTY)
    process.on('SIGHUP', () => void running.refresh().catch((error) => process.stderr.write(`${error}\n`)))
}
