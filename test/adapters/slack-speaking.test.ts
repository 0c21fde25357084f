import { pino } from 'pino'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { speaker } from '../../adapters/slack/speak.ts'
import { openCalls } from '../../adapters/slack/web-api.ts'
import type { Sent } from '../../src/chat/adapter.ts'
import { slackDesk } from '../support/slack/desk.ts'

const room = await slackDesk()
const { slack } = room
const { adapter } = room.adapter
afterAll(() => room.close())
beforeEach(() => {
  slack.requests.length = 0
})
const T = slack.team
const channel = { thread: `slack:${T}:C1` as const }
const words = (plain: string, id = 'out_1') => ({ id, plain, blocks: [{ kind: 'text' as const, text: plain }] })
const posted = (sent: Sent) => (sent.outcome === 'sent' ? sent : expect.fail(JSON.stringify(sent)))

test('a post in a channel starts a thread; a post in a thread answers there', async () => {
  const first = posted(await adapter.post(channel, words('one')))
  expect(first.thread).toBe(`slack:${T}:C1/${first.posted}`)
  const second = posted(await adapter.post({ thread: first.thread! }, words('two')))
  expect(second.thread).toBeUndefined()
  expect(slack.messages('C1').map(({ text, thread_ts }) => [text, thread_ts])).toEqual([
    ['one', undefined],
    ['two', first.posted],
  ])
  expect(slack.calls('chat.postMessage')[0]?.args).toMatchObject({
    metadata: { event_type: 'guichet', event_payload: { id: 'out_1' } },
    unfurl_links: 'false',
    unfurl_media: 'false',
  })
})

test('a person’s channel is opened once', async () => {
  const to = { thread: `slack:${T}:@U42` as const }
  posted(await adapter.post(to, words('hello')))
  posted(await adapter.post(to, words('again')))
  expect(slack.calls('conversations.open')).toHaveLength(1)
  expect(slack.messages(slack.dm('U42')).map(({ text }) => text)).toEqual(['hello', 'again'])
})

test('an update changes text and blocks together; a removal can be repeated', async () => {
  const { posted: ts } = posted(await adapter.post(channel, words('old')))
  posted(await adapter.update(channel, ts, words('new')))
  expect(slack.messages('C1').at(-1)).toMatchObject({ text: 'new', blocks: [{ text: { text: 'new' } }], edited: true })
  posted(await adapter.remove(channel, ts))
  posted(await adapter.remove(channel, ts))
  expect(slack.messages('C1').some((message) => message.ts === ts)).toBe(false)
})

test('a post whose answer was lost is found again by its id, in the channel and in a thread', async () => {
  slack.fails('chat.postMessage', 'drop')
  expect(await adapter.post(channel, words('lost', 'out_lost'))).toMatchObject({ outcome: 'unknown' })
  const root = slack.messages('C1').at(-1)!
  expect(await adapter.find?.(channel, 'out_lost')).toEqual({ posted: root.ts })
  expect(await adapter.find?.(channel, 'out_never')).toBe('absent')
  const thread = { thread: `slack:${T}:C1/${root.ts}` as const }
  for (let i = 0; i < 250; i++) await adapter.post(thread, words(`${i}`, `out_${i}`))
  const found = await adapter.find?.(thread, 'out_249')
  expect(found).toEqual({ posted: slack.messages('C1').at(-1)?.ts })
  slack.fails('conversations.history', { status: 500 })
  expect(await adapter.find?.(channel, 'out_lost')).toBe('ask-later')
  slack.fails('conversations.history', 'missing_scope')
  expect(await adapter.find?.(channel, 'out_lost')).toBe('cannot-tell')
})

describe('each failure has one meaning, and one post is one request', () => {
  test.each<[string, Parameters<typeof slack.fails>[1], Partial<Sent>]>([
    ['429', { retryAfter: 7 }, { outcome: 'later', afterMs: 7000 }],
    ['ratelimited', 'ratelimited', { outcome: 'later' }],
    ['500', { status: 500 }, { outcome: 'unknown' }],
    ['503', { status: 503 }, { outcome: 'unknown' }],
    ['429 without a time', { status: 429 }, { outcome: 'later', afterMs: 30_000 }],
    ['404 of a proxy', { status: 404 }, { outcome: 'later' }],
    ['connection lost after sending', 'drop', { outcome: 'unknown' }],
    ['internal_error', 'internal_error', { outcome: 'unknown' }],
    ['a page instead of an answer', '<html>Sign in</html>', { outcome: 'unknown' }],
    ['a token that was replaced', 'token_revoked', { outcome: 'later' }],
    ['a workspace that removed the app', 'account_inactive', { outcome: 'later' }],
    ...['channel_not_found', 'is_archived', 'not_in_channel', 'invalid_blocks'].map(
      (error): [string, string, Partial<Sent>] => [error, error, { outcome: 'never', reason: error }],
    ),
  ])('%s', async (_, how, expected) => {
    slack.fails('chat.postMessage', how)
    expect(await adapter.post(channel, words('x'))).toMatchObject(expected)
    expect(slack.calls('chat.postMessage')).toHaveLength(1)
  })

  test('nobody there: nothing was sent', async () => {
    const alone = await slackDesk({ apiUrl: 'http://127.0.0.1:59321/' })
    expect(await alone.adapter.adapter.post(channel, words('x'))).toMatchObject({
      outcome: 'later',
      reason: 'ECONNREFUSED',
    })
    await alone.close()
  })

  test('silence ends with the deadline', async () => {
    const hurried = speaker(
      {
        call: openCalls(slack.settings, 150, pino({ level: 'silent' })),
        botToken: 'xoxb-stand-in',
        log: pino({ level: 'silent' }),
      },
      'fr',
    )
    slack.fails('chat.postMessage', 'silence')
    expect(await hurried.post(channel, words('x'))).toMatchObject({ outcome: 'unknown', reason: 'TimeoutError' })
    expect(slack.calls('chat.postMessage')).toHaveLength(1)
  })

  test('what can be repeated without harm is simply done later', async () => {
    slack.fails('chat.update', 'drop')
    expect(await adapter.update(channel, '1.1', words('x'))).toMatchObject({ outcome: 'later' })
    slack.fails('conversations.open', 'drop')
    expect(await adapter.post({ thread: `slack:${T}:@U43` }, words('x'))).toMatchObject({ outcome: 'later' })
  })
})

