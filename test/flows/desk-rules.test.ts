import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { isMacro } from '../../src/desk/replies/canned.ts'
import { cannedReplies } from '../../src/desk/replies/store.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en
const c = t.agentCard
const openWithTicket = async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
  const karim = world.person('Karim', { agent: true })
  await bob.says('I want to talk to a person')
  const ticket = await newest(world)
  return { world, bob, karim, room: world.rooms().at(-1)!, ticket }
}
const newest = (world: World) =>
  world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()
const said = (world: World, thread: ThreadKey) => world.shownIn(thread).map(({ blocks }) => write(blocks))

describe('who may do what', () => {
  test('an employee who presses a copied agents’ button is refused, and nothing changes', async () => {
    const { world, bob, room, ticket } = await openWithTicket()
    for (const action of ['claim', 'resolve', 'reply', 'escalate', 'assign']) {
      const reply = await bob.press(world.triageCard().card, action, { text: 'x', resolution: 'x' }, room)
      expect(reply.notice).toBe(c.refusals['not-allowed'])
    }
    const elsewhere = await bob.press(world.triageCard().card, 'claim', {}, bob.home)
    expect(elsewhere.notice).toBe(t.oldCard)
    const after = await newest(world)
    expect({ status: after.status, assignee: after.assignee_id, version: after.version }).toEqual({
      status: 'new',
      assignee: null,
      version: ticket.version,
    })
  })

  test('“not yours” and “does not exist” are the same answer', async () => {
    const { world, ticket } = await openWithTicket()
    const eve = world.person('Eve', { locale: 'en' })
    await eve.says(`status ${ticket.number}`)
    await eve.says('status 999999')
    const [first, second] = said(world, eve.home)
    expect(first?.replace(String(ticket.number), 'N')).toBe(second?.replace('999999', 'N'))
    expect(JSON.stringify(world.shownIn(eve.home))).not.toContain(ticket.title)
  })

  test('a forged card id, an unknown action and somebody else’s card change nothing', async () => {
    const { world, bob } = await openWithTicket()
    const eve = world.person('Eve', { locale: 'en' })
    const card = world.shownIn(bob.home).at(-1)!.card
    for (const [id, action] of [
      ['999999999', 'claim'],
      ['x', 'yes'],
      [card, 'solved'],
      ["1'; drop table tickets", 'x'],
    ] as const)
      expect((await eve.press(id, action)).notice).toBe(t.oldCard)
  })
})

describe('who hears of what', () => {
  test('a subscribed channel gets one line for each matching update, and an employee may not subscribe', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const karim = world.person('Karim', { agent: true })
    const channel = `slack:${karim.account.split(':')[1]}:NEWS` as const
    await karim.says('hello') // becomes known as an agent of this channel
    expect((await karim.commands('subscribe priority>=P2 category=hardware', channel)).notice).toBe(
      t.subscribe.done('priority>=P2 category=hardware'),
    )
    expect((await karim.commands('subscribe priority>=P9', channel)).notice).toBe(t.subscribe.word('priority>=P9'))
    const bob = world.person('Bob', { locale: 'en' })
    expect((await bob.commands('subscribe', channel)).notice).toBe(t.subscribe.agentsOnly)

    await bob.says("Laptop won't boot, client demo at 2pm")
    await bob.presses(t.skip)
    await bob.presses(t.ticket.open)
    await karim.presses(c.claim, { thread: world.rooms().at(-1)! })
    const number = (await newest(world)).number
    const lines = world.placesUnder(channel).flatMap((thread) => said(world, thread))
    expect(lines).toEqual([`#${number} · P2 · Hardware · opened`, `#${number} · P2 · Hardware · taken`])

    const zoe = world.person('Zoé', { locale: 'en' })
    await zoe.says('I want a person')
    expect(world.placesUnder(channel)).toHaveLength(2)
  })

  test('on the web an agent subscribes for themselves: updates come to their own talk, never of their own acts, and end with their role', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const nora = world.person(`Nora${crypto.randomUUID().slice(0, 4)}`, { agent: true, platform: 'web' })
    const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en', platform: 'web' })
    await nora.says('subscribe #C9')
    expect(said(world, nora.home).at(-1)).toBe(t.subscribe.noWebChannels)
    await nora.says('subscribe priority>=P4')
    expect(said(world, nora.home).at(-1)).toBe(t.subscribe.doneHere('priority>=P4'))
    const lines = () => said(world, nora.home).filter((line) => line.includes(t.notices.feed.opened)).length
    await bob.says('I want to talk to a person')
    expect(lines()).toBe(1)
    const before = said(world, nora.home).length
    const ticket = await newest(world)
    await world.db.updateTable('accounts').set({ agent: true }).where('key', '=', nora.account).execute()
    await nora.presses(c.claim, { thread: world.rooms().at(-1)! }).catch(() => undefined)
    expect(
      said(world, nora.home)
        .slice(before)
        .filter((line) => line.includes(`#${ticket.number}`) && line.includes(t.notices.feed.claimed)),
    ).toEqual([])
    await world.db.updateTable('accounts').set({ agent: false }).where('key', '=', nora.account).execute()
    const eve = world.person(`Eve${crypto.randomUUID().slice(0, 4)}`, { locale: 'en', platform: 'web' })
    await eve.says('I want to talk to a person')
    expect(lines()).toBe(1)
    await bob.says('unsubscribe')
    expect(said(world, bob.home).at(-1)).not.toBe(t.subscribe.goneHere(1))
  })

  test('nobody is told of their own act', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    const before = world.shownIn(room).length
    await karim.says('internal words', { thread: room, mentioned: false })
    expect(world.shownIn(room)).toHaveLength(before)
    const mine = world.shownIn(bob.home).length
    await bob.says('more about it')
    expect(world.shownIn(bob.home)).toHaveLength(mine)
    expect(said(world, room).at(-1)).toContain('more about it')
  })

  test('unclaimed in time: N2 then N3 are called in the ticket’s room, once each, and the requester’s clock is warned and breached once', async () => {
    const { world, room } = await openWithTicket()
    for (let minute = 0; minute < 120; minute += 2) await world.later(2)
    const lines = said(world, room).join('\n')
    const number = (await newest(world)).number
    for (const line of [t.notices.paged(2, number), t.notices.paged(3, number)])
      expect(lines.split(line)).toHaveLength(2)
    expect((await newest(world)).tier).toBe(3)
  })
})

