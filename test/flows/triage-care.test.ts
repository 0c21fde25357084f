import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { forgetOld } from '../../src/desk/retention.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
})
afterAll(() => database.close())

const newest = (world: World) =>
  world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()

describe('why a ticket was read as it was', () => {
  test.each(['fr', 'en'] as const)('an agent reads it in private, the requester never (%s)', async (locale) => {
    const t = texts[locale]
    const world = await openWorld(database.db, { locale })
    const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale })
    const karim = world.person('Karim', { agent: true, locale })
    await bob.says(
      locale === 'fr' ? 'erreur 809 du VPN, toute l’équipe est bloquée' : 'VPN error 809, my whole team is blocked',
    )
    await bob.presses(t.answer.notSolved)
    await bob.presses(t.ticket.open)
    const ticket = await newest(world)
    const room = world.rooms().at(-1)!
    await karim.fills(t.agentCard.prioritise, { priority: 'P1', reason: 'board meeting' }, { thread: room })
    const { notice = '' } = await karim.presses(t.why.button, { thread: room })
    expect(notice).toContain(t.why.title(ticket.number))
    expect(notice).toContain(t.pair(t.why.fields.service, `VPN · ${t.why.because.words('vpn')}`))
    expect(notice).toContain(t.pair(t.why.fields.impact, t.ticket.impacts.team))
    expect(notice).toMatch(locale === 'fr' ? /Catégorie.: Réseau · appris.*%/ : /Category: Network · learnt.*%/)
    expect(notice).toContain(`${t.priorityName.P1} · ${t.why.because.agent('Karim')} · board meeting`)
    expect(notice).toMatch(
      locale === 'fr' ? /Proposé avant.*809.*v1, place 1 · \d+.% du/ : /Offered before.*809.*v1, place 1 · \d+ % of/,
    )
    expect(world.shownIn(room)).toHaveLength(1)

    const refused = await bob.press(world.triageCard().card, 'why', {}, room)
    expect(refused.notice).toBe(t.agentCard.refusals['not-allowed'])
    expect(bob.hasSeen(t.why.title(ticket.number))).toBe(false)
  })

  test('who asks for a person at once is read and explained all the same', async () => {
    const world = await openWorld(database.db, { locale: 'en' })
    const eve = world.person('Eve', { locale: 'en' })
    const karim = world.person('Karim', { agent: true, locale: 'en' })
    await eve.says('our printer is on strike and this bot is useless!!! I want a person')
    const { notice = '' } = await karim.presses(texts.en.why.button, { thread: world.rooms().at(-1)! })
    expect(notice).toContain('Service: Printing')
    expect(notice).toContain('Frustrated')
    expect(write(world.triageCard().blocks)).not.toContain(texts.en.why.model('seed'))
  })
})

test('a solved ticket becomes a draft of an article in one click, for a reviewer only', async () => {
  const t = texts.en
  const world = await openWorld(database.db, { locale: 'en' })
  const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
  const karim = world.person('Karim', { agent: true, locale: 'en' })
  await bob.says('the plotter on the second floor prints grey pages, I want a person')
  const room = world.rooms().at(-1)!
  await karim.fills(
    t.agentCard.resolve,
    { resolution: 'Open the drawer. Clean the drum. Print a test page.' },
    { thread: room },
  )
  const { id, title } = await newest(world)
  const { notice } = await karim.presses(t.acts.draftArticle, { thread: room })
  expect(notice).toContain(t.acts.articleDrafted('').split('“')[0])
  const drafts = await world.db
    .selectFrom('article_drafts')
    .select(['state', 'body'])
    .where('ticket_id', '=', id)
    .execute()
  expect(drafts).toMatchObject([{ state: 'open', body: expect.stringContaining('Clean the drum') }])
  expect((await bob.press(world.triageCard().card, 'draftArticle', {}, room)).notice).toBe(
    t.agentCard.refusals['not-allowed'],
  )
  expect(bob.hasSeen(t.acts.draftArticle)).toBe(false)
  expect(title).not.toBe('')
})

