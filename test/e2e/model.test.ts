import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { type ModelServer, openModelServer, wellBehaved } from '../support/llm-stand-in.ts'
import { requesterOn } from './drivers/index.ts'

/** The whole product with a language model configured, from its settings to what a person is shown. */
let app: App
let server: ModelServer
beforeAll(async () => {
  server = await openModelServer(wellBehaved)
  app = await openApp({
    env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.url, OPENAI_MODEL: 'stand-in' },
    teams: false,
  })
})
afterAll(async () => {
  await app?.close()
  await server.close()
})

test.each(['slack', 'web'] as const)(
  'on %s a worded answer says that an AI wrote it, and from what',
  async (platform) => {
    const lea = await requesterOn(platform, app, `Léa-${platform}`, 'fr')
    await lea.says('imprimante bloquée')
    await lea.sees('Rédigé par une IA à partir de')
    await lea.presses(texts.fr.answer.solved)
    expect(server.requests.map(({ purpose }) => purpose)).toContain('word-answer')
    const calls = await app.db.selectFrom('model_calls').select(['outcome', 'tokens']).execute()
    expect(calls.every(({ outcome, tokens }) => outcome === 'ok' && tokens === 100)).toBe(true)
  },
)

test('a model that never answers costs a person less than twenty seconds, and the answer is the article’s own', async () => {
  server.acts(() => 'silent')
  const from = performance.now()
  const bob = await requesterOn('web', app, 'Bob-web', 'fr')
  await bob.says('agenda partagé')
  await bob.sees('Partager son agenda')
  expect(performance.now() - from).toBeLessThan(20_000)
})
