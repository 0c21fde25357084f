import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formsIn } from '../../src/chat/card.ts'
import { emojiOf } from '../../src/chat/emoji.ts'
import { atDesk } from '../../src/desk/at-desk.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { CannedReply, textFor } from '../../src/desk/replies/canned.ts'
import { keepReply, removeReply } from '../../src/desk/replies/store.ts'
import { listTickets } from '../../src/desk/tickets/listing.ts'
import { changeMany, undoMany } from '../../src/desk/tickets/many.ts'
import type { Tx } from '../../src/schema.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World, write } from '../support/talk.ts'

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
/** An act of an agent whose notices nobody sends. */
const asAgent = <T>(world: World, person: `per_${string}`, act: (desk: Desk) => Promise<T>) =>
  atDesk(world.db, world.settings, { person, name: 'Karim', role: 'agent', locale: 'en' }, world.now(), act).then(
    ({ result }) => result,
  )

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

describe('a public reply', () => {
  test('is there at once; taken back it goes from the thread, the words are in the form, the answer is still owed', async () => {
    const { world, bob, karim, lea, room } = await openWithTicket()
    world.settings.undoSeconds = 10
    await karim.fills(t.agentCard.reply, { text: 'Hold power for 30 s' }, { thread: room })
    expect(JSON.stringify(world.shownIn(bob.home))).toContain('Hold power for 30 s')
    expect((await newest(world)).first_response_at).not.toBeNull()
    expect((await lea.presses(t.acts.undoReply, { thread: room })).notice).toBe(t.agentCard.refusals['nothing-to-undo'])
    const reply = await karim.presses(t.acts.undoReply, { thread: room })
    expect(reply).toMatchObject({ notice: t.acts.undone, form: { action: 'reply' } })
    expect(reply.form?.fields[0]?.value).toBe('Hold power for 30 s')
    expect((await newest(world)).first_response_at).toBeNull()
    expect(JSON.stringify(world.shownIn(bob.home))).not.toContain('Hold power for 30 s')
    expect(JSON.stringify(world.shownIn(room))).toContain(t.notices.unsent('Karim'))
    const { id } = await newest(world)
    const clock = await world.db
      .selectFrom('sla_clocks')
      .select('state')
      .where('ticket_id', '=', id)
      .where('clock', '=', 'response')
      .executeTakeFirst()
    expect(clock?.state).toBe('running')
  })

  test('that no worker has sent yet does not leave when it is taken back', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    world.settings.undoSeconds = 10
    await karim.presses(t.agentCard.claim, { thread: room })
    const { id, assignee_id } = await newest(world)
    const posts = () =>
      world.db
        .selectFrom('outbox')
        .select('content')
        .where('ticket_id', '=', id)
        .where('thread', '=', bob.home)
        .where('message_id', 'is not', null)
        .execute()
    await asAgent(world, assignee_id!, (desk) => desk.tickets.reply(id, 'On my way'))
    expect(await posts()).toHaveLength(1)
    await karim.press(world.triageCard().card, 'undoReply', {}, room)
    expect(await posts()).toEqual([])
    expect(bob.hasSeen('On my way')).toBe(false)
  })

  test('cannot be taken back any more after its seconds', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    world.settings.undoSeconds = 10
    await karim.fills(t.agentCard.reply, { text: 'On my way' }, { thread: room })
    await world.later(1)
    expect(bob.hasSeen('On my way')).toBe(true)
    expect((await karim.press(world.triageCard().card, 'undoReply', {}, room)).notice).toBe(
      t.agentCard.refusals['nothing-to-undo'],
    )
  })

  test('who writes is shown while the form is open, and what came in between is read before the reply goes', async () => {
    const { world, bob, karim, lea, room } = await openWithTicket()
    const { card } = world.triageCard()
    const form = await karim.opens(card, 'reply', room)
    expect(form.form?.action).toBe('reply')
    expect(write(world.triageCard().blocks)).toContain(t.acts.replying(['Karim']))
    await bob.says('it works again, forget it')
    const stopped = await karim.press(card, 'reply', { text: 'Please restart it' }, room)
    expect(stopped.errors?.text).toBe(t.agentCard.refusals.overtaken(bob.name, 'it works again, forget it'))
    expect(bob.hasSeen('Please restart it')).toBe(false)
    await karim.press(card, 'reply', { text: 'Please restart it' }, room)
    expect(bob.hasSeen('Please restart it')).toBe(true)
    expect(write(world.triageCard().blocks)).not.toContain(t.acts.replying(['Karim']))

    await lea.opens(card, 'reply', room)
    await karim.fills(t.agentCard.reply, { text: 'and then call me' }, { thread: room })
    expect((await lea.press(card, 'reply', { text: 'Restart it' }, room)).errors?.text).toBe(
      t.agentCard.refusals.overtaken('Karim', 'and then call me'),
    )
    // The database's own clock decides when the card is drawn again; the test does not wait for it.
    await world.db.updateTable('outbox').set({ not_before: null }).where('not_before', 'is not', null).execute()
    await world.later(6)
    await karim.presses(t.agentCard.claim, { thread: room })
    expect(write(world.triageCard().blocks)).not.toContain(t.acts.replying(['Léa']))
  })
})

