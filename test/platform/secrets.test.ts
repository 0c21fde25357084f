import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withVariables, writeVariables } from '../../src/cli/env-file.ts'
import { rereading } from '../../src/platform/environment.ts'
import { newSealingKey, seal, unseal } from '../../src/platform/sealed.ts'

test('a sealed secret opens with its key, in its place, unaltered, and in no other case', () => {
  const key = newSealingKey()
  const sealed = seal(key, 'xoxb-secret', 'T1 bot_token')
  expect(sealed).not.toContain('secret')
  expect(seal(key, 'xoxb-secret', 'T1 bot_token')).not.toBe(sealed)
  expect(unseal(key, sealed, 'T1 bot_token')).toBe('xoxb-secret')
  expect(unseal(newSealingKey(), sealed, 'T1 bot_token')).toBeUndefined()
  expect(unseal(key, sealed, 'T2 bot_token')).toBeUndefined()
  const altered = `${sealed.slice(0, -8)}${sealed.at(-8) === 'A' ? 'B' : 'A'}${sealed.slice(-7)}`
  for (const other of [altered, sealed.replace('v1', 'v2'), 'xoxb-secret', '', 'v1...'])
    expect(unseal(key, other, 'T1 bot_token')).toBeUndefined()
})

test('what came from .env is read from it again; what the process was started with stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-env-'))
  const file = join(folder, '.env')
  writeFileSync(file, 'SLACK_BOT_TOKEN=xoxb-old\nPORT=3000\nGONE=1\n')
  const now = rereading({ SLACK_BOT_TOKEN: 'xoxb-old', PORT: '4000', GONE: '1', HOME: '/root' }, file)
  writeFileSync(file, 'SLACK_BOT_TOKEN="xoxb-new"\nPORT=3001\n')
  expect(now()).toEqual({ SLACK_BOT_TOKEN: 'xoxb-new', PORT: '4000', HOME: '/root' })
  rmSync(folder, { recursive: true })
  expect(now()).toEqual({ PORT: '4000', HOME: '/root' })
})

test('writing .env replaces what is set, sets examples below themselves, and leaves every other line as it was', () => {
  const before = '# Slack\n#SLACK_BOT_TOKEN=xoxb-…\nPORT=3000 # ours\nSECRET="a b"\nexport OLD=1\n'
  expect(withVariables(before, { SLACK_BOT_TOKEN: 'xoxb-1', OLD: '2', NEW: "it's" })).toBe(
    '# Slack\n#SLACK_BOT_TOKEN=xoxb-…\nSLACK_BOT_TOKEN=xoxb-1\nPORT=3000 # ours\nSECRET="a b"\nOLD=2\nNEW="it\'s"\n',
  )
  expect(withVariables('', { A: 'x' })).toBe('A=x\n')
})

test('a new .env can be read by its owner alone; an existing one keeps its rights', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-env-'))
  const file = join(folder, '.env')
  writeVariables(file, { A: '1' })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  writeFileSync(join(folder, 'other'), 'B=1\n', { mode: 0o640 })
  writeVariables(join(folder, 'other'), { B: '2' })
  expect([statSync(join(folder, 'other')).mode & 0o777, readFileSync(join(folder, 'other'), 'utf8')]).toEqual([
    0o640,
    'B=2\n',
  ])
  rmSync(folder, { recursive: true })
})
