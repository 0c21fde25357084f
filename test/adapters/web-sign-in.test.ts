import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSession, signInPath } from '../../adapters/web/sessions.ts'
import { linkPath } from '../../src/desk/files/reading.ts'
import { type Console, openConsole, visitor } from '../support/console.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole({ demo: false, locale: 'en' })
  await app.person('lead', { name: 'Nora Lead', role: 'admin' })
  await app.person('employee', { name: 'Emil Employee' })
})
afterAll(() => app.stop())

/** Tries are counted by the minute for everybody, so each test waits for none: it makes the only tries it needs. */
async function signedIn(person: `per_${string}`) {
  const page = visitor(app.address)
  const token = (await app.web.signInLink(person)).split('/').at(-1)!
  const answer = await page.post('/sign-in', { token })
  return { page, token, answer }
}

test('without the demonstration nothing is shown before signing in, in either language', async () => {
  const page = visitor(app.address)
  const front = await page.get('/')
  expect(front.status).toBe(401)
  const words = await front.text()
  expect(words).toContain('The console needs you to sign in')
  expect(words).toContain('La console demande de vous connecter')
  expect(words).not.toContain('Nora')
  for (const path of [
    '/knowledge',
    '/triage',
    '/deliveries',
    '/updates',
    '/chat/log',
    '/desk/list',
    '/desk/tickets/1001',
    '/events',
  ])
    expect((await page.get(path)).status).toBe(401)
  expect((await page.post('/persona', { side: 'agent', slug: 'lead' })).status).toBe(401)
})

test('a link signs its person in once; opening it uses nothing up', async () => {
  const link = await app.web.signInLink('per_lead')
  const page = visitor(app.address)
  expect(await page.read(link)).toContain('sign in as Nora Lead')
  expect(await page.read(link)).toContain('sign in as Nora Lead')
  const token = link.split('/').at(-1)!
  const answer = await page.post('/sign-in', { token })
  expect(answer.headers.get('set-cookie')).toMatch(/guichet_session=.*HttpOnly; SameSite=Lax/)
  expect(page.cookies.get('guichet_session')).not.toContain(token)
  const home = await page.read('/')
  expect(home).toContain('Nora Lead')
  expect(home).not.toContain('data-persona')
  expect(home).toContain('data-sign-out')
  expect(await page.read('/knowledge')).toContain('data-sign-out')
  expect((await visitor(app.address).post('/sign-in', { token })).status).toBe(403)
  expect((await page.get(link)).status).toBe(404)
})

test('a session ends after half an hour without use, and after twelve hours in any case', async () => {
  const { page } = await signedIn('per_lead')
  const later = (minutes: number) => {
    app.clock.now = new Date(app.clock.now.getTime() + minutes * 60_000)
  }
  later(29)
  expect((await page.get('/')).status).toBe(200)
  later(31)
  expect((await page.get('/')).status).toBe(401)
  const second = (await signedIn('per_lead')).page
  for (let minutes = 0; minutes < 12 * 60; minutes += 25) {
    expect((await second.get('/')).status).toBe(200)
    later(25)
  }
  expect((await second.get('/')).status).toBe(401)
})

test('signing out ends the session on the server, also for a copy of its cookie', async () => {
  const { page } = await signedIn('per_employee')
  const copy = visitor(app.address)
  for (const [name, value] of page.cookies) copy.cookies.set(name, value)
  expect((await copy.get('/')).status).toBe(200)
  await page.post('/sign-out', {})
  expect((await copy.get('/')).status).toBe(401)
})

test('tries are few by the minute, so a link cannot be guessed; and an old one is worth nothing', async () => {
  const page = visitor(app.address)
  const answers = []
  for (let i = 0; i < 7; i++) answers.push((await page.post('/sign-in', { token: `guess-${i}` })).status)
  expect(answers.at(-1)).toBe(429)
  expect(answers).not.toContain(200)
  const link = await app.web.signInLink('per_lead')
  app.clock.now = new Date(app.clock.now.getTime() + 10 * 60_000)
  expect((await page.get(link)).status).toBe(404)
})

test('a file is for whoever signed in and may read it; a link of the desk’s own opens it without, and nothing else', async () => {
  // Without the page to sign in, whose tries are counted.
  const clocked = { db: app.db, now: () => new Date() }
  const session = await openSession(clocked, (await signInPath(clocked, 'per_employee')).split('/').at(-1)!)
  const page = visitor(app.address)
  page.cookies.set('guichet_session', session!)
  const uploaded = (await (
    await page.post('/files/chat', 'what I saw', {
      'content-type': 'application/octet-stream',
      'x-file-name': 'seen.txt',
    })
  ).json()) as { id: `fil_${string}`; name: string }
  const message = {
    id: crypto.randomUUID(),
    text: 'I want a person',
    files: [{ id: uploaded.id, name: uploaded.name }],
  }
  expect((await page.post('/chat/messages', message)).status).toBe(200)
  await app.settled()
  const { ticket_id, source_thread } = await app.db
    .selectFrom('files')
    .select(['ticket_id', 'source_thread'])
    .where('id', '=', uploaded.id)
    .executeTakeFirstOrThrow()
  const place = { mirror: null, thread: source_thread! }
  const path = await linkPath(app.db, { file: uploaded.id, ticket: ticket_id!, place }, new Date())
  expect(await page.read(`/files/${uploaded.id}`)).toBe('what I saw')
  const stranger = visitor(app.address)
  expect((await stranger.get(`/files/${uploaded.id}`)).status).toBe(401)
  expect(await stranger.read(path!)).toBe('what I saw')
  expect((await stranger.get(path!.replace('key=', 'key=x'))).status).toBe(404)
  expect((await stranger.get(path!.replace(uploaded.id, 'fil_00000000000000000000000000000000'))).status).toBe(404)
})
