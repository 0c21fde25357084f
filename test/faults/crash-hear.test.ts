import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { Died, process } from './dying.ts'
import { openStage } from './stage.ts'
import { doubled, outcome, story } from './story.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const told = [
  'heard',
  'people',
  'accounts',
  'places',
  'conversations',
  'outbox',
  'tickets',
  'ticket_events',
  'messages',
  'message_versions',
  'mirrors',
  'sla_clocks',
  'sla_intervals',
]
/** A fingerprint of everything that hearing an event may write. */
async function fingerprint(db: Db): Promise<string> {
  const parts = told.map(
    (table) => sql`select ${table} as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
    from ${sql.table(table)} t`,
  )
  const { rows } = await sql<{ name: string; sum: string }>`${sql.join(parts, sql` union all `)} order by name`.execute(
    db,
  )
  return JSON.stringify(rows)
}

async function undisturbed() {
  const stage = await openStage(database.db)
  for (const act of story(stage)) {
    await stage.hear(stage.healthy, act())
    await stage.drain()
  }
  return outcome(stage)
}

test('an event whose hearing dies at any statement leaves nothing, and is heard whole when it comes again', {
  timeout: 60_000,
}, async () => {
  const calm = await undisturbed()
  const stage = await openStage(database.db)
  let deaths = 0
  for (const act of story(stage)) {
    const event = act()
    const before = await fingerprint(database.db)
    for (let at = 1; ; at++) {
      const dying = process({ pool: database.pool, at })
      const heard = await stage.hear({ ...stage.healthy, db: dying.db }, event).catch(only(Died))
      if (heard) break
      deaths++
      expect(await fingerprint(database.db), `${event.heard.kind}, died before “${dying.life.interrupted}”`).toBe(
        before,
      )
    }
    await stage.drain()
  }
  expect(deaths).toBeGreaterThan(150)
  expect(await outcome(stage)).toEqual(calm)
  expect(doubled(stage)).toEqual([])
})

test('an event whose commit is never confirmed was heard once: again it is a repetition, and its replies leave', {
  timeout: 60_000,
}, async () => {
  const calm = await undisturbed()
  const stage = await openStage(database.db)
  for (const act of story(stage)) {
    const event = act()
    const dying = process({ pool: database.pool, at: 1, fault: 'after', counts: (step) => step === 'commit' })
    await expect(stage.hear({ ...stage.healthy, db: dying.db }, event)).rejects.toThrow(Died)
    expect(dying.life.interrupted).toBe('commit')
    const after = await fingerprint(database.db)
    for (let times = 0; times < 3; times++) {
      expect(await stage.hear(stage.healthy, event)).toEqual({ reply: { repeated: true }, wake: [] })
      expect(await fingerprint(database.db)).toBe(after)
    }
    await stage.drain()
  }
  expect(await outcome(stage)).toEqual(calm)
  expect(doubled(stage)).toEqual([])
})

const only = (expected: typeof Died) => (error: unknown) => {
  if (!(error instanceof expected)) throw error
  return undefined
}
