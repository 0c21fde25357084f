import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personalThread, type ThreadKey } from '../../src/chat/thread.ts'
import { violations } from '../../src/desk/invariants.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World, write } from '../support/talk.ts'

/** Who else reads a ticket: colleagues who were added to it, and those who are asked aside. */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en
const secret = 'INTERNAL: the battery swells'

const said = (world: World, thread: ThreadKey) => world.shownIn(thread).map(({ blocks }) => write(blocks))
const all = (world: World, thread: ThreadKey) => said(world, thread).join('\n')
let people = 0
const unique = (name: string) => `${name}${++people}`

async function opened() {
  const world = await openWorld(database.db, { locale: 'en' })
  const bob = world.person(unique('Bob'), { locale: 'en' })
  const karim = world.person(unique('Karim'), { agent: true })
  const paul = world.person(unique('Paul'), { locale: 'en' })
  await paul.says('thanks')
  await bob.says('I want to talk to a person')
  const room = world.rooms().at(-1)!
  await bob.says('the orange light blinks')
  await karim.says(secret, { thread: room, mentioned: false })
  const { number, id } = await world.db
    .selectFrom('tickets')
    .select(['number', 'id'])
    .orderBy('number', 'desc')
    .executeTakeFirstOrThrow()
  return { world, bob, karim, paul, room, number, id }
}

