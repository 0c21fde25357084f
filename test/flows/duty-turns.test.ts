import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ThreadKey } from '../../src/chat/thread.ts'
import type { TurnsDraft } from '../../src/desk/duty/turning.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { acts, memberOf, noDuty, teamIn } from '../support/duty.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en

const plain: TurnsDraft = {
  ...{ routing: 'off', mostOpen: 0, takeMinutes: 10, anyoneMinutes: 30, steps: [], rounds: 1, staleMinutes: 0 },
}
const rotaOf = (...people: { id: `per_${string}` }[]) => ({
  ...{ zone: 'Europe/Paris', startsOn: '2026-03-02', handoverMinute: 540, everyWeeks: 1 },
  ...{ people: people.map(({ id }) => id), atShiftEnd: 'hand-over' as const },
})

/** A Monday at ten; two agents and a lead answer the first line. */
async function openTeam(draft: Partial<TurnsDraft>, locale: 'fr' | 'en' = 'en') {
  const world = await openWorld(database.db, { locale, at: '2026-03-02T10:00:00+01:00' })
  await noDuty(world)
  await world.db.updateTable('tickets').set({ status: 'closed' }).execute()
  const team = await teamIn(world, 1, 'Service desk')
  const lea = await memberOf(world, team, 'Lea', { role: 'lead', locale })
  const karim = await memberOf(world, team, 'Karim', { platform: 'teams', locale })
  const noor = await memberOf(world, team, 'Noor', { platform: 'web', locale })
  await acts(world, lea.id, (desk) => desk.duty.setTurns(team, { ...plain, ...draft }))
  const everybody = [lea, karim, noor]
  /** A ticket, and a moment later what the clock makes of it. */
  const asks = async (words = 'I want to talk to a person') => {
    const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale })
    await bob.says(words)
    const ticket = await newest(world)
    await world.later(0)
    return { bob, id: ticket.id, number: ticket.number, room: world.rooms().at(-1)! }
  }
  /** One that nobody waits for by the minute: its line has two hours. */
  const opens = async () => {
    const amy = await memberOf(world, null, 'Amy', { role: 'employee', locale })
    const { id, number } = await acts(world, amy.id, async (desk) => {
      const opened = await desk.tickets.open({
        ...{
          source: crypto.randomUUID(),
          type: 'incident',
          description: 'The printer jams',
          impact: 'one',
          urgency: 'low',
        },
        thread: amy.home,
      })
      if (!opened.done) throw new Error(opened.why)
      return opened.ticket
    })
    await world.later(0)
    return { id, number, room: world.rooms().at(-1)! }
  }
  const offeredTo = (number: number) => everybody.filter((one) => one.seen().includes(`#${number} is offered to you`))
  return { world, team, lea, karim, noor, everybody, asks, opens, offeredTo }
}

const newest = (world: World) =>
  world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()
const kinds = async (world: World, id: `tkt_${string}`) =>
  (await world.db.selectFrom('ticket_events').select('kind').where('ticket_id', '=', id).orderBy('seq').execute()).map(
    ({ kind }) => kind,
  )