test('no post of ours ever holds a mention, a link or a date that somebody typed', async () => {
  const typed =
    '<!channel> <@U1> <!subteam^S1> <#C1> <https://evil.example|https://intranet> <!date^1^x^https://e.example>'
  const { posted: ts } = posted(
    await adapter.post(channel, { ...words(typed), blocks: [{ kind: 'said', author: typed, text: typed }] }),
  )
  await adapter.update(channel, ts, words(typed))
  const sent = slack.requests.map(({ args }) => JSON.stringify([args.text, args.blocks]))
  expect(sent).toHaveLength(2)
  for (const message of sent) {
    expect(message).not.toMatch(/<[!@#]|<\w+:/)
    expect(message).toContain('&lt;!channel&gt;')
    expect(message).not.toContain('&amp;lt;')
  }
})

describe('words that are carried stand under their author’s name', () => {
  const said = (author: string, text: string, picture?: string, note?: string) => ({
    id: 'out_said',
    plain: `${author}: ${text}`,
    blocks: [{ kind: 'said' as const, author, text, ...(note && { note }) }],
    voice: { name: author, ...(picture && { picture }) },
  })
  const last = () => slack.messages('C1').at(-1)!

  test('with the picture that Slack has of them, and without the name a second time', async () => {
    const picture = 'https://avatars.example/U7.png'
    posted(await adapter.post(channel, said('Amina Benali', 'My *VPN* is down', picture, 'from the requester')))
    expect(last()).toMatchObject({ username: 'Amina Benali', icon_url: picture, text: 'My *\u200BVPN* is down' })
    const shown = JSON.stringify(last().blocks)
    expect(shown).toContain('from the requester')
    expect(shown).not.toContain('Amina')
  })

  test('an edit cannot name anybody, so the name stands in its text', async () => {
    const { posted: ts } = posted(await adapter.post(channel, said('Amina', 'one')))
    posted(await adapter.update(channel, ts, said('Amina', 'two', undefined, 'edited')))
    expect(slack.calls('chat.update').at(-1)?.args).not.toHaveProperty('username')
    expect(JSON.stringify(last().blocks)).toContain('*Amina* · edited')
  })

  test.each([
    ['<!channel>', '!channel'],
    ['@here :rotating_light: *boss*', 'here rotating light boss'],
    ['a\nb\u202Ec', 'a b c'],
    ['<@U1|Slackbot>', 'U1 Slackbot'],
    ['x'.repeat(500), 'x'.repeat(80)],
  ])('a name is only a name: %s', async (name, shown) => {
    posted(await adapter.post(channel, said(name, 'hello')))
    expect(last().username?.replace(/\s+/g, ' ')).toBe(shown)
  })

  test.each(['', '  ', '***'])('where nothing is left of a name (%j), it is not taken', async (name) => {
    posted(await adapter.post(channel, said(name, 'hello')))
    expect(last()).not.toHaveProperty('username')
    expect(JSON.stringify(last().blocks)).toContain('*–*')
  })

  test.each([
    'http://avatars.example/1.png',
    'https://u:p@x.example/',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
  ])('no picture from %s', async (picture) => {
    posted(await adapter.post(channel, said('Amina', 'hello', picture)))
    expect(last()).toMatchObject({ username: 'Amina' })
    expect(last()).not.toHaveProperty('icon_url')
  })

  test('without the scope, or when it was just taken away, the name stands in the text and nothing is lost', async () => {
    const token = slack.tokens.get('xoxb-stand-in')!
    const less = { ...token, scopes: token.scopes.filter((scope) => scope !== 'chat:write.customize') }
    slack.tokens.set('xoxb-stand-in', less)
    slack.requests.length = 0
    for (const text of ['first', 'second']) {
      posted(await adapter.post(channel, said('Amina', text)))
      expect(last()).not.toHaveProperty('username')
      expect(JSON.stringify(last().blocks)).toContain('*Amina*')
    }
    // The refusal told what the token may do now, so it is not tried again.
    expect(slack.calls('chat.postMessage')).toHaveLength(3)
    slack.tokens.set('xoxb-stand-in', token)
    posted(await adapter.post(channel, said('Amina', 'third')))
    posted(await adapter.post(channel, said('Amina', 'fourth')))
    expect(last()).toMatchObject({ username: 'Amina' })
  })
})

test('a profile holds the name, the language and the time zone', async () => {
  slack.person('U1', { real_name: 'Amina Benali', locale: 'fr-FR' })
  expect(await adapter.profile?.(`slack:${T}:U1`)).toEqual({
    name: 'Amina Benali',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    avatarUrl: 'https://avatars.example/U1.png',
  })
  slack.person('U2', { locale: 'de-DE' })
  expect(await adapter.profile?.(`slack:${T}:U2`)).toMatchObject({ locale: 'en' })
  slack.fails('users.info', 'user_not_found')
  expect(await adapter.profile?.(`slack:${T}:U3`)).toBeUndefined()
})
