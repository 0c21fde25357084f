import { afterEach, expect, test } from 'vitest'
import { scopes } from '../../adapters/slack/features.ts'
import type { Installation } from '../../adapters/slack/index.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { slackDesk } from '../support/slack/desk.ts'

type Room = Awaited<ReturnType<typeof slackDesk>>
let room: Room
afterEach(() => room.close())

const first = { botToken: 'xoxb-stand-in', signingSecret: 'a-signing-secret-of-tests' }
const second = { workspace: 'T0SECOND', botToken: 'xoxb-second', signingSecret: 'another-secret' }
const words = (text: string) => ({ id: `out_${text}`, blocks: [{ kind: 'text' as const, text }], plain: text })
const room2: ThreadKey = 'slack:T0SECOND:C2'

/** A desk in two workspaces; `installed` is what it would be told now. */
async function twoWorkspaces(other: Installation = second) {
  const installed: { now: Installation[] } = { now: [first, other] }
  room = await slackDesk({ installed: async () => installed.now })
  room.slack.tokens.set(other.botToken, { team: 'T0SECOND', scopes })
  await room.adapter.identify()
  return { ...room, installed }
}
const message = (team: string, more: object = {}) => ({
  type: 'event_callback',
  team_id: team,
  api_app_id: 'A0GUICHET',
  event_id: `Ev${team}${Math.random()}`,
  event: { type: 'message', channel: 'C2', channel_type: 'channel', user: 'U1', text: 'hello', ts: '171.1' },
  ...more,
})
const spokenWith = ({ slack }: Room) => slack.calls('chat.postMessage').map(({ token }) => token)

test('each workspace is heard under its own name and answered with its own token', async () => {
  const { slack, adapter, events } = await twoWorkspaces()
  expect((await slack.send.json(message('T0SECOND'), { secret: second.signingSecret })).status).toBe(200)
  expect((await slack.send.json(message(slack.team))).status).toBe(200)
  expect(events.map(({ thread }) => thread)).toEqual(['slack:T0SECOND:C2/171.1', `slack:${slack.team}:C2/171.1`])
  for (const { thread } of [...events]) await adapter.adapter.post({ thread }, words(thread))
  expect(spokenWith(room)).toEqual(['xoxb-second', 'xoxb-stand-in'])
})

test('one app installed in two workspaces shares its secret, not its tokens', async () => {
  const { slack, adapter, events } = await twoWorkspaces({ ...second, signingSecret: first.signingSecret })
  expect((await slack.send.json(message('T0SECOND'))).status).toBe(200)
  await adapter.adapter.post({ thread: events[0]!.thread }, words('x'))
  await adapter.adapter.profile?.('slack:T0SECOND:U1')
  expect([...spokenWith(room), slack.calls('users.info')[0]?.token]).toEqual(['xoxb-second', 'xoxb-second'])
})

test('a workspace that is not connected is refused and not heard, nor may the app of one workspace speak of another', async () => {
  const { slack, events } = await twoWorkspaces()
  expect((await slack.send.json(message('T0STRANGER'))).status).toBe(403)
  expect((await slack.send.json(message('T0SECOND'))).status).toBe(403)
  const forged = message(slack.team, { authorizations: [{ team_id: slack.team, is_bot: true }] })
  expect((await slack.send.json(forged, { secret: second.signingSecret })).status).toBe(403)
  expect((await slack.send.json(message('T0SECOND'), { secret: 'nobodys' })).status).toBe(401)
  expect(events).toEqual([])
})

test('a guest whose own company is elsewhere is answered through the workspace that heard them', async () => {
  const { slack, adapter, events } = await twoWorkspaces()
  const event = {
    type: 'message',
    channel: 'D7',
    channel_type: 'im',
    user: 'U7',
    user_team: 'T0GUEST',
    text: 'hi',
    ts: '1.1',
  }
  const shared = message('T0SECOND', {
    event,
    is_ext_shared_channel: true,
    authorizations: [{ team_id: 'T0SECOND', is_bot: true }],
  })
  await slack.send.json(shared, { secret: second.signingSecret })
  const { thread, reference } = events[0]!
  expect(thread).toBe('slack:T0GUEST:@U7')
  await adapter.adapter.post({ thread, reference: reference! }, words('x'))
  expect(spokenWith(room)).toEqual(['xoxb-second'])
})

test('a token that was replaced is taken up without a restart, and what waited is then said', async () => {
  const { slack, adapter, installed } = await twoWorkspaces()
  slack.tokens.delete('xoxb-second')
  slack.tokens.set('xoxb-renewed', { team: 'T0SECOND', scopes })
  installed.now = [first, { ...second, botToken: 'xoxb-renewed' }]
  expect(await adapter.adapter.post({ thread: room2 }, words('early'))).toMatchObject({
    outcome: 'later',
    reason: 'invalid_auth',
  })
  // The refusal alone made the desk look for a new token.
  await adapter.refresh()
  expect(await adapter.adapter.post({ thread: room2 }, words('now'))).toMatchObject({ outcome: 'sent' })
  expect(spokenWith(room)).toEqual(['xoxb-second', 'xoxb-renewed'])
})

test('a workspace is connected, gets its triage channel, and is taken away again, while the desk runs', async () => {
  const { slack, adapter, installed, events } = await twoWorkspaces()
  installed.now = [first]
  await adapter.refresh()
  expect((await slack.send.json(message('T0SECOND'), { secret: second.signingSecret })).status).toBe(401)
  installed.now = [first, { ...second, triageChannel: 'C9' }]
  await adapter.refresh()
  expect((await slack.send.json(message('T0SECOND'), { secret: second.signingSecret })).status).toBe(200)
  expect(adapter.triage).toEqual(['slack:T0SECOND:C9'])
  expect(events).toHaveLength(1)
})

test('a workspace with an app of its own in Socket Mode gets a socket of its own', async () => {
  const { slack } = await twoWorkspaces({ ...second, appToken: 'xapp-1-A0SECOND-1-x' })
  await slack.until(
    () => (slack.socket.opened() ? true : undefined),
    () => 'no socket was opened',
  )
  expect(slack.calls('apps.connections.open').map(({ token }) => token)).toEqual(['xapp-1-A0SECOND-1-x'])
  expect((await slack.send.json(message('T0SECOND'), { secret: second.signingSecret })).status).toBe(401)
  expect((await slack.send.json(message(slack.team))).status).toBe(200)
})