describe('tickets by turn', () => {
  test('go to one after another on Slack, Teams and the web; the one whose turn it is takes it with a button', async () => {
    const { world, opens, offeredTo, everybody } = await openTeam({ routing: 'turns' })
    const tickets = [await opens(), await opens(), await opens()]
    const turns = tickets.map(({ number }) => offeredTo(number))
    expect(turns.map(({ length }) => length)).toEqual([1, 1, 1])
    expect(new Set(turns.flat())).toEqual(new Set(everybody))
    for (const [i, { id, room }] of tickets.entries()) {
      const agent = turns[i]![0]!
      expect(JSON.stringify(world.shownIn(room)[0])).toContain(agent.name)
      await agent.presses(t.duty.take)
      expect(
        (await world.db.selectFrom('tickets').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).assignee_id,
      ).toBe(agent.id)
      expect(await kinds(world, id)).toEqual(['opened', 'offered', 'claimed'])
    }
  })

  test('an offer that is passed goes on at once, one that nobody answers after its working minutes; then all may see it wait', async () => {
    const { world, opens, offeredTo } = await openTeam({ routing: 'turns', takeMinutes: 10 })
    const { id, number } = await opens()
    const [first] = offeredTo(number)
    expect((await first!.commands(`pass ${number}`))?.notice).toBe(t.duty.passed(number))
    await world.later(0)
    expect(offeredTo(number)).toHaveLength(2)
    await world.later(9)
    expect(offeredTo(number)).toHaveLength(2)
    await world.later(1)
    expect(offeredTo(number)).toHaveLength(3)
    await world.later(10)
    await world.later(10)
    expect(await kinds(world, id)).toEqual(
      expect.arrayContaining(['opened', 'offered', 'offer-passed', 'offer-expired']),
    )
    expect((await kinds(world, id)).filter((kind) => kind === 'offered')).toHaveLength(3)
    expect(await newest(world)).toMatchObject({ status: 'new', assignee_id: null })
    expect((await first!.commands(`take ${number}`))?.notice).toBe(t.duty.taken(number))
  })

  test('nobody gets more than they may have, nobody who is away gets any; what is left waits until somebody is free', async () => {
    const { world, opens, offeredTo, karim, noor, lea } = await openTeam({ routing: 'turns', mostOpen: 1 })
    await noor.says('away until friday')
    const [one, two, three] = [await opens(), await opens(), await opens()]
    expect([...offeredTo(one.number), ...offeredTo(two.number)]).toHaveLength(2)
    expect(offeredTo(three.number)).toEqual([])
    for (const { number } of [one, two]) await offeredTo(number)[0]!.commands(`take ${number}`)
    await world.later(1)
    expect(offeredTo(three.number)).toEqual([])
    await acts(world, karim.id, (desk) => desk.duty.setMember(karim.id, { mostOpen: 9, languages: [], skills: [] }))
    await acts(world, lea.id, (desk) => desk.duty.setMember(karim.id, { mostOpen: 2, languages: [], skills: [] }))
    await world.later(1)
    expect(offeredTo(three.number)).toEqual([karim])
  })

  test('wait for somebody who speaks the language, then go to anyone; nothing is offered while the desk is closed', async () => {
    const { world, lea, karim, noor, opens } = await openTeam({ routing: 'turns', anyoneMinutes: 30 })
    for (const { id } of [karim, noor, lea])
      await acts(world, lea.id, (desk) => desk.duty.setMember(id, { mostOpen: null, languages: ['fr'], skills: [] }))
    const offers = () => world.db.selectFrom('ticket_calls').select('id').where('ticket_id', '=', id).execute()
    const { id } = await opens()
    expect(await offers()).toEqual([])
    await world.later(29)
    expect(await offers()).toEqual([])
    await world.later(2)
    expect(await offers()).toHaveLength(1)
    await world.until('2026-03-02T22:00:00+01:00')
    const night = await opens()
    expect(await world.db.selectFrom('ticket_calls').select('id').where('ticket_id', '=', night.id).execute()).toEqual(
      [],
    )
  })

  test.each(['en', 'fr'] as const)('read as a talk (%s): passed on by one, taken by the next', async (locale) => {
    const { world, opens, everybody } = await openTeam({ routing: 'turns' }, locale)
    const words = texts[locale].duty
    const { number } = await opens()
    const talk: string[] = []
    const shows = (name: string, home: ThreadKey) =>
      talk.push(
        ...write(world.shownIn(home).at(-1)!.blocks)
          .split('\n')
          .map((line) => `${name} | ${line}`),
      )
    const asked = () => everybody.filter((one) => one.seen().includes(JSON.stringify(words.pass)))
    const [first] = asked()
    shows('first', first!.home)
    const passed = await first!.presses(words.pass)
    shows('first', first!.home)
    await world.later(1)
    const second = asked().find((one) => one !== first)!
    shows('next', second.home)
    const taken = await second.presses(words.take)
    shows('next', second.home)
    talk.push(`first | ${passed.notice}`, `next | ${taken.notice}`)
    await expect(`${talk.join('\n').replaceAll(`#${number}`, '#1042')}\n`).toMatchFileSnapshot(
      `../golden/duty-offer.${locale}.txt`,
    )
  })

  test('a team that takes no turns is offered nothing', async () => {
    const { opens, offeredTo } = await openTeam({})
    expect(offeredTo((await opens()).number)).toEqual([])
  })
})

