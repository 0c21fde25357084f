import { afterAll, beforeEach, expect, test } from 'vitest'
import { slackDesk } from '../support/slack/desk.ts'

const room = await slackDesk({ appToken: 'xapp-1-A0GUICHET-1-secret' })
const { slack, events, desk } = room
afterAll(() => room.close())
const complaint = () => 'Slack was not answered'
await slack.until(
  () => (slack.socket.opened() ? true : undefined),
  () => 'no socket was opened',
)

beforeEach(() => {
  events.length = 0
  desk.reply = {}
  desk.broken = false
})
const message = (ts: string, team: string = slack.team) => ({
  type: 'event_callback',
  team_id: team,
  api_app_id: slack.app,
  event_id: `Ev${ts}`,
  event: { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'bonjour', ts },
})
const acknowledged = (id: string) => slack.until(() => slack.socket.answered(id), complaint)

test('over a socket, too, an event is acknowledged when it is stored, and not before', async () => {
  desk.broken = true
  slack.socket.send('events_api', 'e1', message('1.1'))
  slack.socket.send('events_api', 'e2', message('1.2', 'T0OTHER'))
  // Frames are handled in order of arrival: when the second one is answered, the first has had its chance.
  await acknowledged('e2')
  expect(slack.socket.answered('e1')).toBeUndefined()
  desk.broken = false
  slack.socket.send('events_api', 'e1', message('1.1'))
  await acknowledged('e1')
  expect(events.map(({ id }) => id)).toEqual([`slack:${slack.team}:D1:1.1`])
})

test('a command is answered in its acknowledgement', async () => {
  desk.reply = { notice: 'Nothing open.' }
  const command = { command: '/desk', text: 'my tickets', user_id: 'U1', team_id: slack.team, trigger_id: '1.2.3' }
  slack.socket.send('slash_commands', 'e3', command)
  expect((await acknowledged('e3')).payload).toMatchObject({ response_type: 'ephemeral', text: 'Nothing open.' })
})

test('a broken connection is opened again, even when Slack refuses at first', async () => {
  slack.fails('apps.connections.open', 'internal_error')
  slack.socket.drop()
  await slack.until(
    () => (slack.socket.opened() > 1 ? true : undefined),
    () => 'the socket was not opened again',
  )
  slack.socket.send('events_api', 'e4', message('1.4'))
  await acknowledged('e4')
  expect(events).toHaveLength(1)
})

test('requests over HTTP are not taken in this mode', async () => {
  expect((await slack.send.json(message('1.5'))).status).toBe(404)
  expect(events).toEqual([])
})
