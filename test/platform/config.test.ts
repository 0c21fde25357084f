import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { Variables } from '../../src/platform/config-schema.ts'
import { causes, remedies } from '../../src/platform/config-texts.ts'

const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env)
  return read.ok ? [] : read.problems.map(({ variable }) => variable).sort()
}

describe('the configuration', () => {
  test('of an empty environment is the demonstration on the embedded database, in French', () => {
    expect(readConfig({})).toMatchObject({
      ok: true,
      config: {
        PORT: 3000,
        HOST: '127.0.0.1',
        DATA_DIR: '.data',
        ROLES: ['web', 'worker'],
        DEFAULT_LOCALE: 'fr',
        TIME_ZONE: 'Europe/Paris',
        HOLIDAYS: 'FR',
        TEAMS_AUTH: 'on',
        DEMO: true,
        FILE_MAX_MB: 20,
        FILE_DAYS: 365,
        MESSAGES_PER_MINUTE: 30,
        MESSAGES_PER_DAY: 500,
      },
    })
  })

  test('shows the demonstration beside a real server only when it is asked for', () => {
    const DATABASE_URL = 'postgres://guichet@db/guichet'
    expect(readConfig({ DATABASE_URL })).toMatchObject({ config: { DEMO: true } })
    for (const real of [{ NODE_ENV: 'production' }, { PUBLIC_URL: 'https://desk.example' }, { HOST: '0.0.0.0' }])
      expect(readConfig({ DATABASE_URL, ...real })).toMatchObject({ config: { DEMO: false } })
    expect(readConfig({ DEMO: 'on', HOST: '0.0.0.0' })).toMatchObject({ ok: false, problems: [{ variable: 'DEMO' }] })
    expect(readConfig({ DATABASE_URL, DEMO: 'on' })).toMatchObject({ config: { DEMO: true } })
  })

  test('counts a blank value as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '  ', SLACK_BOT_TOKEN: '' })).toMatchObject({
      ok: true,
      config: { PORT: 3000 },
    })
  })

  test('tells every problem at once', () => {
    const env = {
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      ROLES: 'web,cook',
      TIME_ZONE: 'Mars/Base',
      SLACK_BOT_TOKEN: 'xoxb-1',
    }
    expect(problemsOf(env)).toEqual(['DATABASE_URL', 'PORT', 'ROLES', 'SLACK_SIGNING_SECRET', 'TIME_ZONE'])
  })

  test('tells cause and remedy in the language of DEFAULT_LOCALE', () => {
    expect(readConfig({ PORT: 'x', DEFAULT_LOCALE: 'en' })).toEqual({
      ok: false,
      problems: [{ variable: 'PORT', cause: causes.en.unusable, remedy: remedies.en.PORT }],
    })
    expect(readConfig({ PORT: 'x' })).toMatchObject({
      problems: [{ cause: causes.fr.unusable, remedy: remedies.fr.PORT }],
    })
  })

  test.each([
    ['PORT', '1e3'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['DEMO', 'yes'],
    ['HOLIDAYS', 'France'],
    ['LOG_LEVEL', 'loud'],
    ['REDIS_URL', 'http://x'],
    ['TIME_ZONE', '+02:00'],
    ['OPENAI_BASE_URL', 'file:///etc'],
  ])('refuses %s=%s', (variable, value) => {
    expect(problemsOf({ [variable]: value })).toEqual([variable])
  })

  test('reads a secret from the file that NAME_FILE names, and says when it cannot', () => {
    const folder = mkdtempSync(join(tmpdir(), 'guichet-config-'))
    const file = join(folder, 'token')
    writeFileSync(file, 'xoxb-secret\n')
    const SLACK_SIGNING_SECRET = 's'
    expect(readConfig({ SLACK_BOT_TOKEN_FILE: file, SLACK_SIGNING_SECRET })).toMatchObject({
      config: { SLACK_BOT_TOKEN: 'xoxb-secret' },
    })
    expect(problemsOf({ OPENAI_API_KEY_FILE: join(folder, 'absent') })).toEqual(['OPENAI_API_KEY_FILE'])
    expect(problemsOf({ OPENAI_API_KEY_FILE: file, OPENAI_API_KEY: 'sk-1' })).toEqual(['OPENAI_API_KEY'])
    rmSync(folder, { recursive: true })
  })

  test('never repeats the value of a secret in what it tells', () => {
    expect(JSON.stringify(readConfig({ SLACK_BOT_TOKEN: 'hunter2', SLACK_SIGNING_SECRET: 'x' }))).not.toContain(
      'hunter2',
    )
  })

  test('lets Teams go unchecked on this machine only', () => {
    expect(problemsOf({ TEAMS_AUTH: 'off' })).toEqual([])
    expect(problemsOf({ TEAMS_AUTH: 'off', HOST: '::1' })).toEqual([])
    expect(problemsOf({ TEAMS_AUTH: 'off', HOST: '0.0.0.0' })).toEqual(['TEAMS_AUTH'])
    expect(problemsOf({ TEAMS_AUTH: 'off', HOST: '127.0.0.1.example.org' })).toEqual(['TEAMS_AUTH'])
  })

  test('takes the Bot Framework endpoints all or none', () => {
    expect(problemsOf({ OAuthUrl: 'https://x/oauth' })).toHaveLength(5)
  })
})

test('.env.example explains every variable and invents none', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  const named = [...text.matchAll(/^#?([A-Za-z_]+)=/gm)].map(([, name]) => name).sort()
  expect(named).toEqual(Object.keys(Variables.shape).sort())
})
