import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ChatEvent } from '../../src/chat/event.ts'
import { atDesk } from '../../src/desk/at-desk.ts'
import { violations } from '../../src/desk/invariants.ts'
import { actorOf, deskActor } from '../../src/desk/people/actor.ts'
import { kyselyOn } from '../../src/platform/database.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Pool } from '../../src/platform/pool.ts'
import type { Database } from '../../src/schema.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { write } from '../support/talk.ts'
import { type Hands, openStage, type Person, type Stage } from './stage.ts'
import { doubled } from './story.ts'

/** Two processes where there is a server; the embedded database has one session, whose turns are taken all the same. */
let database: TestDatabase
let second: Pool
vi.setConfig({ testTimeout: 60_000 }) // the machine may be busy with other tests
beforeAll(async () => {
  database = await openTestDatabase()
  second = database.url ? (new pg.Pool({ connectionString: database.url, max: 10 }) as Pool) : database.pool
})
afterAll(async () => {
  expect(await violations(database.db)).toEqual([])
  if (second !== database.pool) await second.end()
  await database.close()
})

const processes = (stage: Stage): Hands[] => [stage.healthy, { ...stage.healthy, db: kyselyOn<Database>(second) }]
/** A platform that takes longer for some messages than for others: whatever may overtake, does. */
const slowly = (hands: Hands): Hands => ({
  ...hands,
  adapter: {
    ...hands.adapter,
    post: async (to, message) => {
      for (let turns = (Number(message.id) * 31) % 97; turns > 0; turns--) await new Promise(setImmediate)
      return hands.adapter.post(to, message)
    },
  },
})
/** All at once, by turns in one process and the other. */
const atOnce = (stage: Stage, events: ChatEvent[]) =>
  Promise.all(events.map((event, i) => stage.hear(processes(stage)[i % 2]!, event)))

async function withTicket(
  stage: Stage,
  bob: Person,
  text = 'je veux parler à un humain, mon portable ne démarre plus',
) {
  await stage.hear(stage.healthy, bob.says(text))
  await stage.drain()
  const ticket = await database.db
    .selectFrom('tickets as t')
    .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
    .selectAll('t')
    .where('a.key', '=', bob.account)
    .executeTakeFirstOrThrow()
  return { ticket, room: stage.rooms().at(-1)! }
}
const ticketNow = (id: `tkt_${string}`) =>
  database.db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

test('50 agents claim one ticket at once: one has it, and the 49 others are told who', async () => {
  const stage = await openStage(database.db)
  const { ticket, room } = await withTicket(stage, stage.person('Bob'))
  const agents = Array.from({ length: 50 }, (_, i) => stage.person(`Agent ${i}`, { agent: true }))
  const heard = await atOnce(
    stage,
    agents.map((agent) => agent.presses('claim', {}, room)),
  )
  const { assignee_id, version } = await ticketNow(ticket.id)
  const winner = await database.db.selectFrom('people').select('name').where('id', '=', assignee_id!).executeTakeFirst()
  const notices = heard.map(({ reply }) => reply.notice)
  expect(notices.filter((notice) => notice === undefined)).toHaveLength(1)
  expect(
    notices.filter((notice) => notice === texts.fr.agentCard.refusals['already-claimed'](winner!.name)),
  ).toHaveLength(49)
  expect(version).toBe(ticket.version + 1)
  await stage.drain()
})

test('50 agents claim one ticket at once from desks of their own: one has it, and the 49 others are told who', async () => {
  const stage = await openStage(database.db)
  const { ticket } = await withTicket(stage, stage.person('Bob'))
  const agents = Array.from({ length: 50 }, (_, i) => ({
    id: newId('per'),
    name: `Agent ${i}`,
    role: 'agent' as const,
  }))
  const created_at = stage.now()
  await database.db
    .insertInto('people')
    .values(agents.map((agent) => ({ ...agent, locale: null, time_zone: null, team_id: null, site: null, created_at })))
    .execute()
  const claims = await Promise.all(
    agents.map((agent, i) => {
      const { db } = processes(stage)[i % 2]!
      return atDesk(db, stage.settings, actorOf(agent, 'fr'), stage.now(), (desk) => desk.tickets.claim(ticket.id))
    }),
  )
  const winner = agents.find(({ id }, i) => claims[i]!.result.done && id)!
  const others = claims.map(({ result }) => result).filter(({ done }) => !done)
  expect(others).toEqual(Array(49).fill({ done: false, why: 'already-claimed', by: winner.name }))
  expect(await ticketNow(ticket.id)).toMatchObject({ assignee_id: winner.id, version: ticket.version + 1 })
  await stage.drain()
})

