import type { OpenedPlatform } from './adapters.ts'
import type { Platform, ThreadKey } from './chat/thread.ts'
import { usualDays } from './desk/files/limits.ts'
import { expireFiles } from './desk/files/store.ts'
import { embedArticles, forgetQuestions } from './desk/knowledge/embedding.ts'
import { refreshIndex } from './desk/knowledge/store.ts'
import { forgetOld, type Retention } from './desk/retention.ts'
import { extendHolidays } from './desk/sla/edit.ts'
import { retrainDaily } from './desk/triage/retrain.ts'
import { type AtOnce, openAtOnce } from './jobs/at-once.ts'
import { beginConversation } from './jobs/begin.ts'
import { deliver, type Run } from './jobs/deliver.ts'
import { type ErrandPorts, runErrand } from './jobs/errands.ts'
import { idsOf } from './jobs/relay.ts'
import { tick, tickEveryMs } from './jobs/tick.ts'
import { elapsedMs, now } from './platform/clock.ts'
import type { Embedder } from './platform/embeddings.ts'
import type { Log } from './platform/log.ts'
import type { Queues } from './platform/queue.ts'

/** How long a queue that lost its schedules goes without them, at most. */
const scheduleAgainMs = 10_000
const daily = 24 * 3_600_000
/** What was imported or published is found by its meaning this soon after, where an embedding model is configured. */
const embedEveryMs = 60_000

type Ports = ErrandPorts & {
  queues: Queues
  platforms: ReadonlyMap<Platform, OpenedPlatform>
  wake: (ids: readonly number[]) => void
  catchUp: (thread: ThreadKey) => Promise<void>
  retention: Retention
  log: Log
}

export type Workers = AtOnce & { stop(): void }

/** The worker role: delivers, ticks, and once a day forgets, learns from corrections and looks ahead for holidays. */
export async function startWorkers(ports: Ports): Promise<Workers> {
  const { queues, db, house, wake, catchUp, log } = ports
  const mouth = deliver({ ...ports, run: running(ports) })
  await queues.work('deliver', ({ data }) => mouth.send(idsOf(data)), { concurrency: 16 })
  await queues.work('tick', () => tick({ db, house, wake, catchUp, now }), { concurrency: 1 })
  await queues.work('daily', () => everyDay(ports), { concurrency: 1 })
  const { embedder } = ports
  if (embedder) await queues.work('embed', embedding(ports, embedder), { concurrency: 1 })
  const schedule = () =>
    Promise.all([
      queues.schedule('tick', tickEveryMs),
      queues.schedule('daily', daily),
      ...(embedder ? [queues.schedule('embed', embedEveryMs)] : []),
    ])
  await schedule()
  // A Redis that was wiped, or away when we started, has no schedule; whatever else it forgot, the tick finds.
  const renewing = setInterval(() => void schedule(), scheduleAgainMs)
  const working = { on: true }
  void refreshSearch(ports, working)
  const report = (error: unknown) => log.warn({ err: error }, 'what was heard is answered by the tick')
  return {
    ...openAtOnce(mouth, { wake, report }),
    stop: () => {
      clearInterval(renewing)
      working.on = false
    },
  }
}

/** Articles at a time: a transaction of a second or less, after which others have their turn. */
const reindexed = 50

/** What an older version read differently is indexed again in the background, so that an upgrade needs no command for it. */
async function refreshSearch({ db, log }: Ports, working: { on: boolean }): Promise<void> {
  try {
    let total = 0
    for (let done = -1; working.on && done !== 0; total += Math.max(0, done))
      done = await db.transaction().execute((tx) => refreshIndex(tx, reindexed))
    if (total > 0) log.info({ articles: total }, 'articles were indexed again by the words of this version')
  } catch (error) {
    if (working.on) log.warn({ err: error }, 'indexing articles again failed; the next start tries again')
  }
}

/** A ticket reaches the rooms that are known at once, and the others as soon as their platform has told where they are. */
function running(ports: Ports): Run {
  return async (row) => {
    if (row.op === 'begin') return beginConversation(ports.db, ports.house(), row, now())
    const wake = await runErrand(ports, row)
    const pending = [...ports.platforms.values()].some(({ triage }) => triage().includes('pending'))
    const unfinished = pending && row.content.kind === 'errand' && row.content.errand === 'bring-in-agents'
    return unfinished ? { wake, again: 1_000 } : { wake }
  }
}

/** What the model does not take must not spend the day's budget: it is asked again after an hour. */
const embedAgainMs = 3_600_000

function embedding({ db, log }: Ports, embedder: Embedder) {
  let notBefore = 0
  return async () => {
    if (elapsedMs() < notBefore) return
    const came = await embedArticles(db, embedder)
    if (came.stopped || came.failed) {
      notBefore = elapsedMs() + embedAgainMs
      log.warn({ ...came }, 'the embedding model did not take all articles; search by words goes on')
    } else if (came.embedded) log.info({ ...came }, 'articles were embedded')
  }
}

async function everyDay({ db, log, retention, settings }: Ports) {
  log.debug({ forgotten: await forgetOld(db, retention, now()) }, 'what is no longer kept was forgotten')
  const learnt = await retrainDaily(db, now())
  log.debug({ learnt }, 'triage looked at the corrections of agents')
  await db.transaction().execute((tx) => extendHolidays(tx, now()))
  await forgetQuestions(db, now())
  await expireFiles(db, settings().fileDays ?? usualDays, now())
}
