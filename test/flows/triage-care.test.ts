import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    expect(notice).toMatch(locale === 'fr' ? /Proposé avant.*809.*v1, place 1/ : /Offered before.*809.*v1, place 1/)
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