test('each event delivered one to four times at once has one effect, whichever process hears it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 }), async (times) => {
      const stage = await openStage(database.db)
      const bob = stage.person('Bob')
      for (const [i, n] of times.entries()) {
        const event = bob.says(i ? `encore ${i}` : 'je veux parler à un humain, écran noir')
        const heard = await atOnce(
          stage,
          Array.from({ length: n }, () => event),
        )
        expect(heard.filter(({ reply }) => !reply.repeated)).toHaveLength(1)
      }
      await stage.drain()
      const { ticket } = await withTicket(stage, bob, 'et pour finir')
      const messages = await database.db
        .selectFrom('messages')
        .select('text')
        .where('ticket_id', '=', ticket.id)
        .execute()
      expect(messages).toHaveLength(times.length + 1)
      expect(doubled(stage)).toEqual([])
    }),
    { numRuns: Number(process.env.FAULT_RUNS ?? 1) * 6 },
  )
})

test('two presses on one card at once: one counts, the other finds the card old', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  await stage.hear(stage.healthy, bob.says('Mon portable ne démarre plus, démo client à 14 h'))
  await stage.drain()
  await stage.hear(stage.healthy, bob.presses('skip'))
  await stage.drain()
  const heard = await atOnce(stage, [bob.presses('open'), bob.presses('open'), bob.presses('drop')])
  expect(heard.filter(({ reply }) => reply.notice === texts.fr.oldCard)).toHaveLength(2)
  await stage.drain()
  const { n } = await database.db
    .selectFrom('tickets as t')
    .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('a.key', '=', bob.account)
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBeLessThanOrEqual(1)
})

test('a reply, a comment, an edit, a note and a closing at once are all there, in one unbroken history', async () => {
  const stage = await openStage(database.db)
  const karim = stage.person('Karim', { agent: true })
  for (let round = 0; round < 4; round++) {
    const bob = stage.person(`Bob ${round}`)
    const { ticket, room } = await withTicket(stage, bob)
    const earlier = bob.says('orange')
    await stage.hear(stage.healthy, earlier)
    await stage.drain()
    await atOnce(stage, [
      karim.presses('reply', { text: 'Quelle diode ?' }, room),
      bob.says('Toujours rien'),
      bob.edits(earlier.message!, 'blanche'),
      karim.says('à suivre', { thread: room }),
      karim.presses('prioritise', { priority: 'P1', reason: 'démo' }, room),
    ])
    const history = await database.db
      .selectFrom('ticket_events')
      .select('kind')
      .where('ticket_id', '=', ticket.id)
      .execute()
    const kinds = history.map(({ kind }) => kind)
    for (const kind of ['replied', 'commented', 'edited', 'noted', 'prioritised']) expect(kinds).toContain(kind)
    expect((await ticketNow(ticket.id)).assignee_id).not.toBeNull()
    await stage.drain()
  }
})

test('a ticket that is reopened in the moment when it would close by itself stays open', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  const karim = stage.person('Karim', { agent: true })
  const { ticket, room } = await withTicket(stage, bob)
  await stage.hear(stage.healthy, karim.presses('resolve', { resolution: 'Redémarré' }, room))
  await stage.drain()
  stage.later(10 * 24 * 60)
  const reopening = bob.presses('no')
  const closing = () =>
    atDesk(database.db, stage.settings, deskActor('fr'), stage.now(), (desk) => desk.tickets.close(ticket.id, 'silent'))
  // The tick found it due before the requester's word was heard, and acts on it after.
  await stage.hear(stage.healthy, reopening)
  const { result } = await closing()
  expect(result.done).toBe(false)
  expect(await ticketNow(ticket.id)).toMatchObject({ status: 'in-progress', reopened: 1 })
  await stage.drain()
})

test('one new account, heard at once in several places, becomes one person', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  const places = [bob.home, ...[1, 2, 3].map((n) => `${stage.channel.replace('TRIAGE', 'HELP')}/${n}` as const)]
  await atOnce(
    stage,
    places.map((thread) => bob.says('aide', { thread: thread as typeof bob.home })),
  )
  const people = await database.db.selectFrom('people').select('id').where('name', '=', 'Bob').execute()
  const own = await database.db.selectFrom('accounts').select('person_id').where('key', '=', bob.account).execute()
  expect(own).toHaveLength(1)
  const orphans = people.filter(({ id }) => id === own[0]!.person_id)
  expect(orphans).toHaveLength(1)
  await stage.drain()
})