describe('the thread both ways', () => {
  test('edits and deletions follow to the other side; agents keep the old words', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    const message = await bob.says('my password is blue')
    await bob.edits(message, 'my cable is blue')
    expect(said(world, room).at(-1)).toContain(t.notices.editedWas('my password is blue'))
    await bob.deletes(message)
    expect(said(world, room).at(-1)).toBe(`(${t.notices.deletedBy(bob.name)})`)

    await karim.fills(c.reply, { text: 'Try another socket' }, { thread: room })
    expect(bob.hasSeen('Try another socket')).toBe(true)
  })

  test('the bot is silent while a person has the floor, and back when it is given back', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(c.claim, { thread: room })
    const before = world.shownIn(bob.home).length
    for (const words of ['hello?', 'my tickets', 'help', 'cancel', 'I want a person', 'how do I reset my password?'])
      await bob.says(words)
    expect(world.shownIn(bob.home)).toHaveLength(before)
    expect(said(world, room).filter((line) => line.includes('from the requester'))).toHaveLength(6)
    await karim.presses(c.handBack, { thread: room })
    await bob.says('help')
    expect(said(world, bob.home).at(-1)).toContain(t.help.title)
  })

  test('“new request” opens another matter beside the ticket; its words go there, and afterwards to the newer ticket', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(c.claim, { thread: room })
    await bob.says('new request')
    expect(said(world, bob.home).at(-1)).toContain(t.greeting.hello(bob.name))
    const before = world.shownIn(room).length
    await bob.says('the payroll software shows error 500')
    expect(world.shownIn(room)).toHaveLength(before)
    await bob.presses(t.ticket.impacts.one)
    await bob.presses(t.ticket.urgencies.low)
    await bob.presses(t.ticket.open)
    await bob.says('it began today')
    expect(said(world, world.rooms().at(-1)!).at(-1)).toContain('it began today')
    expect(world.rooms().at(-1)).not.toBe(room)
  })

  test('“thanks” after the end reopens nothing; “still broken” asks, and reopens with what was said', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.fills(c.resolve, { resolution: 'replaced' }, { thread: room })
    await bob.says('still broken')
    expect((await newest(world)).status).toBe('in-progress')
    expect(said(world, room).join('\n')).toContain('still broken')
    await karim.fills(c.resolve, { resolution: 'replaced again' }, { thread: room })
    await bob.says('thanks!')
    const ended = await newest(world)
    expect({ status: ended.status, reopened: ended.reopened }).toEqual({ status: 'closed', reopened: 1 })
  })

  test('waiting for the requester stops the clock and says so; their answer resumes it', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    await karim.presses(c.claim, { thread: room })
    await karim.presses(c.wait, { thread: room })
    expect(write(world.triageCard().blocks)).toContain(c.paused)
    await bob.says('here it is')
    expect((await newest(world)).status).toBe('in-progress')
    expect(write(world.triageCard().blocks)).not.toContain(c.paused)
  })

  test('people close and reopen their own tickets in words; too long after the end, a new one takes over', async () => {
    const { world, bob, karim, room } = await openWithTicket()
    const { number, id } = await newest(world)
    const eve = world.person(`Eve${number}`, { locale: 'en' })
    await eve.says(`close ${number}`)
    expect(said(world, eve.home).at(-1)).toBe(t.status.unknown(number))
    await karim.presses(c.claim, { thread: room })
    // A person has the floor, and the bot still does what only it can do.
    await bob.says(`close #${number}`)
    expect(said(world, bob.home).at(-1)).toBe(t.own.closed(number))
    expect((await newest(world)).status).toBe('closed')
    expect((await bob.commands(`close ${number}`)).notice).toBe(t.own.isClosed(number))
    await bob.says(`reopen ${number} it fails again`)
    expect((await newest(world)).status).toBe('in-progress')
    expect(said(world, room).join('\n')).toContain('it fails again')
    expect((await bob.commands(`rouvrir ${number}`)).notice).toBe(t.own.isOpen(number))

    await bob.says(`fermer ${number}`)
    await world.later(6 * 24 * 60)
    await bob.says(`reopen ${number} and again`)
    const next = await newest(world)
    expect(next).toMatchObject({ description: 'and again', status: 'new', requester_id: next.author_id })
    expect(next.number).toBeGreaterThan(number)
    expect(said(world, bob.home).join('\n')).toContain(t.own.again(number))
    const links = await world.db.selectFrom('ticket_links').selectAll().where('ticket_id', '=', id).execute()
    expect(links).toMatchObject([{ other_id: next.id, kind: 'related' }])
  })

  test('an agent’s own ticket asks for no rating; a reply kept ready is used by its name, shown as it would be sent', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const karim = world.person('Karim', { agent: true, locale: 'en' })
    const lea = world.person('Léa', { agent: true, locale: 'en' })
    await karim.says('I want to talk to a person')
    const room = world.rooms().at(-1)!
    const { number } = await newest(world)
    const replies = await cannedReplies(world.db)
    const { name } = replies.find((one) => !isMacro(one))!
    const { notice } = await lea.commands(`reply ${name} ${number}`)
    expect(notice).toContain(t.acts.proposed)
    expect(notice!.length).toBeGreaterThan(t.acts.proposed.length + 20)
    const inRoom = await lea.says(`/reply ${name}`, { thread: room, mentioned: false })
    expect(inRoom).toBeDefined()
    expect(said(world, room).join('\n')).not.toContain(`/reply ${name}`)
    expect((await lea.commands(`reply no-such ${number}`)).notice).toBe(t.acts.noSuchReply('no-such'))
    const bob = world.person(`Bob${number}`, { locale: 'en' })
    expect((await bob.commands(`reply ${name} ${number}`)).notice).toBe(t.status.unknown(number))

    await lea.fills(c.resolve, { resolution: 'done' }, { thread: room })
    await karim.presses(t.yes)
    expect(said(world, karim.home).at(-1)).toBe(t.followUp.closedOnly(number))
  })

  test('whoever arrives while a major incident is on is told of it first, with “me too”, until they follow it', async () => {
    const { world } = await openWithTicket()
    const { id } = await newest(world)
    await world.db
      .insertInto('announcements')
      .values({
        ...{ id: `ann_${id}`, category: 'network', title_fr: 'Panne du VPN', title_en: 'VPN down', keywords: [] },
        ...{ since: world.now(), next_update_at: null, ended_at: null, ticket_id: id },
      })
      .execute()
    const ana = world.person(`Ana${id}`, { locale: 'en' })
    await ana.arrives()
    expect(said(world, ana.home)[0]).toMatch(/^! Known problem: VPN down/)
    await ana.presses(t.known.meToo)
    expect(said(world, ana.home).at(-1)).toBe(t.known.joined)
    await ana.says('hello')
    expect(said(world, ana.home).at(-1)).not.toContain('VPN down')
    await world.db.deleteFrom('announcement_followers').where('announcement_id', '=', `ann_${id}`).execute()
    await world.db.deleteFrom('announcements').where('id', '=', `ann_${id}`).execute()
  })

  test('silence after the solution closes the ticket after two working days', async () => {
    const { world, karim, room } = await openWithTicket()
    await karim.fills(c.resolve, { resolution: 'done' }, { thread: room })
    await world.until('2026-03-03T17:59:00+01:00')
    expect((await newest(world)).status).toBe('resolved')
    await world.until('2026-03-03T18:01:00+01:00')
    expect((await newest(world)).status).toBe('closed')
  })
})