test('what the desk wrote down for itself is forgotten after so many days, and tickets are not touched', async () => {
  const { db } = database
  const now = new Date('2030-01-01T00:00:00Z')
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const call = { purpose: 'test', model: 'm', tokens: 1, ms: 1, outcome: 'ok' }
  for (const days of [89, 91]) {
    await db
      .insertInto('model_calls')
      .values({ id: `cal_keep${days}`, ...call, at: ago(days) })
      .execute()
    await db
      .insertInto('model_messages')
      .values({ source: `keep-${days}`, at: ago(days) })
      .execute()
  }
  const decided = { ticket_id: null, model: 'seed', decision: '{}', reasons: '[]' }
  for (const days of [364, 366])
    await db
      .insertInto('triage_decisions')
      .values({ source: `keep-${days}`, ...decided, at: ago(days) })
      .execute()
  const tickets = await db
    .selectFrom('tickets')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirst()
  await forgetOld(db, { modelDays: 90, decisionDays: 365 }, now)
  const kept = async (table: 'model_messages' | 'triage_decisions') => {
    const rows = await db.selectFrom(table).select('source').where('source', 'like', 'keep-%').execute()
    return rows.map(({ source }) => source)
  }
  expect(await db.selectFrom('model_calls').select('id').execute()).toEqual([{ id: 'cal_keep89' }])
  expect(await kept('model_messages')).toEqual(['keep-89'])
  expect(await kept('triage_decisions')).toEqual(['keep-364'])
  expect(
    await db
      .selectFrom('tickets')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirst(),
  ).toEqual(tickets)
  expect(Object.values(await forgetOld(db, { modelDays: 90, decisionDays: 365 }, now))).toEqual([0, 0, 0, 0, 0])
})

type Stage = Awaited<ReturnType<typeof openOutage>>
const outage: Record<Locale, string[]> = {
  en: ['mail is down', 'no mails since nine', 'Outlook is broken', 'e-mail does not work at all'],
  fr: ['Outlook ne marche plus', 'messagerie en panne', 'plus de mails depuis 9 h', 'le courriel ne fonctionne plus'],
}

/** An outage that people in both languages have reported, each with a ticket; their agents’ rooms, first reported first. */
async function openOutage(reporters: readonly Locale[], locale: Locale = 'en') {
  const world = await openWorld(database.db, { locale })
  await database.db.updateTable('announcements').set({ ended_at: world.now() }).execute()
  await database.db.updateTable('tickets').set({ status: 'closed', close_at: null, page_at: null }).execute()
  await database.db
    .updateTable('tickets')
    .set({ opened_at: new Date(0) } as never)
    .execute()
  const karim = world.person('Karim', { agent: true, locale })
  const people = reporters.map((spoken, at) => ({
    spoken,
    t: texts[spoken],
    person: world.person(`r${at}${crypto.randomUUID().slice(0, 5)}`, { locale: spoken }),
  }))
  const report = async ({ spoken, person }: (typeof people)[number], at: number) => {
    await person.says(`${outage[spoken][at % 4]}, ${spoken === 'fr' ? 'je veux un humain' : 'I want a person'}`)
  }
  for (const [at, each] of people.entries()) await report(each, at)
  const tickets = () =>
    world.db.selectFrom('tickets').selectAll().where('status', '!=', 'closed').orderBy('number').execute()
  const parent = async () => (await tickets()).filter(({ source }) => source.startsWith('incident:'))
  const roomOf = (number: number) =>
    world.rooms().find((room) => write(world.shownIn(room)[0]!.blocks).startsWith(`#${number} `))!
  return { world, karim, people, report, tickets, parent, roomOf, rooms: world.rooms() }
}
const says = (world: World, thread: ThreadKey) => world.shownIn(thread).map(({ blocks }) => write(blocks))
const times = (world: World, thread: ThreadKey, words: string) =>
  says(world, thread).filter((line) => line.includes(words)).length
const declared = async ({ karim, rooms, parent }: Stage, t: typeof texts.en) => {
  await karim.presses(t.incident.declare, { thread: rooms[1]! })
  return (await parent())[0]!
}

