import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { card, type Form } from '../../src/chat/card.ts'
import { slackDesk } from '../support/slack/desk.ts'
import { typed } from '../support/slack-stand-in.ts'

const room = await slackDesk()
const { slack, events, desk, adapter, last } = room
afterAll(() => room.close())
beforeEach(() => {
  events.length = 0
  desk.reply = {}
})
const bot = `<@${slack.botUser}>`
const T = slack.team

describe('what a person writes', () => {
  test('a direct message belongs to the person, whatever id its channel has', async () => {
    await slack.says('U1', 'D1', 'bonjour')
    await slack.says('U1', 'D777', 'encore moi')
    expect(events.map(({ thread }) => thread)).toEqual([`slack:${T}:@U1`, `slack:${T}:@U1`])
    expect(events.map(({ reference }) => reference)).toEqual([
      { channel: 'D1', user: 'U1' },
      { channel: 'D777', user: 'U1' },
    ])
    expect(last()).toMatchObject({ from: { account: `slack:${T}:U1` }, heard: { kind: 'text', mentioned: true } })
  })

  test('a reference of one person’s conversation is never used for another’s', async () => {
    const to = { thread: `slack:${T}:@U2` as const, reference: { channel: 'D1', user: 'U1' } }
    await adapter.adapter.post(to, { id: 'out_ref', blocks: [], plain: 'for U2 alone' })
    expect(slack.messages('D1').some(({ text }) => text === 'for U2 alone')).toBe(false)
    expect(slack.messages(slack.dm('U2')).at(-1)).toMatchObject({ text: 'for U2 alone' })
  })

  test('while an answer is worked on, the agent pane says so under the message; in a channel it does not', async () => {
    desk.reply = { working: 'is looking for an answer…' }
    const { ts } = await slack.says('U1', 'D1', 'au secours')
    await slack.says('U1', 'C1', 'au secours')
    const said = () => slack.pane.filter(({ what }) => what === 'status')
    await expect.poll(() => said()).toEqual([{ user: 'U1', what: 'status', thread: ts, said: desk.reply.working }])
  })

  test('what is written in a thread of a direct message is answered in that thread', async () => {
    const { ts } = await slack.says('U1', 'D1', 'bonjour')
    await slack.says('U1', 'D1', 'et encore', { thread: ts })
    const { thread, reference } = last()!
    await adapter.adapter.post({ thread, ...(reference && { reference }) }, { id: 'out_in', blocks: [], plain: 'here' })
    expect(slack.messages('D1').at(-1)).toMatchObject({ text: 'here', thread_ts: ts })
    expect(await adapter.adapter.find?.({ thread, ...(reference && { reference }) }, 'out_in')).toHaveProperty('posted')
  })

  test('a channel message starts a thread, an answer continues it', async () => {
    const { ts } = await slack.says('U1', 'C1', 'the printer')
    expect(last()).toMatchObject({ id: `slack:${T}:C1:${ts}`, thread: `slack:${T}:C1/${ts}`, message: ts })
    expect(last()?.heard).toEqual({ kind: 'text', text: 'the printer', mentioned: false })
    const answer = await slack.says('U2', 'C1', 'mine too', { thread: ts })
    expect(last()).toMatchObject({ thread: `slack:${T}:C1/${ts}`, message: answer.ts })
    expect(last()?.at.getTime()).toBeCloseTo(Number(answer.ts) * 1000, -1)
  })

  test('a mention arrives twice and is heard once, addressed, without the mention', async () => {
    await slack.says('U1', 'C1', `${bot}: VPN &amp; &lt;b&gt; ${bot}`)
    expect(events).toHaveLength(1)
    expect(last()?.heard).toEqual({ kind: 'text', text: 'VPN & <b>', mentioned: true })
  })

  test('tokens become plain words', async () => {
    await slack.says(
      'U1',
      'D1',
      'ask <@U2|karim> in <#C2|ops>, see <https://a.example/x?a=1&amp;b=2|here>, <!here> <mailto:a@b.example|a@b.example>',
    )
    expect(last()?.heard).toMatchObject({
      text: 'ask @karim in #ops, see here (https://a.example/x?a=1&b=2), @here a@b.example',
    })
  })

  test('what looks like a token, as somebody typed it, stays what they typed', async () => {
    const text = '<!channel> &lt;b&gt; a < b && c > d <@U1>'
    await slack.says('U1', 'D1', typed(text))
    expect(last()?.heard).toMatchObject({ text })
  })

  test('an attached file is named, with what it takes to fetch it', async () => {
    await slack.says('U1', 'D1', '', { files: ['photo.png'] })
    expect(last()?.heard).toMatchObject({
      kind: 'text',
      text: '',
      files: [{ name: 'photo.png', handle: { id: expect.stringMatching(/^F/) } }],
    })
  })

  test('what is broken in a text is repaired before anybody stores it', async () => {
    await slack.says('U1', 'D1', 'a\u0000b\ud800c\u0007')
    expect(last()?.heard).toMatchObject({ text: 'ab\ufffdc' })
  })

  test('bots, our own words, joins and Slack itself are not heard', async () => {
    await slack.says('U9', 'C1', 'beep', { event: { bot_id: 'B9' } })
    await slack.says('U9', 'C1', 'beep', { event: { subtype: 'bot_message', bot_id: 'B9' } })
    await slack.says(slack.botUser, 'C1', 'me')
    await slack.says('U1', 'C1', 'joined', { event: { subtype: 'channel_join' } })
    await slack.says('USLACKBOT', 'D1', 'hello')
    expect(events).toEqual([])
  })

  test('a thread answer shown in the channel too, and /me, are heard', async () => {
    await slack.says('U1', 'C1', 'both', { event: { subtype: 'thread_broadcast' } })
    await slack.says('U1', 'C1', 'waves', { event: { subtype: 'me_message' } })
    expect(events).toHaveLength(2)
  })

  test('edits and deletions name the message; an unfurled link is no edit', async () => {
    const { ts } = await slack.says('U1', 'C1', 'the pritner')
    await slack.edits('C1', ts, 'the printer')
    expect(last()).toMatchObject({
      message: ts,
      thread: `slack:${T}:C1/${ts}`,
      heard: { kind: 'edited', text: 'the printer' },
    })
    await slack.edits('C1', ts, 'the printer')
    expect(events).toHaveLength(2)
    await slack.deletes('C1', ts)
    expect(last()).toMatchObject({ message: ts, from: { account: `slack:${T}:U1` }, heard: { kind: 'deleted' } })
  })

  test('the tombstone of a message with answers is a deletion by its author', async () => {
    const message = { user: 'USLACKBOT', text: 'deleted', ts: '1.1', subtype: 'tombstone' }
    const before = { user: 'U1', text: 'gone', ts: '1.1' }
    await slack.event({
      type: 'message',
      subtype: 'message_changed',
      channel: 'C1',
      ts: '2.2',
      message,
      previous_message: before,
    })
    expect(last()).toMatchObject({ message: '1.1', from: { account: `slack:${T}:U1` }, heard: { kind: 'deleted' } })
  })

  test('opening the conversation with the bot is an arrival', async () => {
    await slack.arrives('U7')
    expect(last()).toMatchObject({ thread: `slack:${T}:@U7`, heard: { kind: 'arrived' }, reference: { channel: 'D7' } })
  })

  test('somebody of another company, in a shared channel, is not a person of this workspace', async () => {
    const body = { is_ext_shared_channel: true, team_id: 'T0THEIRS' }
    await slack.says('U5', 'C1', 'hello', { body, event: { user_team: 'T0THEIRS' } })
    expect(last()).toMatchObject({
      from: { account: 'slack:T0THEIRS:U5' },
      thread: expect.stringContaining(`slack:${T}:C1/`),
      outsiders: true,
    })
    await slack.says('U1', 'C2', 'hello')
    expect(last()).not.toHaveProperty('outsiders')
  })
})

