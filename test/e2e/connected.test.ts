import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { scopes } from '../../adapters/slack/features.ts'
import { storeWorkspace } from '../../src/desk/workspaces/store.ts'
import { newSealingKey } from '../../src/platform/sealed.ts'
import { type App, openApp } from '../support/app.ts'

/** Workspaces that are connected and secrets that are replaced while the desk runs. */
const key = newSealingKey()
let app: App
beforeAll(async () => {
  app = await openApp({ locale: 'en', env: { SECRETS_KEY: key } })
})
afterAll(() => app?.close())

const tokensAfter = (from: number) =>
  app.slack
    .calls('chat.postMessage')
    .slice(from)
    .map(({ token }) => token)

test('a workspace stored in the database is served within a minute, by its own token, which nobody can read there', async () => {
  const second = { workspace: 'T0SECOND', name: 'Second', botToken: 'xoxb-second', signingSecret: 'another-secret' }
  const writes = () =>
    app.slack.says('U2', app.slack.dm('U2'), 'help', {
      secret: second.signingSecret,
      body: { team_id: 'T0SECOND', authorizations: [{ team_id: 'T0SECOND', is_bot: true }] },
    })
  expect((await writes()).status).toBe(401)
  app.slack.tokens.set(second.botToken, { team: 'T0SECOND', scopes })
  await storeWorkspace(app.db, key, second, new Date())
  await app.refresh()
  const before = app.slack.calls('chat.postMessage').length
  expect((await writes()).status).toBe(200)
  await app.slack.sees(app.slack.dm('U2'), 'ticket')
  expect(new Set(tokensAfter(before))).toEqual(new Set(['xoxb-second']))
  const rows = await app.db.selectFrom('slack_workspaces').selectAll().execute()
  expect(JSON.stringify(rows)).not.toMatch(/xoxb|another-secret/)
})

test('a replaced Slack token and a replaced Teams secret are taken up without a restart; what was said meanwhile is answered', async () => {
  app.slack.tokens.delete(app.slack.botToken)
  app.slack.tokens.set('xoxb-renewed', { team: app.slack.team, scopes })
  app.teams.replaceSecret('a-new-secret')
  expect((await app.slack.says('U3', app.slack.dm('U3'), 'help')).status).toBe(200)
  await app.teams.says('nora', 'help')
  // Both were tried with what is good for nothing any more, and wait.
  const waiting = app.db
    .selectFrom('outbox')
    .select('thread')
    .where('settled_at', 'is', null)
    .where('not_before', 'is not', null)
  await vi.waitFor(async () => expect(await waiting.execute()).toHaveLength(2), { timeout: 20_000, interval: 100 })
  await app.refresh({ SLACK_BOT_TOKEN: 'xoxb-renewed', TEAMS_APP_PASSWORD: 'a-new-secret' })
  // What failed would be tried again within seconds; a test does not wait for that.
  await app.db.updateTable('outbox').set({ not_before: null }).where('settled_at', 'is', null).execute()
  await app.slack.sees(app.slack.dm('U3'), 'ticket')
  await app.teams.sees('nora', 'ticket', 20_000)
})