test('two accounts are joined by a one-time code, and then see the same tickets; a wrong code joins nobody', async () => {
  const { world, bob, ticket } = await openWithTicket()
  const other = world.person(bob.name, { locale: 'en', platform: 'teams' })
  await other.says('my tickets')
  expect(said(world, other.home).at(-1)).toBe(t.status.none)
  await other.says('link 00000000')
  expect(said(world, other.home).at(-1)).toBe(t.link.wrong)
  const { notice } = await bob.commands('link')
  const code = /\d{8}/.exec(notice ?? '')![0]
  await other.says(`link ${code}`)
  expect(said(world, other.home).at(-1)).toBe(t.link.done(2))
  await other.says('my tickets')
  expect(said(world, other.home).at(-1)).toContain(`#${ticket.number}`)
  const third = world.person('Third', { locale: 'en' })
  await third.says(`link ${code}`)
  expect(said(world, third.home).at(-1)).toBe(t.link.wrong)
})

test('the same words mean the same at every turn, in both languages, and keep the talk where it is', async () => {
  const world = await openWorld(database.db, { locale: 'fr' })
  const lea = world.person('Léa', { locale: 'fr' })
  await lea.says('le logiciel de paie affiche une erreur 500')
  const asked = said(world, lea.home).at(-1)
  await lea.says('aide')
  await lea.says('mes tickets')
  await lea.says('statut 1')
  await lea.presses(texts.fr.skip)
  expect(said(world, lea.home).at(-1)).not.toBe(asked)
  await lea.says('annuler')
  expect(said(world, lea.home).at(-1)).toBe(texts.fr.cancelled)
  await lea.says('annuler')
  expect(said(world, lea.home).at(-1)).toBe(texts.fr.nothingToCancel)
})

