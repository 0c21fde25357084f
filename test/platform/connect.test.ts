import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { scopes } from '../../adapters/slack/features.ts'
import { en } from '../../src/cli/setup-texts.en.ts'
import { fr } from '../../src/cli/setup-texts.fr.ts'
import { guichet as command } from '../support/command.ts'
import { embeddedFromImage } from '../support/database.ts'
import { type SlackStandIn, slackStandIn } from '../support/slack-stand-in.ts'
import { type TeamsStandIn, teamsStandIn } from '../support/teams-stand-in.ts'

// Each command is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

let slack: SlackStandIn
let teams: TeamsStandIn
const folder = mkdtempSync(join(tmpdir(), 'guichet-connect-'))
beforeAll(async () => {
  slack = await slackStandIn()
  teams = await teamsStandIn()
})
afterAll(async () => {
  await slack.close()
  await teams.close()
  rmSync(folder, { recursive: true })
})

/** The command line in a folder of its own, as an operator would run it without a terminal. */
const guichet = (place: string, args: string[], env: Record<string, string> = {}) =>
  command([...args, '--lang', 'en'], { cwd: place, env: { SLACK_API_URL: slack.apiUrl, ...env } })
const place = (name: string, dotEnv?: string) => {
  const made = mkdtempSync(join(folder, `${name}-`))
  if (dotEnv) writeFileSync(join(made, '.env'), dotEnv)
  return made
}
const dotEnv = (where: string) => readFileSync(join(where, '.env'), 'utf8')

test('connect slack checks token, scopes and channel, and writes .env beside what was there', async () => {
  slack.members('C9TRIAGE').add(slack.botUser)
  const where = place('good', 'PORT=3100\n')
  const flags = ['--bot-token', slack.botToken, '--signing-secret', 's3cret']
  const link = 'https://example.slack.com/archives/C9TRIAGE'
  const { code, out } = await guichet(where, ['connect', 'slack', ...flags, '--channel', link])
  expect(code).toBe(0)
  expect(out).toContain(en.checks.scopes(scopes.length))
  expect(out).toContain(en.checks.channel('#c9triage'))
  expect(dotEnv(where)).toBe(
    `PORT=3100\nSLACK_BOT_TOKEN=${slack.botToken}\nSLACK_SIGNING_SECRET=s3cret\nSLACK_TRIAGE_CHANNEL=C9TRIAGE\n`,
  )
  expect(out).not.toContain(slack.botToken)
})

test('connect slack says what is wrong with its remedy and writes nothing', async () => {
  slack.tokens.set('xoxb-poor', { team: slack.team, scopes: ['chat:write'] })
  const [bad, poor, absent, notInvited] = await Promise.all([
    guichet(place('bad'), ['connect', 'slack', '--bot-token', 'xoxb-bad', '--signing-secret', 'x', '--json']),
    guichet(place('poor'), ['connect', 'slack', '--bot-token', 'xoxb-poor', '--signing-secret', 'x']),
    guichet(place('absent'), ['connect', 'slack', '--bot-token', slack.botToken]),
    guichet(place('out'), [
      'connect',
      'slack',
      '--bot-token',
      slack.botToken,
      '--signing-secret',
      'x',
      '--channel',
      'C0NOWHERE',
    ]),
  ])
  expect([bad.code, poor.code, absent.code, notInvited.code]).toEqual([1, 1, 2, 1])
  const { ok, checks } = JSON.parse(bad.out)
  expect([ok, checks[0]]).toEqual([
    false,
    expect.objectContaining({ state: 'wrong', remedy: en.checks.slackTokenRemedy }),
  ])
  expect(poor.out).toContain('im:history')
  expect(poor.out).toContain(en.checks.scopesRemedy)
  expect(absent.err).toContain('SLACK_SIGNING_SECRET')
  expect(notInvited.out).toContain('channel_not_found')
})