describe('participants', () => {
  test('whoever is added gets the summary and what was said in public, and nothing internal', async () => {
    const { world, karim, paul, room, number } = await opened()
    const reply = await karim.commands(`add @${paul.name} ${number}`)
    expect(reply.notice).toBe(t.participants.done(paul.name, number))
    const read = all(world, paul.home)
    expect(read).toContain(`#${number}`)
    expect(read).toContain('the orange light blinks')
    expect(read).not.toContain('INTERNAL')
    expect(all(world, room)).toContain(t.participants.joined(paul.name, karim.name))
    expect(write(world.triageCard().blocks)).toContain(`${t.participants.takePart}: ${paul.name}`)
  })

  test('their words reach requester and agents, and back; they see no other ticket, and may not work at this one', async () => {
    const { world, bob, karim, paul, room, number } = await opened()
    const { number: other } = await opened()
    await bob.says(`add ${paul.name} ${number}`)
    await paul.says('I had the same last week')
    expect(all(world, bob.home)).toContain(`${t.participants.nameOf(paul.name, number)}: I had the same last week`)
    expect(all(world, room)).toContain(`${paul.name}: I had the same last week (${t.participants.fromParticipant})`)
    await bob.says('what did you do')
    expect(all(world, paul.home)).toContain(`${t.participants.nameOf(bob.name, number)}: what did you do`)
    await karim.says(secret, { thread: room, mentioned: false })
    expect(all(world, paul.home)).not.toContain('INTERNAL')
    expect((await paul.commands(`status ${number}`)).notice).toContain(`#${number}`)
    expect((await paul.commands(`status ${other}`)).notice).toBe(t.status.unknown(other))
    const pressed = await paul.press(world.triageCard().card, 'claim', {}, room)
    expect(pressed.notice).toBe(t.agentCard.refusals['not-allowed'])
    expect((await paul.commands(`add ${karim.name} ${number}`)).notice).toBe(t.agentCard.refusals['not-allowed'])
    expect(await violations(world.db)).toEqual([])
  })

  test('an edit and a deletion follow to them as to everybody', async () => {
    const { world, bob, paul, karim, number } = await opened()
    await karim.commands(`add ${paul.name} ${number}`)
    const message = await bob.says('the light is rde')
    await bob.edits(message, 'the light is red')
    expect(all(world, paul.home)).toContain('the light is red')
    expect(all(world, paul.home)).not.toContain('rde')
    await bob.deletes(message)
    expect(all(world, paul.home)).not.toContain('the light is red')
  })

  test('who is taken out, or leaves, hears no more of it and sees it no more', async () => {
    const { world, bob, karim, paul, number } = await opened()
    await karim.commands(`add ${paul.name} ${number}`)
    await karim.commands(`remove ${paul.name} ${number}`)
    expect(said(world, paul.home).at(-1)).toBe(t.participants.youAreOut(number))
    await bob.says('after he was gone')
    expect(all(world, paul.home)).not.toContain('after he was gone')
    expect((await paul.commands(`status ${number}`)).notice).toBe(t.status.unknown(number))
    await karim.commands(`add ${paul.name} ${number}`)
    await paul.says(`leave ${number}`)
    expect(said(world, paul.home).at(-1)).toBe(t.participants.youLeft(number))
    await bob.says('after he left')
    expect(all(world, paul.home)).not.toContain('after he left')
  })

  test('a stranger to the ticket may add nobody, and learns nothing', async () => {
    const { world, paul, number } = await opened()
    const eve = world.person(unique('Eve'), { locale: 'en' })
    await eve.says('hello')
    for (const [words, of] of [
      [`add ${paul.name} ${number}`, number],
      [`add ${paul.name} 999999`, 999_999],
    ] as const)
      expect((await eve.commands(words)).notice).toBe(t.status.unknown(of))
    expect(all(world, paul.home)).not.toContain(`#${number}`)
  })

  test('names are told apart in words: nobody, several, already there', async () => {
    const { world, karim, paul, number } = await opened()
    expect((await karim.commands(`add Nobody Here ${number}`)).notice).toBe(t.participants.unknown('Nobody Here'))
    const twin = world.person(unique('Twin'), { locale: 'en', shownAs: 'Sam Smith' })
    const other = world.person(unique('Twin'), { locale: 'en', shownAs: 'Sam Smith' })
    await twin.says('thanks')
    await other.says('thanks')
    expect((await karim.commands(`add Sam Smith ${number}`)).notice).toBe(t.participants.several('Sam Smith'))
    await karim.commands(`add ${paul.name} ${number}`)
    expect((await karim.commands(`add ${paul.name} ${number}`)).notice).toBe(t.participants.already(paul.name, number))
    expect((await karim.commands('add')).notice).toBe(t.participants.whom)
  })

  test('somebody the bot never met is reached by a mention, and has their own talk with the bot beside it', async () => {
    const { world, bob, karim, number } = await opened()
    const account = karim.account.replace(karim.name, 'U0NEWCOMER') as `slack:${string}`
    await karim.commands(`add @U0NEWCOMER ${number}`)
    const home = personalThread(account)
    expect(all(world, home)).toContain('the orange light blinks')
    const newcomer = world.person('U0NEWCOMER', { locale: 'en', shownAs: 'Nina' })
    await newcomer.says('new request')
    await newcomer.says('my printer prints only blank pages since this morning')
    expect(all(world, bob.home)).not.toContain('blank pages')
    await newcomer.says('cancel')
    await bob.says('are you there')
    await newcomer.says('yes I am')
    expect(all(world, bob.home)).toContain('yes I am')
  })

  test('“add a printer” is a request like any other', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const ana = world.person(unique('Ana'), { locale: 'en' })
    await ana.says('add a printer to my laptop')
    expect(all(world, ana.home)).not.toContain(t.participants.whom)
  })
})

