import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Console, openConsole, visitor } from '../support/console.ts'

let app: Console
let page: ReturnType<typeof visitor>
beforeAll(async () => {
  app = await openConsole({ locale: 'en' })
  await app.person('amina', { name: 'Amina Benali' })
  await app.person('bruno', { name: 'Bruno Petit' })
  await app.person('karim', { name: 'Karim Haddad', role: 'agent' })
  await app.person('alex', { name: 'Alex Turner', role: 'agent' })
})
afterAll(() => app.stop())
beforeEach(async () => {
  page = visitor(app.address)
  await page.plays('employee', 'amina')
  await page.plays('agent', 'karim')
})

/** Somebody new asks for a person, which opens a ticket at once; their page, with Karim at the desk, and its number. */
async function withTicket() {
  const slug = `p${crypto.randomUUID().slice(0, 8)}`
  const id = await app.person(slug)
  const own = visitor(app.address)
  await own.plays('employee', slug)
  await own.plays('agent', 'karim')
  await own.says('I want a person, the screen is black')
  await app.settled()
  const tickets = app.db.selectFrom('tickets').where('requester_id', '=', id)
  const ticket = () => tickets.selectAll().executeTakeFirstOrThrow()
  return { page: own, slug, ticket, number: (await ticket()).number }
}

test('what a person says and what the bot answers stand in their talk, and in nobody else’s', async () => {
  await page.says('hello there, secret-word')
  await app.settled()
  const log = await page.read('/chat/log')
  expect(log).toContain('hello there, secret-word')
  expect(log).toContain('said desk bot')
  await page.plays('employee', 'bruno')
  expect(await page.read('/chat/log')).not.toContain('secret-word')
})

test('beside the talk stand the person’s own tickets and nobody else’s', async () => {
  const { page: own, number } = await withTicket()
  expect(await own.read('/chat/tickets')).toContain(`#${number}`)
  expect(await own.read('/')).toContain('id="chat-tickets"')
  await own.plays('employee', 'bruno')
  const others = await own.read('/chat/tickets')
  expect(others).not.toContain(`#${number}`)
  expect(others).toContain('You have no ticket.')
})

test('a message that is sent again with its id is heard once', async () => {
  const { id } = await page.says('sent twice, heard once')
  const again = await page.says('sent twice, heard once', id)
  expect(again.reply.repeated).toBe(true)
  expect((await page.read('/chat/log')).split('sent twice, heard once')).toHaveLength(2)
})

test('an edited message reads anew and a deleted one is gone, for the person and on the desk', async () => {
  const { page, number } = await withTicket()
  const first = await page.says('the serial is 111')
  const second = await page.says('my password is hunter2')
  await page.post('/chat/edits', { id: crypto.randomUUID(), message: first.id, text: 'the serial is 222' })
  await page.post('/chat/removals', { id: crypto.randomUUID(), message: second.id })
  await app.settled()
  const [log, desk] = [await page.read('/chat/log'), await page.read(`/desk/tickets/${number}`)]
  expect(log).toContain('the serial is 222')
  expect(log).not.toContain('the serial is 111')
  expect(desk).toContain('the serial is 222')
  expect(desk).toContain('<del>the serial is 111</del>')
  for (const shown of [log, desk]) expect(shown).not.toContain('hunter2')
})

test('a public reply reaches the requester, an internal note does not', async () => {
  const { page, number } = await withTicket()
  await page.acts(number, 'reply', { text: 'hold the power key' })
  await page.acts(number, 'note', { text: 'battery swelling, order one' })
  await app.settled()
  expect(await page.read('/chat/log')).toContain('hold the power key')
  expect(await page.read('/chat/log')).not.toContain('battery swelling')
  const desk = await page.read(`/desk/tickets/${number}`)
  expect(desk).toMatch(/message public[\s\S]*hold the power key/)
  expect(desk).toMatch(/message internal[\s\S]*battery swelling/)
})