describe('who has it', () => {
  test('whoever answers first has it, what somebody has is never taken; set otherwise, answering takes nothing', async () => {
    for (const replyClaims of [true, false]) {
      const { world, karim, lea, room } = await openWithTicket()
      Object.assign(world.settings, { replyClaims })
      await karim.fills(t.agentCard.reply, { text: 'I am looking' }, { thread: room })
      const { assignee_id, status, first_response_at } = await newest(world)
      expect({ taken: assignee_id !== null, status }).toEqual({
        ...{ taken: replyClaims, status: replyClaims ? 'in-progress' : 'new' },
      })
      expect(first_response_at).not.toBeNull()
      if (!replyClaims) await karim.presses(t.agentCard.claim, { thread: room })
      await lea.fills(t.agentCard.reply, { text: 'me too' }, { thread: room })
      expect(write(world.triageCard().blocks)).toContain(`${t.agentCard.assignee}: Karim`)
      expect((await lea.presses(t.agentCard.claim, { thread: room })).notice).toBe(
        t.agentCard.refusals['already-claimed']('Karim'),
      )
    }
  })

  test('who writes is named in the lists of colleagues, and not in their own', async () => {
    const { world, karim, lea, room } = await openWithTicket()
    await lea.presses(t.agentCard.claim, { thread: room })
    await karim.opens(world.triageCard().card, 'reply', room)
    const { number } = await newest(world)
    const people = await world.db.selectFrom('accounts').select(['person_id', 'key']).execute()
    const listed = async (who: typeof karim) => {
      const person = people.find(({ key }) => key === who.account)!.person_id
      const actor = { person, name: who.name, role: 'agent', locale: 'en' } as const
      const listing = await listTickets(world.db, actor, { list: 'open', words: `#${number}` }, world.now())
      return listing.done && listing.tickets[0]?.replying
    }
    expect(await listed(lea)).toEqual(['Karim'])
    expect(await listed(karim)).toEqual([])
    await lea.says('menu')
    expect(
      world
        .shownIn(lea.home)
        .map(({ blocks }) => write(blocks))
        .at(-1),
    ).toContain(t.acts.replying(['Karim']))
    await karim.fills(t.agentCard.reply, { text: 'done' }, { thread: room })
    expect(await listed(lea)).toEqual([])
  })

  test('where nobody is told that a form was opened, a reply is stopped by what came since its card was drawn', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    const { card, blocks } = world.triageCard()
    const { seen } = formsIn(blocks).find(({ action }) => action === 'reply')!.carries!
    await bob.says('it works again, forget it')
    const stopped = await karim.press(card, 'reply', { text: 'Please restart it', seen: seen! }, room)
    expect(stopped.errors?.text).toBe(t.agentCard.refusals.overtaken(bob.name, 'it works again, forget it'))
    expect(bob.hasSeen('Please restart it')).toBe(false)
    expect(await karim.press(card, 'reply', { text: 'Please restart it', seen: seen! }, room)).toEqual({})
    expect(bob.hasSeen('Please restart it')).toBe(true)
  })
})