describe('side conversations', () => {
  test('a person asked aside reads the question and nothing else; the answer is an internal note', async () => {
    const { world, bob, karim, paul, room, number } = await opened()
    const asked = await karim.commands(`side @${paul.name} ${number} Is the switch yours?`)
    expect(asked.notice).toBe(t.side.done)
    const read = all(world, paul.home)
    expect(read).toContain('Is the switch yours?')
    for (const hidden of ['INTERNAL', 'orange light', bob.name]) expect(read).not.toContain(hidden)
    await paul.says('yes, it was replaced')
    expect(all(world, room)).toContain(`${paul.name}: yes, it was replaced (${t.side.from})`)
    expect(all(world, bob.home)).not.toContain('replaced')
    expect(all(world, bob.home)).not.toContain('switch')
    expect((await paul.commands(`status ${number}`)).notice).toBe(t.status.unknown(number))
    await bob.says('any news')
    expect(all(world, paul.home)).not.toContain('any news')
    expect(await violations(world.db)).toEqual([])
  })

  test('another team is asked in its channel, in a thread that goes on when asked again', async () => {
    const { world, karim, room, number } = await opened()
    const channel = karim.account.replace(/:[^:]*$/, ':C9') as ThreadKey
    await karim.commands(`side #C9 ${number} Is the line down?`)
    const [thread] = world.placesUnder(channel)
    const nora = world.person(unique('Nora'), { locale: 'en' })
    await nora.says('it is, until noon', { thread: thread!, mentioned: false })
    expect(all(world, room)).toContain(`${nora.name}: it is, until noon (${t.side.from})`)
    await karim.commands(`side #C9 ${number} And the other one?`)
    expect(world.placesUnder(channel)).toEqual([thread])
    expect(all(world, thread!)).toContain('And the other one?')
  })

  test('only agents ask aside, and only about a ticket that they see', async () => {
    const { bob, paul, number } = await opened()
    expect((await bob.commands(`side @${paul.name} ${number} hello`)).notice).toBe(t.agentCard.refusals['not-allowed'])
    expect((await paul.commands(`side @${bob.name} ${number} hello`)).notice).toBe(t.status.unknown(number))
  })

  test('from the card: a colleague, a side question, and a file of the room to the requester', async () => {
    const { world, bob, karim, paul, room, id } = await opened()
    const png = Buffer.from('\x89PNG\r\n\x1a\n for bob', 'latin1')
    world.contents.set('plan.png', png)
    await karim.says('the plan', {
      thread: room,
      mentioned: false,
      files: [{ name: 'plan.png', handle: { url: 'plan.png' } }],
    })
    const { card } = world.shownIn(room)[0]!
    expect((await karim.press(card, 'invite', { who: paul.name }, room)).notice).toContain(paul.name)
    expect((await karim.press(card, 'aside', { to: paul.name, text: 'yours?' }, room)).notice).toBe(t.side.done)
    expect((await karim.press(card, 'invite', { who: 'Nobody' }, room)).notice).toBe(t.participants.unknown('Nobody'))
    const [file] = await world.db.selectFrom('files').select('id').where('ticket_id', '=', id).execute()
    await karim.press(card, 'sendFile', { file: file!.id, text: 'look here' }, room)
    expect(all(world, bob.home)).toContain('📎 plan.png')
    expect((await karim.press(card, 'sendFile', { file: 'fil_other', text: '' }, room)).errors).toHaveProperty('file')
  })
})

describe('who is who', () => {
  test('a colleague who is called as the bot or as an agent is told apart wherever they are quoted; the agent is not', async () => {
    const { world, karim, paul, room, number } = await opened()
    await karim.commands(`add @${paul.name} ${number}`)
    const names = [
      'Guichet',
      'gu\u200bichet',
      'Gu\u0456chet',
      'GUICHET ',
      karim.name.toUpperCase(),
      `K${karim.name.slice(1)}`,
    ]
    for (const [i, shownAs] of names.entries()) {
      const eve = world.person(unique('Eve'), { locale: 'en', shownAs })
      await eve.says('I want to talk to a person')
      const own = world.rooms().at(-1)!
      await eve.says(`my words ${i}`)
      const line = said(world, own).find((one) => one.includes(`my words ${i}`))
      expect(line).toMatch(/^.+ \(not IT\): my words/)
    }
    await karim.fills(t.agentCard.reply, { text: 'these are mine' }, { thread: room })
    expect(all(world, paul.home)).toContain(`${t.notices.agentOf(karim.name, number)}: these are mine`)
    await paul.says('and these mine')
    expect(all(world, room)).toContain(`${paul.name}: and these mine`)
  })

  test('nobody brings the desk’s own mark in their name, nor what cannot be seen', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const eve = world.person(unique('Eve'), { locale: 'en', shownAs: '\u202eAda  Byron\n (IT, #1042) [ # 7 ]' })
    await eve.says('hello')
    const { name } = await world.db
      .selectFrom('accounts as a')
      .innerJoin('people as p', 'p.id', 'a.person_id')
      .select('p.name')
      .where('a.key', '=', eve.account)
      .executeTakeFirstOrThrow()
    expect(name).toBe('Ada Byron')
  })
})

