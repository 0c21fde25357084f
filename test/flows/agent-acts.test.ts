import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emojiOf } from '../../src/chat/emoji.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en

const newest = (world: World) =>
  world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()
const kinds = async (world: World) => {
  const { id } = await newest(world)
  const rows = await world.db
    .selectFrom('ticket_events')
    .select('kind')
    .where('ticket_id', '=', id)
    .orderBy('seq')
    .execute()
  return rows.map(({ kind }) => kind)
}
async function openWithTicket() {
  const world = await openWorld(database.db, { locale: 'en' })
  const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  const lea = world.person('Léa', { agent: true })
  await bob.says('I want to talk to a person')
  const room = world.rooms().at(-1)!
  return { world, bob, karim, lea, room, card: world.triageCard().id }
}

describe('a sign under a ticket’s card', () => {
  test('👀 takes the ticket, taking it away gives it back; a second agent is told who has it', async () => {
    const { world, bob, karim, lea, room, card } = await openWithTicket()
    await karim.reacts('👀', card, room)
    expect((await newest(world)).status).toBe('in-progress')
    expect(bob.hasSeen(t.notices.claimed('Karim'))).toBe(true)
    expect((await lea.reacts('👀', card, room)).notice).toBe(t.agentCard.refusals['already-claimed']('Karim'))
    expect(await lea.reacts('👀', card, room, false)).toEqual({})
    expect((await newest(world)).assignee_id).not.toBeNull()
    await karim.reacts('👀', card, room, false)
    expect(await newest(world)).toMatchObject({ status: 'new', assignee_id: null })
    expect(await kinds(world)).toEqual(['opened', 'claimed', 'undone'])
  })

  test('🚨 makes it urgent and back; ✅ resolves it and reopens; what others have done since is not overwritten', async () => {
    const { world, karim, lea, room, card } = await openWithTicket()
    const { priority } = await newest(world)
    await karim.reacts('🚨', card, room)
    expect((await newest(world)).priority).toBe('P1')
    await karim.reacts('🚨', card, room, false)
    expect((await newest(world)).priority).toBe(priority)

    await karim.reacts('🚨', card, room)
    await lea.fills(t.agentCard.prioritise, { priority: 'P4', reason: 'it is not' }, { thread: room })
    await karim.reacts('🚨', card, room, false)
    expect((await newest(world)).priority).toBe('P4')

    await karim.reacts('✅', card, room)
    expect(await newest(world)).toMatchObject({ status: 'resolved', resolution: t.agentCard.byReaction('✅') })
    await karim.reacts('✅', card, room, false)
    expect((await newest(world)).status).toBe('in-progress')
  })

  test('an employee’s sign, one under another message and one that means nothing change nothing', async () => {
    const { world, bob, karim, room, card } = await openWithTicket()
    await bob.reacts('✅', card, room)
    await karim.reacts('✅', 'm0', room)
    await karim.reacts('🎉', card, room)
    expect(await kinds(world)).toEqual(['opened'])
  })

  test.each([
    ['eyes', '👀'],
    [':eyes:', '👀'],
    ['👀', '👀'],
    ['1f440_eyes', '👀'],
    ['2705_whiteheavycheckmark', '✅'],
    ['+1::skin-tone-3', '👍'],
    ['like', '👍'],
    ['constructor', 'constructor'],
    ['ffffffff_x', 'ffffffff_x'],
  ])('%s is written %s', (name, emoji) => expect(emojiOf(name)).toBe(emoji))
})

describe('on hold, with a reason', () => {
  test('the clock stands still for that reason, the requester is told, a comment does not end it, the agent does', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(t.agentCard.claim, { thread: room })
    expect((await karim.fills(t.acts.hold, { reason: 'nonsense' }, { thread: room })).errors).toBeDefined()
    await karim.fills(t.acts.hold, { reason: 'vendor', note: 'order 12' }, { thread: room })
    expect(bob.hasSeen(t.notices.onHold(t.holdReasonName.vendor))).toBe(true)
    const { id } = await newest(world)
    const paused = () =>
      world.db
        .selectFrom('sla_intervals')
        .select(['state', 'cause'])
        .where('ticket_id', '=', id)
        .where('clock', '=', 'resolution')
        .orderBy('seq', 'desc')
        .executeTakeFirst()
    expect(await paused()).toEqual({ state: 'paused', cause: 'waiting-on-vendor' })
    await bob.says('any news?')
    expect(await newest(world)).toMatchObject({ status: 'on-hold', hold_reason: 'vendor' })
    await karim.presses(t.acts.resume, { thread: room })
    expect(await newest(world)).toMatchObject({ status: 'in-progress', hold_reason: null })
    expect(await paused()).toEqual({ state: 'running', cause: 'hold-ended' })
  })
})