test('however a message, its edits and its deletion overtake each other, what stands in the end is what the platform shows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2 }), async (order) => {
      const stage = await openStage(database.db)
      const bob = stage.person('Bob')
      const { ticket, room } = await withTicket(stage, bob)
      const acts: ChatEvent[] = [bob.says('un', { message: 'm' })]
      stage.later(1)
      acts.push(bob.edits('m', 'deux'))
      stage.later(1)
      acts.push(bob.edits('m', 'trois'))
      stage.later(1)
      acts.push(bob.deletes('m'))
      const came = order.map((i) => acts[i]!)
      for (const event of came) await stage.hear(stage.healthy, event)
      await stage.drain()
      const latest = Math.max(...order)
      const stored = await database.db
        .selectFrom('messages')
        .select(['text', 'deleted_at'])
        .where('ticket_id', '=', ticket.id)
        .where('source_message', '=', 'm')
        .executeTakeFirst()
      if (!order.includes(0)) expect(stored).toBeUndefined()
      else if (latest === 3) expect(stored?.deleted_at ?? 'never shown').not.toBeNull()
      else expect(stored).toMatchObject({ text: ['un', 'deux', 'trois'][latest], deleted_at: null })
      const shown = stage.platform
        .shownIn(room)
        .map(({ blocks }) => write(blocks))
        .join('\n')
      if (latest === 3) expect(shown).not.toMatch(/: (un|deux|trois) \(/)
    }),
    { numRuns: Number(process.env.FAULT_RUNS ?? 1) * 12 },
  )
})

test('under a shuffled load of several threads each thread shows its messages in the order they were heard', async () => {
  const stage = await openStage(database.db)
  const people = Array.from({ length: 8 }, (_, i) => stage.person(`P${i}`))
  const rooms = new Map<Person, string>()
  for (const each of people) rooms.set(each, (await withTicket(stage, each)).room)
  const waiting: number[] = []
  const speak = async (who: Person, i: number) => {
    for (let n = 0; n < 6; n++) {
      const { wake } = await stage.hear(processes(stage)[(i + n) % 2]!, who.says(`ligne ${n}`))
      waiting.push(...wake)
    }
  }
  await Promise.all(people.map(speak))
  const shuffled = waiting.map((id) => [(id * 7919) % 1009, id] as const).sort(([a], [b]) => a - b)
  await Promise.all(shuffled.map(([, id], i) => stage.work(slowly(processes(stage)[i % 2]!), [id])))
  await stage.drain()
  for (const [, room] of rooms) {
    const shown = stage.platform.shownIn(room as `slack:${string}`).map(({ blocks }) => write(blocks))
    expect(shown.flatMap((text) => /ligne (\d)/.exec(text)?.[1] ?? [])).toEqual(['0', '1', '2', '3', '4', '5'])
  }
  expect(doubled(stage)).toEqual([])
})

test('what is said before the agents have their thread stands in it all the same, once and in order', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  await stage.hear(stage.healthy, bob.says('je veux parler à un humain, écran noir'))
  for (const n of [1, 2, 3]) await stage.hear(stage.healthy, bob.says(`ligne ${n}`))
  await stage.drain()
  const shown = stage.platform.shownIn(stage.rooms().at(-1)!).map(({ blocks }) => write(blocks))
  expect(shown.slice(1).flatMap((text) => /ligne (\d)/.exec(text)?.[1] ?? [])).toEqual(['1', '2', '3'])
})

test('one event that opens a ticket twice opens one', async () => {
  const stage = await openStage(database.db)
  const bob = stage.person('Bob')
  const { ticket } = await withTicket(stage, bob)
  const { result } = await atDesk(database.db, stage.settings, deskActor('fr'), stage.now(), async (desk) => {
    const draft = { source: ticket.source, type: 'incident', description: 'x', impact: 'one', urgency: 'low' } as const
    return [await desk.tickets.open(draft), await desk.tickets.open(draft)]
  })
  expect(result.map((opened) => opened.done && opened.ticket.id)).toEqual([ticket.id, ticket.id])
})