describe('more messages than a person writes', () => {
  const limited = async (limits: { perMinute: number; perDay: number }) => {
    const world = await openWorld(database.db, { locale: 'en' })
    world.settings.messageLimits = limits
    const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    const cards = (words: string) => said(world, bob.home).filter((card) => card.startsWith(words)).length
    const tickets = async () =>
      Number(
        (
          await world.db
            .selectFrom('tickets')
            .select((e) => e.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    return { world, bob, cards, tickets }
  }

  test('the eleventh within a minute is told so, once, and opens nothing; a minute later the talk goes on', async () => {
    const { world, bob, cards, tickets } = await limited({ perMinute: 10, perDay: 200 })
    for (let i = 0; i < 10; i++) await bob.says('help')
    const before = { tickets: await tickets(), cards: world.shownIn(bob.home).length }
    for (let i = 0; i < 5; i++) await bob.says('I want to talk to a person')
    expect(await tickets()).toBe(before.tickets)
    expect(world.shownIn(bob.home)).toHaveLength(before.cards + 1)
    expect(cards(t.tooOften.minute)).toBe(1)
    await world.later(2)
    await bob.says('I want to talk to a person')
    expect(await tickets()).toBe(before.tickets + 1)
  })

  test('what was refused is not counted, so that the day’s share is what was taken up; a command is answered each time', async () => {
    const { world, bob, cards, tickets } = await limited({ perMinute: 2, perDay: 3 })
    for (let i = 0; i < 6; i++) await bob.says('help')
    await world.later(2)
    for (let i = 0; i < 3; i++) await bob.says('help')
    expect({ helped: cards(t.help.title), minute: cards(t.tooOften.minute), day: cards(t.tooOften.day) }).toEqual({
      helped: 3,
      minute: 1,
      day: 1,
    })
    const before = await tickets()
    for (let i = 0; i < 2; i++) expect(await bob.commands('I need a person')).toEqual({ notice: t.tooOften.day })
    expect(await tickets()).toBe(before)
    await world.later(24 * 60 + 1)
    expect((await bob.commands('help')).notice).toContain(t.help.title)
  })

  test('words for a ticket that an agent has all arrive, and agents are never limited', async () => {
    const { world, bob, cards } = await limited({ perMinute: 1, perDay: 5 })
    const karim = world.person('Karim', { agent: true })
    await bob.says('I want to talk to a person')
    const room = world.rooms().at(-1)!
    await karim.presses(c.claim, { thread: room })
    for (let i = 0; i < 12; i++) await bob.says(`line ${i}`)
    const heard = said(world, room).filter((line) => line.includes(': line '))
    expect(heard).toHaveLength(12)
    for (let i = 0; i < 12; i++) await karim.says('help')
    expect(said(world, karim.home).filter((card) => card.startsWith(t.help.title))).toHaveLength(12)
    expect(cards(t.tooOften.minute)).toBe(0)
  })

  test('in a channel, what the bot leaves to people does not count', async () => {
    const { world, bob } = await limited({ perMinute: 2, perDay: 10 })
    const thread = `${world.triageChannel.replace('TRIAGE', 'LUNCH')}/1` as ThreadKey
    for (let i = 0; i < 8; i++) await bob.says('who is in for lunch', { thread, mentioned: false })
    await bob.says('help')
    expect(said(world, bob.home).at(-1)).toContain(t.help.title)
  })
})