describe('snooze', () => {
  const shownTo = (world: World, who: { home: `slack:${string}` | `teams:${string}` | `web:${string}` }) =>
    world.shownIn(who.home).map(({ blocks }) => write(blocks))

  test('until tomorrow nine: out of the lists, no thanks wakes it, its time does, with a ping', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(t.agentCard.claim, { thread: room })
    await karim.fills(t.acts.snooze, { until: 'tomorrow' }, { thread: room })
    expect((await newest(world)).snoozed_until).toEqual(new Date('2026-03-03T09:00:00+01:00'))
    await bob.says('thank you')
    expect((await newest(world)).snoozed_until).not.toBeNull()
    await world.until('2026-03-03T09:00:00+01:00')
    const { number, title, snoozed_until } = await newest(world)
    expect(snoozed_until).toBeNull()
    expect(shownTo(world, karim).at(-1)).toBe(texts.en.notices.wokenForYou(number, title, 'due'))
  })

  test('any other reply wakes it; a day that is past is refused on its field; an agent may wake it', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(t.agentCard.claim, { thread: room })
    for (const day of ['2020-01-01', '', 'soon', '2099-01-01'])
      expect((await karim.fills(t.acts.snooze, { until: 'date', day }, { thread: room })).errors).toHaveProperty('day')
    // A Saturday: the desk opens on Monday.
    await karim.fills(t.acts.snooze, { until: 'date', day: '2026-03-07' }, { thread: room })
    expect((await newest(world)).snoozed_until).toEqual(new Date('2026-03-09T09:00:00+01:00'))
    await bob.says('it happens again, please look')
    expect((await newest(world)).snoozed_until).toBeNull()
    await karim.fills(t.acts.snooze, { until: 'hour' }, { thread: room })
    await karim.presses(t.acts.unsnooze, { thread: room })
    expect((await newest(world)).snoozed_until).toBeNull()
  })
})

