import { afterAll, beforeAll, expect, test } from 'vitest'
import { owed } from '../../src/desk/outbox/store.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { Died, type Fault, process } from './dying.ts'
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

/** The whole story, in which every delivery meets this fault at its n-th step and another worker goes on behind it. */
async function livedThrough(stage: Stage, at: number, fault: Fault) {
  const interrupted: string[] = []
  for (const act of story(stage)) {
    await stage.hear(stage.healthy, act())
    const ids = await owed(stage.db, new Date(stage.now().getTime() + 86_400_000), 1000)
    const dying = process({ pool: database.pool, at, fault })
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
        expect(at).toBeGreaterThan(15)
        return
      }
      const where = `${fault} step ${at}: ${interrupted.map((step) => step.slice(0, 40)).join(', ')}`
      expect(doubled(stage), where).toEqual([])
      expect(await outcome(stage), where).toEqual(calm)
    }
  },
  90_000,
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
}, 90_000)
