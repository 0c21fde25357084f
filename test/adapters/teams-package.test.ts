import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { extensionCommands } from '../../adapters/teams/extension.ts'
import { extension } from '../../adapters/teams/features.ts'
import { type PackageSettings, teamsPackage } from '../../adapters/teams/package.ts'
import { menuWords } from '../../flows/menu.ts'
import { setupTexts } from '../../src/cli/setup-texts.ts'
import { commandIn } from '../../src/desk/triage/commands.ts'

const settings: PackageSettings = {
  appId: '11111111-2222-3333-4444-555555555555',
  publicUrl: 'https://desk.example/',
  developer: 'Example',
  version: '1.0.0',
  words: { en: setupTexts.en.teamsApp, fr: setupTexts.fr.teamsApp },
}
function packed(changed: Partial<PackageSettings> = {}) {
  const made = teamsPackage({ ...settings, ...changed })
  if (!made.ok) throw new Error(made.problems.join('\n'))
  return { ...made, files: unzipSync(made.zip) }
}
const problems = (changed: Partial<PackageSettings>) => {
  const made = teamsPackage({ ...settings, ...changed })
  return made.ok ? [] : made.problems
}
const sizeOf = (png: Uint8Array) => [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]

test('the package holds manifest, French and both icons at its root, in the sizes Teams asks for', () => {
  const { files } = packed()
  expect(Object.keys(files).sort()).toEqual(['color.png', 'fr.json', 'manifest.json', 'outline.png'])
  expect([sizeOf(files['color.png']!), sizeOf(files['outline.png']!)]).toEqual([
    [192, 192],
    [32, 32],
  ])
})

test('the app may be met in person, in teams and in group chats, hears channels without a mention, and stays on our domain', () => {
  const { manifest } = packed()
  expect(manifest.bots[0]).toMatchObject({ botId: settings.appId, scopes: ['personal', 'team', 'groupChat'] })
  expect(manifest.authorization.permissions.resourceSpecific.map(({ name }) => name)).toEqual([
    'ChannelMessage.Read.Group',
    'ChatMessage.Read.Chat',
  ])
  expect(manifest.validDomains).toEqual(['desk.example'])
  expect(manifest.composeExtensions[0]?.commands.map(({ id, type }) => [id, type])).toEqual([
    ['guichet_search', 'query'],
    ['guichet_ticket', 'action'],
    ['guichet_ask', 'action'],
  ])
})

test('the message extension of the package has the commands that are handled, and no other', () => {
  expect(Object.keys(extension).sort()).toEqual(Object.values(extensionCommands).sort())
})

test('French gives every word that Teams shows, at the place where English has it', () => {
  const { files } = packed()
  const { $schema: _, ...french } = JSON.parse(strFromU8(files['fr.json']!)) as Record<string, string>
  const english = JSON.parse(strFromU8(files['manifest.json']!))
  const at = (path: string) =>
    path.split(/[.[\]]+/).reduce((value: unknown, part) => (part ? Object(value)[part] : value), english)
  for (const path of Object.keys(french)) expect(at(path), path).toEqual(expect.any(String))
  const titles = JSON.stringify(english).match(/"(title|short|full)":/g)
  expect(Object.keys(french).filter((path) => /(title|short|full)$/.test(path))).toHaveLength(titles!.length)
})

test.each(['en', 'fr'] as const)(
  'each command of the menu is understood when it is sent as it stands there, in %s',
  (lang) => {
    const intents = { help: 'help', tickets: 'my-tickets', status: 'status', person: 'person' } as const
    const { menu, ...others } = setupTexts[lang].teamsApp.commands
    expect(menu.title).toMatch(menuWords)
    for (const [command, { title }] of Object.entries(others))
      expect(commandIn(title)?.intent, title).toBe(intents[command as keyof typeof intents])
  },
)

test('what Teams would refuse at the upload is refused here, by name', () => {
  expect(problems({ appId: 'my-bot' }).join()).toContain('botId')
  expect(problems({ publicUrl: 'http://desk.example' }).join()).toContain('developer.websiteUrl')
  expect(problems({ version: '0.1' }).join()).toContain('version')
  const long = { ...settings.words.fr, name: 'x'.repeat(31) }
  expect(problems({ words: { ...settings.words, fr: long } }).join()).toContain('name.short')
})

test('the same app makes the same bytes', () => {
  expect(Buffer.from(packed().zip).equals(packed().zip)).toBe(true)
})