describe('one matter, several tickets', () => {
  async function twoTickets() {
    const first = await openWithTicket()
    const { world } = first
    const eve = world.person(`Eve${crypto.randomUUID().slice(0, 4)}`, { locale: 'fr' })
    await eve.says('je veux parler à un humain')
    const other = world.rooms().at(-1)!
    const [b, a] = await world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').limit(2).execute()
    return { ...first, eve, other, a: a!, b: b! }
  }
  const rowOf = (world: World, id: `tkt_${string}`) =>
    world.db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  test('merged: words of both reach one place, answers reach both, neither requester reads the other, and it can be taken apart', async () => {
    const { world, bob, eve, karim, room, other, a, b } = await twoTickets()
    await karim.fills(t.acts.merge, { into: `#${a.number}` }, { thread: other })
    expect(await rowOf(world, b.id)).toMatchObject({ status: 'closed', merged_into: a.id })
    expect(eve.hasSeen(texts.fr.notices.mergedForYou(b.number, undefined))).toBe(true)
    expect(JSON.stringify(world.shownIn(eve.home))).not.toContain(`#${a.number}`)

    await eve.says('le mien clignote en rouge')
    expect(
      world
        .shownIn(room)
        .map(({ blocks }) => write(blocks))
        .at(-1),
    ).toContain('le mien clignote en rouge')
    expect(bob.hasSeen('le mien clignote en rouge')).toBe(false)
    await bob.says('mine is green')
    expect(eve.hasSeen('mine is green')).toBe(false)
    await karim.fills(t.agentCard.reply, { text: 'A new switch is on its way' }, { thread: room })
    expect([bob, eve].map((each) => each.hasSeen('A new switch is on its way'))).toEqual([true, true])

    await karim.fills(t.agentCard.resolve, { resolution: 'switch replaced' }, { thread: room })
    expect(eve.hasSeen(texts.fr.followUp.ask)).toBe(true)
    await eve.presses(texts.fr.followUp.reopen)
    expect((await rowOf(world, a.id)).status).toBe('in-progress')

    await karim.presses(t.acts.unmerge, { thread: other })
    expect(await rowOf(world, b.id)).toMatchObject({ status: 'new', merged_into: null, closed_at: null })
    await eve.says('toujours en panne')
    expect(
      world
        .shownIn(other)
        .map(({ blocks }) => write(blocks))
        .at(-1),
    ).toContain('toujours en panne')
    const states = await world.db
      .selectFrom('sla_clocks')
      .select(['clock', 'state'])
      .where('ticket_id', '=', b.id)
      .where('clock', '=', 'resolution')
      .execute()
    expect(states).toEqual([{ clock: 'resolution', state: 'running' }])
  })

  test('a ticket is merged neither into itself, nor into one that does not exist, nor in a circle', async () => {
    const { karim, room, other, a, b } = await twoTickets()
    const words = t.agentCard.refusals
    const merge = (into: string, thread: typeof room) => karim.fills(t.acts.merge, { into }, { thread })
    expect((await merge(String(a.number), room)).notice).toBe(words['same-ticket'])
    expect((await merge('999999', room)).notice).toBe(words['not-found'])
    expect((await merge('the other', room)).errors).toEqual({ into: words.empty })
    await merge(String(a.number), other)
    expect((await merge(String(b.number), room)).notice).toBe(words['same-ticket'])
  })

  test('linked, both cards name the other; split off, a message is a ticket of its own in the same thread, once', async () => {
    const { world, bob, karim, room, other, a, b } = await twoTickets()
    await karim.fills(t.acts.link, { number: String(b.number) }, { thread: room })
    expect(write(world.shownIn(room)[0]!.blocks)).toContain(t.acts.linkedTo([b.number]))
    expect(write(world.shownIn(other)[0]!.blocks)).toContain(t.acts.linkedTo([a.number]))
    await karim.fills(t.acts.link, { number: String(b.number) }, { thread: room })
    expect(write(world.shownIn(room)[0]!.blocks)).not.toContain(t.acts.linkedTo([b.number]))

    // The card of a channel always offers it; what there is to split off is asked when the form is wanted.
    const asked = await karim.opens(world.shownIn(room)[0]!.card, 'split', room)
    expect(asked).toEqual({ notice: t.acts.nothingToSplit })
    await bob.says('by the way, the printer on floor 2 is out of paper')
    const message = await world.db
      .selectFrom('messages')
      .select('id')
      .where('ticket_id', '=', a.id)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    // Any public message may be meant; one of another ticket is not.
    const card = world.shownIn(room)[0]!.card
    for (let i = 0; i < 2; i++) await karim.press(card, 'split', { message: message.id }, room)
    expect((await karim.press(world.shownIn(other)[0]!.card, 'split', { message: message.id }, other)).errors).toEqual({
      message: t.agentCard.refusals.empty,
    })
    const made = await newest(world)
    expect(made).toMatchObject({ requester_id: a.requester_id, description: expect.stringContaining('printer') })
    expect(bob.hasSeen(t.notices.splitForYou(made.number, made.title))).toBe(true)
    const count = await world.db
      .selectFrom('tickets')
      .select('id')
      .where('source', '=', `split:${message.id}`)
      .execute()
    expect(count).toHaveLength(1)
  })

  test('split off an ended ticket: what is asked for is refused for what it is, in words', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await bob.says('by the way, the printer on floor 2 is out of paper')
    const { card } = world.shownIn(room)[0]!
    await karim.fills(t.agentCard.resolve, { resolution: 'paper refilled' }, { thread: room })
    const refused = { notice: t.agentCard.refusals['not-from-here'](t.statusName.resolved) }
    for (const action of ['split', 'reply', 'snooze']) expect(await karim.opens(card, action, room)).toEqual(refused)
    const message = await world.db.selectFrom('messages').select('id').orderBy('seq', 'desc').executeTakeFirstOrThrow()
    expect(await karim.press(card, 'split', { message: message.id }, room)).toEqual(refused)
    expect(await karim.opens(card, 'no-such-act', room)).toEqual({ notice: t.oldCard })
  })

  test('one person’s two tickets, joined, are answered once in their one conversation', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await bob.says('new request')
    await bob.says('I want to talk to a person, my badge opens no door')
    const second = world.rooms().at(-1)!
    const [b, a] = await world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').limit(2).execute()
    expect(b!.requester_id).toBe(a!.requester_id)
    await karim.fills(t.acts.merge, { into: `#${a!.number}` }, { thread: second })
    await karim.fills(t.agentCard.reply, { text: 'Both are done' }, { thread: room })
    const told = world.shownIn(bob.home).filter(({ blocks }) => write(blocks).includes('Both are done'))
    expect(told).toHaveLength(1)
  })

  test('signs in joined tickets: an agent’s reach every requester’s copy, a requester’s only their own side', async () => {
    const { world, bob, eve, karim, room, other, a } = await twoTickets()
    await karim.fills(t.acts.merge, { into: `#${a.number}` }, { thread: other })
    await karim.fills(t.agentCard.reply, { text: 'A new switch is on its way' }, { thread: room })
    const copyIn = (thread: typeof room) =>
      world.shownIn(thread).find(({ blocks }) => write(blocks).includes('A new switch'))!
    await karim.reacts('🎉', copyIn(room).id, room)
    expect([bob, eve].map(({ home }) => copyIn(home).signs)).toEqual([['🎉'], ['🎉']])
    await eve.reacts('👍', copyIn(eve.home).id, eve.home)
    expect(copyIn(room).signs).toEqual(['👍'])
    expect(copyIn(bob.home).signs).toEqual(['🎉'])
    await karim.reacts('🎉', copyIn(room).id, room, false)
    expect([bob, eve].map(({ home }) => copyIn(home).signs)).toEqual([[], []])
  })

  test('a colleague added to a ticket that another was joined to reads nothing of the other’s requester', async () => {
    const { world, eve, karim, room, other, a } = await twoTickets()
    const paul = world.person(`Paul${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    await paul.says('thanks')
    await karim.fills(t.acts.merge, { into: `#${a.number}` }, { thread: other })
    await eve.says('le mien clignote en rouge')
    await karim.fills(t.agentCard.reply, { text: 'A new switch is on its way' }, { thread: room })
    await karim.commands(`add ${paul.name} ${a.number}`)
    expect(paul.hasSeen('A new switch is on its way')).toBe(true)
    expect(paul.hasSeen('le mien clignote en rouge')).toBe(false)
  })
})

