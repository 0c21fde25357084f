import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openConnector } from '../../adapters/teams/connector.ts'
import { openSpeech } from '../../adapters/teams/speak.ts'
import type { Destination, Outgoing } from '../../src/chat/adapter.ts'
import { card } from '../../src/chat/card.ts'
import { openLog } from '../../src/platform/log.ts'
import { type TeamsBot, teamsBot } from '../support/teams/bot.ts'
import { type Fault, type TeamsStandIn, teamsStandIn, userId } from '../support/teams-stand-in.ts'

let teams: TeamsStandIn
let bot: TeamsBot
let marie: Destination

beforeAll(async () => {
  teams = await teamsStandIn()
  bot = await teamsBot(teams)
  await teams.says('marie', 'bonjour')
  marie = { thread: bot.heard[0]!.thread, reference: bot.heard[0]!.reference! }
})
afterAll(async () => {
  await bot.close()
  await teams.close()
})
beforeEach(() => {
  teams.requests.length = 0
  bot.heard.length = 0
})

let count = 0
const message = (text = 'Bonjour Marie'): Outgoing => ({
  id: `out_${++count}`,
  blocks: card(text).buttons({ thanks: 'Merci' }).blocks,
  plain: text,
})
const posts = () => teams.requests.filter(({ method }) => method === 'POST')
const triage = (): Destination => ({ thread: bot.triage!, reference: marie.reference! })

describe('speaking first', () => {
  test('in person, by the stored conversation, with the bot’s token, as one card with a summary', async () => {
    const sent = await bot.adapter.post(marie, message())
    const [seen] = teams.messages('marie').slice(-1)
    expect(sent).toEqual({ outcome: 'sent', posted: seen!.id })
    expect(seen).toMatchObject({ by: 'bot', text: 'Bonjour Marie', buttons: ['Merci'] })
    expect(posts()).toHaveLength(1)
    expect(posts()[0]).toMatchObject({
      authorization: expect.stringMatching(/^Bearer bot-token/),
      body: { summary: 'Bonjour Marie' },
    })
    expect(posts()[0]!.body).not.toHaveProperty('text')
  })
  test('in a channel a post starts a thread, and its key is the one that replies are heard in', async () => {
    const sent = await bot.adapter.post(triage(), message('Ticket 1042'))
    if (sent.outcome !== 'sent') throw new Error(sent.reason)
    expect(posts()).toHaveLength(1)
    expect(sent.thread).toBe(`${bot.triage}/${sent.posted}`)
    await teams.says('karim', 'je regarde', { channel: teams.triageChannel, thread: sent.posted })
    expect(bot.heard.at(-1)?.thread).toBe(sent.thread)
    expect(await bot.adapter.post({ ...triage(), thread: sent.thread! }, message('pris'))).toMatchObject({
      outcome: 'sent',
    })
    expect(teams.messages(`${teams.triageChannel};messageid=${sent.posted}`).map(({ text }) => text)).toEqual([
      'Ticket 1042',
      'je regarde',
      'pris',
    ])
  })
  test('to somebody who was only met in a channel, by opening their personal conversation once', async () => {
    await teams.says('lucie', 'au secours', { channel: '19:it@thread.tacv2', mention: true })
    const lucie: Destination = {
      thread: `teams:${teams.tenantId}:@${userId('lucie')}`,
      reference: bot.heard.at(-1)!.reference!,
    }
    teams.requests.length = 0
    await bot.adapter.post(lucie, message('un'))
    await bot.adapter.post(lucie, message('deux'))
    expect(teams.messages('lucie').map(({ text }) => text)).toEqual(['un', 'deux'])
    expect(posts().map(({ path }) => path)).toEqual([
      'conversations',
      expect.stringContaining('activities'),
      expect.stringContaining('activities'),
    ])
  })
  test('in a group chat, which is one thread', async () => {
    await teams.says('marie', 'bonjour', { group: '19:groupe@thread.v2', mention: true })
    const { thread, reference } = bot.heard.at(-1)!
    expect(await bot.adapter.post({ thread, reference: reference! }, message('à tous'))).toMatchObject({
      outcome: 'sent',
    })
    expect(teams.messages('19:groupe@thread.v2').map(({ text }) => text)).toEqual(['bonjour', 'à tous'])
  })
  test('before anything was heard on this machine, the outbox is asked to wait', async () => {
    const local = await teamsBot(teams, { auth: 'off' })
    expect(await local.adapter.post({ thread: marie.thread }, message())).toMatchObject({ outcome: 'later' })
    await local.close()
    teams.connect(bot.url)
  })
  test('what was posted is edited and removed in place, in person and in a channel', async () => {
    for (const to of [marie, triage()]) {
      const sent = await bot.adapter.post(to, message('avant'))
      if (sent.outcome !== 'sent') throw new Error(sent.reason)
      expect(await bot.adapter.update(to, sent.posted, message('après'))).toEqual({
        outcome: 'sent',
        posted: sent.posted,
      })
      const find = () => teams.messages().find(({ id }) => id === sent.posted)
      expect(find()).toMatchObject({ text: 'après', edited: true })
      expect(await bot.adapter.remove(to, sent.posted)).toMatchObject({ outcome: 'sent' })
      expect(find()).toBeUndefined()
    }
  })
  test('signs that are words are put and taken away by Teams’ names; any other, and an older connector, are left out', async () => {
    const sent = await bot.adapter.post(triage(), message('avant'))
    if (sent.outcome !== 'sent') throw new Error(sent.reason)
    const signs = () => teams.messages().find(({ id }) => id === sent.posted)?.signs
    const put = (emoji: string, added: boolean) => bot.adapter.sign!(triage(), sent.posted, emoji, added)
    for (const emoji of ['👍', '❤️', '🙏', '🎉', '👏', '😆', '😮', '🙁'])
      expect(await put(emoji, true)).toMatchObject({ outcome: 'sent' })
    expect(signs()).toEqual([
      ...[
        'like',
        'heart',
        '1f64f_foldedhands',
        '1f389_partypopper',
        '1f44f_clappinghands',
        'laugh',
        'surprised',
        'sad',
      ],
    ])
    expect(await put('👍', false)).toMatchObject({ outcome: 'sent' })
    expect(signs()).not.toContain('like')
    expect(await put('🤡', true)).toMatchObject({ outcome: 'never' })
    teams.fail({ status: 405 }, 'PUT')
    expect(await put('👍', true)).toMatchObject({ outcome: 'never' })
  })
  test('a person’s name is known where the bot meets them', async () => {
    teams.roster(`a:${userId('marie')}`, ['marie'])
    const account = bot.adapter.profile!(`teams:${teams.tenantId}:${userId('marie')}`, marie.reference)
    expect(await account).toEqual({ name: 'marie' })
  })
})

