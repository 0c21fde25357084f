import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { memberOf, noDuty } from '../support/duty.ts'
import { openWorld, type World, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const t = texts.en
const newest = (world: World) =>
  world.db.selectFrom('tickets').selectAll().orderBy('number', 'desc').executeTakeFirstOrThrow()

async function openHouse(platform: 'slack' | 'teams' | 'web') {
  const world = await openWorld(database.db, { locale: 'en' })
  await noDuty(world)
  const karim = await memberOf(world, null, 'Karim', { platform })
  const paul = await memberOf(world, null, 'Paul', { role: 'employee', locale: 'fr', platform: 'web' })
  return { world, karim, paul }
}

test.each(['slack', 'teams', 'web'] as const)(
  'an agent on %s opens a ticket for somebody who called: they are told in their language, answer in their own thread, and are no author',
  async (platform) => {
    const { world, karim, paul } = await openHouse(platform)
    const { notice } = await karim.commands(`for @${paul.name} his screen stays black since this morning`)
    const ticket = await newest(world)
    expect(notice).toBe(t.behalf.opened(ticket.number, paul.name))
    expect(ticket).toMatchObject({ requester_id: paul.id, author_id: karim.id, locale: 'fr' })
    expect(paul.hasSeen(texts.fr.behalf.openedForYou(karim.name))).toBe(true)
    expect(paul.hasSeen('his screen stays black since this morning')).toBe(true)
    expect(write(world.triageCard().blocks)).toContain(`${t.behalf.by}: ${karim.name}`)
    await paul.says('C’est l’écran de gauche')
    expect(JSON.stringify(world.shownIn(world.rooms().at(-1)!))).toContain('C’est l’écran de gauche')
  },
)

test('plain words do the same in a talk; a name of several words is set apart by a colon, and nobody is guessed', async () => {
  const { world, karim, paul } = await openHouse('teams')
  await world.db
    .updateTable('people')
    .set({ name: `Paul ${paul.name}` })
    .where('id', '=', paul.id)
    .execute()
  await karim.says(`pour @Paul ${paul.name} : l’imprimante bourre`)
  expect(await newest(world)).toMatchObject({ requester_id: paul.id, description: 'l’imprimante bourre' })
  const { notice } = await karim.commands('for @Nobody the beamer is dark')
  expect(notice).toBe(t.duty.who('@Nobody'))
})

test('the form of the home and of the menu asks agents for whom it is; a name it does not know is said on its field', async () => {
  const { world, karim, paul } = await openHouse('slack')
  const form = (await karim.opens('home', 'ask')).form
  expect(form?.fields.map(({ name }) => name)).toContain('who')
  const wrong = await karim.press('home', 'ask', { text: 'the beamer is dark', who: 'Nobody' })
  expect(wrong.errors).toEqual({ who: t.duty.who('Nobody') })
  await karim.press('home', 'ask', { text: 'the beamer is dark', who: paul.name })
  expect(await newest(world)).toMatchObject({ requester_id: paul.id, author_id: karim.id })
  await karim.says('menu')
  await karim.fills(t.menu.ask, { text: 'no sound either', who: paul.name })
  expect(await newest(world)).toMatchObject({ requester_id: paul.id, description: 'no sound either' })
})

test('an employee opens nothing in another’s name, whatever they send', async () => {
  const { world, karim, paul } = await openHouse('slack')
  const before = await world.db.selectFrom('tickets').select('id').execute()
  const eve = await memberOf(world, null, 'Eve', { role: 'employee' })
  expect((await eve.opens('home', 'ask')).form?.fields.map(({ name }) => name)).not.toContain('who')
  await eve.press('home', 'ask', { text: 'give me admin rights', who: paul.name })
  await eve.commands(`for @${karim.name} give me admin rights`)
  expect(await world.db.selectFrom('tickets').select('id').execute()).toHaveLength(before.length)
})
