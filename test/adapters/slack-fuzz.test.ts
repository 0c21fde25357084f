import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { slackDesk } from '../support/slack/desk.ts'
import { type Json, junk, places, spoilt } from '../support/spoilt.ts'
import recorded from './recorded/slack.json' with { type: 'json' }

const room = await slackDesk({ triageChannel: 'C9' })
const { slack, adapter } = room
afterAll(() => room.close())

/** A payload of each kind, as Slack sends it. */
const whole = async () => {
  const button = { action: 'a', label: 'A' }
  const to = { thread: `slack:${slack.team}:C9` as const }
  await adapter.adapter.post(to, { id: 'out_1', plain: '?', blocks: [{ kind: 'buttons', buttons: [button] }] })
  const ids = { team_id: slack.team, api_app_id: slack.app }
  const event = { type: 'message', channel: 'C9', channel_type: 'channel', user: 'U1', text: 'x', ts: '1.1' }
  const changed = {
    type: 'message',
    subtype: 'message_changed',
    channel: 'C9',
    message: event,
    previous_message: event,
  }
  const view = {
    id: 'V1',
    hash: 'h',
    callback_id: 'guichet_form',
    private_metadata: JSON.stringify({ card: 'out_1', action: 'a', thread: to.thread, channel: 'C9' }),
    state: { values: { words: { value: { type: 'plain_text_input', value: 'x' } } } },
  }
  const person = { user: { id: 'U1', team_id: slack.team }, team: { id: slack.team }, api_app_id: slack.app }
  return [
    { ...ids, type: 'event_callback', event_id: 'Ev1', event_time: 1, event },
    { ...ids, type: 'event_callback', event_id: 'Ev2', event_time: 1, event: changed },
    {
      ...ids,
      type: 'event_callback',
      event_id: 'Ev3',
      event: { type: 'member_joined_channel', user: 'U1', channel: 'C9' },
    },
    {
      ...ids,
      type: 'event_callback',
      event_id: 'Ev4',
      event: { type: 'app_home_opened', user: 'U1', tab: 'messages' },
    },
    { type: 'view_submission', ...person, view },
    await slack.press('U1', 'C9', 'A'),
    // The same workspace and app as the rest, so that they are looked at.
    ...recorded.map(({ payload }) => ({ ...payload, ...ids, ...('team' in payload && { team: { id: slack.team } }) })),
  ]
}
test('whatever is put in one place of a signed payload, the answer is a 2xx or a 4xx at once, and the desk lives on', async () => {
  const payloads = await whole()
  await fc.assert(
    fc.asyncProperty(fc.nat(payloads.length - 1), places, junk, async (which, path, instead) => {
      const body = spoilt(payloads[which] as Json, path, instead)
      const begin = performance.now()
      const { status } = 'event' in body ? await slack.send.json(body) : await slack.send.payload(body)
      expect(status).toBeLessThan(500)
      // Bolt's own answer to what nobody acknowledges comes after 3 s.
      expect(performance.now() - begin).toBeLessThan(2500)
    }),
    { numRuns: 400 },
  )
  const before = room.events.length
  await slack.says('U1', 'C1', 'still there?')
  expect(room.events).toHaveLength(before + 1)
  for (const { thread, from } of room.events) {
    expect(thread).toMatch(/^slack:\w+:(@[\w-]+|[\w-]+(\/[\d.]+)?)$/)
    expect(from.account).toMatch(/^slack:[\w-]+:[\w-]+$/)
  }
})
