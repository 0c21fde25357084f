import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { en } from '../../src/cli/duty-texts.en.ts'
import { fr } from '../../src/cli/duty-texts.fr.ts'
import { welcomeAccount } from '../../src/desk/people/store.ts'
import { guichet } from '../support/command.ts'
import { embeddedFromImage } from '../support/database.ts'

// Each command is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const embedded = 'image' in inject('database')
const where = mkdtempSync(join(tmpdir(), 'guichet-duty-'))
beforeAll(async () => {
  await embeddedFromImage(join(where, '.data'), async (db) => {
    for (const name of ['Léa Roy', 'Karim Haddad', 'Paul'])
      await db.transaction().execute(async (tx) => {
        const account = `slack:T1:U${name.length}` as const
        await welcomeAccount(tx, { account, name, agent: name !== 'Paul' }, new Date('2026-01-01'))
      })
  })
})
afterAll(() => rmSync(where, { recursive: true }))

const duty = (lang: 'en' | 'fr', ...args: string[]) =>
  guichet(['duty', ...args, '--lang', lang], { cwd: where, env: { LOG_LEVEL: 'silent' } })
const file = (name: string, content: unknown) => {
  writeFileSync(join(where, name), typeof content === 'string' ? content : JSON.stringify(content))
  return name
}
const network = {
  ...{ slug: 'network', name: { fr: 'Réseau', en: 'Network' }, tier: 2 },
  members: [{ person: 'léa roy', mostOpen: 5, languages: ['fr'], skills: ['network'] }, { person: 'slack:T1:U12' }],
  rota: { zone: 'Europe/Paris', startsOn: '2026-01-05', handover: '9:00', people: ['Léa Roy', 'Karim Haddad'] },
  turns: { routing: 'turns', steps: [{ wait: 10, tell: 'on-call' }], rounds: 2 },
}

test.runIf(embedded)(
  'guichet duty as a process: a file is taken over whole or not at all, a calendar too; both languages, and JSON',
  async () => {
    const strange = { ...network, rota: { ...network.rota, people: ['Nobody'] } }
    const unknown = await duty('en', 'import', file('unknown.json', [strange]))
    expect([unknown.code, unknown.err.trim()]).toEqual([1, en.unknown('Nobody')])
    expect((await duty('en', 'list')).out.trim()).toBe(en.noTeam)
    const broken = await duty('fr', 'import', file('broken.json', [{ ...network, tier: 9 }]))
    expect([broken.code, broken.err.trim()]).toEqual([2, fr.broken('0.tier')])

    const applied = await duty('fr', 'import', file('plan.json', [network]))
    expect([applied.code, applied.out.trim(), applied.err]).toEqual([0, fr.applied(1), ''])
    const { out } = await duty('fr', 'list')
    expect(out).toContain('N2 Réseau')
    expect(out).toMatch(/d’astreinte : (Léa Roy|Karim Haddad) \(relève : /)
    expect(out).toContain(`- ${fr.member('Léa Roy', 0, 5)}`)
    const exported = (await duty('en', 'export')).out
    expect(JSON.parse(exported)).toMatchObject([{ slug: 'network', rota: { handover: '09:00' }, turns: { rounds: 2 } }])

    const imported = await duty('en', 'import', file('rota.ics', calendar('LEA ROY')), '--team', 'network', '--json')
    expect(JSON.parse(imported.out).shifts).toBeGreaterThan(50)
    const [listed] = JSON.parse((await duty('en', 'list', '--json')).out) as { onCall: object }[]
    expect(listed).toMatchObject({ team: 'Network', zone: 'Europe/Paris', onCall: { name: 'Léa Roy' } })
    expect((await duty('fr', '--help')).out.replace(/\s+/g, ' ')).toContain(fr.import)
  },
)

const calendar = (who: string) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', 'BEGIN:VEVENT', 'UID:1', 'DTSTAMP:20260101T000000Z'],
    ...[`SUMMARY:On call: ${who}`, 'DTSTART;TZID=Europe/Paris:20260105T090000'],
    ...['DTEND;TZID=Europe/Paris:20260112T090000', 'RRULE:FREQ=WEEKLY', 'END:VEVENT', 'END:VCALENDAR', ''],
  ].join('\r\n')