describe.each(['en', 'fr'] as const)('an escalation in steps (%s)', (locale) => {
  test('calls whoever is on call, the team, the next line; each step once, as often as was said, and not the lines beside', async () => {
    const steps = [
      { wait: 10, tell: 'on-call' },
      { wait: 15, tell: 'team' },
      { wait: 20, tell: 'desk' },
    ] as const
    const { world, team, lea, karim, asks } = await openTeam({ steps, rounds: 2 }, locale)
    await acts(world, lea.id, (desk) => desk.duty.setRota(team, rotaOf(karim, lea)))
    const { id, room, number } = await asks(
      locale === 'fr' ? 'Je veux parler à un humain' : 'I want to talk to a person',
    )
    for (let minute = 0; minute < 130; minute += 5) await world.later(5)
    const told = world.shownIn(room).slice(1)
    const said = told.map(({ blocks }) => write(blocks)).join('\n')
    const names = [
      ['Karim', karim.name],
      ['#1042', `#${number}`],
    ] as const
    const written = names.reduce((text, [shown, real]) => text.replaceAll(real, shown), said)
    await expect(`${written}\n`).toMatchFileSnapshot(`../golden/duty-chain.${locale}.txt`)
    expect((await kinds(world, id)).filter((kind) => kind === 'paged')).toHaveLength(6)
    expect(await newest(world)).toMatchObject({ tier: 1, status: 'new' })
  })
})

describe('an escalation', () => {
  test('stops when somebody takes the ticket, begins anew when it is free again, and reminds of a claim gone stale once', async () => {
    const { world, lea, karim, asks } = await openTeam({
      steps: [{ wait: 10, tell: 'team' }],
      rounds: 5,
      staleMinutes: 30,
    })
    const { id, number, room } = await asks()
    await world.later(5)
    await karim.commands(`take ${number}`)
    await world.later(20)
    expect(await kinds(world, id)).toEqual(['opened', 'claimed'])
    await world.later(20)
    await world.later(20)
    expect(await kinds(world, id)).toEqual(['opened', 'claimed', 'reminded'])
    expect(karim.hasSeen(t.duty.stale(number, 'I want to talk to a person', 30))).toBe(true)
    await lea.fills(t.agentCard.note, { text: 'looked at it' }, { thread: room })
    await world.later(35)
    expect((await kinds(world, id)).filter((kind) => kind === 'reminded')).toHaveLength(2)
    await karim.says('handover')
    await world.later(0)
    await world.later(11)
    expect((await kinds(world, id)).at(-1)).toBe('paged')
  })

  test('gives the ticket to the next line where a step says so, and to whoever is on call there', async () => {
    const { world, lea, asks } = await openTeam({ steps: [{ wait: 10, tell: 'next-line' }], rounds: 1 })
    const second = await teamIn(world, 2, 'Network')
    const noor = await memberOf(world, second, 'Noor')
    await acts(world, lea.id, (desk) => desk.duty.setRota(second, rotaOf(noor)))
    const { number, id } = await asks()
    await world.later(11)
    expect(await newest(world)).toMatchObject({ tier: 2 })
    expect(noor.seen()).toContain(`#${number}`)
    await world.later(30)
    await world.later(30)
    expect((await kinds(world, id)).filter((kind) => kind === 'paged')).toHaveLength(1)
  })
})

