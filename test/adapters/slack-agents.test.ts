import { afterEach, expect, test } from 'vitest'
import { slackDesk } from '../support/slack/desk.ts'

type Room = Awaited<ReturnType<typeof slackDesk>>
let room: Room
afterEach(() => room.close())
const minute = 60_000

/** A desk whose triage channel is C9, with a clock that only the test moves. */
async function triage() {
  let time = Date.now()
  room = await slackDesk({ triageChannel: 'C9', clock: () => new Date(time) })
  room.slack.members('C9').add('U1')
  const agentAfter = async (user: string, channel = 'C9') => {
    await room.slack.says(user, channel, 'hello')
    return room.last()?.from.agent
  }
  const asked = () => room.slack.calls('conversations.members').length
  const pass = (ms: number) => {
    time += ms
  }
  return { ...room, agentAfter, asked, pass }
}

test('a member of the triage channel is an agent there, anybody else is not; elsewhere nothing is said', async () => {
  const { agentAfter } = await triage()
  expect(await agentAfter('U1')).toBe(true)
  expect(await agentAfter('U2')).toBe(false)
  expect(await agentAfter('U1', 'C1')).toBeUndefined()
})

test('a press on a card there tells it too', async () => {
  const { adapter, slack, last } = await triage()
  const buttons = [{ action: 'claim', label: 'Claim' }]
  await adapter.adapter.post(
    { thread: `slack:${slack.team}:C9` },
    { id: 'out_1', plain: '?', blocks: [{ kind: 'buttons', buttons }] },
  )
  await slack.presses('U2', 'C9', 'Claim')
  expect(last()?.from.agent).toBe(false)
  await slack.presses('U1', 'C9', 'Claim')
  expect(last()?.from.agent).toBe(true)
})

test('Slack is asked once a minute, and again when somebody came or left', async () => {
  const { agentAfter, asked, pass, slack } = await triage()
  await agentAfter('U1')
  await agentAfter('U2')
  expect(asked()).toBe(1)
  pass(minute)
  await agentAfter('U1')
  expect(asked()).toBe(2)
  await slack.joins('U2', 'C9')
  expect(await agentAfter('U2')).toBe(true)
  await slack.leaves('U1', 'C9')
  expect(await agentAfter('U1')).toBe(false)
})

test('all pages of the list are read', async () => {
  const { agentAfter, asked, slack } = await triage()
  for (let i = 0; i < 2500; i++) slack.members('C9').add(`U9${i}`)
  expect(await agentAfter('U92499')).toBe(true)
  expect(asked()).toBe(3)
})

test.each(['unknown_method', 'missing_scope'])(
  'without the list (%s) an act in the channel is the evidence',
  async (error) => {
    const { agentAfter, slack } = await triage()
    slack.fails('conversations.members', error, 9)
    expect(await agentAfter('U2')).toBe(true)
  },
)

test('when Slack cannot be reached the last list holds; without one nothing is claimed', async () => {
  const { agentAfter, slack, pass } = await triage()
  slack.fails('conversations.members', { status: 500 }, 1)
  expect(await agentAfter('U1')).toBeUndefined()
  expect(await agentAfter('U1')).toBe(true)
  pass(minute)
  slack.fails('conversations.members', 'drop', 2)
  expect(await agentAfter('U1')).toBe(true)
  expect(await agentAfter('U2')).toBe(false)
})

test('the triage channel has a key as soon as the workspace is known', async () => {
  const { adapter, slack } = await triage()
  await adapter.identify()
  expect(adapter.triage).toEqual([`slack:${slack.team}:C9`])
  expect(adapter.workspace).toBe(slack.team)
})

test('with Slack down at the start, messages are heard, and their workspace is taken from them', async () => {
  room = await slackDesk({ apiUrl: 'http://127.0.0.1:59321/api', triageChannel: 'C9' })
  const { slack, adapter, events } = room
  expect(adapter.triage).toEqual(['pending'])
  const { status } = await slack.says('U1', 'C1', `<@${slack.botUser}> au secours`)
  expect(status).toBe(200)
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ heard: { text: 'au secours', mentioned: true } })
  expect(adapter.triage).toEqual([`slack:${slack.team}:C9`])
})
