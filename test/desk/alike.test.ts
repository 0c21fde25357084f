import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hear } from '../../src/conversation/hear.ts'
import { areAlike, isRising, perHour } from '../../src/desk/tickets/alike.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld, write } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

type Line = [text: string, locale: 'fr' | 'en']
const incident = ([text, locale]: Line) => ({ text, locale, type: 'incident' as const })

describe('one cause, across words and languages', () => {
  const same: [Line, Line][] = [
    [
      ['mail down', 'en'],
      ['Outlook ne marche plus', 'fr'],
    ],
    [
      ['mails?', 'en'],
      ['no more mail since 9', 'en'],
    ],
    [
      ['VPN drops every ten minutes', 'en'],
      ['le VPN tombe sans arrêt', 'fr'],
    ],
    [
      ['wifi down on 3rd floor', 'en'],
      ['plus de Wi-Fi au 3e étage', 'fr'],
    ],
    [
      ['SAP login fails', 'en'],
      ['connexion SAP impossible', 'fr'],
    ],
  ]
  test.each(same)('%j is like %j', (one, other) => expect(areAlike(incident(one), incident(other))).toBe(true))

  const different: [Line, Line][] = [
    [
      ['Outlook ne marche plus', 'fr'],
      ['l’imprimante ne marche plus', 'fr'],
    ],
    [
      ['my laptop is slow', 'en'],
      ['my laptop screen is black', 'en'],
    ],
    [
      ['j’ai oublié mon mot de passe', 'fr'],
      ['mon mot de passe est refusé', 'fr'],
    ],
    [
      ['I want to talk to a person', 'en'],
      ['third time I ask, I want a person', 'en'],
    ],
    [
      ['', 'fr'],
      ['', 'fr'],
    ],
  ]
  test.each(different)('%j is not like %j', (one, other) =>
    expect(areAlike(incident(one), incident(other))).toBe(false),
  )

  test('a wish is never like a failure', () =>
    expect(
      areAlike(incident(['the VPN is down', 'en']), {
        ...incident(['install the VPN', 'en']),
        type: 'service-request',
      }),
    ).toBe(false))
})

test('from the fourth report of one outage on, every agents’ card says so; a person decides', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  const t = texts.en
  for (const [text, locale] of [
    ['mail is down', 'en'],
    ['Outlook ne marche plus', 'fr'],
    ['no mails since nine', 'en'],
    ['messagerie Outlook en panne', 'fr'],
  ] as const) {
    const person = world.person(`p${crypto.randomUUID().slice(0, 5)}`, { locale })
    await person.says(`${text}, ${locale === 'fr' ? 'je veux un humain' : 'I want a person'}`)
  }
  const numbers = (await database.db.selectFrom('tickets').select('number').orderBy('number', 'desc').execute()).map(
    ({ number }) => number,
  )
  expect(write(world.triageCard().blocks)).toContain(t.agentCard.cluster(numbers.slice(1), 4, 4))

  // Quiet for an hour: still alike, but nothing that rises.
  await world.later(61)
  const nora = world.person('Nora', { agent: true })
  await nora.reacts('👀', world.triageCard().id, world.rooms().at(-1)!)
  const later = write(world.triageCard().blocks)
  expect(later).toContain(t.agentCard.alike(numbers.slice(1)))
  expect(later).not.toContain('/h')
})

test('two reports of one instant light the earlier cards as well, in whatever order they are brought in', async () => {
  const world = await openWorld(database.db, { locale: 'en', at: '2026-05-04T10:00:00+02:00' })
  const says = (text: string) => world.person(`v${crypto.randomUUID().slice(0, 5)}`, { locale: 'en' }).says(text)
  for (let at = 0; at < 3; at++) await says('the VPN is down for me, I want a person')
  const before = world.rooms()
  expect(before.map((room) => write(world.shownIn(room)[0]!.blocks)).join()).not.toContain('Looks like')
  for (const name of ['w1', 'w2']) {
    const { account, home } = world.person(name, { locale: 'en' })
    const heard = { kind: 'text', text: 'the VPN is down here, I want a person', mentioned: true } as const
    const event = { id: `test:${crypto.randomUUID()}`, at: world.now(), thread: home, from: { account }, heard }
    // Heard, and the agents are not brought in yet: the tick will do both.
    await hear(world.db, world.house, event, world.now())
  }
  await world.later(1)
  expect(world.rooms()).toHaveLength(5)
  for (const room of world.rooms()) expect(write(world.shownIn(room)[0]!.blocks)).toContain('Looks like')
})

describe('a cluster', () => {
  const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 9, minutes))
  const reports = (...minutes: number[]) => minutes.map((each, number) => ({ number, opened_at: at(each) }))

  test('rises from the fourth report on, while more than one came within the last hour', () => {
    expect(isRising(reports(0, 1, 2), at(3))).toBe(false)
    expect(isRising(reports(0, 1, 2, 3), at(3))).toBe(true)
    expect(perHour(reports(0, 1, 2, 3), at(3))).toBe(4)
    expect(isRising(reports(0, 1, 2, 3), at(61))).toBe(true)
    expect(isRising(reports(0, 1, 2, 3), at(62))).toBe(false)
  })

  test('that comes one by one, an hour and more apart, does not', () => {
    expect(isRising(reports(0, 70, 140, 210), at(211))).toBe(false)
    expect(isRising(reports(0, 70, 140, 210, 212), at(212))).toBe(true)
  })
})
