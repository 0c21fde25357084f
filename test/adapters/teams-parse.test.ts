import { describe, expect, test } from 'vitest'
import { Activity } from '../../adapters/teams/activity.ts'
import { parseActivity } from '../../adapters/teams/parse.ts'
import { inertLine } from '../../adapters/teams/text.ts'
import { naughty } from '../support/teams/naughty.ts'

const now = new Date('2026-03-02T09:00:00Z')
const bot = { id: '28:app', name: 'Guichet' }
const at = '<at>Guichet</at>'
const mention = { type: 'mention', text: at, mentioned: bot }
const channelConversation = {
  id: '19:it@thread.tacv2;messageid=1700',
  conversationType: 'channel',
  isGroup: true,
  tenantId: 't1',
}
const personal = {
  type: 'message',
  id: '1767326091220',
  timestamp: '2026-03-02T08:59:58.1234567Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:marie', name: 'Marie Curie', aadObjectId: 'o1' },
  recipient: bot,
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't1' },
  channelData: { tenant: { id: 't1' } },
  text: 'Bonjour',
  locale: 'fr-FR',
}
const heard = (more: object) => parseActivity(Activity.parse({ ...personal, ...more }), 't1', now)
const inChannel = (more: object) => heard({ conversation: channelConversation, ...more })

describe('who and where', () => {
  test('a personal message carries its author, its thread, its time and the way back', () => {
    expect(heard({})).toEqual({
      id: 'teams:t1:a:1:1767326091220',
      thread: 'teams:t1:@29:marie',
      from: { account: 'teams:t1:29:marie', name: 'Marie Curie', locale: 'fr' },
      message: '1767326091220',
      at: new Date('2026-03-02T08:59:58.123Z'),
      heard: { kind: 'text', text: 'Bonjour', mentioned: true },
      reference: {
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        conversation: 'a:1',
        tenant: 't1',
        bot,
        user: '29:marie',
        personal: true,
      },
    })
  })
  test('a reply in a channel belongs to the thread of its first message', () => {
    expect(inChannel({})?.thread).toBe('teams:t1:19:it@thread.tacv2/1700')
    expect(inChannel({})?.reference).toMatchObject({ personal: false })
  })
  test('a channel post without a root starts a thread of its own id', () => {
    const conversation = { ...channelConversation, id: '19:it@thread.tacv2' }
    expect(heard({ conversation })?.thread).toBe('teams:t1:19:it@thread.tacv2/1767326091220')
  })
  test('a group chat is one thread, whoever writes', () => {
    const conversation = { id: '19:g@thread.v2', conversationType: 'groupChat', tenantId: 't1' }
    const threads = ['29:marie', '29:paul'].map((id) => heard({ conversation, id: `m${id}`, from: { id } })?.thread)
    expect(threads).toEqual(['teams:t1:19:g@thread.v2/chat', 'teams:t1:19:g@thread.v2/chat'])
  })
  test.each([
    [{ locale: 'en-GB' }, 'en'],
    [{ locale: undefined, entities: [{ type: 'clientInfo', locale: 'fr-CA' }] }, 'fr'],
    [{ locale: 'de-DE' }, undefined],
  ])('the writer’s language in %j is %s', (more, locale) => expect(heard(more)?.from.locale).toBe(locale))
  test('without a time from the platform, the machine’s is taken', () =>
    expect(heard({ timestamp: undefined })?.at).toEqual(now))
})

describe('what is not heard', () => {
  test.each([
    ['the bot itself', { from: bot }],
    ['another application', { from: { id: '28:other' } }],
    ['a local bot', { from: { id: 'x', role: 'bot' } }],
    ['typing', { type: 'typing' }],
    ['a reaction', { type: 'messageReaction' }],
    ['somebody else who joins', { type: 'conversationUpdate', membersAdded: [{ id: '29:paul' }] }],
    ['a removal', { type: 'installationUpdate', action: 'remove' }],
    ['an unknown invoke', { type: 'invoke', name: 'task/fetch', value: {} }],
    [
      'an invoke without our data',
      { type: 'invoke', name: 'adaptiveCard/action', value: { action: { data: { x: 1 } } } },
    ],
  ])('%s', (_name, more) => expect(heard(more)).toBeUndefined())
  test('a message in a channel without words that does not address the bot', () =>
    expect(inChannel({ text: '' })).toBeUndefined())
})

describe('mentions and markup', () => {
  const text = (written: string, entities: object[] = [mention], recipient = bot) =>
    inChannel({ text: written, entities, recipient })?.heard
  test('every mention of the bot goes, not only the first', () =>
    expect(text(`${at}&nbsp;bonjour ${at} ça va ${at}`)).toEqual({
      kind: 'text',
      text: 'bonjour ça va',
      mentioned: true,
    }))
  test('the bot’s name is found when it is written with entities', () => {
    const named = { id: '28:app', name: 'R&D <bot>' }
    const entity = { type: 'mention', text: '<at>R&D <bot></at>', mentioned: named }
    expect(text('<at>R&amp;D &lt;bot&gt;</at> aide', [entity], named)).toMatchObject({ text: 'aide', mentioned: true })
  })
  test('other people’s mentions become their names, and address nobody', () => {
    const paul = { type: 'mention', text: '<at>Paul</at>', mentioned: { id: '29:paul', name: 'Paul Langevin' } }
    expect(text('demande à <at>Paul</at> !', [paul])).toEqual({
      kind: 'text',
      text: 'demande à Paul Langevin !',
      mentioned: false,
    })
  })
  test('a mention alone is heard, since somebody waits for an answer', () =>
    expect(text(at)).toMatchObject({ text: '', mentioned: true }))
  test('entities are decoded once', () =>
    expect(text('a &lt;b&gt; &amp;lt; &#39;x&#x27; &quot;&nbsp;&unknown;')).toMatchObject({
      text: "a <b> &lt; 'x' \" &unknown;",
    }))
  test('the html copy that Teams attaches is not read', () => {
    const attachments = [{ contentType: 'text/html', content: '<div>autre chose</div>' }]
    expect(heard({ attachments })?.heard).toMatchObject({ text: 'Bonjour' })
  })
  test('NUL, half an emoji and strange entities do no harm', () =>
    expect(
      heard({ text: 'a\u0000b\uD83D', entities: [5, null, { type: 'mention', mentioned: 5 }] })?.heard,
    ).toMatchObject({ text: 'ab\uFFFD' }))
  test('a megabyte of spaces and mentions is read in no time', () => {
    const before = performance.now()
    text(`${' '.repeat(300_000)}${at}`.repeat(3))
    expect(performance.now() - before).toBeLessThan(500)
  })
})