describe('one post is one request, whatever happens to it', () => {
  const soon = () => openSpeech(teams.settings, openConnector(teams.settings, openLog('silent'), 300))
  const faults: [string, Fault, object][] = [
    ['a connection cut after Teams took it', { drop: true }, { outcome: 'unknown' }],
    ['a connection cut before', { reset: true }, { outcome: 'unknown' }],
    ['silence', { silence: true }, { outcome: 'unknown', reason: 'TimeoutError' }],
    ['500', { status: 500, taken: true }, { outcome: 'unknown' }],
    ['502', { status: 502, taken: true }, { outcome: 'unknown' }],
    ['504', { status: 504, taken: true }, { outcome: 'unknown' }],
    ['503', { status: 503, retryAfter: 3 }, { outcome: 'later', afterMs: 3000 }],
    ['429 that says when', { status: 429, retryAfter: 7 }, { outcome: 'later', afterMs: 7000 }],
    ['429 that does not', { status: 429 }, { outcome: 'later', afterMs: 2000 }],
    ['412', { status: 412, code: 'PreconditionFailed' }, { outcome: 'later', reason: '412 PreconditionFailed' }],
    [
      'a blocked bot',
      { status: 403, code: 'ConversationBlockedByUser' },
      { outcome: 'never', reason: '403 ConversationBlockedByUser' },
    ],
    ['a bot that was removed', { status: 403, code: 'BotNotInConversationRoster' }, { outcome: 'never' }],
    ['a conversation that is gone', { status: 404, code: 'ConversationNotFound' }, { outcome: 'never' }],
    ['a message that is too long', { status: 413, code: 'MessageSizeTooBig' }, { outcome: 'never' }],
    ['a request that is not understood', { status: 400, code: 'BadSyntax' }, { outcome: 'never' }],
  ]
  test.each(faults)('%s', async (_name, fault, outcome) => {
    for (const to of [marie, triage()]) {
      teams.requests.length = 0
      teams.fail(fault)
      expect(await soon().post(to, message())).toMatchObject(outcome)
      expect(posts()).toHaveLength(1)
    }
  })
  test('an update may be made again, so a lost answer means later', async () => {
    const sent = await bot.adapter.post(marie, message())
    if (sent.outcome !== 'sent') throw new Error(sent.reason)
    for (const fault of [{ drop: true }, { silence: true }, { status: 500 }, { status: 502 }] satisfies Fault[]) {
      teams.requests.length = 0
      teams.fail(fault)
      expect(await soon().update(marie, sent.posted, message())).toMatchObject({ outcome: 'later' })
      expect(teams.requests).toHaveLength(1)
    }
  })
  test('nobody there: nothing was accepted, so later', async () => {
    const gone = await teamsStandIn()
    await gone.close()
    const sent = await bot.adapter.post(
      { ...marie, reference: { ...marie.reference, serviceUrl: gone.serviceUrl } },
      message(),
    )
    expect(sent).toMatchObject({ outcome: 'later', reason: 'ECONNREFUSED' })
  })
  test('a stored address that the bot may not speak to gets neither message nor token', async () => {
    const reference = { ...marie.reference, serviceUrl: 'https://evil.example/' }
    expect(await bot.adapter.post({ ...marie, reference }, message())).toEqual({
      outcome: 'never',
      reason: 'foreign-service-url',
    })
  })
  test('a redirection is not followed', async () => {
    teams.fail({ status: 307 })
    expect(await bot.adapter.post(marie, message())).toMatchObject({ outcome: 'never' })
    expect(teams.requests).toHaveLength(1)
  })
  test('a withdrawn token is asked for again at the next attempt', async () => {
    teams.revokeTokens()
    expect(await bot.adapter.post(marie, message())).toMatchObject({ outcome: 'later', reason: '401 Unauthorized' })
    expect(await bot.adapter.post(marie, message())).toMatchObject({ outcome: 'sent' })
  })
  test('twenty posts at once log in once', async () => {
    const adapter = soon()
    const before = teams.logins()
    const sent = await Promise.all(Array.from({ length: 20 }, () => adapter.post(marie, message())))
    expect(sent.every(({ outcome }) => outcome === 'sent')).toBe(true)
    expect(teams.logins() - before).toBe(1)
  })
  test('a wrong secret is no reason to throw messages away', async () => {
    const settings = { ...teams.settings, appPassword: 'wrong' }
    const sent = await openSpeech(settings, openConnector(settings, openLog('silent'))).post(marie, message())
    expect(sent).toMatchObject({ outcome: 'later', reason: 'login-refused-401' })
    expect(teams.requests).toEqual([])
  })
})