describe('a major incident', () => {
  const t = texts.en
  const title = { en: t.incident.problem('E-mail'), fr: texts.fr.incident.problem('Messagerie') }

  test('declared in one click: one P1 leads, the reports belong to it, each requester is told once in their language', async () => {
    const stage = await openOutage(['en', 'fr', 'en', 'fr'])
    const { world, karim, people, tickets, roomOf } = stage
    const lead = await declared(stage, t)
    expect(lead).toMatchObject({ priority: 'P1', status: 'in-progress', impact: 'everyone' })
    expect((await tickets()).filter(({ parent_id }) => parent_id === lead.id)).toHaveLength(4)
    for (const { person, spoken } of people) {
      expect(times(world, person.home, title[spoken])).toBe(1)
      expect(person.hasSeen(t.incident.declare)).toBe(false)
    }
    const card = write(world.shownIn(roomOf(lead.number))[0]!.blocks)
    expect(card).toContain('Major incident: 4 reports, 4 people follow.')
    expect(card).toContain(`[${t.incident.resolveAll}`)
    // Pressed again on another report, also by an employee who copied the button: nothing more.
    const room = stage.rooms[0]!
    const old = world.shownIn(room)[0]!.card
    expect((await people[0]!.person.press(old, 'declare', {}, room)).notice).toBe(t.agentCard.refusals['not-allowed'])
    expect(await karim.press(old, 'declare', {}, room)).toEqual({})
    expect(await stage.parent()).toHaveLength(1)
    expect(write(world.shownIn(room)[0]!.blocks)).toContain(t.incident.belongs(lead.number))
  })

  test('who asks next is shown it first; “me too” opens no ticket; one update reaches everybody once, in their language', async () => {
    const stage = await openOutage(['en', 'fr', 'en', 'fr'])
    const { world, karim, people, tickets, roomOf } = stage
    const lead = await declared(stage, t)
    const zoe = world.person(`Zoe${crypto.randomUUID().slice(0, 4)}`, { locale: 'fr' })
    const before = (await tickets()).length
    await zoe.says('mes mails n’arrivent plus')
    expect(says(world, zoe.home).at(-1)).toContain(title.fr)
    await zoe.presses(texts.fr.known.meToo)
    expect(await tickets()).toHaveLength(before)

    const room = roomOf(lead.number)
    const words = { en: 'a disk was full', fr: 'un disque était plein' }
    await karim.fills(t.incident.update, { ...words, minutes: '60' }, { thread: room })
    for (const { person, spoken } of [...people, { person: zoe, spoken: 'fr' as const }]) {
      expect(times(world, person.home, words[spoken])).toBe(1)
      expect(times(world, person.home, words[spoken === 'fr' ? 'en' : 'fr'])).toBe(0)
    }
    expect((await karim.fills(t.incident.update, { minutes: '60' }, { thread: room })).errors).toEqual({
      fr: t.agentCard.refusals.empty,
    })
    // Words that answer it come together where the lead works; who asks again sees what was told last.
    await people[0]!.person.says('thank you, still waiting')
    expect(says(world, room).at(-1)).toContain('thank you, still waiting')
    await zoe.says('toujours pas de mails')
    expect(says(world, zoe.home).at(-1)).toContain(texts.fr.incident.latest(words.fr))
    expect(says(world, zoe.home).at(-1)).toContain(texts.fr.incident.following)
    // The update that was promised is asked of the lead, once.
    await world.later(61)
    await world.later(5)
    expect(says(world, room).filter((line) => line === t.incident.updateDue(lead.number))).toHaveLength(1)
  })

  test('resolved for all, each is asked once: a yes closes, a no is a ticket of their own with its history', async () => {
    const stage = await openOutage(['en', 'fr', 'en'])
    const { world, karim, people, roomOf, rooms } = stage
    await database.db.updateTable('tickets').set({ priority: 'P1' }).where('status', '!=', 'closed').execute()
    const [ann, bea, cyd] = people.map(({ person }) => person)
    await karim.says('internal', { thread: rooms.at(-1)! }) // refreshes nothing; the card allows a P1 to be declared
    await karim.press(world.shownIn(rooms.at(-1)!)[0]!.card, 'declare', {}, rooms.at(-1)!)
    const lead = (await stage.parent())[0]!
    const zoe = world.person(`Zoe${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    await zoe.says('my Outlook is dead')
    await zoe.presses(t.known.meToo)
    await karim.fills(t.incident.resolveAll, { resolution: 'disk emptied' }, { thread: roomOf(lead.number) })

    const asked = { en: t.incident.back, fr: texts.fr.incident.back }
    for (const [person, spoken] of [
      [ann!, 'en'],
      [bea!, 'fr'],
      [cyd!, 'en'],
      [zoe, 'en'],
    ] as const)
      expect(times(world, person.home, asked[spoken])).toBe(1)
    await ann!.presses(t.yes)
    await bea!.says('non, toujours en panne')
    await zoe.presses(t.no)
    const all = await world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').limit(5).execute()
    const of = async (person: typeof zoe) => {
      const account = await world.db
        .selectFrom('accounts')
        .select('person_id')
        .where('key', '=', person.account)
        .executeTakeFirstOrThrow()
      return all.find(({ requester_id }) => requester_id === account.person_id)!
    }
    expect(await of(ann!)).toMatchObject({ status: 'closed', parent_id: lead.id })
    expect(await of(bea!)).toMatchObject({ status: 'new', assignee_id: null, parent_id: null, reopened: 1 })
    expect(await of(cyd!)).toMatchObject({ status: 'resolved', parent_id: lead.id })
    expect(await of(zoe)).toMatchObject({ status: 'new', parent_id: null, description: 'my Outlook is dead' })
    expect((await of(zoe)).tried).toContain(t.incident.followed(lead.number))
    // It is over: the next who asks is not told of it.
    const late = world.person(`Late${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    await late.says('my Outlook is dead')
    expect(late.hasSeen(title.en)).toBe(false)
  })

  test('every step can be taken back: out of it, into it again, and the whole of it', async () => {
    const stage = await openOutage(['en', 'fr', 'en', 'fr'])
    const { world, karim, people, tickets, roomOf } = stage
    const lead = await declared(stage, t)
    const [own] = (await tickets()).filter(({ parent_id }) => parent_id === lead.id)
    const room = roomOf(own!.number)
    await karim.presses(t.incident.unlink, { thread: room })
    expect(says(world, people[0]!.person.home).at(-1)).toBe(t.incident.unlinked(own!.number))
    await karim.fills(
      t.incident.update,
      { en: 'still looking', fr: '', minutes: '30' },
      { thread: roomOf(lead.number) },
    )
    expect(people[0]!.person.hasSeen('still looking')).toBe(false)
    await karim.fills(t.incident.link, { to: lead.id }, { thread: room })
    expect((await tickets()).filter(({ parent_id }) => parent_id === lead.id)).toHaveLength(4)

    const zoe = world.person(`Zoe${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    await zoe.says('no mails any more')
    await zoe.presses(t.known.meToo)
    await karim.presses(t.incident.withdraw, { thread: roomOf(lead.number) })
    expect((await tickets()).filter(({ parent_id }) => parent_id !== null)).toEqual([])
    expect(await stage.parent()).toEqual([])
    for (const { person, t: theirs, spoken } of people)
      expect(times(world, person.home, theirs.incident.withdrawn(title[spoken]))).toBe(1)
    await zoe.presses(t.yes)
    expect(await newest(world)).toMatchObject({ description: 'no mails any more', status: 'new' })
  })

  test('what people are told never quotes a report, and a lead words it better', async () => {
    const stage = await openOutage(['en', 'en', 'en'])
    const gossip = stage.world.person('Gossip', { locale: 'en' })
    await gossip.says('my e-mail with the list of layoffs does not arrive, I want a person')
    await stage.karim.presses(t.incident.declare, { thread: stage.world.rooms().at(-1)! })
    const lead = (await stage.parent())[0]!
    for (const { person } of stage.people) expect(person.hasSeen('layoffs')).toBe(false)
    await stage.karim.fills(
      t.incident.reword,
      { fr: 'Exchange arrêté', en: 'Exchange is down' },
      { thread: stage.roomOf(lead.number) },
    )
    const next = stage.world.person('Next', { locale: 'en' })
    await next.says('Outlook is broken')
    expect(says(stage.world, next.home).at(-1)).toContain('Exchange is down')
  })
})

test('sixty near-identical reports, pressed by two agents at once and twice: one leads, and nobody is told anything twice', async () => {
  const t = texts.en
  const spoken = Array.from({ length: 30 }, (_, at): Locale => (at % 3 ? 'en' : 'fr'))
  const stage = await openOutage(spoken)
  const { world, karim, people, tickets } = stage
  for (const at of [0, 7, 11]) await people[at]!.person.says('new request') // some report it again, in a ticket of its own
  for (const at of [0, 7, 11]) await stage.report(people[at]!, at + 1)
  const lea = world.person('Léa', { agent: true, locale: 'en' })
  await lea.says('hello', { thread: stage.rooms[0]! })
  const press = (agent: typeof lea, room: ThreadKey) => agent.press(world.shownIn(room)[0]!.card, 'declare', {}, room)
  await Promise.all([press(karim, stage.rooms[3]!), press(lea, stage.rooms[20]!), press(karim, stage.rooms[3]!)])
  await press(lea, stage.rooms[5]!)
  expect(await stage.parent()).toHaveLength(1)
  const [lead] = await stage.parent()
  const late = Array.from({ length: 30 }, (_, at) =>
    world.person(`late${at}-${crypto.randomUUID().slice(0, 4)}`, { locale: at % 2 ? 'fr' : 'en' }),
  )
  for (const [at, person] of late.entries()) {
    const theirs = texts[at % 2 ? 'fr' : 'en']
    await person.says(outage[at % 2 ? 'fr' : 'en'][at % 4]!)
    await person.presses(theirs.known.meToo)
    if (at % 5 === 0) await person.press(world.shownIn(person.home)[0]!.card, 'meToo')
  }
  expect((await tickets()).filter(({ parent_id }) => parent_id === lead!.id)).toHaveLength(33)
  expect(await tickets()).toHaveLength(34)
  const everybody = [...people.map((each) => each.person), ...late]
  const room = stage.roomOf(lead!.number)
  await karim.fills(t.incident.update, { fr: 'NOUVELLE-1', en: 'NEWS-1', minutes: '60' }, { thread: room })
  await karim.fills(t.incident.resolveAll, { resolution: 'DONE-1' }, { thread: room })
  for (const person of everybody) {
    expect(says(world, person.home).filter((line) => /NOUVELLE-1|NEWS-1/.test(line))).toHaveLength(1)
    expect(says(world, person.home).filter((line) => line.includes('DONE-1'))).toHaveLength(1)
  }
  for (const { person } of people)
    expect(says(world, person.home).filter((line) => /known problem|problème connu/.test(line))).toHaveLength(1)
})