describe('what is long', () => {
  test('a recap that no chat takes in one is said whole, and its buttons count', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const ana = world.person(unique('Ana'), { locale: 'en' })
    const lines = Array.from({ length: 700 }, (_, i) => `the payroll tool shows error ${i}`)
    await ana.says(lines.join('\n'))
    for (const answer of [t.ticket.impacts.one, t.ticket.urgencies.low]) await ana.presses(answer)
    const recap = all(world, ana.home)
    for (const line of lines) expect(recap).toContain(line)
    await ana.presses(t.ticket.open)
    const room = world.rooms().at(-1)!
    expect(all(world, room)).toContain(lines.at(-1))
  })

  test('a card that shows the beginning only says where the rest is, with a link where the console has an address', async () => {
    for (const publicUrl of [undefined, 'https://desk.example']) {
      const world = await openWorld(database.db, { locale: 'en' })
      if (publicUrl) Object.assign(world.settings, { publicUrl })
      const ana = world.person(unique('Ana'), { locale: 'en' })
      await ana.says(`I want to talk to a person. ${'My screen is black. '.repeat(200)}`)
      const { number } = await world.db
        .selectFrom('tickets')
        .select('number')
        .orderBy('number', 'desc')
        .executeTakeFirstOrThrow()
      const shown = world.triageCard().blocks.find((one) => one.kind === 'text' && one.text === t.acts.wholeInThread)
      const link = { url: `https://desk.example/?ticket=${number}`, label: t.acts.openInConsole }
      expect(shown).toEqual({
        ...{ kind: 'text', text: t.acts.wholeInThread, tone: 'muted' },
        ...(publicUrl && { link }),
      })
    }
  })
})

describe('what is changed', () => {
  test('the first words, edited: the card reads anew and agents see what it was; deleted: they are gone from the card', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const ana = world.person(unique('Ana'), { locale: 'en' })
    const message = await ana.says('I want a person, my password is hunter2 and my screen is black')
    const room = world.rooms().at(-1)!
    const { id } = await world.db.selectFrom('tickets').select('id').orderBy('number', 'desc').executeTakeFirstOrThrow()
    const description = async () =>
      (await world.db.selectFrom('tickets').select('description').where('id', '=', id).executeTakeFirstOrThrow())
        .description
    const before = await description()
    await ana.edits(message, 'I want a person, my screen is black')
    expect(await description()).toContain('my screen is black')
    expect(await description()).not.toContain('hunter2')
    expect(said(world, room).at(-1)).toContain(t.notices.editedWas(before))
    await ana.deletes(message)
    expect(await description()).toBe(t.notices.deletedBy(ana.name))
  })

  test('first words that no card takes, edited: told in parts, whole and in order; a second edit follows in place', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const ana = world.person(unique('Ana'), { locale: 'en' })
    const long = (mark: string) => Array.from({ length: 900 }, (_, i) => `${mark} ${i} says that it fails`).join('\n')
    const message = await ana.says('I want a person, my screen is black')
    const room = world.rooms().at(-1)!
    const rows = (mark: string) => said(world, room).filter((line) => new RegExp(`${mark} \\d+ says`).test(line))
    const lines = (mark: string) => rows(mark).flatMap((one) => one.match(new RegExp(`${mark} \\d+ says`, 'g')) ?? [])
    for (const mark of ['first', 'again']) {
      await ana.edits(message, long(mark))
      expect(rows(mark).length).toBeGreaterThan(2)
      const told = new Set(lines(mark))
      expect([...told]).toEqual(Array.from({ length: 900 }, (_, i) => `${mark} ${i} says`))
    }
    expect(rows('first').length).toBe(1)
    await ana.edits(message, 'short after all')
    expect(said(world, room).filter((line) => line.includes('short after all'))).toHaveLength(2)
    await ana.deletes(message)
    expect(all(world, room)).not.toContain('short after all')
  })

  test('edited before its first copy was sent: what arrives in the end is what was meant, once', async () => {
    const { world, bob, room } = await opened()
    await world.db.updateTable('outbox').set({ not_before: null }).execute()
    const message = await bob.says('frist')
    await bob.edits(message, 'first')
    expect(all(world, room)).toContain('first')
    expect(said(world, room).filter((line) => line.includes('first'))).toHaveLength(1)
  })
})
