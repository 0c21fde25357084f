import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Console, openConsole, visitor } from '../support/console.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole({ locale: 'en' })
  await app.person('amina', { name: 'Amina <img src=x onerror=alert(1)>' })
  await app.person('karim', { name: 'Karim', role: 'agent' })
})
afterAll(() => app.stop())

const said = { id: crypto.randomUUID(), text: 'from elsewhere' }
const changes = [
  '/chat/messages',
  '/chat/presses',
  '/chat/edits',
  '/chat/removals',
  '/chat/arrived',
  '/persona',
  '/desk/tickets/1001/claim',
]
const heardSoFar = async () => (await app.db.selectFrom('heard').select('id').execute()).length

test.each(changes)('a change by POST %s is taken from our own pages only', async (path) => {
  const before = await heardSoFar()
  const send = (headers: Record<string, string>) =>
    fetch(app.address + path, { method: 'POST', headers, body: JSON.stringify(said) })
  const json = { 'content-type': 'application/json' }
  const foreign = [
    { ...json },
    { ...json, origin: 'https://evil.example' },
    { ...json, origin: 'null' },
    { ...json, origin: app.address, 'sec-fetch-site': 'cross-site' },
    { ...json, origin: app.address, 'sec-fetch-site': 'same-site' },
    { 'content-type': 'text/plain', origin: app.address },
    { 'content-type': 'application/x-www-form-urlencoded', origin: app.address },
    { origin: app.address },
  ]
  const answers = await Promise.all(
    foreign.map(async (headers) => (await send(headers as Record<string, string>)).status),
  )
  expect(answers).toEqual(foreign.map(() => 403))
  expect(await heardSoFar()).toBe(before)
})

test('a foreign name that points to this machine is refused, whatever it asks', async () => {
  const status = (host: string) =>
    new Promise((resolve, reject) =>
      request(`${app.address}/`, { headers: { host } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(),
    )
  expect(await status('rebound.example:3000')).toBe(403)
  expect(await status('127.0.0.1.evil.example')).toBe(403)
  expect(await status('localhost:3000')).toBe(200)
})

const strict = /default-src 'none'; script-src 'self'; style-src 'self'/
test.each(['/', '/chat/log', '/desk/list', '/desk/tickets/1', '/nothing', '/assets/x/app.js', '/events'])(
  'the answer to %s carries the strict policy and stays in no shared cache',
  async (path) => {
    const leaving = new AbortController()
    const { headers } = await visitor(app.address).get(path, {}, leaving.signal)
    leaving.abort()
    expect(headers.get('content-security-policy')).toMatch(strict)
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toMatch(/no-store|no-cache/)
  },
)

test('scripts and styles have an address that changes with them, and may be kept for ever', async () => {
  const page = visitor(app.address)
  const files = [...(await page.read('/')).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
  expect(files.length).toBeGreaterThan(5)
  for (const path of files) {
    const answer = await page.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('cache-control')).toContain('immutable')
  }
  expect((await page.get('/assets/0000000000000000/app.js')).status).toBe(404)
  expect((await page.get('/assets/..%2f..%2fpackage.json/x')).status).toBe(404)
})

test('no page holds a script, a style or a handler of its own', async () => {
  const page = await visitor(app.address).read('/')
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
  expect(page).not.toMatch(/<style|<[a-z][^>]*\s(?:style|on\w+)=/)
})

test('a name or a message that is markup stands on the page as the text it is', async () => {
  const page = visitor(app.address)
  await page.plays('employee', 'amina')
  await page.says('</p><script>alert(1)</script><img src=x onerror=alert(2)> I want a person')
  await app.settled()
  const whole = (await page.read('/?list=open')) + (await page.read('/chat/log'))
  expect(whole).toContain('&lt;script&gt;alert(1)')
  expect(whole).not.toMatch(/<script>|<img/)
})

const strings = JSON.parse(readFileSync(new URL('../support/slack/naughty.json', import.meta.url), 'utf8')) as string[]
test('strange texts are heard and shown, or refused with a 4xx: never an error of ours', async () => {
  const page = visitor(app.address)
  await page.plays('employee', 'amina')
  for (const text of strings) expect([text, [200, 400].includes((await page.says(text)).status)]).toEqual([text, true])
  await app.settled()
  expect((await page.get('/')).status).toBe(200)
  expect(app.errors).toEqual([])
})

test('what no page of ours would send is refused with a 4xx and leaves nothing', async () => {
  const before = await heardSoFar()
  const page = visitor(app.address)
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const bad = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    deep,
    JSON.stringify({ id: 'not-a-uuid', text: 'x' }),
    JSON.stringify({ id: said.id, text: ' \n ' }),
    JSON.stringify({ id: said.id, text: 5 }),
  ]
  for (const path of changes.filter((each) => /^\/chat\/(?!arrived)/.test(each)))
    for (const body of bad)
      expect([path, body.slice(0, 40), (await page.post(path, body)).status]).toEqual([path, body.slice(0, 40), 400])
  const large = JSON.stringify({ ...said, text: 'x'.repeat(1_000_001) })
  expect((await page.post('/chat/messages', large)).status).toBe(413)
  expect((await page.post('/desk/tickets/x1/claim', {})).status).toBe(404)
  expect((await page.post('/desk/tickets/99999999999999999999/claim', {})).status).toBe(404)
  for (const act of ['constructor', '__proto__', 'open', 'rate'])
    expect((await page.post(`/desk/tickets/1001/${act}`, {})).status).toBe(404)
  expect(await heardSoFar()).toBe(before)
  expect(app.errors).toEqual([])
})

test('fields that nobody asked for change nothing: who somebody is comes from the cookie alone', async () => {
  const page = visitor(app.address)
  await page.plays('employee', 'amina')
  const id = crypto.randomUUID()
  await page.post('/chat/messages', {
    id,
    text: 'hello',
    from: 'web:local:karim',
    thread: 'web:local:@karim',
    role: 'admin',
  })
  const heard = await app.db
    .selectFrom('heard')
    .select(['account', 'thread'])
    .where('message', '=', id)
    .executeTakeFirstOrThrow()
  expect(heard).toEqual({ account: 'web:local:amina', thread: 'web:local:@amina' })
  page.cookies.set('guichet_employee', 'karim.forged')
  expect(await page.read('/chat/log')).not.toContain('web:local:@karim')
})
