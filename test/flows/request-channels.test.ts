import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { store } from '../support/knowledge.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en

/** A desk with one request channel, an agent, and people who write there at the top level. */
async function channel(mode?: string) {
  const world = await openWorld(database.db, { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  const workspace = karim.account.split(':')[1]!
  const place: ThreadKey = `slack:${workspace}:HELP`
  await karim.commands('help')
  if (mode) expect((await karim.commands(`channel requests ${mode}`, place)).notice).toMatch(/^Done/)
  let count = 0
  /** A message of the channel itself begins a thread that is named by it. */
  const posts = async (person: Person, text: string, mentioned = false) => {
    const message = `${++count}.0`
    const thread: ThreadKey = `${place}/${message}`
    const from = { account: person.account, name: person.name, locale: 'en' as const }
    const reply = await world.hears({ thread, from, message, heard: { kind: 'text', text, mentioned } })
    return { thread, message, reply }
  }
  const signs = (person: Person, { thread, message }: { thread: ThreadKey; message: string }, emoji: string) =>
    world.hears({ thread, message, from: { account: person.account }, heard: { kind: 'reacted', emoji, added: true } })
  return { world, karim, place, posts, signs, bob: world.person('Bob', { locale: 'en' }) }
}
type Person = ReturnType<World['person']>
const tickets = (world: World) =>
  world.db
    .selectFrom('tickets as t')
    .innerJoin('people as r', 'r.id', 't.requester_id')
    .innerJoin('people as a', 'a.id', 't.author_id')
    .innerJoin('accounts as acc', 'acc.person_id', 'r.id')
    .select(['t.number', 't.title', 't.status', 't.private', 'r.name as requester', 'a.name as author', 't.id'])
    .where('acc.key', 'like', `slack:${world.triageChannel.split(':')[1]}:%`)
    .distinct()
    .orderBy('t.number')
    .execute()
const said = (world: World, thread: ThreadKey) => world.shownIn(thread).map(({ blocks }) => write(blocks))

test('an automatic channel opens one ticket for each message, and what is written under it goes to that ticket', async () => {
  const { world, bob, posts } = await channel('auto')
  const { thread } = await posts(bob, 'The scanner on floor 3 jams all the time')
  const [ticket] = await tickets(world)
  expect(ticket).toMatchObject({ requester: 'Bob', author: 'Bob', private: false })
  expect(said(world, thread)[0]).toContain(`Ticket #${ticket!.number} is open`)
  await bob.says('It says E-12', { thread, mentioned: false })
  expect(await tickets(world)).toHaveLength(1)
  expect(said(world, world.rooms().at(-1)!).join('\n')).toContain('It says E-12')
})

test.each([
  'thanks a lot!',
  'It works now, thank you all',
  'Great job on the new printers, team!',
  'Bravo pour la migration de ce week-end',
  'hello everyone',
  'who wants pizza at noon?',
  '📣 The printers are down on Friday evening',
  ':mega: VPN maintenance tonight',
])('“%s” opens nothing in an automatic channel, and is answered by nothing', async (text) => {
  const { world, bob, posts } = await channel('auto')
  const { thread } = await posts(bob, text)
  expect(await tickets(world)).toEqual([])
  expect(said(world, thread)).toEqual([])
})

test('thanks that end in a complaint are a complaint', async () => {
  const { world, bob, posts } = await channel('auto')
  await posts(bob, 'thanks, but it still does not work')
  expect(await tickets(world)).toHaveLength(1)
})

test('what reads like noise is a request with 📌 before it or under it; where not every message is looked at, 📌 is a sign', async () => {
  const { world, bob, posts, signs } = await channel('auto')
  const alice = world.person('Alice', { locale: 'en' })
  const first = await posts(bob, '📌 thanks a lot for the new printer')
  expect(await tickets(world)).toHaveLength(1)
  await signs(alice, first, '📌')
  expect(await tickets(world)).toHaveLength(1)
  const noise = await posts(alice, 'Great job on the new printers, team!')
  expect(await tickets(world)).toHaveLength(1)
  await signs(bob, noise, '📌')
  expect(await tickets(world)).toMatchObject([{ requester: 'Bob' }, { requester: 'Alice', author: 'Bob' }])
  for (const mode of ['emoji', undefined]) {
    const other = await channel(mode)
    const said = await other.posts(other.bob, 'who wants pizza at noon?')
    await other.signs(other.bob, said, '📌')
    expect(await tickets(other.world)).toEqual([])
  }
})

test('noise becomes a ticket when somebody puts 🎫 on it; a second 🎫 changes nothing', async () => {
  const { world, bob, karim, posts, signs } = await channel('auto')
  const noise = await posts(bob, 'Great job on the new printers, team!')
  const alice = world.person('Alice', { locale: 'en' })
  await signs(alice, noise, '🎫')
  expect(await tickets(world)).toMatchObject([{ requester: 'Bob', author: 'Alice' }])
  const before = said(world, noise.thread)
  expect(before).toHaveLength(1)
  await signs(alice, noise, '🎫')
  await signs(karim, noise, '🎫')
  expect(await tickets(world)).toHaveLength(1)
  expect(said(world, noise.thread)).toEqual(before)
})

test('on an emoji channel nothing opens by itself, 🎫 opens for the author, and the author is carried from then on', async () => {
  const { world, bob, posts, signs } = await channel('emoji')
  const message = await posts(bob, 'The scanner on floor 3 jams all the time')
  expect(await tickets(world)).toEqual([])
  const alice = world.person('Alice', { locale: 'en' })
  await signs(alice, message, '👍')
  expect(await tickets(world)).toEqual([])
  await signs(alice, message, '🎫')
  expect(await tickets(world)).toMatchObject([{ requester: 'Bob', author: 'Alice' }])
  await bob.says('since this morning', { thread: message.thread, mentioned: false })
  expect(said(world, world.rooms().at(-1)!).join('\n')).toContain('since this morning')
})

test.each(['mention', 'off'])('on a channel set to %s neither a message nor 🎫 opens anything', async (mode) => {
  const { world, bob, posts, signs } = await channel(mode)
  const message = await posts(bob, 'My VPN does not work since this morning')
  await signs(bob, message, '🎫')
  expect(await tickets(world)).toEqual([])
  expect(said(world, message.thread)).toEqual([])
  const mention = await posts(bob, 'my VPN does not work', true)
  expect(said(world, mention.thread).length > 0).toBe(mode === 'mention')
  expect(mention.reply.notice).toBe(mode === 'off' ? t.requests.off : undefined)
})

test('only agents set a channel; the setting is shown to anybody, in words', async () => {
  const { bob, karim, place } = await channel()
  expect((await bob.commands('channel requests auto', place)).notice).toBe(t.subscribe.agentsOnly)
  expect((await bob.commands('channel', place)).notice).toContain(t.requests.modes.unset())
  expect((await karim.commands('canal demandes auto 5', place)).notice).toBe(t.requests.set(t.requests.modes.auto(5)))
  expect((await bob.commands('channel', place)).notice).toContain(t.requests.modes.auto(5))
  for (const wrong of ['channel requests sometimes', 'channel requests auto 99', 'channel colour blue'])
    expect((await karim.commands(wrong, place)).notice).toBe(t.requests.word(wrong.slice('channel '.length)))
  expect((await karim.commands('channel requests auto')).notice).toBe(t.requests.notAChannel)
})

test('messages of one person within two minutes are one ticket; later ones, and other people’s, are their own', async () => {
  const { world, bob, posts } = await channel('auto')
  const alice = world.person('Alice', { locale: 'en' })
  const first = await posts(bob, 'The scanner on floor 3 jams all the time')
  const second = await posts(bob, 'it also prints blank pages')
  await posts(alice, 'My screen flickers')
  const [ticket, hers] = await tickets(world)
  expect([ticket?.requester, hers?.requester]).toEqual(['Bob', 'Alice'])
  expect(await tickets(world)).toHaveLength(2)
  expect(said(world, second.thread)[0]).toContain(t.requests.joined(ticket!.number))
  expect(said(world, first.thread).join('\n')).toContain('it also prints blank pages')
  await bob.says('and smells of smoke', { thread: second.thread, mentioned: false })
  expect(said(world, first.thread).join('\n')).toContain('and smells of smoke')
  await world.later(3)
  await posts(bob, 'I need access to the Finance folder')
  expect(await tickets(world)).toHaveLength(3)
})

test('a message that was joined can be taken apart, and put back', async () => {
  const { world, bob, posts } = await channel('auto')
  await posts(bob, 'The scanner on floor 3 jams all the time')
  const second = await posts(bob, 'my headset has no sound')
  await bob.presses(t.requests.split, { thread: second.thread })
  const [first, own] = await tickets(world)
  expect(own).toMatchObject({ title: 'my headset has no sound', status: 'new', requester: 'Bob' })
  await bob.presses(t.requests.regroup(first!.number), { thread: second.thread })
  const after = await tickets(world)
  expect(after.map(({ status }) => status)).toEqual(['new', 'closed'])
  const lines = await world.db
    .selectFrom('messages')
    .select(['text', 'deleted_at'])
    .where('ticket_id', '=', first!.id)
    .execute()
  expect(lines.filter(({ deleted_at }) => !deleted_at).map(({ text }) => text)).toContain('my headset has no sound')
})

test('somebody else cannot take a person’s message apart', async () => {
  const { world, bob, posts } = await channel('auto')
  await posts(bob, 'The scanner on floor 3 jams all the time')
  const second = await posts(bob, 'my headset has no sound')
  const eve = world.person('Eve', { locale: 'en' })
  expect((await eve.presses(t.requests.split, { thread: second.thread })).notice).toBe(t.someoneElses)
  expect(await tickets(world)).toHaveLength(1)
})

test('a private ticket leaves the channel: the thread shows only that it moved, and later words there go nowhere', async () => {
  const { world, bob, posts, signs } = await channel('auto')
  const karim = world.person('Karim', { agent: true })
  const { thread, message } = await posts(bob, 'My payslip cannot be opened')
  const [ticket] = await tickets(world)
  await karim.fills(t.agentCard.reply, { text: 'What is the error, Bob?' }, { thread: world.rooms().at(-1)! })
  expect(said(world, thread).join('\n')).toContain('What is the error, Bob?')
  await bob.says('private', { thread, mentioned: false })
  expect(said(world, thread)).toEqual([t.pointed.moved])
  expect((await tickets(world))[0]).toMatchObject({ private: true })
  expect(said(world, bob.home).join('\n')).toContain('What is the error, Bob?')

  await bob.says('the amount is 3000', { thread, mentioned: false })
  expect(said(world, world.rooms().at(-1)!).join('\n')).not.toContain('the amount is 3000')
  await bob.says('the error is 42')
  expect(said(world, world.rooms().at(-1)!).join('\n')).toContain('the error is 42')
  await karim.fills(t.agentCard.reply, { text: 'Try again now' }, { thread: world.rooms().at(-1)! })
  expect(said(world, thread)).toEqual([t.pointed.moved])
  expect(said(world, bob.home).join('\n')).toContain('Try again now')
  await signs(bob, { thread, message }, '🎫')
  expect(await tickets(world)).toHaveLength(1)
  expect(said(world, thread)).toEqual([t.pointed.moved])
  expect(ticket!.number).toBe((await tickets(world))[0]!.number)
})

test('an agent may make a ticket private, 🤫 does the same, and a stranger gets the answer of a ticket that is none', async () => {
  const { world, bob, karim, posts, signs } = await channel('auto')
  const one = await posts(bob, 'My payslip cannot be opened')
  await world.later(3)
  const two = await posts(bob, 'My badge opens no door')
  const [first, second] = await tickets(world)
  const eve = world.person('Eve', { locale: 'en' })
  expect((await eve.commands(`private ${first!.number}`)).notice).toBe(t.status.unknown(first!.number))
  await signs(eve, two, '🤫')
  expect((await tickets(world)).map((each) => each.private)).toEqual([false, false])
  expect((await karim.commands(`private ${first!.number}`)).notice).toBe(t.pointed.isPrivate(first!.number))
  await signs(bob, two, '🤫')
  expect((await tickets(world)).map((each) => each.private)).toEqual([true, true])
  expect([said(world, one.thread), said(world, two.thread)]).toEqual([[t.pointed.moved], [t.pointed.moved]])
  expect(second!.number).toBeGreaterThan(first!.number)
})

test('a ticket of a direct message is private from the start', async () => {
  const { world, bob } = await channel()
  await bob.says('I want to talk to a person')
  expect(await tickets(world)).toMatchObject([{ private: true }])
})

test('“my tickets” asked in a channel is told to the person alone', async () => {
  const { world, bob, posts } = await channel()
  await bob.says('I want to talk to a person about my medical file')
  const { thread, reply } = await posts(bob, 'my tickets', true)
  expect(reply.notice).toContain('medical file')
  expect(JSON.stringify(world.shownIn(thread))).not.toContain('medical')
})

test('the search of a command lists own tickets and articles; somebody else’s ticket is not there', async () => {
  const { world, bob } = await channel()
  await bob.says('I want to talk to a person about my medical file')
  const [ticket] = await tickets(world)
  expect((await bob.commands('search medical')).notice).toContain(`#${ticket!.number}`)
  const eve = world.person('Eve', { locale: 'en' })
  expect((await eve.commands('search medical')).notice ?? '').not.toContain(`#${ticket!.number}`)
})

/** A channel with these settings, an article that everybody may read and one that agents alone may, and a person who asks. */
async function spoken(...settings: string[]) {
  const scene = await channel()
  const { world, karim, place } = scene
  for (const setting of settings) expect((await karim.commands(`channel ${setting}`, place)).notice).toMatch(/^Done/)
  await store(world.db, [
    {
      externalId: 'kettle',
      locale: 'en',
      title: 'Descale the kettle',
      body: 'Use vinegar.\n\n1. Pour.',
      audience: 'public',
    },
    {
      externalId: 'furnace',
      locale: 'en',
      title: 'Relight the furnace',
      body: 'SECRET\n\n1. Turn.',
      audience: 'agents',
    },
  ])
  return scene
}
const presses = (world: World, person: Person, thread: ThreadKey, card: string, action: string) =>
  world.hears({ thread, from: { account: person.account }, heard: { kind: 'press', card, action, fields: {} } })

test('a channel for questions only hears a question, and nothing else unless it is mentioned', async () => {
  const { world, bob, posts } = await spoken('requests auto', 'questions on')
  const told = await posts(bob, 'The scanner on floor 9 jams all the time')
  expect(said(world, told.thread)).toEqual([])
  const asked = await posts(bob, 'Can somebody repair the scanner on floor 9?')
  expect(said(world, asked.thread).join()).toContain('is open')
  const called = await posts(bob, 'The plotter of floor 9 is broken', true)
  expect(said(world, called.thread).join()).not.toBe('')
})

test('a channel for certain people or teams is silent for all others, and says so alone to whoever mentions the bot', async () => {
  const { world, karim, bob, place, posts } = await spoken('requests auto')
  const ana = world.person('Ana', { locale: 'en' })
  const zoe = world.person('Zoe', { locale: 'en' })
  await world.db
    .insertInto('teams')
    .values({ id: 'tea_pilots', slug: 'pilots', name_fr: 'Pilotes', name_en: 'Pilots', tier: 1 })
    .onConflict((c) => c.doNothing())
    .execute()
  const user = ana.account.split(':').at(-1)!
  expect((await karim.commands('channel for team:nobody', place)).notice).toMatch(/^I do not understand/)
  expect((await karim.commands(`channel for @${user} team:pilots`, place)).notice).toContain('2 people or teams')
  await zoe.says('hello')
  const row = await world.db
    .selectFrom('accounts')
    .select('person_id')
    .where('key', '=', zoe.account)
    .executeTakeFirstOrThrow()
  await world.db.updateTable('people').set({ team_id: 'tea_pilots' }).where('id', '=', row.person_id).execute()
  for (const person of [ana, zoe]) {
    const { thread } = await posts(person, `The lamp of ${person.name} is broken and does not light`)
    expect(said(world, thread).join()).toContain('is open')
  }
  const silent = await posts(bob, 'The lamp of my desk is broken and does not light')
  expect(said(world, silent.thread)).toEqual([])
  const refused = await posts(bob, 'The lamp of my desk is broken', true)
  expect(refused.reply.notice).toBe(t.requests.notForYou)
  expect(said(world, refused.thread)).toEqual([])
  expect((await karim.commands('channel for everyone', place)).notice).not.toContain('teams')
  expect((await bob.commands('channel questions on', place)).notice).toBe(t.subscribe.agentsOnly)
})

test('where answers are private first, only whoever asks sees one, and shares it once', async () => {
  const { world, bob, posts } = await spoken('requests auto', 'privately on')
  const { thread, reply } = await posts(bob, 'How do I descale the kettle?')
  expect(said(world, thread)).toEqual([])
  expect(write(reply.own!)).toContain('Use vinegar.')
  expect(write(reply.own!)).toContain(t.requests.share)
  const other = world.person('Eve', { locale: 'en' })
  expect((await presses(world, other, thread, reply.card!, 'share')).notice).toBe(t.oldCard)
  expect((await presses(world, bob, thread, reply.card!, 'share')).notice).toBe(t.requests.shared)
  expect((await presses(world, bob, thread, reply.card!, 'share')).notice).toBe(t.requests.sharedBefore)
  expect(said(world, thread)).toHaveLength(1)
  expect(said(world, thread)[0]).toContain('Use vinegar.')
  expect(said(world, thread)[0]).toContain(t.requests.sharedBy('Bob'))
  expect((await presses(world, bob, thread, reply.card!, 'solved')).notice).toBe(t.thanks)
  expect(await tickets(world)).toEqual([])
})

test('a private answer that does not help becomes a ticket of the message, in its thread', async () => {
  const { world, bob, posts } = await spoken('privately on')
  const { thread, reply } = await posts(bob, 'How do I descale the kettle?', true)
  await presses(world, bob, thread, reply.card!, 'ticket')
  const [ticket] = await tickets(world)
  expect(ticket).toMatchObject({ requester: 'Bob' })
  expect(said(world, thread).join()).toContain(`#${ticket!.number}`)
})

test('what only agents may read is told to an agent alone, and can be shared by nobody', async () => {
  const { world, karim, bob, posts } = await spoken('privately on')
  const mine = await posts(karim, 'How do I relight the furnace?', true)
  expect(write(mine.reply.own!)).toContain('SECRET')
  expect(write(mine.reply.own!)).not.toContain(t.requests.share)
  expect((await presses(world, karim, mine.thread, mine.reply.card!, 'share')).notice).toBe(t.requests.notShared)
  const theirs = await posts(bob, 'How do I relight the furnace?', true)
  expect(theirs.reply.own).toBeUndefined()
  expect(said(world, theirs.thread).join()).not.toContain('SECRET')
  expect(said(world, mine.thread)).toEqual([])
})

test('where another company reads along, an answer for employees is shown to one of them and never shared', async () => {
  const { world, bob, place } = await spoken('privately on')
  await store(world.db, [{ externalId: 'gong', locale: 'en', title: 'Polish the gong', body: 'STAFF\n\n1. Rub.' }])
  const thread: ThreadKey = `${place}/77.0`
  const from = { account: bob.account, name: 'Bob', locale: 'en' as const }
  const heard = { kind: 'text', text: 'How do I polish the gong?', mentioned: true } as const
  const reply = await world.hears({ thread, from, message: '77.0', heard, outsiders: true })
  expect(write(reply.own ?? [])).not.toContain('STAFF')
  const card = reply.card ?? 'aside:none'
  expect((await presses(world, bob, thread, card, 'share')).notice).toBeDefined()
  expect(said(world, thread).join()).not.toContain('STAFF')
})
