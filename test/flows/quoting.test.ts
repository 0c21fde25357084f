import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { quotableAt } from '../../src/desk/knowledge/audience.ts'
import type { Db } from '../../src/schema.ts'
import { texts } from '../../src/texts/index.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { store } from '../support/knowledge.ts'
import { openWorld, write } from '../support/talk.ts'

let opened: TestDatabase
let db: Db
let world: Awaited<ReturnType<typeof openWorld>>
beforeAll(async () => {
  opened = await openTestDatabase()
  db = opened.db
  world = await openWorld(db, { locale: 'en' })
  const steps = '\n\n1. Open it.\n2. Look.'
  await store(db, [
    { externalId: 'open', locale: 'en', title: 'Public lantern manual', body: `PUBLIC${steps}`, audience: 'public' },
    {
      externalId: 'staff',
      locale: 'en',
      title: 'Employees trumpet manual',
      body: `STAFF${steps}`,
      audience: 'employees',
    },
    { externalId: 'vault', locale: 'en', title: 'Agents harpoon manual', body: `VAULT${steps}`, audience: 'agents' },
    { externalId: 'seul', locale: 'fr', title: 'Accorder le vibraphone', body: `SEUL${steps}`, audience: 'public' },
  ])
})
afterAll(() => opened.close())

let threads = 0
/** Asks about the three articles in a fresh thread of a place and tells which of them were quoted there. */
async function quoted(agent: boolean, place: 'private' | 'channel' | 'triage', outsiders = false) {
  const person = world.person(`reader${++threads}`, { locale: 'en', agent })
  const quotes: string[] = []
  for (const [word, words] of [
    ['PUBLIC', 'How do I use the public lantern manual'],
    ['STAFF', 'How do I use the employees trumpet manual'],
    ['VAULT', 'How do I use the agents harpoon manual'],
  ] as const) {
    const channel = place === 'triage' ? world.triageChannel : (`slack:elsewhere:C${threads}` as ThreadKey)
    const thread: ThreadKey = place === 'private' ? person.home : `${channel}/${word}${threads}`
    const before = world.shownIn(thread).length
    await world.hears({
      thread,
      from: { account: person.account, name: 'reader', locale: 'en', agent },
      heard: { kind: 'text', text: words, mentioned: true },
      message: `${word}${threads}`,
      ...(outsiders && { outsiders }),
    })
    const shown = world.shownIn(thread).slice(before)
    if (
      shown
        .map(({ blocks }) => write(blocks))
        .join()
        .includes(word)
    )
      quotes.push(word)
    await person.says('cancel', { thread })
  }
  return quotes.join(' ')
}

test('in private a person is quoted what they may read', async () => {
  expect(await quoted(false, 'private')).toBe('PUBLIC STAFF')
  expect(await quoted(true, 'private')).toBe('PUBLIC STAFF VAULT')
})
test('in a channel everybody reads along: nobody is quoted what employees may not read, not even an agent', async () => {
  expect(await quoted(false, 'channel')).toBe('PUBLIC STAFF')
  expect(await quoted(true, 'channel')).toBe('PUBLIC STAFF')
})
test('in a channel shared with another company only public articles are quoted, and the others are offered in private', async () => {
  expect(await quoted(false, 'channel', true)).toBe('PUBLIC')
  expect(await quoted(true, 'channel', true)).toBe('PUBLIC')
  const said = world.shownIn(`slack:elsewhere:C${threads}/STAFF${threads}`).map(({ blocks }) => write(blocks))
  expect(said.join()).toContain('Write to me directly')
})
test('in the agents’ own channel agents are quoted everything', async () => {
  expect(await quoted(true, 'triage')).toBe('PUBLIC STAFF VAULT')
  const settings = { triageChannels: [`slack:T1:C1` as const] }
  expect(quotableAt({ role: 'agent' }, { ...settings, thread: 'slack:T1:C12/1.1' })).not.toContain('agents')
})
test('an article that exists in the other language alone is given with a notice', async () => {
  const person = world.person('foreign', { locale: 'en' })
  await person.says('vibraphone')
  expect(person.transcript()).toContain('bot  | SEUL\nbot  | (This article only exists in French.)')
})

test('in matters of security or of data nothing unsure is offered: a person looks at it', async () => {
  const world = await openWorld(db, { locale: 'en' })
  const t = texts.en.answer
  const body = 'Do not click.\n\n1. Forward it.'
  await store(db, [
    { externalId: 'phish1', locale: 'en', title: 'Phishing mail with an invoice', body, audience: 'employees' },
    { externalId: 'phish2', locale: 'en', title: 'Phishing mail with a parcel', body, audience: 'employees' },
    { externalId: 'desk1', locale: 'en', title: 'Printer tray with an envelope', body: 'Open.', audience: 'employees' },
    { externalId: 'desk2', locale: 'en', title: 'Printer tray with a label', body: 'Open.', audience: 'employees' },
  ])
  const asks = async (text: string) => {
    const person = world.person(`careful${text.length}`, { locale: 'en' })
    await person.says(text)
    return world
      .shownIn(person.home)
      .map(({ blocks }) => write(blocks))
      .join('\n')
  }
  const secure = await asks('How do I report a suspicious phishing mail?')
  expect(secure).toContain(t.careful)
  expect(secure).not.toContain('Phishing mail with')
  const usual = await asks('How do I use the printer tray?')
  expect(usual).toContain(t.which)
})
