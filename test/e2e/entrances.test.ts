import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { requesterOn, until } from './drivers/index.ts'
import { browser } from './drivers/web.ts'

/** What nobody vouches for, what came before, and what makes no sense is refused at every door, and leaves no row. */
let app: App
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app?.close())

const tables = ['heard', 'tickets', 'messages', 'conversations', 'people', 'accounts', 'outbox'] as const
/** How many rows each table has, once no worker has anything in hand. */
async function rows(): Promise<Record<string, number>> {
  await until(
    async () =>
      (await app.db.selectFrom('outbox').select('seq').where('settled_at', 'is', null).executeTakeFirst())
        ? undefined
        : true,
    () => 'The outbox is never empty',
  )
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const { count } = await app.db
      .selectFrom(table)
      .select((e) => e.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
    counts[table] = Number(count)
  }
  return counts
}

/** Does something that must change nothing, and says which statuses it was answered. */
async function leavesNothing(act: () => Promise<number[]>): Promise<number[]> {
  const before = await rows()
  const statuses = await act()
  expect(await rows()).toEqual(before)
  return statuses
}

const message = (text: string) => ({
  type: 'message',
  channel: 'D1',
  channel_type: 'im',
  user: 'U1',
  text,
  ts: '1700000001.000100',
})
const callback = (text: string) => ({
  team_id: app.slack.team,
  api_app_id: app.slack.app,
  type: 'event_callback',
  event_id: 'Ev1FORGED',
  event_time: 1_700_000_001,
  event: message(text),
})
const statusOf = async (answer: Promise<{ status: number }>) => (await answer).status