test('Teams’ limit of messages a second is met with “later”, and nothing is lost or doubled', async () => {
  const strict = await teamsStandIn({ auth: 'off', perSecond: 7 })
  const desk = await teamsBot(strict)
  await strict.says('marie', 'bonjour')
  const to: Destination = { thread: desk.heard[0]!.thread, reference: desk.heard[0]!.reference! }
  const sent = await Promise.all(Array.from({ length: 10 }, () => desk.adapter.post(to, message())))
  const outcomes = {
    sent: sent.filter((one) => one.outcome === 'sent'),
    later: sent.filter((one) => one.outcome === 'later'),
  }
  expect(outcomes.later).not.toHaveLength(0)
  expect(outcomes.sent.length + outcomes.later.length).toBe(10)
  expect(strict.messages('marie').filter(({ by }) => by === 'bot')).toHaveLength(outcomes.sent.length)
  await desk.close()
  await strict.close()
})

test('several teams on a local desk: whatever tenant a client names, the triage channel’s threads are found again', async () => {
  const local = await teamsStandIn({ auth: 'off' })
  const desk = await teamsBot(local, { tenants: undefined })
  await local.says('karim', 'bonjour', { channel: local.triageChannel })
  const sent = await desk.adapter.post(
    { thread: desk.triage!, reference: desk.heard[0]!.reference! },
    message('Ticket 7'),
  )
  if (sent.outcome !== 'sent') throw new Error(sent.reason)
  await local.says('karim', 'vu', { channel: local.triageChannel, thread: sent.posted })
  expect(desk.heard.at(-1)?.thread).toBe(sent.thread)
  await desk.close()
  await local.close()
})