describe('replies kept ready', () => {
  test('a reply is filled in for this ticket, in its requester’s language, and waits in the form; nothing is sent by itself', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    const { number } = await newest(world)
    const reply = await karim.fills(t.acts.useReply, { name: 'received' }, { thread: room })
    expect(reply.notice).toBe(t.acts.proposed)
    const text = reply.form?.fields[0]?.value ?? ''
    expect(text).toContain(`Hello ${bob.name}`)
    expect(text).toContain(`#${number}`)
    expect(text).not.toMatch(/[{}]/)
    expect(bob.hasSeen(text)).toBe(false)
    await karim.fills(t.agentCard.reply, { text }, { thread: room })
    expect(bob.hasSeen(text)).toBe(true)
    expect((await karim.fills(t.acts.useReply, { name: 'no-such' }, { thread: room })).errors).toHaveProperty('name')
  })

  test('a macro changes the ticket and answers in one act, in French for a French requester', async () => {
    const { world, karim } = await openWithTicket()
    const eve = world.person(`Eve${crypto.randomUUID().slice(0, 4)}`, { locale: 'fr' })
    await eve.says('je veux parler à un humain')
    await karim.fills(t.acts.useReply, { name: 'phishing-handled' }, { thread: world.rooms().at(-1)! })
    expect(await newest(world)).toMatchObject({ category: 'security', status: 'resolved' })
    expect(eve.hasSeen(`Merci ${eve.name}`)).toBe(true)
  })

  test('what operators keep is offered at once, replaced under its name, and gone when it is removed', async () => {
    const { world, karim, room } = await openWithTicket()
    const kept = CannedReply.parse({
      name: 'floor-two',
      title: { en: 'Printer on floor 2', fr: 'Imprimante du 2e' },
      text: { en: 'Use the one on floor 3, {requester}.', fr: '' },
    })
    const tx = <T>(act: (tx: Tx) => Promise<T>) => world.db.transaction().execute(act)
    await tx((tx) => keepReply(tx, { ...kept, text: { en: 'old', fr: '' } }, world.now()))
    await tx((tx) => keepReply(tx, kept, world.now()))
    const { form } = await karim.fills(t.acts.useReply, { name: 'floor-two' }, { thread: room })
    expect(form?.fields[0]?.value).toContain('Use the one on floor 3')
    expect([await tx((tx) => removeReply(tx, 'floor-two')), await tx((tx) => removeReply(tx, 'floor-two'))]).toEqual([
      true,
      false,
    ])
  })

  test('what a text may not name, and a macro that would end in two places, are refused before they are kept', () => {
    const reply = {
      name: 'x',
      title: { en: 'X', fr: 'X' },
      text: { en: 'Hello {requester}', fr: '' },
    }
    expect(CannedReply.safeParse(reply).success).toBe(true)
    for (const wrong of [
      { ...reply, text: { en: 'Hello {password}', fr: '' } },
      { ...reply, text: { en: '', fr: '' } },
      { ...reply, name: 'Not a name' },
      { ...reply, changes: { wait: true, resolve: true } },
      { ...reply, changes: { priority: 'P9' } },
    ])
      expect(CannedReply.safeParse(wrong).success).toBe(false)
    const values = { requester: '{agent}', number: '#1', title: '', due: '', agent: 'Karim' }
    expect(textFor(CannedReply.parse(reply), 'fr', values)).toBe('Hello {agent}')
  })
})

