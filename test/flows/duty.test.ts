import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const at = (world: World, iso: string) => t.at(new Date(iso), 'Europe/Paris', world.now())

/** A Monday morning; the second line hands over on Mondays at nine. */
async function openDuty() {
  const world = await openWorld(database.db, { locale: 'en', at: '2026-03-02T10:00:00+01:00' })
  await noDuty(world)
  const team = await teamIn(world, 2, 'Network')
  const lea = await memberOf(world, team, 'Léa', { role: 'lead' })
  const karim = await memberOf(world, team, 'Karim', { platform: 'teams', locale: 'fr' })
  const noor = await memberOf(world, team, 'Noor', { platform: 'web' })
  const bob = world.person(`Bob${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
  const rota = {
    ...{ zone: 'Europe/Paris', startsOn: '2026-03-02', handoverMinute: 540, everyWeeks: 1 },
    ...{ people: [lea.id, karim.id, noor.id], atShiftEnd: 'keep' as const },
  }
  expect(await acts(world, lea.id, (desk) => desk.duty.setRota(team, rota))).toEqual({ done: true })
  return { world, team, lea, karim, noor, bob, rota }
}

describe('the person on call', () => {
  test('is called by name: in private, in the agents’ thread and on the card; the rest of the line sleeps', async () => {
    const { world, lea, karim, bob } = await openDuty()
    await bob.says('I want to talk to a person')
    const { number, title } = await world.db
      .selectFrom('tickets')
      .select(['number', 'title'])
      .orderBy('number', 'desc')
      .executeTakeFirstOrThrow()
    await world.later(6)
    expect(lea.hasSeen(t.duty.calledYou(number, title))).toBe(true)
    expect(karim.seen()).not.toContain(`#${number}`)
    const room = JSON.stringify(world.shownIn(world.rooms().at(-1)!))
    expect(room).toContain(t.duty.called(lea.name, number, '9 March at 09:00'))
    expect(room).toContain(JSON.stringify({ name: lea.name, account: lea.account }))
    expect(write(world.triageCard().blocks)).toContain(`${t.duty.calledFact}: ${lea.name}`)
  })

  test('is the stand-in while they are away, whoever was put in by hand, and the next from the handover on', async () => {
    const { world, lea, karim, noor, bob } = await openDuty()
    await lea.says('away until tomorrow 9:00')
    expect(lea.hasSeen(t.duty.youAreAway(at(world, '2026-03-03T09:00:00+01:00')))).toBe(true)
    await bob.says('I want to talk to a person')
    await world.later(6)
    expect(karim.seen()).toContain('Vous êtes d’astreinte')
    await lea.says('back')
    expect(lea.hasSeen(t.duty.youAreBack)).toBe(true)
    await lea.says(`duty @${noor.name} wednesday thursday`)
    expect(lea.hasSeen(t.duty.cannotCover(noor.name))).toBe(false)
    await karim.says('astreinte')
    expect(karim.seen()).toContain(`${lea.name} (relève : mercredi`)
    await world.until('2026-03-04T12:00:00+01:00')
    await lea.says('duty')
    expect(lea.seen()).toContain(t.duty.team.onCall(noor.name, at(world, '2026-03-05T00:00:00+01:00')))
  })
})

describe('at night', () => {
  test('the requester’s page reaches whoever is on call of the ticket’s own line, before the line above', async () => {
    const { world, lea } = await openDuty()
    const first = await teamIn(world, 1, 'Service desk')
    const eve = await memberOf(world, first, 'Eve')
    const rota = { ...{ zone: 'Europe/Paris', startsOn: '2026-03-02', handoverMinute: 540, everyWeeks: 1 } }
    await acts(world, lea.id, (desk) =>
      desk.duty.setRota(first, { ...rota, people: [eve.id], atShiftEnd: 'keep' as const }),
    )
    await world.until('2026-03-03T23:00:00+01:00')
    const amy = world.person(`Amy${crypto.randomUUID().slice(0, 4)}`, { locale: 'en' })
    await amy.says('I want to talk to a person')
    await amy.presses(t.handover.page)
    expect(eve.seen()).toContain('You are on call')
    expect(lea.seen()).not.toContain('You are on call')
    await eve.presses(t.duty.take)
    expect(amy.hasSeen(t.notices.claimed(eve.name))).toBe(true)
  })
})

describe('words about the duty', () => {
  test('are an employee’s own words, and say nothing of who is on call to them', async () => {
    const { lea, bob } = await openDuty()
    await bob.says('duty')
    expect(JSON.stringify(bob.transcript())).not.toContain('Léa')
    const { notice } = await bob.commands('away until friday')
    expect(notice).toBe(t.command.askInPrivate)
    expect(lea.seen()).not.toContain('Bob')
  })

  test('answer a command to the one who typed it, say which moment they do not understand, and know no stranger', async () => {
    const { karim, lea, noor } = await openDuty()
    expect((await lea.commands('garde'))?.notice).toContain(
      `Network: ${lea.name}, until 9 March at 09:00 · then ${karim.name}`,
    )
    expect((await lea.commands('away until never'))?.notice).toBe(t.duty.when('never'))
    expect((await lea.commands('duty @Nobody monday tuesday'))?.notice).toBe(t.duty.who('@Nobody'))
    const refused = await noor.commands(`duty @${karim.name} monday tuesday`)
    expect(refused.notice).toBe(t.duty.cannotCover(karim.name))
    expect((await karim.commands('absent du 16/3 au 20/3'))?.notice).toContain('16 mars')
    expect((await karim.commands('de retour'))?.notice).toBe(texts.fr.duty.wereHere)
  })

  test('a rota is written by leads only, of people of the team only', async () => {
    const { world, team, lea, karim, rota } = await openDuty()
    const stranger = await memberOf(world, null, 'Eve')
    expect(await acts(world, karim.id, (desk) => desk.duty.setRota(team, rota))).toMatchObject({ why: 'not-allowed' })
    const wrong = { ...rota, people: [stranger.id] }
    expect(await acts(world, lea.id, (desk) => desk.duty.setRota(team, wrong))).toMatchObject({ why: 'empty' })
    const nowhere = { ...rota, zone: 'Europe/Nowhere' }
    expect(await acts(world, lea.id, (desk) => desk.duty.setRota(team, nowhere))).toMatchObject({ why: 'empty' })
  })
})