describe.each(['en', 'fr'] as const)('when a shift ends (%s)', (locale) => {
  test('open claims go to the next on duty with a brief: the state, what was tried, what is promised', async () => {
    const { world, team, lea, karim, asks } = await openTeam({}, locale)
    const words = texts[locale]
    await acts(world, lea.id, (desk) => desk.duty.setRota(team, rotaOf(karim, lea)))
    const { bob, number, room, id } = await asks(
      locale === 'fr' ? 'Je veux parler à un humain, mon VPN expire' : 'I want to talk to a person, my VPN times out',
    )
    await karim.commands(`take ${number}`)
    await karim.fills(words.agentCard.reply, { text: 'VPN 5.2 ?' }, { thread: room })
    await bob.says(locale === 'fr' ? 'Oui, la 5.2' : 'Yes, 5.2')
    await karim.says(locale === 'fr' ? 'Profil à recréer' : 'Profile to be made again', { thread: room })
    await world.until('2026-03-09T08:59:00+01:00')
    expect(await newest(world)).toMatchObject({ assignee_id: karim.id })
    await world.until('2026-03-09T09:00:01+01:00')
    expect(await newest(world)).toMatchObject({ assignee_id: lea.id, status: 'in-progress' })
    const brief = write(world.shownIn(lea.home).at(-1)!.blocks)
    const names = [
      [karim.name, 'Karim'],
      [lea.name, 'Lea'],
      [bob.name, 'Bob'],
      [`#${number}`, '#1042'],
    ] as const
    const written = names.reduce((text, [real, shown]) => text.replaceAll(real, shown), brief)
    await expect(`${written}\n`).toMatchFileSnapshot(`../golden/duty-handover.${locale}.txt`)
    expect(bob.hasSeen(words.notices.claimed(lea.name))).toBe(true)
    expect(JSON.stringify(world.shownIn(bob.home))).not.toMatch(/Profil/)
    await world.later(30)
    expect((await kinds(world, id)).filter((kind) => kind === 'handed-over')).toHaveLength(1)
  })
})

describe('nothing stays', () => {
  test('with whoever is away for long; a lunch hour keeps everything where it is', async () => {
    const { world, team, lea, karim, noor, asks } = await openTeam({})
    await acts(world, lea.id, (desk) => desk.duty.setRota(team, rotaOf(noor)))
    const { number } = await asks()
    await karim.commands(`take ${number}`)
    await karim.commands('away until 13:00')
    await world.later(1)
    expect(await newest(world)).toMatchObject({ assignee_id: karim.id })
    await karim.commands('back')
    await karim.commands('away')
    await world.later(1)
    expect(await newest(world)).toMatchObject({ assignee_id: noor.id })
  })

  test('with whoever left the desk or the team; handed over by hand it goes to the one who was named', async () => {
    const { world, lea, karim, noor, asks } = await openTeam({})
    const { number, id } = await asks()
    await karim.commands(`take ${number}`)
    expect((await karim.commands(`handover @${lea.name}`))?.notice).toBe(t.duty.handedOver(1))
    expect(await newest(world)).toMatchObject({ assignee_id: lea.id })
    expect((await karim.commands('passer la main'))?.notice).toBe(t.duty.nothingInHand)
    await lea.commands(`passer la main à ${noor.name}`)
    expect(await newest(world)).toMatchObject({ assignee_id: noor.id })
    await acts(world, lea.id, (desk) =>
      desk.duty.setMember(noor.id, { team: null, mostOpen: null, languages: [], skills: [] }),
    )
    expect(await newest(world)).toMatchObject({ assignee_id: null, status: 'new' })
    await karim.commands(`take ${number}`)
    await world.db.updateTable('people').set({ role: 'employee' }).where('id', '=', karim.id).execute()
    await world.db.updateTable('accounts').set({ agent: false }).where('person_id', '=', karim.id).execute()
    await world.later(1)
    expect(await newest(world)).toMatchObject({ assignee_id: null, status: 'new' })
    expect((await kinds(world, id)).filter((kind) => kind === 'handed-over')).toHaveLength(4)
  })
})
