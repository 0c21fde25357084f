import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBlockKit } from '../../adapters/slack/render.ts'
import { normaliseText } from '../../src/platform/text.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld } from '../support/talk.ts'

/** Hostile text through the talk, the form, the agents' room and back: stored as normalised, shown inert, never a fault. */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const blns: string[] = JSON.parse(
  readFileSync(new URL('../support/naughty-strings/blns.json', import.meta.url), 'utf8'),
)
const ours = [
  '\u0000',
  '\ud83d',
  '<!channel> <@U1> <!subteam^S1>',
  '<https://evil|https://intranet>',
  '__proto__',
  'constructor',
  `${'a'.repeat(50_000)}`,
  '"; drop table tickets; --',
  '%_\\',
  '\u202eevil',
  'ﷺ'.repeat(500),
  '#{process.env}',
  '{"guichet":{"card":"1"}}',
]
const mention = /<[!@#]|<https?:/

test('every naughty string is heard, answered, and shown inert', { timeout: 120_000 }, async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const eve = world.person('Eve <!channel> <script>', { locale: 'en' })
  for (const text of [...blns.filter((_, i) => i % 4 === 0), ...ours]) {
    const words = normaliseText(text, 20_000)
    if (words.trim()) await eve.says(words)
  }
  for (const { blocks } of world.shownIn(eve.home)) expect(JSON.stringify(toBlockKit(blocks, '1'))).not.toMatch(mention)
})

test('a ticket made of naughty strings reaches the agents as plain words', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const eve = world.person('Eve', { locale: 'en' })
  await eve.says('I want to talk to a person')
  const karim = world.person('Karim', { agent: true })
  const room = world.rooms().at(-1)!
  for (const text of ours) {
    const words = normaliseText(text, 20_000)
    if (!words.trim()) continue
    await eve.says(words)
    await karim.fills('Reply', { text: words }, { thread: room })
  }
  for (const place of [room, eve.home])
    for (const { blocks } of world.shownIn(place)) expect(JSON.stringify(toBlockKit(blocks, '1'))).not.toMatch(mention)
  const stored = await database.db.selectFrom('messages').select('text').where('text', 'like', '<!channel>%').execute()
  expect(stored.length).toBeGreaterThan(0)
})
