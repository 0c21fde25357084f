import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { seedDemo } from '../../src/seed/load.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { openWorld } from '../support/talk.ts'

/** Talks as people have them: typed answers, slips, long stories, changes of mind. One golden text for each. */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const world = await openWorld(database.db)
  await seedDemo(database.db, world.settings, world.now())
  await database.db.updateTable('tickets').set({ status: 'closed', page_at: null, close_at: null }).execute()
})
afterAll(() => database.close())

async function talk(locale: Locale, ...lines: string[]) {
  const world = await openWorld(database.db, { locale })
  const person = world.person(locale === 'fr' ? 'Léa' : 'Bob', { locale })
  for (const line of lines) await person.says(line)
  const ticket = await world.db
    .selectFrom('tickets as t')
    .innerJoin('mirrors as m', 'm.ticket_id', 't.id')
    .selectAll('t')
    .where('m.thread', '=', person.home)
    .executeTakeFirst()
  await world.db.updateTable('tickets').set({ status: 'closed', page_at: null }).execute()
  return { world, person, ticket, transcript: person.transcript().replaceAll(/(#|n°\s?|° ?#?)\d{4}/g, '$1…') }
}

const wanderings: readonly [name: string, locale: Locale, lines: string[]][] = [
  [
    'typed',
    'fr',
    ['j’ai un souci avec outlook', 'ok', 'aucun de ceux-là', 'moi seulement', 'je ne sais pas', 'Ouvrir le ticket'],
  ],
  [
    'typed',
    'en',
    ['I forgot my password and I need access to the finance share', 'the second one', 'not solved', 'skip', 'yes'],
  ],
  ['slip', 'fr', ['mon imprimente marche pas', '2', 'ok', 'oui']],
  ['slip', 'en', ['the prnter is jammed', 'yes', 'no', 'my team', '2', 'none', 'open the ticket']],
  [
    'story',
    'fr',
    [
      'Bonjour, alors voilà depuis ce matin quand j’arrive au bureau je branche mon portable sur la station d’accueil et l’écran externe ne s’allume pas, j’ai essayé de redémarrer, rien à faire',
      'oui',
      'non',
      'passer',
      'oui',
    ],
  ],
  [
    'story',
    'en',
    [
      'Hi there, sorry to bother you, I came back from holidays yesterday and since then every time I open my laptop at home the vpn says error 809 and I have restarted three times already',
      'error 809',
      'that worked, thanks',
    ],
  ],
  [
    'greeting-first',
    'en',
    ['hello', 'my VPN stopped working this morning, error 809', 'not solved', 'I want a person please'],
  ],
  ['declined', 'fr', ['mon vpn ne marche plus', 'non merci', 'passer', 'non', 'oui']],
  ['many', 'en', ['nobody in the Lyon office can reach the internet', 'yes']],
  ['many', 'fr', ['plus personne n’a internet dans toute l’agence', 'oui']],
  ['emergency', 'en', ['I clicked on a link in a suspicious email and typed my password']],
  ['emergency', 'fr', ['on m’a volé mon ordinateur dans le train']],
]

test.each(wanderings)('%s (%s)', async (name, locale, lines) => {
  const { transcript } = await talk(locale, ...lines)
  await expect(transcript).toMatchFileSnapshot(`../golden/wandering-${name}.${locale}.txt`)
})

test('a greeting is neither the title nor the first words of the ticket that follows', async () => {
  const { ticket } = await talk(
    'en',
    'hello',
    'my VPN stopped working this morning, error 809',
    'I want a person please',
  )
  expect(ticket).toMatchObject({ title: 'my VPN stopped working this morning, error 809', category: 'network' })
  const read = await database.db
    .selectFrom('triage_decisions')
    .select('decision')
    .where('ticket_id', '=', ticket!.id)
    .executeTakeFirst()
  expect(read?.decision).toMatchObject({ intent: 'incident' })
  const long = await talk('fr', 'Bonjour à tous,\nimpossible d’imprimer', 'un humain')
  expect(long.ticket?.title).toBe('impossible d’imprimer')
})

test('an account or a device in somebody else’s hands is with a person at once, before anything is asked', async () => {
  for (const [locale, line] of [
    ['en', 'I clicked on a link in a suspicious email and typed my password'],
    ['en', 'I lost my work phone'],
    ['fr', 'on m’a volé mon ordinateur dans le train'],
    ['fr', 'j’ai donné mon mot de passe au téléphone à quelqu’un qui disait être du support'],
  ] as const) {
    const { ticket } = await talk(locale, line)
    expect(ticket, line).toMatchObject({ priority: 'P2', category: 'security', handover: true })
  }
})

test('a question about an emergency is a question', async () => {
  for (const [locale, line] of [
    ['en', 'how do I lock my stolen phone'],
    ['fr', 'comment signaler un mail suspect ?'],
    ['en', 'I clicked on the link to install zoom but nothing happens'],
  ] as const)
    expect((await talk(locale, line)).ticket, line).toBeUndefined()
})

test('a password that somebody pastes is stored nowhere, seen by no agent, and its owner is told to change it', async () => {
  const secret = 'Tr0ub4dor&3'
  const { world, person, transcript, ticket } = await talk(
    'en',
    `my password is ${secret} and outlook refuses it`,
    'a person',
  )
  expect(transcript).toContain('change it now')
  expect(ticket?.description).toContain('my password is ••••••')
  const agent = world.person('Karim', { agent: true })
  await agent.says(`try with password: ${secret}`, { thread: world.rooms().at(-1)! })
  expect(JSON.stringify(world.shownIn(world.triageChannel))).not.toContain(secret)
  expect(person.hasSeen(secret)).toBe(false)
  const tables = [
    'heard',
    'conversations',
    'outbox',
    'tickets',
    'messages',
    'ticket_events',
    'triage_decisions',
  ] as const
  for (const table of tables) {
    const rows = await world.db.selectFrom(table).selectAll().execute()
    expect(JSON.stringify(rows), table).not.toContain(secret)
  }
})
