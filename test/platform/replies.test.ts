import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { en } from '../../src/cli/replies-texts.en.ts'
import { fr } from '../../src/cli/replies-texts.fr.ts'
import { guichet } from '../support/command.ts'
import { embeddedFromImage } from '../support/database.ts'

// Each command is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** On an embedded database of its own; with `DATABASE_URL` the suite has one database that this must not change. */
const embedded = 'image' in inject('database')
const where = mkdtempSync(join(tmpdir(), 'guichet-replies-'))
beforeAll(() => embeddedFromImage(join(where, '.data')))
afterAll(() => rmSync(where, { recursive: true }))

const replies = (lang: 'en' | 'fr', ...args: string[]) =>
  guichet(['replies', ...args, '--lang', lang], { cwd: where, env: { LOG_LEVEL: 'silent' } })
const file = (name: string, content: unknown) => {
  writeFileSync(join(where, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
const vpn = {
  name: 'vpn-reset',
  title: { en: 'VPN reset', fr: 'VPN réinitialisé' },
  text: { en: 'Hello {requester}, {number} is reset.', fr: 'Bonjour {requester}, {number} est réinitialisé.' },
}

test.runIf(embedded)(
  'guichet replies as a process: import, list, preview in both languages, export, remove',
  async () => {
    const imported = await replies('en', 'import', file('one.json', [vpn]))
    expect([imported.code, imported.out.trim()]).toEqual([0, en.kept(1)])
    expect((await replies('fr', 'list')).out).toContain('vpn-reset\tVPN réinitialisé')
    const listed = JSON.parse((await replies('en', 'list', '--json')).out) as { name: string }[]
    expect(listed.map(({ name }) => name)).toContain('vpn-reset')

    const { out } = await replies('en', 'preview', 'vpn-reset')
    expect(out).toContain('[en] Hello Marie, #1042 is reset.')
    expect(out).toContain('[fr] Bonjour Marie, #1042 est réinitialisé.')

    const exported = await replies('en', 'export')
    expect(JSON.parse(exported.out)).toContainEqual({ ...vpn, changes: {} })
    expect((await replies('fr', 'remove', 'vpn-reset')).out.trim()).toBe(fr.removed('vpn-reset'))
    const again = await replies('fr', 'remove', 'vpn-reset')
    expect([again.code, again.err.trim()]).toEqual([1, fr.unknown('vpn-reset')])
    const back = await replies('fr', 'import', file('all.json', exported.out))
    expect(back.code).toBe(0)
  },
)

test.runIf(embedded)('what cannot be kept is refused whole, with what to mend and a code of its own', async () => {
  const before = (await replies('en', 'export')).out
  const notJson = await replies('en', 'import', file('broken.json', '{'))
  expect([notJson.code, notJson.err.trim()]).toEqual([2, en.notJson('broken.json')])
  const bad = { ...vpn, name: 'other', text: { en: 'Hi {password}', fr: '' } }
  const refused = await replies('fr', 'import', file('bad.json', [vpn, bad]))
  expect([refused.code, refused.err.trim()]).toEqual([2, fr.refused('1.text.en')])
  expect((await replies('en', 'export')).out).toBe(before)
})

test('its help is there in both languages', async () => {
  expect((await replies('en', '--help')).out).toContain(en.preview)
  expect((await replies('fr', '--help')).out).toContain(fr.preview)
})
