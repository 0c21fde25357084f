import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../src/desk/invariants.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { write } from '../support/talk.ts'
import { openStage, type Stage } from './stage.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const acts = ['text', 'claim', 'reply', 'note', 'handBack', 'wait', 'resolve', 'reopen', 'silence'] as const
type Act = (typeof acts)[number]
/** Who has the word in the requester's thread, as the model has it. */
type Floor = 'queue' | 'person' | 'bot'

/** What the floor is after an act, as far as the desk takes it. */
function after(floor: Floor, open: boolean, taken: boolean, act: Act): Floor {
  if (act === 'reopen') return open ? floor : 'person'
  if (!open) return floor
  if (act === 'claim') return taken ? floor : 'person'
  if (act === 'reply') return 'person'
  if (act === 'handBack' || act === 'resolve') return 'bot'
  return floor
}

/** One random talk. Every line of an agent and of the requester has a mark of its own. */
async function live(stage: Stage, sequence: readonly Act[]) {
  const bob = stage.person('Bob')
  const karim = stage.person('Karim', { agent: true })
  await stage.hear(stage.healthy, bob.says('je veux parler à un humain, mon portable ne démarre plus'))
  await stage.drain()
  const room = stage.rooms().at(-1)!
  const bobsPosts = () => stage.platform.accepted.filter(({ thread }) => thread === bob.home).length
  const ticket = async () =>
    database.db
      .selectFrom('tickets as t')
      .innerJoin('mirrors as m', 'm.ticket_id', 't.id')
      .select(['t.status', 't.assignee_id', 'm.floor'])
      .where('m.thread', '=', bob.home)
      .executeTakeFirstOrThrow()
  const isOpen = (status: string) => status !== 'resolved' && status !== 'closed'
  let floor: Floor = 'queue'
  const sent = { public: [] as string[], internal: [] as string[], requester: [] as string[] }

  for (const [i, act] of sequence.entries()) {
    const { status, assignee_id } = await ticket()
    const open = isOpen(status)
    const before = bobsPosts()
    if (act === 'silence') {
      stage.later(26 * 60)
      await stage.tick(stage.healthy)
    } else if (act === 'text') {
      const toPerson = open && floor !== 'bot'
      if (toPerson) sent.requester.push(`demande ${i}.`)
      // To the bot a word that opens no second ticket, whose floor would be another.
      await stage.hear(stage.healthy, bob.says(toPerson ? `demande ${i}.` : 'aide'))
    } else if (act === 'note') {
      sent.internal.push(`interne ${i}.`)
      await stage.hear(stage.healthy, karim.says(`interne ${i}.`, { thread: room }))
    } else {
      const fields = { text: `réponse ${i}.`, resolution: 'Redémarré', reason: 'non' }
      const event = pressed(stage, room, karim, act, fields)
      if (!event) continue
      if (act === 'reply') sent.public.push(`réponse ${i}.`)
      await stage.hear(stage.healthy, event)
    }
    stage.later(6) // whoever is in the middle of a sentence is not asked whether it is solved
    await stage.drain()
    const spoke = bobsPosts() - before
    if (open && floor === 'person' && (act === 'text' || act === 'note' || act === 'silence'))
      expect(spoke, `${act} while a person has the floor`).toBe(0)
    if (act === 'text' && (floor === 'bot' || !open)) expect(spoke, 'the bot answers again').toBeGreaterThan(0)
    const now = await ticket()
    floor = after(floor, open, assignee_id !== null, act)
    if (isOpen(now.status)) expect(now.floor, `after ${act}`).toBe(floor)
    floor = now.floor
  }
  return { bob, room, sent }
}

/** The press of a button that the ticket's card offers just now. */
function pressed(
  stage: Stage,
  room: ReturnType<Stage['rooms']>[number],
  who: ReturnType<Stage['person']>,
  act: string,
  fields: Record<string, string>,
) {
  const card = stage.platform.shownIn(room)[0]!
  const offered = JSON.stringify(card.blocks).includes(`"action":"${act}"`)
  return offered ? who.presses(act, fields, room) : undefined
}

test('while a person has the floor the bot is mute; notes stay inside; every line reaches every other place once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 3, maxLength: 9 }), async (sequence) => {
      const stage = await openStage(database.db)
      const { bob, room, sent } = await live(stage, sequence)
      const home = stage.platform
        .shownIn(bob.home)
        .map(({ blocks }) => write(blocks))
        .join('\n')
      const agents = stage.platform
        .shownIn(room)
        .map(({ blocks }) => write(blocks))
        .join('\n')
      const times = (where: string, words: string) => where.split(words).length - 1
      expect(home).not.toContain('interne')
      expect(home).not.toContain(texts.fr.notices.internal)
      for (const words of sent.public) expect([words, times(home, words), times(agents, words)]).toEqual([words, 1, 1])
      for (const words of sent.requester) expect([words, times(agents, words)]).toEqual([words, 1])
    }),
    { numRuns: Number(process.env.FLOOR_RUNS ?? 20) },
  )
  expect(await violations(database.db)).toEqual([])
}, 90_000)