describe('commands', () => {
  test('/desk is a command, answered in person even when typed in a channel', () => {
    const event = inChannel({ text: `${at} /desk status 1042`, entities: [mention] })
    expect(event).toMatchObject({ thread: 'teams:t1:@29:marie', heard: { kind: 'command', text: 'status 1042' } })
    expect(event?.reference).toMatchObject({ personal: false })
  })
  test.each(['/deskjet ne marche pas', 'le mot /desk au milieu', 'status 1042'])('“%s” is a message', (text) =>
    expect(heard({ text })?.heard.kind).toBe('text'),
  )
})

describe('presses', () => {
  const data = { guichet: { card: 'out_1', action: 'claim' } }
  const invoke = (id: string, more = {}) =>
    inChannel({
      type: 'invoke',
      id,
      name: 'adaptiveCard/action',
      text: undefined,
      value: { action: { type: 'Action.Execute', verb: 'claim', data: { ...data, ...more } } },
    })
  const submit = (id: string, timestamp: string, more = {}) =>
    inChannel({ id, timestamp, text: undefined, replyToId: '1701', value: { ...data, ...more } })

  test('Action.Execute is a press of the card it was drawn on', () =>
    expect(invoke('f:1')).toMatchObject({
      id: 'teams:t1:19:it@thread.tacv2;messageid=1700:f:1',
      heard: { kind: 'press', card: 'out_1', action: 'claim', fields: {} },
    }))
  test('its fallback Action.Submit is the same press', () =>
    expect(submit('9', '2026-03-02T09:00:01Z')?.heard).toEqual(invoke('f:1')?.heard))
  test('a choice and the fields of its own form come along, and no others', () => {
    const more = {
      'claim.note': 'vu\u0000',
      'claim.count': 3,
      'other.note': 'non',
      role: 'admin',
      'claim.deep': { a: 1 },
    }
    const event = invoke('f:1', { ...more, guichet: { ...data.guichet, choice: '5' } })
    const fields = { note: 'vu', count: '3', choice: '5' }
    expect(event?.heard).toEqual({ kind: 'press', card: 'out_1', action: 'claim', fields })
  })
  test('a Submit that Teams repeats with other ids within ten seconds is the same event', () => {
    const ids = ['1', '2', '3'].map((id) => submit(id, `2026-03-02T09:00:0${id}Z`)?.id)
    expect(new Set(ids).size).toBe(1)
  })
  test('the same button pressed a minute later, by another person or with another choice is another event', () => {
    const [first, later] = [submit('1', '2026-03-02T09:00:01Z')?.id, submit('1', '2026-03-02T09:01:01Z')?.id]
    const other = submit('1', '2026-03-02T09:00:01Z', { guichet: { ...data.guichet, choice: '2' } })?.id
    const paul = inChannel({
      from: { id: '29:paul' },
      timestamp: '2026-03-02T09:00:01Z',
      text: undefined,
      replyToId: '1701',
      value: data,
    })?.id
    expect(new Set([first, later, other, paul]).size).toBe(4)
  })
})

describe('edits, deletes, arrivals', () => {
  test('an edit names its message, and two edits are two events', () => {
    const [one, two] = ['un', 'deux'].map((text) => heard({ type: 'messageUpdate', text }))
    expect(one).toMatchObject({ message: '1767326091220', heard: { kind: 'edited', text: 'un' } })
    expect(one?.id).not.toBe(two?.id)
  })
  test('a delete names its message', () =>
    expect(heard({ type: 'messageDelete', text: undefined })).toMatchObject({
      message: '1767326091220',
      heard: { kind: 'deleted' },
    }))
  test('Teams tells an arrival twice; both are one event', () => {
    const told = [
      heard({ type: 'conversationUpdate', id: '1', membersAdded: [{ id: bot.id }] }),
      heard({ type: 'installationUpdate', id: '2', action: 'add' }),
    ]
    expect(told[0]).toMatchObject({ heard: { kind: 'arrived' }, thread: 'teams:t1:@29:marie' })
    expect(told[0]?.id).toBe(told[1]?.id)
  })
})

test.each(naughty)('what somebody writes is heard as it was written: %j', (text) => {
  const encoded = text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c]!)
  expect(heard({ text: encoded })?.heard).toEqual({ kind: 'text', text: text.normalize('NFC').trim(), mentioned: true })
})
test('a line for places that may take it for markup is inert', () => {
  const line = inertLine('<at>Paul</at> <b>x</b> [intranet](https://evil.example) ![x](https://evil.example) a < b')
  expect(line).not.toMatch(/<[a-z/]|\]\(/i)
  expect(line.replaceAll('\u2060', '')).toContain('[intranet](https://evil.example)')
})
