import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDemo } from '../../src/seed/load.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
})
afterAll(() => database.close())

test('look', async () => {
  const world = await openWorld(database.db)
  const lea = world.person('Léa', { locale: 'fr' })
  await lea.arrives()
  await lea.says('mon VPN ne marche plus depuis ce matin, erreur 809')
  await lea.presses('C’est réglé')
  await lea.presses('4')
  await lea.presses('Sans commentaire')
  console.log(lea.transcript())
  const bob = world.person('Bob', { locale: 'en' })
  await bob.says("Laptop won't boot, client demo at 2pm")
  await bob.presses('Skip')
  await bob.presses('Open the ticket')
  const karim = world.person('Karim', { agent: true })
  const alex = world.person('Alex', { agent: true })
  const room = world.rooms().at(-1)!
  console.log(write(world.triageCard().blocks))
  await karim.presses('Prendre', { thread: room })
  console.log(await alex.press(world.triageCard().card, 'claim', {}, room))
  await karim.says('battery swelling on this model?', { thread: room, mentioned: false })
  await karim.fills('Répondre', { text: 'Hold power 30 s, tell me which light blinks.' }, { thread: room })
  const m = await bob.says('The orange one')
  await bob.edits(m, 'The white one')
  await karim.presses('Mettre en attente', { thread: room })
  await bob.says('It boots now')
  await karim.fills('Résoudre', { resolution: 'Power reset' }, { thread: room })
  await bob.presses('Yes')
  await bob.presses('5')
  await bob.says('great help')
  await bob.says('thanks!')
  console.log(bob.transcript())
  for (const shown of world.shownIn(room)) console.log('ROOM', write(shown.blocks))
  const u = world.person('Zoé', { locale: 'en' })
  await u.says('third time I ask, this bot is useless, I want a person')
  console.log(u.transcript())
  expect(1).toBe(1)
})
