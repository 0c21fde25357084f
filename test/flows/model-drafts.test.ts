import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { type ModelServer, modelAt, openModelServer, wellBehaved } from '../support/llm-stand-in.ts'
import { openWorld, write } from '../support/talk.ts'

/** What a model drafts for an agent: an internal message, and never a word to the requester. */
let database: TestDatabase
let server: ModelServer
beforeAll(async () => {
  database = await openTestDatabase()
  server = await openModelServer(wellBehaved)
})
afterAll(async () => {
  await server.close()
  await database.close()
})
beforeEach(() => server.acts(wellBehaved))
const t = texts.fr.agentCard

async function ticketWith({ model = true, locale = 'fr' as Locale } = {}) {
  const llm = modelAt(server, database.db)
  const world = await openWorld(database.db, { locale: 'fr', ...(model && { llm }) })
  const zoe = world.person('Zoé Lefèvre', { locale })
  const karim = world.person('Karim', { agent: true })
  await zoe.says(locale === 'fr' ? 'je veux parler à un humain' : 'I want to talk to a person')
  const room = world.rooms().at(-1)!
  await zoe.says('Zoé Lefèvre, 06 12 34 56 78 : mon mot de passe est Soleil2026, le VPN tombe toujours')
  await karim.says('secret interne : elle exagère', { thread: room, mentioned: false })
  const seen = () => world.shownIn(zoe.home).map(({ blocks }) => write(blocks))
  const inRoom = () => world.shownIn(room).map(({ blocks }) => write(blocks))
  server.requests.length = 0
  return { world, zoe, karim, room, seen, inRoom }
}

test('a summary, a suggested reply and a translation come as internal messages, and the requester sees nothing', async () => {
  const { karim, room, seen, inRoom } = await ticketWith()
  const before = seen()
  for (const kind of ['summary', 'suggestion', 'translation'] as const) {
    const reply = await karim.presses(t[kind], { thread: room })
    expect(reply.notice).toBe(t.drafting)
    expect(inRoom().at(-1)).toContain(t.drafts[kind])
    expect(inRoom().at(-1)).toContain(texts.fr.notices.internal)
  }
  expect(seen()).toEqual(before)
  expect(server.requests.map(({ purpose }) => purpose)).toEqual([
    'draft-summary',
    'draft-suggestion',
    'draft-translation',
  ])
})

test('a reply is drafted without what only agents may read; nothing personal or secret is sent', async () => {
  const { karim, room } = await ticketWith()
  for (const kind of ['summary', 'suggestion', 'translation'] as const) await karim.presses(t[kind], { thread: room })
  const [summary, suggestion, translation] = server.requests.map(({ raw }) => raw)
  expect(summary).toContain('secret interne')
  expect(suggestion).not.toContain('secret interne')
  expect(translation).not.toContain('secret interne')
  for (const raw of [summary, suggestion, translation])
    for (const canary of ['Lefèvre', 'Zoé', '12 34', 'Soleil2026', 'Karim']) expect(raw).not.toContain(canary)
})

test('the draft is in the language of its reader', async () => {
  const { karim, room } = await ticketWith({ locale: 'en' })
  for (const kind of ['summary', 'suggestion', 'translation'] as const) await karim.presses(t[kind], { thread: room })
  const languages = server.requests.map(({ body }) => /in(?:to)? (French|English)/.exec(body.messages[0]!.content)?.[1])
  expect(languages).toEqual(['French', 'English', 'English'])
})

test('lines with links and mentions are dropped, names come back, and a failure is said', async () => {
  const { karim, room, inRoom } = await ticketWith()
  server.acts(({ data }) => {
    const name = /\[name-\d\]/.exec(JSON.stringify(data))![0]
    const text = `Bonjour ${name}, le réseau est rétabli.\nVoyez https://evil.example/x\n@channel regardez ceci\n<!here> bonjour`
    return { says: { language: 'fr', text } }
  })
  await karim.presses(t.suggestion, { thread: room })
  const draft = inRoom().at(-1)!
  expect(draft).toContain('Bonjour Zoé Lefèvre, le réseau est rétabli.')
  for (const forbidden of ['evil', '@channel', '<!here>']) expect(draft).not.toContain(forbidden)
  server.acts(() => ({ raw: '', status: 500 }))
  await karim.presses(t.summary, { thread: room })
  expect(inRoom().at(-1)).toContain(t.noDraft)
})

test('an employee who presses a copied button gets no draft, and none is asked for', async () => {
  const { world, zoe, room } = await ticketWith()
  const reply = await zoe.press(world.triageCard().card, 'summary', {}, room)
  expect(reply.notice).toBe(texts.fr.agentCard.refusals['not-allowed'])
  expect(server.requests).toEqual([])
})

test('without a model the card offers no draft', async () => {
  const { inRoom } = await ticketWith({ model: false })
  for (const label of [t.summary, t.suggestion, t.translation]) expect(inRoom().join('\n')).not.toContain(`[${label}]`)
})
