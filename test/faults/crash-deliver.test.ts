import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ChatAdapter, Sent } from '../../src/chat/adapter.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { owed } from '../../src/desk/outbox/store.ts'
import { kyselyOn } from '../../src/platform/database.ts'
import type { Pool, PoolClient } from '../../src/platform/pool.ts'
import type { Database } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { Died, everyStep, type Fault, lasting, process } from './dying.ts'
import { openStage, type Stage } from './stage.ts'
import { doubled, outcome, story } from './story.ts'

let database: TestDatabase
let calm: Awaited<ReturnType<typeof outcome>>
beforeAll(async () => {
  database = await openTestDatabase()
  const stage = await openStage(database.db)
  for (const act of story(stage)) {
    await stage.hear(stage.healthy, act())
    await stage.drain()
  }
  calm = await outcome(stage)
})
afterAll(() => database.close())

/** In the short form a worker dies after each step that leaves something behind, in the long one after every step. */
const counts = globalThis.process.env.FAULT_RUNS ? everyStep : lasting

/** The whole story, in which every delivery meets this fault at its n-th step and another worker goes on behind it. */
async function livedThrough(stage: Stage, at: number, fault: Fault) {
  const interrupted: string[] = []
  for (const act of story(stage)) {
    await stage.hear(stage.healthy, act())
    const ids = await owed(stage.db, new Date(stage.now().getTime() + 86_400_000), 1000)
    const dying = process({ pool: database.pool, at, fault, counts })
    const hands = { db: dying.db, adapter: dying.adapter(stage.platform.adapter) }
    await stage.work(hands, ids).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
    })
    if (dying.life.interrupted) interrupted.push(dying.life.interrupted)
    await stage.drain()
  }
  return interrupted
}

// A hiccup at every step is in the long form (FAULT_RUNS). To die after one step and to die before the next leave the same behind, so that “after” covers both.
test.each<Fault>(globalThis.process.env.FAULT_RUNS ? ['after', 'hiccup'] : ['after'])(
  'a worker that meets “%s” at any step of delivering changes nothing that anybody sees, where the platform can be asked',
  async (fault) => {
    for (let at = 1; ; at++) {
      const stage = await openStage(database.db)
      const interrupted = await livedThrough(stage, at, fault)
      if (!interrupted.length) {
        expect(at).toBeGreaterThan(8)
        return
      }
      const where = `${fault} step ${at}: ${interrupted.map((step) => step.slice(0, 40)).join(', ')}`
      expect(doubled(stage), where).toEqual([])
      expect(await outcome(stage), where).toEqual(calm)
    }
  },
  180_000,
)

test('where the platform cannot be asked, a post that was interrupted stands there at most once more, and none is missing', async () => {
  const undisturbed = await openStage(database.db, { finds: false })
  await livedThrough(undisturbed, Number.POSITIVE_INFINITY, 'after')
  const posts = new Set(undisturbed.platform.accepted.map(({ id }) => id)).size
  for (let at = 1; ; at++) {
    const stage = await openStage(database.db, { finds: false })
    const interrupted = await livedThrough(stage, at, 'after')
    if (!interrupted.length) return
    const ids = stage.platform.accepted.map(({ id }) => id)
    expect(new Set(ids).size, `step ${at}`).toBe(posts)
    for (const id of doubled(stage)) expect(ids.filter((each) => each === id)).toHaveLength(2)
    expect(doubled(stage).length).toBeLessThanOrEqual(interrupted.length)
  }
}, 180_000)

const lateAnswers: Record<string, Sent> = {
  sent: { outcome: 'sent', posted: 'the zombie’s' },
  unknown: { outcome: 'unknown', reason: 'TimeoutError' },
  'come back later': { outcome: 'later', afterMs: 60_000, reason: 'ratelimited' },
  'never possible': { outcome: 'never', reason: 'channel_not_found' },
}
const everywhere = Object.keys(lateAnswers).flatMap((late) =>
  [true, false].map((finds): [string, boolean] => [late, finds]),
)

test.each(everywhere)(
  'a worker whose send returns “%s” after its lease ran out changes nothing that its successor did (platform can be asked: %s)',
  async (late, finds) => {
    const stage = await openStage(database.db, { finds })
    const bob = stage.person('Bob')
    await stage.hear(stage.healthy, bob.says('statut 900001'))
    const atPlatform = gate()
    const answered = gate()
    const adapter: ChatAdapter = {
      ...stage.platform.adapter,
      async post(to, message) {
        await stage.platform.adapter.post(to, message)
        atPlatform.open()
        await answered.opened
        return lateAnswers[late]!
      },
    }
    const zombie = stage.work({ db: stage.db, adapter }, await owed(stage.db, tomorrow(stage), 1000))
    await atPlatform.opened
    await stage.hear(stage.healthy, bob.says('statut 900002'))
    await stage.drain() // ends the zombie's lease, as twenty seconds do, and does all that is owed
    const left = await rowsOf(stage, bob.home)
    expect(left.map(({ settled_at }) => settled_at)).not.toContain(null)
    answered.open()
    await zombie
    await stage.drain()
    expect(await rowsOf(stage, bob.home)).toEqual(left)
    const shown = stage.platform.accepted.filter(({ thread }) => thread === bob.home).map(({ id }) => id)
    const [first, second] = left.map(({ seq }) => String(seq))
    expect(shown).toEqual(finds ? [first, second] : [first, first, second])
  },
)

test('a worker that slept past its lease before it spoke leaves the speaking to its successor', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  await stage.hear(stage.healthy, bob.says('statut 900001'))
  const clock = vi.spyOn(performance, 'now')
  const awake = performance.now()
  clock.mockReturnValue(awake)
  const asleep = afterStatement(database.pool, /lease = /, () => clock.mockReturnValue(awake + 11_000))
  const posts = vi.fn(stage.platform.adapter.post)
  const adapter = { ...stage.platform.adapter, post: posts }
  await stage.work({ db: kyselyOn<Database>(asleep), adapter }, await owed(stage.db, tomorrow(stage), 1000))
  clock.mockRestore()
  expect(posts).not.toHaveBeenCalled()
  await stage.drain()
  expect(bob.sees()).toHaveLength(1)
})

/** The same database to somebody to whom something happens after a statement, before its answer is read. */
function afterStatement(pool: Pool, meant: RegExp, happens: () => void): Pool {
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect()
    const query = async <Row>(text: string, values?: readonly unknown[]) => {
      const result = await client.query<Row>(text, values)
      if (meant.test(text)) happens()
      return result
    }
    return { query, release: () => client.release(), on: () => {}, removeAllListeners: () => {} } as PoolClient
  }
  return { connect } as Pool
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const tomorrow = (stage: Stage) => new Date(stage.now().getTime() + 86_400_000)
const rowsOf = ({ db }: Stage, thread: ThreadKey) =>
  db.selectFrom('outbox').selectAll().where('thread', '=', thread).orderBy('seq').execute()