describe('a command', () => {
  test('is heard with the ids of what it names, and answered to its author alone', async () => {
    desk.reply = { notice: 'T-1042 & <co>' }
    const answer = await slack.command('U1', 'subscribe <#C9|ops> priority&gt;=P2', { channel: 'C1' })
    expect(last()).toMatchObject({
      thread: `slack:${T}:@U1`,
      heard: { kind: 'command', text: 'subscribe #C9 priority>=P2' },
    })
    expect(last()?.reference).toBeUndefined()
    expect(answer.body).toMatchObject({ response_type: 'ephemeral', text: 'T-1042 &amp; &lt;co&gt;' })
  })
})

const form: Form = {
  action: 'answer',
  label: 'Reply',
  title: 'Reply to Amina, who waits for a long time',
  submit: 'Send',
  cancel: 'Cancel',
  fields: [
    { name: 'words', label: 'Words', kind: 'lines' },
    {
      name: 'who',
      label: 'Who reads it',
      kind: 'choice',
      options: [{ value: 'all', label: 'Everybody' }],
      value: 'all',
    },
    { name: 'note', label: 'Note', kind: 'line', optional: true },
  ],
}

describe('a press', () => {
  const channel = { thread: `slack:${T}:C5` as const }
  test('names its card, its action and the choice', async () => {
    await adapter.adapter.post(channel, {
      id: 'out_1',
      plain: '?',
      blocks: [
        { kind: 'buttons', buttons: [{ action: 'claim', label: 'Claim' }] },
        { kind: 'choices', action: 'rate', options: [1, 2, 3].map((n) => ({ value: `${n}`, label: `★${n}` })) },
      ],
    })
    const { ts } = await slack.sees('C5', '[Claim]')
    await slack.presses('U1', 'C5', '★3')
    expect(last()).toMatchObject({ thread: `slack:${T}:C5/${ts}`, from: { account: `slack:${T}:U1` } })
    expect(last()?.heard).toEqual({ kind: 'press', card: 'out_1', action: 'rate', fields: { choice: '3' } })
  })

  test('twice delivered is heard once; twice pressed is heard twice', async () => {
    const press = await slack.press('U1', 'C5', 'Claim')
    await slack.send.payload(press)
    await slack.send.payload(press)
    expect(events).toHaveLength(1)
    await slack.presses('U1', 'C5', 'Claim')
    expect(events).toHaveLength(2)
  })

  test('needs no more of Slack’s payload than what names it', async () => {
    const { container, state, response_url, trigger_id, ...press } = await slack.press('U1', 'C5', 'Claim')
    expect([container, state, response_url, trigger_id].every(Boolean)).toBe(true)
    await slack.send.payload({ ...press, response_url: '' })
    expect(last()?.heard).toMatchObject({ kind: 'press', card: 'out_1', action: 'claim' })
  })

  test('with a value that somebody made up is nothing', async () => {
    const press = await slack.press('U1', 'C5', 'Claim')
    for (const value of ['', '{}', 'null', '{"card":5}', '{"card":', `{"card":"${'x'.repeat(300)}"}`])
      await slack.send.payload({
        ...press,
        actions: [{ ...press.actions[0], value, action_ts: `${Date.now()}.${value.length}` }],
      })
    expect(events).toEqual([])
  })

  test('is answered to the presser alone', async () => {
    desk.reply = { notice: 'Karim has it <!channel>' }
    await slack.presses('U1', 'C5', 'Claim')
    const { text } = await slack.whispered('U1', 'Karim')
    expect(text).toBe('Karim has it &lt;!channel&gt;')
  })

  test('a card for one person alone is ephemeral where they wrote, with buttons that name it', async () => {
    desk.reply = {
      own: card('Use vinegar.').buttons({ share: 'Share it here' }).blocks,
      card: 'aside:slack:1',
    }
    await slack.says('U1', 'C5', 'How do I descale it?')
    const seen = await slack.whispered('U1', 'Use vinegar.')
    expect(seen).toMatchObject({ channel: 'C5' })
    expect(seen.text).toContain('[Share it here]')
    // Slack hides what is ephemeral in a thread that has not begun.
    expect(seen).not.toHaveProperty('thread_ts')
    expect(slack.messages('C5').some(({ text }) => text.includes('vinegar'))).toBe(false)
  })

  test('a form opens as a modal, is refused by field, and is heard when it is right', async () => {
    await adapter.adapter.post(channel, { id: 'out_2', plain: '?', blocks: [{ kind: 'form', form }] })
    desk.reply = { form }
    await slack.presses('U1', 'C5', 'Reply')
    expect(last()?.heard).toEqual({ kind: 'open-form', card: 'out_2', action: 'answer' })
    desk.reply = { errors: { words: 'Too short.', unknown: 'Also this.' } }
    const refused = await slack.submits('U1', { words: 'x' })
    expect(refused.body).toEqual({ response_action: 'errors', errors: { words: 'Also this.' } })
    desk.reply = { notice: 'Sent.' }
    expect((await slack.submits('U1', { words: 'Hold power 30 s', who: 'Everybody' })).status).toBe(200)
    const fields = { words: 'Hold power 30 s', who: 'all' }
    expect(last()?.heard).toEqual({ kind: 'press', card: 'out_2', action: 'answer', fields })
    expect(last()?.thread).toBe(`slack:${T}:C5/${slack.messages('C5').at(-1)?.ts}`)
    expect(await slack.whispered('U1', 'Sent.')).toMatchObject({ channel: 'C5' })
  })

  test('a form that Slack opens too late costs nothing but the form', async () => {
    slack.fails('views.open', 'expired_trigger_id')
    desk.reply = { form }
    expect((await slack.presses('U3', 'C5', 'Reply')).status).toBe(200)
    await adapter.stop()
    expect(slack.views.some(({ user }) => user === 'U3')).toBe(false)
  })
})
