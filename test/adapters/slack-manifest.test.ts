import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands, events, methods, scopes, shortcuts } from '../../adapters/slack/features.ts'
import { manifestOf } from '../../adapters/slack/manifest.ts'
import { setupTexts } from '../../src/cli/setup-texts.ts'

const folder = new URL('../../adapters/slack/', import.meta.url)
const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'features.ts')
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n')
const manifest = manifestOf(setupTexts.en.app, 'https://desk.example/')

test('the manifest asks for exactly the events, commands, shortcuts and scopes of the table the handlers are typed by', () => {
  const { features, settings, oauth_config } = manifest
  expect(settings?.event_subscriptions?.bot_events).toEqual(Object.keys(events))
  expect(features?.slash_commands?.map(({ command }) => command)).toEqual([...commands])
  expect(features?.shortcuts?.map(({ callback_id, type }) => [callback_id, type])).toEqual(Object.entries(shortcuts))
  expect(oauth_config?.scopes?.bot).toEqual(scopes)
})

test('the agent pane can be left out, for a plan of Slack’s that has none', () => {
  expect(manifest.features).toHaveProperty('agent_view')
  const without = manifestOf(setupTexts.en.app, undefined, { pane: false })
  expect(without.features).not.toHaveProperty('agent_view')
  expect(without.oauth_config?.scopes?.bot).toEqual(scopes.filter((scope) => scope !== 'assistant:write'))
})

test('every method in the table is called somewhere, so no scope is asked for in vain', () => {
  const idle = Object.keys(methods).filter((method) => !sources.includes(`'${method}'`))
  expect(idle).toEqual([])
})

test('with an address Slack sends everything there; without one the app uses Socket Mode and names no address', () => {
  const address = 'https://desk.example/slack/events'
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    event_subscriptions: { request_url: address },
    interactivity: { is_enabled: true, request_url: address },
  })
  expect(manifest.features?.slash_commands?.[0]?.url).toBe(address)
  const socket = manifestOf(setupTexts.en.app, undefined)
  expect(socket.settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } })
  expect(JSON.stringify(socket)).not.toMatch(/request_url|https?:/)
})

test.each(['en', 'fr'] as const)('its words fit what Slack takes, in %s', (lang) => {
  const { display_information: shown, features } = manifestOf(setupTexts[lang].app, undefined)
  expect(shown.name.length).toBeLessThanOrEqual(35)
  expect(shown.description?.length).toBeLessThanOrEqual(140)
  expect(shown.long_description?.length).toBeGreaterThanOrEqual(174)
  expect(shown.long_description?.length).toBeLessThanOrEqual(4000)
  for (const { name, description } of features?.shortcuts ?? []) {
    expect(name.length).toBeLessThanOrEqual(24)
    expect(description.length).toBeLessThanOrEqual(150)
  }
  for (const { description } of features?.slash_commands ?? []) expect(description.length).toBeLessThanOrEqual(2000)
})