/** A request as bytes: `fetch` allows neither a foreign host nor a body that is cut short. */
function raw(path: string, headers: Record<string, string>, body: string): Promise<number> {
  const { hostname, port } = new URL(app.address)
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method: 'POST', headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('forged', () => {
  test('Slack: another secret, no signature, six minutes old or ahead', async () => {
    const { send } = app.slack
    const ways = [{ secret: 'another' }, { headers: { 'x-slack-signature': '' } }, { skew: -361 }, { skew: 361 }]
    const statuses = await leavesNothing(() =>
      Promise.all(ways.map((how) => statusOf(send.json(callback('forged'), how)))),
    )
    expect(statuses).toEqual([401, 401, 401, 401])
  })

  test('Teams: no token, another key, another audience or issuer, expired, another service, another tenant', async () => {
    const { teams } = app
    const activity = teams.activity('forger', 'message', {}, { text: 'forged' })
    const foreign = {
      conversation: { id: 'a:x', conversationType: 'personal', tenantId: 'ffffffff-0000-0000-0000-000000000000' },
    }
    const tokens = [
      null,
      'Bearer garbage',
      teams.signed({}, { key: 'other' }),
      teams.signed({}, { alg: 'none' }),
      teams.signed({}, { alg: 'HS256' }),
      teams.signed({ aud: 'another' }),
      teams.signed({ iss: 'https://another.example' }),
      teams.signed({ expires: -3600 }),
      teams.signed({ serviceurl: 'https://another.example/' }),
    ]
    const statuses = await leavesNothing(() =>
      Promise.all(tokens.map((token) => statusOf(teams.delivers(activity, token)))),
    )
    expect(statuses).toEqual(tokens.map(() => 401))
    const other = () => statusOf(teams.delivers({ ...activity, ...foreign, channelData: undefined }))
    expect(await leavesNothing(async () => [await other()])).toEqual([403])
  })

  test('console: a page of another origin, no origin at all, a foreign host, a form, a cookie that was made up', async () => {
    const body = JSON.stringify({ id: crypto.randomUUID(), text: 'forged' })
    const json = { 'content-type': 'application/json' }
    const own = { ...json, origin: app.address }
    const statuses = await leavesNothing(() =>
      Promise.all([
        raw('/chat/messages', { ...json, origin: 'https://evil.example' }, body),
        raw('/chat/messages', json, body),
        raw('/chat/messages', { ...own, 'sec-fetch-site': 'cross-site' }, body),
        raw('/chat/messages', { ...json, host: 'evil.example', origin: 'http://evil.example' }, body),
        raw('/chat/messages', { ...own, 'content-type': 'text/plain' }, body),
      ]),
    )
    expect(statuses).toEqual([403, 403, 403, 403, 403])
  })
})

describe('sent again', () => {
  test('Slack: the same event, with and without its retry header, is heard once', async () => {
    const { slack } = app
    const body = { ...callback('je veux parler à un humain'), event_id: 'Ev1REPEAT' }
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' }
    expect((await slack.send.json(body)).status).toBe(200)
    await slack.sees('D1', '#')
    const again = () => Promise.all([{}, { headers: retry }].map((how) => statusOf(slack.send.json(body, how))))
    expect(await leavesNothing(again)).toEqual([200, 200])
    expect(slack.messages('D1').filter(({ bot }) => bot)).toHaveLength(1)
  })

  test('Teams: the same activity is heard once', async () => {
    const { teams } = app
    const activity = teams.activity('repeater', 'message', {}, { text: 'je veux parler à un humain' })
    expect((await teams.delivers(activity)).status).toBe(200)
    await teams.sees('repeater', '#')
    expect(await leavesNothing(async () => [await statusOf(teams.delivers(activity))])).toEqual([200])
    expect(teams.messages('repeater')).toHaveLength(1)
  })

  test('console: the same message is heard once', async () => {
    const page = browser(app.address)
    await page.reads('/?lang=fr')
    const body = { id: crypto.randomUUID(), text: 'statut 999999' }
    expect((await page.sends('/chat/messages', body)).status).toBe(200)
    expect(await leavesNothing(async () => [(await page.sends('/chat/messages', body)).status])).toEqual([200])
  })
})

const megabyte = 'x'.repeat(1_100_000)
const broken = [
  '',
  '{',
  '[]',
  'null',
  '5',
  '"text"',
  '{"hello":1}',
  '{"type":5}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
]
const is4xx = (status: number) => status >= 400 && status < 500

describe('big and broken bodies are a 4xx', () => {
  test('Slack, signed', async () => {
    const statuses = await leavesNothing(() =>
      Promise.all([...broken, JSON.stringify(callback(megabyte))].map((body) => statusOf(app.slack.send.raw(body)))),
    )
    expect(statuses.filter((status) => !is4xx(status))).toEqual([])
    expect(statuses.at(-1)).toBe(413)
  })

  test('Teams, signed', async () => {
    const { teams } = app
    const big = { ...teams.activity('big', 'message', {}), text: megabyte }
    const statuses = await leavesNothing(() =>
      Promise.all([...broken, big].map((body) => statusOf(teams.delivers(body)))),
    )
    expect(statuses.filter((status) => !is4xx(status))).toEqual([])
    expect(statuses.at(-1)).toBe(413)
  })

  test('console, from its own page', async () => {
    const own = { 'content-type': 'application/json', origin: app.address }
    const paths = [
      '/chat/messages',
      '/chat/presses',
      '/chat/edits',
      '/chat/removals',
      '/persona',
      '/desk/tickets/1001/note',
    ]
    for (const path of paths) {
      const statuses = await leavesNothing(() => Promise.all(broken.map((body) => raw(path, own, body))))
      expect(statuses.filter((status) => !is4xx(status)).length, path).toBe(0)
    }
    const big = JSON.stringify({ id: crypto.randomUUID(), text: megabyte })
    expect(await leavesNothing(async () => [await raw('/chat/messages', own, big)])).toEqual([413])
  })
})

test('a press on a card that never was, an unknown button and a text of odd characters are answered, not lost', async () => {
  const page = browser(app.address)
  await page.reads('/?lang=fr')
  for (const card of ['999999', 'x', '-1', '1e9', '9'.repeat(20)]) {
    const { status, text } = await page.sends('/chat/presses', { id: crypto.randomUUID(), card, action: 'nothing' })
    expect([status, JSON.parse(text).notice]).toEqual([200, texts.fr.oldCard])
  }
  const odd = await requesterOn('slack', app, 'Odd', 'fr')
  await odd.says('\u0000\ud800 <!channel> <@U1> \u202e je veux parler à un humain')
  await odd.sees(/#\d+/)
  const sent = JSON.stringify(app.slack.requests)
  expect(sent).not.toMatch(/<!channel>|<@U1>/)
})
