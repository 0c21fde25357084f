import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mask } from '../../src/platform/masking.ts'
import type { Db } from '../../src/schema.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, write } from '../support/talk.ts'

let opened: TestDatabase
let db: Db
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
})
afterAll(() => opened.close())
const t = texts.en

/** Every table that still holds these words anywhere. */
async function tablesHolding(words: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(
    db,
  )
  const held: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(name)} t where position(${words} in t::text) > 0`.execute(db)
    if (rows[0]?.n) held.push(name)
  }
  return held.sort()
}

async function ticketWith(words: string) {
  const world = await openWorld(db, { locale: 'en' })
  const zoe = world.person('Zoe', { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  await zoe.says(`I want to talk to a person about the ${words} thing`)
  const room = world.rooms().at(-1)!
  const said = await zoe.says(`It is ${words}, as I said: "${words}"`)
  await karim.says(`internal: look at ${words}`, { thread: room, mentioned: false })
  const seen = () => [...world.shownIn(zoe.home), ...world.shownIn(room)].map(({ blocks }) => write(blocks)).join('\n')
  const redacts = (fields: Record<string, string>, by = karim) => by.fills(t.acts.redact, fields, { thread: room })
  return { world, zoe, karim, room, said, seen, redacts }
}

describe('an agent takes words out of a ticket', () => {
  test('and they are gone from every copy, every table and every earlier version', async () => {
    const { zoe, seen, redacts, karim, room, said } = await ticketWith('quokka-4711')
    await zoe.edits(said, 'It is still quokka-4711, I think')
    expect(seen()).toContain('quokka-4711')
    expect((await redacts({ words: 'quokka-4711' })).notice).toBe(t.acts.redacted(3))
    expect(seen()).not.toContain('quokka-4711')
    expect(seen()).toContain(`It is still ${mask}, I think`)
    expect(await tablesHolding('quokka-4711')).toEqual([])
    await karim.says('and the talk goes on', { thread: room, mentioned: false })
    await zoe.says('yes it does')
    expect(seen()).toContain('yes it does')
  })
  test('that are names of our own blocks, and nothing breaks', async () => {
    const { seen, redacts } = await ticketWith('kind')
    expect((await redacts({ words: 'kind' })).notice).toContain('Taken out')
    expect(seen()).toContain(`It is ${mask}`)
  })
  test('too short or not given at all are refused, and an employee is refused anything', async () => {
    const { zoe, redacts, room } = await ticketWith('wombat-1')
    expect((await redacts({ words: 'wom' })).errors ?? (await redacts({ words: 'wom' })).notice).toBeDefined()
    expect(await tablesHolding('wombat-1')).not.toEqual([])
    await redacts({ words: 'wombat-1' }, zoe).catch(() => undefined)
    expect(await tablesHolding('wombat-1')).not.toEqual([])
    expect(room).toBeDefined()
  })
})

test('a whole message goes with its words wherever it was shown, and its line of history says who did it', async () => {
  const { world, redacts, seen } = await ticketWith('numbat-9')
  const message = await db
    .selectFrom('messages')
    .selectAll()
    .where('text', 'like', 'internal: look at numbat%')
    .executeTakeFirstOrThrow()
  await redacts({ words: '', message: message.id })
  expect(seen()).not.toContain('look at numbat-9')
  const after = await db.selectFrom('messages').select('text').where('id', '=', message.id).executeTakeFirstOrThrow()
  expect(after.text).toBe(mask)
  const events = await db
    .selectFrom('ticket_events')
    .select(['kind', 'change'])
    .where('ticket_id', '=', message.ticket_id)
    .execute()
  expect(events.at(-1)).toEqual({ kind: 'redacted', change: { messages: 1 } })
  expect(world).toBeDefined()
})

test('what agents think of the assistant is kept apart: ratios for all, words for leads and their author', async () => {
  const { karim, room, seen } = await ticketWith('bilby-3')
  const judges = (fields: Record<string, string>) => karim.fills(t.acts.judge, fields, { thread: room })
  expect((await judges({ tool: 'triage', verdict: 'bad', comment: 'COMMENT: wrong category' })).notice).toBe(
    t.acts.judged,
  )
  expect((await judges({ tool: 'triage', verdict: 'good', comment: 'COMMENT: right after all' })).notice).toBe(
    t.acts.judged,
  )
  expect(await db.selectFrom('ai_feedback').select(['tool', 'good', 'comment']).execute()).toEqual([
    { tool: 'triage', good: true, comment: 'COMMENT: right after all' },
  ])
  expect(seen()).not.toContain('COMMENT')
})
