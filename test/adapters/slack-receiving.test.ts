import { connect } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { slackDesk } from '../support/slack/desk.ts'

const room = await slackDesk()
const { slack, events, desk, url, port } = room
afterAll(() => room.close())
beforeEach(() => {
  events.length = 0
  desk.reply = {}
  desk.broken = false
})

const message = (text = 'bonjour') => ({
  token: 'x',
  team_id: slack.team,
  api_app_id: slack.app,
  type: 'event_callback',
  event_id: `Ev${Math.random().toString(36).slice(2)}`,
  event_time: 1700000000,
  authorizations: [{ team_id: slack.team, user_id: slack.botUser, is_bot: true }],
  event: { type: 'message', channel: 'C1', channel_type: 'channel', user: 'U1', text, ts: `17${Date.now()}.1` },
})

describe('a request that Slack did not sign, or not now, is refused and leaves nothing', () => {
  const stampOf = (skew: number) => String(Math.floor(Date.now() / 1000) + skew)
  test.each<[string, Parameters<typeof slack.send.json>[1]]>([
    ['another secret', { secret: 'another' }],
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['version 1', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['a signature of another body', { headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } }],
    ['a time of another signature', { headers: { 'x-slack-request-timestamp': stampOf(-1) } }],
    ['301 s old', { skew: -302 }],
    ['301 s ahead', { skew: 302 }],
    ['a time that is no number', { headers: { 'x-slack-request-timestamp': '1e9' } }],
  ])('%s', async (_, how) => {
    expect((await slack.send.json(message(), how)).status).toBe(401)
    expect(events).toEqual([])
  })

  test('one byte changed after signing', async () => {
    const body = JSON.stringify(message())
    const { createHmac } = await import('node:crypto')
    const stamp = stampOf(0)
    const signature = `v0=${createHmac('sha256', slack.signingSecret).update(`v0:${stamp}:${body}`).digest('hex')}`
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp }
    const sent = (body: string) => slack.send.raw(body, { headers })
    expect((await sent(body.replace('bonjour', 'bonsoir'))).status).toBe(401)
    expect((await sent(body)).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test('a header that comes twice', async () => {
    const body = JSON.stringify(message())
    const answer = await raw(
      `POST /slack/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: ${body.length}\r\n` +
        `x-slack-request-timestamp: ${stampOf(0)}\r\nx-slack-signature: v0=a\r\nx-slack-signature: v0=b\r\n\r\n${body}`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 401/)
  })

  test('ssl_check is answered without a signature, and whatever comes with it does nothing', async () => {
    const fields = { ssl_check: '1', payload: JSON.stringify(message()), command: '/desk', text: 'x', user_id: 'U1' }
    const { status } = await slack.send.form(fields, { secret: 'another', skew: -9999 })
    expect(status).toBe(200)
    expect(events).toEqual([])
  })

  test('another workspace, another app', async () => {
    await room.adapter.identify()
    expect((await slack.send.json({ ...message(), team_id: 'T0OTHER' })).status).toBe(403)
    expect((await slack.send.json({ ...message(), api_app_id: 'A0OTHER' })).status).toBe(403)
    expect(events).toEqual([])
  })
})

describe('what is signed but broken gets a 4xx at once, and the desk lives on', () => {
  test.each([
    ['null', 'null'],
    ['a number', '5'],
    ['a list', '[]'],
    ['broken JSON', '{"type":'],
    ['nothing', ''],
    ['depth', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['an event that is none', '{"type":"event_callback","team_id":"T0GUICHET","event":7,"event_id":"x"}'],
    ['no workspace', '{"type":"block_actions","actions":[]}'],
    ['a press of nobody', '{"type":"block_actions","team":{"id":"T0GUICHET"},"actions":[{}]}'],
    ['an unknown kind', '{"type":"surprise","team_id":"T0GUICHET"}'],
  ])('%s', async (_, body) => {
    const { status } = await slack.send.raw(body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })

  test.each(['null', '5', '{"type":', '[]'])('a form whose payload is %s', async (payload) => {
    expect((await slack.send.form({ payload })).status).toBe(400)
  })

  test('more than 1 MB, announced or not', async () => {
    expect((await slack.send.json(message('x'.repeat(1_100_000)))).status).toBe(413)
    const stamp = Math.floor(Date.now() / 1000)
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const answer = await raw(
      `POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nx-slack-signature: v0=a\r\n` +
        `x-slack-request-timestamp: ${stamp}\r\n\r\n${chunk.repeat(20)}0\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 413/)
  })

  test('a request that is no POST', async () => {
    expect((await fetch(url)).status).toBe(405)
    expect((await fetch(`${url}/elsewhere`)).status).toBe(405)
  })

  test('after all of it, a message is heard', async () => {
    await slack.says('U1', 'C1', 'still there?')
    expect(events).toHaveLength(1)
  })
})

describe('acknowledged means heard', () => {
  test('a message at the edge of the five minutes is heard', async () => {
    expect((await slack.send.json(message(), { skew: -298 })).status).toBe(200)
    expect((await slack.send.json(message(), { skew: 298 })).status).toBe(200)
  })

  test('a hundred replays have one effect', async () => {
    const body = message()
    const statuses = await Promise.all(Array.from({ length: 100 }, () => slack.send.json(body)))
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(events).toHaveLength(1)
  })

  test('while nothing can be stored every kind is answered 503, and Slack’s retry is heard', async () => {
    const body = message()
    desk.broken = true
    expect((await slack.send.json(body)).status).toBe(503)
    expect((await slack.command('U1', 'help')).status).toBe(503)
    desk.broken = false
    const again = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' } }
    expect((await slack.send.json(body, again)).status).toBe(200)
    expect(events).toHaveLength(1)
  })

  test('url_verification is answered when signed', async () => {
    const challenge = { type: 'url_verification', challenge: 'c1', token: 'x' }
    expect(await slack.send.json(challenge)).toMatchObject({ status: 200, body: { challenge: 'c1' } })
    expect((await slack.send.json(challenge, { secret: 'another' })).status).toBe(401)
  })

  test('a form with a charset, as a proxy may send it, is understood', async () => {
    const contentType = 'application/x-www-form-urlencoded; charset=UTF-8'
    expect((await slack.command('U1', 'status 1042', { contentType })).status).toBe(200)
    expect(events[0]?.heard).toEqual({ kind: 'command', text: 'status 1042' })
  })

  test.each([
    { type: 'view_closed', view: { id: 'V1', callback_id: 'x', state: { values: {} } } },
    { type: 'shortcut', callback_id: 'somebody-elses', trigger_id: '1.2' },
    { type: 'message_action', callback_id: 'guichet_ticket', trigger_id: '1.2', message: {}, channel: { id: 'C1' } },
    { type: 'block_suggestion', name: 'x', value: 'y' },
    { type: 'block_actions', actions: [{ action_id: 'somebody-elses', value: 'not json' }], channel: { id: 'C1' } },
  ])('a $type that is nothing to us is acknowledged at once', async (payload) => {
    const whole = {
      ...payload,
      user: { id: 'U1', team_id: slack.team },
      team: { id: slack.team },
      api_app_id: slack.app,
    }
    expect((await slack.send.payload(whole)).status).toBe(200)
    expect(events).toEqual([])
  })
})

/** Sends bytes as they are, and gives back what comes until the connection ends or the answer's head is there. */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.once('data', (data) => {
      resolve(data.toString())
      socket.destroy()
    })
    socket.once('error', reject)
  })
}
