import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChatEvent } from '../../src/chat/event.ts'
import { kyselyOn } from '../../src/platform/database.ts'
import type { Pool } from '../../src/platform/pool.ts'
import type { Database } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { Died, process } from './dying.ts'
import { type Hands, openStage, type Stage } from './stage.ts'
import { doubled, outcome, story } from './story.ts'

let database: TestDatabase
let second: Pool
beforeAll(async () => {
  database = await openTestDatabase()
  second = database.url ? (new pg.Pool({ connectionString: database.url, max: 10 }) as Pool) : database.pool
})
afterAll(async () => {
  if (second !== database.pool) await second.end()
  await database.close()
})

const unheard = (stage: Stage) =>
  database.db
    .selectFrom('heard')
    .select(['id', 'tries'])
    .where('thread', 'like', `slack:${stage.workspace}:%`)
    .where('outcome', 'is', null)
    .execute()
const writes = ({ heard }: ChatEvent) => heard.kind === 'text' || heard.kind === 'edited'

test('what was accepted is heard once and whole, at whatever statement the process that accepted it dies', async () => {
  const calm = await openStage(database.db)
  for (const act of story(calm)) {
    await calm.hear(calm.healthy, act())
    await calm.drain()
  }
  const stage = await openStage(database.db)
  let deaths = 0
  for (const [number, act] of story(stage).entries()) {
    const event = act()
    if (!writes(event)) await stage.hear(stage.healthy, event)
    // Before it is stored, and at another statement of hearing it each time.
    for (const at of writes(event) ? [1, 2 + ((number * 3) % 8)] : []) {
      const dying = process({ pool: database.pool, at })
      const inbox = stage.inbox({ ...stage.healthy, db: dying.db })
      const accepted = await inbox.accept(event).catch(only(Died))
      await accepted?.reply
      await inbox.settled()
      if (!dying.life.dead) continue
      deaths++
      // Not stored, not acknowledged: the platform sends it again. Stored: another process hears it.
      if (!accepted) continue
      await stage.inbox(stage.healthy).catchUp(event.thread)
      expect(await unheard(stage)).toEqual([])
    }
    await stage.drain()
  }
  expect(deaths).toBeGreaterThan(4)
  expect(await outcome(stage)).toEqual(await outcome(calm))
  expect(doubled(stage)).toEqual([])
})

test('lines of one thread are heard in the order in which they were accepted, whichever process accepted which', async () => {
  const stage = await openStage(database.db)
  const processes: Hands[] = [stage.healthy, { ...stage.healthy, db: kyselyOn<Database>(second) }]
  const inboxes = processes.map((hands) => stage.inbox(hands, 2))
  const bob = stage.person('Bob')
  await stage.hear(stage.healthy, bob.says('je veux parler à un humain'))
  const said: string[] = []
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1), { minLength: 2, maxLength: 8 }), async (takers) => {
      const replies: Promise<unknown>[] = []
      for (const taker of takers) {
        said.push(`ligne ${said.length}`)
        replies.push((await inboxes[taker]!.accept(bob.says(said.at(-1)!))).reply)
      }
      await Promise.all(replies)
    }),
    { numRuns: 12 },
  )
  const comments = await database.db
    .selectFrom('messages as m')
    .innerJoin('accounts as a', 'a.person_id', 'm.author_id')
    .select('m.text')
    .where('a.key', '=', bob.account)
    .orderBy('m.seq')
    .execute()
  expect(comments.map(({ text }) => text).filter((text) => text.startsWith('ligne'))).toEqual(said)
})

test('a press waits for what was written before it in its thread, and is answered', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  await stage.hear(stage.healthy, bob.says('Mon portable ne démarre plus, démo client à 14 h'))
  await stage.drain()
  const press = bob.presses('skip')
  const absent = stage.inbox({ ...stage.healthy, db: process({ pool: database.pool, at: 2 }).db })
  await (await absent.accept(bob.says('PC-4711'))).reply
  expect(await unheard(stage)).toHaveLength(1)

  const reply = await stage.inbox(stage.healthy).hear(press)
  expect(await unheard(stage)).toEqual([])
  // The line answered the question that the button belonged to.
  expect(reply.notice).toMatch(/question précédente/)
})

test('an event that is sent again is not accepted again, heard or not', async () => {
  const stage = await openStage(database.db)
  const event = stage.person('Bob').says('bonjour')
  const absent = stage.inbox({ ...stage.healthy, db: process({ pool: database.pool, at: 2 }).db })
  await (await absent.accept(event)).reply
  const inbox = stage.inbox(stage.healthy)
  expect(await (await inbox.accept(event)).reply).toEqual({ repeated: true })
  stage.later(1)
  await stage.tick(stage.healthy)
  expect(await (await inbox.accept(event)).reply).toEqual({ repeated: true })
  expect(await stage.hear(stage.healthy, event)).toEqual({ reply: { repeated: true }, wake: [] })
})

test('an event that ends every process that hears it gets an apology after five tries, and those behind it are heard', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  const dies = () => stage.inbox({ ...stage.healthy, db: process({ pool: database.pool, at: 2 }).db })
  await (await dies().accept(bob.says('ceci achève qui l’entend'))).reply
  const ended = stage.later.bind(stage, 1)
  for (let tries = 1; tries <= 5; tries++) {
    ended()
    await expect(dies().catchUp(bob.home)).rejects.toThrow(Died)
    expect(await unheard(stage)).toMatchObject([{ tries }])
  }
  await (await dies().accept(bob.says('mes tickets'))).reply
  ended()
  await stage.tick(stage.healthy)
  await stage.drain()
  expect(await unheard(stage)).toEqual([])
  const sees = bob.sees().join('\n')
  expect(sees).toContain('Une erreur s’est produite de notre côté')
  expect(sees).toMatch(/demandes|tickets/i)
})

const only = (expected: typeof Died) => (error: unknown) => {
  if (!(error instanceof expected)) throw error
  return undefined
}