describe('many tickets at once', () => {
  test('each is changed by its own rules, the others are named, and all are taken back together unless somebody went on', async () => {
    const { world, bob, karim, lea, room } = await openWithTicket()
    await karim.presses(t.agentCard.claim, { thread: room })
    await karim.presses(t.agentCard.handBack, { thread: room })
    for (let i = 0; i < 2; i++) {
      const other = world.person(`Bea${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
      await other.says('I want to talk to a person')
    }
    void bob
    const three = await world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').limit(3).execute()
    const numbers = three.map(({ number }) => number)
    const me = three[2]!.assignee_id!
    const change = {
      numbers: [...numbers, 999_999],
      act: 'prioritise' as const,
      fields: { priority: 'P1', reason: 'storm' },
    }
    const changed = await asAgent(world, me, (desk) => changeMany(desk, change, t))
    expect(changed).toMatchObject({
      changed: numbers.toSorted((a, b) => a - b),
      left: [{ number: 999_999, why: t.agentCard.refusals['not-found'] }],
    })
    await lea.fills(t.agentCard.prioritise, { priority: 'P4', reason: 'no' }, { thread: world.rooms().at(-1)! })
    const batch = changed.done ? changed.batch : ''
    const undone = await asAgent(world, me, (desk) => undoMany(desk, batch, t))
    expect(undone).toMatchObject({
      changed: numbers.slice(1).toSorted((a, b) => a - b),
      left: [{ number: numbers[0] }],
    })
    const after = await world.db
      .selectFrom('tickets')
      .select(['number', 'priority'])
      .where('number', 'in', numbers)
      .execute()
    expect(Object.fromEntries(after.map((row) => [row.number, row.priority]))).toEqual({
      [numbers[0]!]: 'P4',
      [numbers[1]!]: three[1]!.priority,
      [numbers[2]!]: three[2]!.priority,
    })
  })

  test('an employee changes nothing', async () => {
    const { world } = await openWithTicket()
    const { number, requester_id } = await newest(world)
    const { result } = await atDesk(
      world.db,
      world.settings,
      { person: requester_id, name: 'Bob', role: 'employee', locale: 'en' },
      world.now(),
      (desk) => changeMany(desk, { numbers: [number], act: 'assign', fields: { to: requester_id } }, t),
    )
    expect(result).toEqual({ done: false, why: 'not-allowed' })
  })
})

describe('what was left lying', () => {
  test('a claim without work is freed after working minutes; who had it is told; off by default', async () => {
    const { world, karim, bob, room } = await openWithTicket()
    await karim.presses(t.agentCard.claim, { thread: room })
    // 17:00 on the same Monday: eight hours later, but five and a half of work.
    await world.until('2026-03-02T17:00:00+01:00')
    expect((await newest(world)).assignee_id).not.toBeNull()
    world.settings.abandonedMinutes = 480
    await bob.says('anybody there?')
    await world.later(0)
    expect((await newest(world)).assignee_id).not.toBeNull()
    await world.until('2026-03-03T11:00:00+01:00')
    const { status, assignee_id, number, title } = await newest(world)
    expect({ status, assignee_id }).toEqual({ status: 'new', assignee_id: null })
    expect(write(world.shownIn(karim.home).at(-1)!.blocks)).toBe(t.notices.freedFromYou(number, title, 480))
  })

  test('a message that says the solution is the resolution', async () => {
    const { world, karim, room } = await openWithTicket()
    await karim.fills(t.agentCard.note, { text: 'the fuse in the basement' }, { thread: room })
    const message = await world.db
      .selectFrom('messages')
      .select('id')
      .where('text', '=', 'the fuse in the basement')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    await karim.fills(t.agentCard.resolve, { resolution: '', message: message.id }, { thread: room })
    expect(await newest(world)).toMatchObject({ status: 'resolved', resolution: 'the fuse in the basement' })
  })
})