test('the second of two agents who claim is told in words who has it', async () => {
  const { page, number } = await withTicket()
  const other = visitor(app.address)
  await other.plays('agent', 'alex')
  const outcomes = await Promise.all([page.acts(number, 'claim'), other.acts(number, 'claim')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(outcomes.find(({ status }) => status === 409)?.notice).toMatch(/^(Karim Haddad|Alex Turner) already has it\.$/)
})

test('an employee at the desk is refused the list, and their own ticket cannot be worked with', async () => {
  const { page, number, slug } = await withTicket()
  await page.plays('agent', slug)
  expect((await page.get('/desk/list')).status).toBe(403)
  expect((await page.acts(number, 'claim')).status).toBe(403)
  expect((await page.acts(number, 'note', { text: 'x' })).status).toBe(403)
})

test('a ticket of somebody else and one that does not exist are the same answer', async () => {
  const { page, number } = await withTicket()
  await page.plays('agent', 'bruno')
  const answers = async (which: number) => [
    await page.read(`/desk/tickets/${which}`),
    (await page.get(`/desk/tickets/${which}`)).status,
    await page.acts(which, 'claim'),
    await page.acts(which, 'reopen', { reason: 'mine' }),
  ]
  expect(await answers(number)).toEqual(await answers(999_999))
  expect((await page.get(`/desk/tickets/${number}`)).status).toBe(404)
})

test('a reason that is missing is said on its field and nothing changes', async () => {
  const { page, number, ticket } = await withTicket()
  const before = await ticket()
  expect(await page.acts(number, 'escalate', { to: '2', reason: '  ' })).toMatchObject({
    status: 422,
    errors: { reason: expect.any(String) },
  })
  expect(await ticket()).toEqual(before)
})

test('“ask and wait” sends the question and stops the clock together', async () => {
  const { page, number, ticket } = await withTicket()
  expect(await page.acts(number, 'wait', { question: 'which model is it?' })).toMatchObject({ status: 200 })
  await app.settled()
  expect(await page.read('/chat/log')).toContain('which model is it?')
  expect(await ticket()).toMatchObject({ status: 'waiting' })
})

test('many at once: a preview changes nothing, the change is counted and taken back; no employee, no list without end', async () => {
  const { page, number, ticket } = await withTicket()
  const before = await ticket()
  const many = { numbers: [number, 999_999], act: 'prioritise', fields: { priority: 'P1', reason: 'storm' } }
  const asked = async (body: object, path = '/desk/many') => {
    const response = await page.post(path, body)
    return { status: response.status, ...((await response.json()) as { count?: number; batch?: string }) }
  }
  expect(await asked({ ...many, preview: true })).toMatchObject({ status: 200, count: 1 })
  expect(await ticket()).toEqual(before)
  const { batch, count } = await asked(many)
  expect(count).toBe(1)
  expect((await ticket()).priority).toBe('P1')
  expect(await asked({ batch }, '/desk/many/undo')).toMatchObject({ status: 200, count: 1 })
  expect((await ticket()).priority).toBe(before.priority)
  for (const wrong of [
    { ...many, act: 'resolve' },
    { ...many, numbers: [] },
    { ...many, numbers: Array(201).fill(1) },
    {},
  ])
    expect((await page.post('/desk/many', wrong)).status).toBe(400)
  await page.plays('agent', 'bruno')
  expect((await page.post('/desk/many', many)).status).toBe(403)
})

test('who somebody is by default they stay, whatever becomes of their tickets', async () => {
  const fresh = visitor(app.address)
  await fresh.get('/')
  await fresh.says('I want a person, from the default one')
  await app.settled()
  expect(await fresh.read('/chat/log')).toContain('I want a person, from the default one')
  expect(await fresh.read('/?lang=fr')).toContain('I want a person, from the default one')
})

test('the lists count and hold what their names say', async () => {
  const { page, number } = await withTicket()
  const holds = async (list: string) =>
    (await page.read(`/desk/list?list=${list}&q=%23${number}`)).includes(`data-ticket="${number}"`)
  expect([await holds('unclaimed'), await holds('mine'), await holds('open')]).toEqual([true, false, true])
  await page.acts(number, 'claim')
  expect([await holds('unclaimed'), await holds('mine'), await holds('open')]).toEqual([false, true, true])
  await page.acts(number, 'wait')
  expect(await holds('waiting')).toBe(true)
  await page.acts(number, 'resolve', { resolution: 'done' })
  expect([await holds('mine'), await holds('open'), await holds('closed')]).toEqual([false, false, true])
})

test('an open page is told at once of a message in its talk and of a ticket, and of no other talk', async () => {
  const { page, number } = await withTicket()
  const leaving = new AbortController()
  const stream = await page.get('/events', {}, leaving.signal)
  const heard: string[] = []
  const reading = (async () => {
    for await (const chunk of stream.body!) heard.push(new TextDecoder().decode(chunk))
  })()
  const until = (words: RegExp) => expect.poll(() => heard.join(''), { timeout: 1_000, interval: 10 }).toMatch(words)
  await until(/event: hello/)
  const other = visitor(app.address)
  await other.plays('employee', 'bruno')
  await other.says('nothing for amina')
  await app.settled()
  expect(heard.join('')).not.toMatch(/event: chat/)
  await other.plays('agent', 'alex')
  await other.acts(number, 'reply', { text: 'on my way' })
  await until(new RegExp(`event: desk\\ndata: ${number}\\n`))
  await until(/event: chat/)
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  leaving.abort()
  await expect(reading).rejects.toThrow(/abort/i)
})

test('the page is drawn whole on the server, in the language that was chosen', async () => {
  const { page, number } = await withTicket()
  const french = await page.read(`/?lang=fr&ticket=${number}`)
  expect(french).toMatch(/^<!doctype html>\s*<html lang="fr"/)
  expect(french).toContain('Bureau des agents')
  expect(french).toContain(`#${number}`)
  expect(await page.read('/')).toContain('<html lang="fr"')
  expect(await page.read('/?lang=en')).toContain('Agent desk')
})

test('no request of this file was answered by an error of ours', () => {
  expect(app.errors).toEqual([])
})
