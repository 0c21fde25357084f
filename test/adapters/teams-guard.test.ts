import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TeamsBot, teamsBot } from '../support/teams/bot.ts'
import { type Json, type TeamsStandIn, teamsStandIn } from '../support/teams-stand-in.ts'

let teams: TeamsStandIn
let bot: TeamsBot
// The SDK prints every token it refuses.
const quiet = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')]

beforeAll(async () => {
  for (const spy of quiet) spy.mockImplementation(() => {})
  teams = await teamsStandIn()
  bot = await teamsBot(teams)
})
afterAll(async () => {
  await bot.close()
  await teams.close()
})
beforeEach(() => {
  bot.heard.length = 0
  teams.requests.length = 0
})

const message = (more: Json = {}) => teams.activity('marie', 'message', {}, { text: 'bonjour', ...more })
const nothingHappened = () => {
  expect(bot.heard).toEqual([])
  expect(teams.requests).toEqual([])
}

describe('who signed it', () => {
  test('what Teams signed is heard', async () => {
    expect(await teams.delivers(message())).toMatchObject({ status: 200 })
    expect(bot.heard).toHaveLength(1)
  })

  test('a token four minutes late, and one signed with RS512, are still good', async () => {
    expect((await teams.delivers(message(), teams.signed({ expires: -240 }))).status).toBe(200)
    expect((await teams.delivers(message(), teams.signed({}, { alg: 'RS512' }))).status).toBe(200)
  })

  const forged: Record<string, () => string | null> = {
    'no header': () => null,
    garbage: () => 'garbage',
    'Basic instead of Bearer': () => 'Basic dXNlcjpwYXNz',
    'bearer in lower case': () => teams.signed().replace('Bearer', 'bearer'),
    'a token that is not one': () => 'Bearer a.b.c',
    'expired six minutes ago': () => teams.signed({ expires: -360 }),
    'not valid before next hour': () => teams.signed({ notBefore: 3600, expires: 7200 }),
    'another audience': () => teams.signed({ aud: 'another-bot' }),
    'another issuer': () => teams.signed({ iss: 'https://issuer.example' }),
    'the issuer of the Emulator': () =>
      teams.signed({
        iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
        more: { appid: teams.settings.appId },
      }),
    'an issuer of any tenant, as single-tenant Emulators use': () =>
      teams.signed({
        iss: 'https://sts.windows.net/evil/',
        more: { tid: 'evil', appid: teams.settings.appId, ver: '1.0' },
      }),
    'the token of another bot (a skill)': () => teams.signed({ more: { ver: '1.0', appid: 'another-bot' } }),
    'another key of the same name': () => teams.signed({}, { key: 'other' }),
    'a key of another channel': () => teams.signed({}, { key: 'unendorsed' }),
    'an unknown key': () => teams.signed({}, { kid: 'nobody' }),
    'alg none': () => teams.signed({}, { alg: 'none' }),
    'HS256 with the public key': () => teams.signed({}, { alg: 'HS256' }),
    'another service address in the token': () => teams.signed({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
    'no service address in the token': () => teams.signed({ serviceurl: undefined }),
    'a huge token': () => teams.signed({ more: { padding: 'x'.repeat(9000) } }),
    'one byte changed': () => teams.signed().replace(/.(?=.{20}$)/, (one) => (one === 'A' ? 'B' : 'A')),
    'two tokens in one header': () => `${teams.signed()} ${teams.signed()}`,
  }
  test.each(Object.entries(forged))('%s is answered 401 and leaves nothing', async (_name, header) => {
    expect((await teams.delivers(message(), header())).status).toBe(401)
    nothingHappened()
  })

  test('a body that was changed to name another service address than the token is refused, and nobody calls there', async () => {
    const stolen = message({ serviceUrl: teams.serviceUrl.replace('/teams/', '/elsewhere/') })
    expect((await teams.delivers(stolen)).status).toBe(401)
    nothingHappened()
  })

  test('when the signing keys cannot be fetched, Teams is asked to send again', async () => {
    const endpoints = { ...teams.settings.endpoints!, ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:9/nobody' }
    const cut = await teamsBot(teams, { endpoints })
    expect((await teams.delivers(message())).status).toBe(503)
    expect(cut.heard).toEqual([])
    await cut.close()
    teams.connect(bot.url)
  })
})

describe('where it comes from', () => {
  test.each(['', 'webchat', 'emulator', 'AseChannel', 'directline', 'MSTEAMS'])(
    'channel “%s” is refused',
    async (channelId) => {
      expect((await teams.delivers(message({ channelId }))).status).toBe(403)
      nothingHappened()
    },
  )
  test('an activity without a channel is refused', async () => {
    expect((await teams.delivers(message({ channelId: undefined }))).status).toBe(403)
    nothingHappened()
  })

  const addresses = [
    undefined,
    '',
    'not a url',
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evilbotframework.com/',
    'https://user@smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'http://smba.trafficmanager.net/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::ffff:10.0.0.1]/',
    'file:///etc/passwd',
  ]
  test.each(addresses)('service address %s is refused, even when the token names it', async (serviceUrl) => {
    const header = teams.signed({ serviceurl: serviceUrl })
    expect((await teams.delivers(message({ serviceUrl }), header)).status).toBe(403)
    nothingHappened()
  })

  test('a foreign tenant is refused, wherever it is named', async () => {
    const foreign = { conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'foreign' } }
    expect((await teams.delivers(message(foreign))).status).toBe(403)
    expect((await teams.delivers(message({ channelData: { tenant: { id: 'foreign' } } }))).status).toBe(403)
    expect((await teams.delivers(message({ ...foreign, channelData: { tenant: { id: 'foreign' } } }))).status).toBe(403)
    nothingHappened()
  })
  test('a desk of several tenants hears each of them under its own name, and no other', async () => {
    const several = await teamsBot(teams, { tenants: ['home', 'branch'] })
    const from = (tenantId: string) =>
      message({ conversation: { id: 'a:1', conversationType: 'personal', tenantId }, channelData: {} })
    const said = await Promise.all(['home', 'branch', 'foreign'].map((tenant) => teams.delivers(from(tenant))))
    expect(said.map(({ status }) => status)).toEqual([200, 200, 403])
    expect(several.heard.map(({ thread }) => thread).sort()).toEqual(['teams:branch:@29:marie', 'teams:home:@29:marie'])
    expect(several.triage).toBe(`teams:home:${teams.triageChannel}`)
    await several.close()
    teams.connect(bot.url)
  })
  test('no tenant at all is refused', async () => {
    const without = { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: {} }
    expect((await teams.delivers(message(without))).status).toBe(403)
    nothingHappened()
  })
})

describe('what is no activity', () => {
  const bodies: Record<string, unknown> = {
    'no type': { hello: 1 },
    'a type that is a number': message2({ type: 5 }),
    'an array': [],
    null: 'null',
    'a string': '"hello"',
    'broken JSON': '{"type":',
    nothing: '',
    'a conversation that is a number': message2({ conversation: 5 }),
    'a text that is a number': message2({ text: 5 }),
    'no sender': message2({ from: undefined }),
    'a time that is none': message2({ timestamp: 'tomorrow' }),
    'a tenant that would break a key': message2({ conversation: { id: 'a', tenantId: 'a:b' } }),
    'a thousand levels': `{"type":"message","value":${'['.repeat(1000)}${']'.repeat(1000)}}`,
  }
  function message2(more: Json) {
    return {
      type: 'message',
      id: '1',
      channelId: 'msteams',
      serviceUrl: 'x',
      from: { id: 'a' },
      conversation: { id: 'b' },
      ...more,
    }
  }
  test.each(Object.entries(bodies))('%s is answered 400, signed or not', async (_name, body) => {
    expect((await teams.delivers(body)).status).toBe(400)
    expect((await teams.delivers(body, null)).status).toBe(400)
    nothingHappened()
  })

  test('more than a megabyte is answered 413', async () => {
    expect((await teams.delivers(message({ text: 'x'.repeat(1024 * 1024) }))).status).toBe(413)
    nothingHappened()
  })
  test('another method is answered 405', async () => {
    expect((await fetch(bot.url)).status).toBe(405)
  })
  test('a client that hangs up in the middle harms nobody', async () => {
    await new Promise<void>((resolve) => {
      const cut = request(bot.url, { method: 'POST', headers: { 'content-length': 1000 } })
      cut.on('error', () => resolve())
      cut.write('{"type":', () => cut.destroy())
    })
    expect((await teams.says('marie', 'toujours là ?')).status).toBe(200)
  })
})

describe('acknowledged means stored', () => {
  test('when the desk could not store it, Teams is told to send again, and then it is heard once', async () => {
    bot.desk.answer = async () => {
      throw new Error('the database is away')
    }
    const activity = message()
    expect((await teams.delivers(activity)).status).toBe(503)
    bot.desk.answer = async () => ({})
    expect((await teams.delivers(activity)).status).toBe(200)
    expect(bot.heard).toHaveLength(1)
  })
  test('a replay has the id of the original, so that the desk knows it', async () => {
    const [activity, header] = [message(), teams.signed()]
    for (let time = 0; time < 3; time++) await teams.delivers(activity, header)
    expect(new Set(bot.heard.map((event) => event.id)).size).toBe(1)
  })
  test('after stop everything is answered 503', async () => {
    const leaving = await teamsBot(teams)
    await leaving.stop()
    expect((await teams.says('marie', 'trop tard')).status).toBe(503)
    await leaving.close()
    teams.connect(bot.url)
  })
})

describe('without authentication', () => {
  test('a client on this machine is heard without a token, and answered there without one', async () => {
    const local = await teamsStandIn({ auth: 'off' })
    const desk = await teamsBot(local)
    expect((await local.says('marie', 'bonjour', { activity: { channelId: 'emulator' } })).status).toBe(200)
    const [event] = desk.heard
    const message = { id: 'm1', blocks: [], plain: 'bonjour' }
    const sent = await desk.adapter.post({ thread: event!.thread, reference: event!.reference! }, message)
    expect(sent.outcome).toBe('sent')
    expect(local.requests.at(-1)?.authorization).toBeUndefined()
    await desk.close()
    await local.close()
  })
  test.each(['https://smba.trafficmanager.net/emea/', 'https://evil.example/', 'http://10.0.0.1/'])(
    'an activity that names %s is refused: only this machine is spoken to',
    async (serviceUrl) => {
      const open = await teamsBot(teams, {
        auth: 'off',
        appId: undefined,
        appPassword: undefined,
        endpoints: undefined,
      })
      expect((await teams.delivers(message({ serviceUrl }))).status).toBe(403)
      const thread = 'teams:t:@29:marie' as const
      const reference = { serviceUrl, conversation: 'a:1', user: '29:marie', personal: true }
      const sent = await open.adapter.post({ thread, reference }, { id: 'm', blocks: [], plain: '' })
      expect(sent).toEqual({ outcome: 'never', reason: 'foreign-service-url' })
      await open.close()
      teams.connect(bot.url)
    },
  )
  test('a client on this machine may name no tenant, but not a foreign one', async () => {
    const open = await teamsBot(teams, { auth: 'off' })
    const conversation = { id: 'a:1', conversationType: 'personal' }
    expect((await teams.delivers(message({ conversation, channelData: {} }))).status).toBe(200)
    expect((await teams.delivers(message({ conversation: { ...conversation, tenantId: 'foreign' } }))).status).toBe(403)
    expect(open.heard.map(({ thread }) => thread)).toEqual([`teams:${teams.tenantId}:@29:marie`])
    await open.close()
    teams.connect(bot.url)
  })
  test('with authentication, a desk without an app id does not open', async () => {
    await expect(teamsBot(teams, { appId: undefined })).rejects.toThrow('TEAMS_APP_ID')
  })
})