describe('an agent who waits for an answer of their own', () => {
  test('speaks to the desk in words that can mean nothing else, and to their ticket in all others', async () => {
    const { world, lea, karim } = await openDuty()
    await lea.says('I want to talk to a person')
    const room = world.rooms().at(-1)!
    await lea.says('duty')
    await lea.says('away until tomorrow 9:00')
    await lea.says('my screen is dark')
    await lea.says('back')
    const said = JSON.stringify(world.shownIn(room))
    expect(said).toContain('my screen is dark')
    expect(said).not.toContain('away until')
    expect(lea.hasSeen(t.duty.title)).toBe(true)
    expect(lea.hasSeen(t.duty.youAreAway(at(world, '2026-03-03T09:00:00+01:00')))).toBe(true)
    expect(said).toContain('back')
    expect(karim.seen()).not.toContain('screen')
  })
})

describe('a desk without any rota', () => {
  test('calls the line as ever, and says that there is none', async () => {
    const { world, lea, karim, bob } = await openDuty()
    await noDuty(world)
    await bob.says('I want to talk to a person')
    await world.later(6)
    for (const one of [lea, karim]) expect(one.seen()).not.toMatch(/on call|d’astreinte/)
    expect(karim.seen()).toContain('de votre ligne')
    await lea.says('on call')
    expect(lea.hasSeen(t.duty.none)).toBe(true)
  })
})

describe('a shift that is swapped', () => {
  test('is asked with buttons, stays whose it is until the other accepts, and then both shifts change hands', async () => {
    const { world, lea, karim } = await openDuty()
    // Whoever is in the middle of a talk is asked afterwards.
    await world.later(6)
    expect((await lea.commands(`swap ${mentionOf(karim)} for 9/3`))?.notice).toContain(karim.name)
    await lea.says('duty')
    expect(lea.seen()).toContain(t.duty.team.onCall(lea.name, at(world, '2026-03-09T09:00:00+01:00')))
    expect(karim.seen()).toContain(texts.fr.duty.swap.accept)
    await karim.presses(texts.fr.duty.swap.accept)
    expect(lea.hasSeen(t.duty.swap.answered(karim.name, true, at(world, '2026-03-02T10:06:00+01:00')))).toBe(true)
    const [view] = await shiftsOf(world, lea.id)
    expect(view?.slice(0, 2).map(({ name, why }) => [name, why])).toEqual([
      [karim.name, 'swap'],
      [lea.name, 'swap'],
    ])
  })

  test('is put once more when nobody answers, can be declined in words, and is over when the shift is', async () => {
    const { world, lea, karim, noor } = await openDuty()
    await world.later(6)
    await karim.commands(`échange ${mentionOf(lea)}`)
    const asked = () => lea.seen().split(JSON.stringify(t.duty.swap.accept)).length - 1
    expect(asked()).toBe(1)
    await world.later(23 * 60)
    expect(asked()).toBe(1)
    await world.later(2 * 60)
    expect(asked()).toBe(2)
    expect((await lea.commands('swap no'))?.notice).toBe(t.duty.swap.declined)
    expect((await lea.commands('swap yes'))?.notice).toBe(t.duty.swap.none)
    expect(karim.seen()).toContain(`${lea.name} ne peut pas reprendre`)
    await karim.commands(`échange ${mentionOf(noor)}`)
    await world.until('2026-03-16T09:00:01+01:00')
    expect(karim.seen()).toContain('restée sans réponse')
    expect((await noor.commands('swap yes'))?.notice).toBe(t.duty.swap.none)
  })

  test('is refused where there is none, where the teams differ, and when it is no longer theirs', async () => {
    const { world, team, lea, karim, noor } = await openDuty()
    const eve = await memberOf(world, null, 'Eve')
    expect((await lea.commands(`swap @${eve.name}`))?.notice).toBe(t.duty.swap.noTeam(eve.name))
    expect((await lea.commands(`swap ${mentionOf(karim)} 11/3`))?.notice).toBe(t.duty.swap.noShift.own(karim.name))
    await lea.commands(`swap ${mentionOf(karim)}`)
    const span = { from: world.now(), to: new Date('2026-03-09T09:00:00+01:00') }
    await acts(world, lea.id, (desk) => desk.duty.cover(team, noor.id, span))
    expect((await karim.commands('échange oui'))?.notice).toBe(texts.fr.duty.swap.over)
  })
})

/** By their full name: a mention belongs to one platform. */
const mentionOf = ({ name }: { name: string }) => `@${name}`
const shiftsOf = async (world: World, who: `per_${string}`) => {
  const seen = await acts(world, who, (desk) => desk.duty.overview())
  return seen.done ? seen.teams.filter(({ duty }) => duty).map(({ shifts }) => shifts) : []
}