test('a further workspace is stored sealed, with a key made for it; doctor looks at it, and notices a lost key', async () => {
  slack.tokens.set('xoxb-branch', { team: 'T0BRANCH', scopes })
  const where = place('further', `SLACK_BOT_TOKEN=${slack.botToken}\nSLACK_SIGNING_SECRET=s\n`)
  await embeddedFromImage(join(where, '.data'))
  const stored = await guichet(where, ['connect', 'slack', '--workspace', '--bot-token', 'xoxb-branch'])
  expect(stored.out).toContain(en.connect.keyMade)
  expect(dotEnv(where)).toMatch(/^SECRETS_KEY=[0-9a-f]{64}$/m)
  const doctor = await guichet(where, ['doctor', '--json'])
  const { ok, checks } = JSON.parse(doctor.out) as { ok: boolean; checks: { what: string }[] }
  expect(ok).toBe(true)
  expect(checks.filter(({ what }) => what.includes('T0BRANCH'))).toHaveLength(2)
  const lost = await guichet(where, ['doctor'], { SECRETS_KEY: '0'.repeat(64) })
  expect([lost.code, lost.out]).toEqual([1, expect.stringContaining(en.checks.sealed(['T0BRANCH']))])
  const gone = await guichet(where, ['connect', 'slack', '--forget', 'T0BRANCH'])
  expect(gone.out).toContain(en.connect.forgotten('T0BRANCH'))
})

test('connect teams signs the bot in once, takes the link to a channel, and refuses a wrong secret', async () => {
  const {
    TEAMS_APP_ID: appId = '',
    TEAMS_APP_PASSWORD: secret = '',
    TEAMS_TENANT_ID: tenant = '',
    ...endpoints
  } = teams.env
  const { TEAMS_AUTH: _, TEAMS_TRIAGE_CHANNEL: __, ...env } = endpoints
  const flags = ['--app-id', appId, '--tenant', tenant]
  const link = 'https://teams.microsoft.com/l/channel/19%3Aabc123%40thread.tacv2/Agents?groupId=1'
  const [good, bad] = [place('teams'), place('teams-bad')]
  const [connected, refused] = await Promise.all([
    guichet(good, ['connect', 'teams', ...flags, '--secret', secret, '--channel', link], env),
    guichet(bad, ['connect', 'teams', ...flags, '--secret', 'wrong'], env),
  ])
  expect(connected.out).toContain(en.checks.teamsSignedIn([tenant]))
  expect(dotEnv(good)).toContain('TEAMS_TRIAGE_CHANNEL=19:abc123@thread.tacv2\n')
  expect([refused.code, refused.out, existsSync(join(bad, '.env'))]).toEqual([
    1,
    expect.stringContaining(en.checks.teamsRefusedRemedy),
    false,
  ])
})

test('the manifest command creates the app with a configuration token, and says where Slack objects', async () => {
  const where = place('manifest')
  const token = { SLACK_CONFIG_TOKEN: 'xoxe.xoxp-config' }
  const asked = ['slack', 'manifest', '--create', '--url', 'https://desk.example']
  const [created, without] = await Promise.all([guichet(where, asked, token), guichet(where, asked)])
  expect([created.code, without.code]).toEqual([0, 2])
  expect(created.out).toContain('https://api.slack.com/apps/A0MADE/install-on-team')
  const [sent] = slack.calls('apps.manifest.create')
  expect(JSON.parse(String(sent?.args.manifest))).toMatchObject({ oauth_config: { scopes: { bot: scopes } } })
  slack.fails('apps.manifest.create', 'invalid_manifest')
  const refused = await guichet(where, asked, token)
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('invalid_manifest')])
})

test('French sentences of the set-up use no-break spaces and typographic apostrophes', () => {
  const sentences: string[] = []
  const collect = (value: unknown): void => {
    if (typeof value === 'string') sentences.push(value)
    else if (typeof value === 'function') sentences.push(String(value).replace(/\$\{[^}]*\}/g, ''))
    else if (value && typeof value === 'object') Object.values(value).forEach(collect)
  }
  collect(fr)
  for (const sentence of sentences) expect(sentence).not.toMatch(/[\p{L}»] [:;!?»](?=\s|$)|« |\p{L}'\p{L}/u)
})
