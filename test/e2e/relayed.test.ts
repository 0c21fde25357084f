import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { type Message, shownText } from '../support/slack/state.ts'
import { typed } from '../support/slack-stand-in.ts'
import { agentOn, until } from './drivers/index.ts'
import { visitor } from './drivers/web.ts'

/** Whose words a copy shows, and the signs that people put under a message, through all entrances. */
let app: App
let ticket: { number: number; id: string }
const lea = 'ULEA'
const karim = 'UKARIM'
const t = texts.en.notices
beforeAll(async () => {
  app = await openApp({ locale: 'en' })
  const { slack } = app
  slack.person(lea, { real_name: 'Léa Roux', locale: 'en-GB' })
  slack.person(karim, { real_name: 'Karim Haddad', locale: 'en-GB' })
  await slack.joins(karim, app.triage.slack)
  await agentOn('teams', app, 'Ines')
  await slack.says(lea, slack.dm(lea), 'I want to talk to a person')
  ticket = await until(
    () =>
      app.db
        .selectFrom('tickets as t')
        .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
        .select(['t.number', 't.id'])
        .where('a.key', '=', `slack:${slack.team}:${lea}`)
        .executeTakeFirst(),
    () => 'No ticket of Léa',
  )
  await profiled(`slack:${slack.team}:${lea}`)
})
afterAll(() => app?.close())

const profiled = (account: string) =>
  until(
    () =>
      app.db
        .selectFrom('accounts')
        .selectAll()
        .where('key', '=', account as `slack:${string}`)
        .where('avatar_url', 'is not', null)
        .executeTakeFirst(),
    () => `Nobody asked Slack who ${account} is`,
  )
const messageWith = (channel: string, words: string) =>
  until(
    () => app.slack.messages(channel).find((one) => one.bot && shownText(one).includes(words)),
    () => `${channel} does not show ${words}: ${app.slack.messages(channel).map(shownText).join(' | ')}`,
  )
const own = (words: string) => app.slack.messages(app.slack.dm(lea)).find((one) => !one.bot && one.text === words)!
const room = () => messageWith(app.triage.slack, `#${ticket.number} ·`)
const inRoom = async (words: string) => {
  const { ts } = await room()
  return app.slack.says(karim, app.triage.slack, words, { thread: ts })
}
const carries = (message: () => Message, sign: string) =>
  until(
    () => message().signs?.includes(sign) || undefined,
    () => `No ${sign} under “${shownText(message())}”, but ${message().signs}`,
  )
const isGone = (message: () => Message, sign: string) =>
  until(
    () => (message().signs?.includes(sign) ? undefined : true),
    () => `Still ${sign} under “${shownText(message())}”`,
  )
/** Whatever was owed has left, so that what is not there was not sent. */
const settled = () =>
  until(
    async () =>
      (await app.db
        .selectFrom('outbox')
        .select('seq')
        .where('settled_at', 'is', null)
        .where('not_before', 'is', null)
        .executeTakeFirst())
        ? undefined
        : true,
    () => 'Something is still owed',
  )
const answers = async (words: string) => {
  const { slack } = app
  const { ts } = await room()
  await slack.presses(karim, app.triage.slack, texts.en.agentCard.reply, { ts })
  await slack.submits(karim, { text: words })
  await profiled(`slack:${slack.team}:${karim}`)
  return messageWith(slack.dm(lea), words)
}

test('on Slack a copy stands under its author’s name and picture; in Teams and on the web their name is in the words', async () => {
  await answers('a first answer, which makes Slack tell who Karim is')
  const reply = await answers('Hold the power key for 30 s')
  expect(reply).toMatchObject({
    username: t.agentOf('Karim Haddad', ticket.number).replaceAll(':', ' '),
    icon_url: 'https://avatars.example/UKARIM.png',
  })
  expect(JSON.stringify(reply.blocks)).not.toContain('Karim')

  await app.slack.says(lea, app.slack.dm(lea), 'the light blinks red')
  const copy = await messageWith(app.triage.slack, 'the light blinks red')
  expect(copy).toMatchObject({ username: 'Léa Roux', icon_url: 'https://avatars.example/ULEA.png' })
  expect(JSON.stringify(copy.blocks)).toContain(t.fromRequester)
  await until(
    () => app.teams.messages(app.triage.teams).find(({ text }) => /Léa Roux[\s\S]*the light blinks red/.test(text)),
    () => 'Teams does not name Léa',
  )
  const agent = await visitor(app, 'agent', 'Web agent', 'en')
  expect(await (await agent.fetches(`/desk/tickets/${ticket.number}`)).text()).toMatch(
    /Léa Roux[\s\S]*the light blinks red/,
  )
})

test('a sign of the requester is carried to the agents’ copies, once, and goes with it', async () => {
  const { slack } = app
  const reply = await messageWith(slack.dm(lea), 'Hold the power key')
  const copy = await messageWith(app.triage.slack, 'Hold the power key')
  for (const skin of ['', '::skin-tone-3']) await slack.reacts(lea, slack.dm(lea), reply.ts, `+1${skin}`)
  await carries(() => copy, '+1')
  expect(copy.signs).toEqual(['+1'])
  expect(reply.signs ?? []).toEqual([])
  const agent = await visitor(app, 'agent', 'Web agent', 'en')
  const page = async () => (await agent.fetches(`/desk/tickets/${ticket.number}`)).text()
  expect(await page()).toContain('👍 Léa Roux')
  await slack.reacts(lea, slack.dm(lea), reply.ts, '+1', { removed: true })
  await isGone(() => copy, '+1')
  expect(await page()).not.toContain('👍 Léa Roux')
})

test('a sign of an agent in their room reaches the requester’s own message; the same from two places goes with the last', async () => {
  const { slack } = app
  const copy = await messageWith(app.triage.slack, 'the light blinks red')
  const message = own('the light blinks red')
  await slack.reacts(karim, app.triage.slack, copy.ts, 'heart')
  await carries(() => message, 'heart')

  const inTeams = app.teams.messages(app.triage.teams).find(({ text }) => text.includes('the light blinks red'))!
  await until(
    () => inTeams.signs.includes('heart') || undefined,
    () => `No ❤️ in Teams, but ${inTeams.signs}`,
  )
  await app.teams.reacts('Ines', inTeams.id, 'heart')
  await carries(() => copy, 'heart')
  await slack.reacts(karim, app.triage.slack, copy.ts, 'heart', { removed: true })
  await settled()
  expect(message.signs).toEqual(['heart'])
  await app.teams.reacts('Ines', inTeams.id, 'heart', { removed: true })
  await isGone(() => message, 'heart')
  await isGone(() => copy, 'heart')
  expect(inTeams.signs).toEqual([])
})

test('a requester on the web sees the signs under their words and under the answers', async () => {
  const page = await visitor(app, 'employee', 'Bob Web', 'en')
  await page.sends('/chat/messages', { id: crypto.randomUUID(), text: 'I want to talk to a person' })
  const before = ticket
  ticket = await until(
    () =>
      app.db
        .selectFrom('tickets as t')
        .innerJoin('accounts as a', 'a.person_id', 't.requester_id')
        .select(['t.number', 't.id'])
        .where('a.key', '=', `web:local:${page.slug}`)
        .executeTakeFirst(),
    () => 'No ticket of Bob',
  )
  await room()
  await page.sends('/chat/messages', { id: crypto.randomUUID(), text: 'it is the printer by the stairs' })
  const copy = await messageWith(app.triage.slack, 'by the stairs')
  expect(copy).toMatchObject({ username: 'Bob Web' })
  expect(copy).not.toHaveProperty('icon_url')
  await app.slack.reacts(karim, app.triage.slack, copy.ts, 'tada')
  const talk = async () => (await page.fetches('/chat/log')).text()
  await until(
    async () => ((await talk()).includes('🎉') ? true : undefined),
    async () => `No sign in ${await talk()}`,
  )
  ticket = before
})

test('what agents say among themselves, signs that are acts, and unknown ones reach nobody', async () => {
  const { slack } = app
  const shown = () => JSON.stringify(slack.messages(slack.dm(lea)).map(({ signs }) => signs ?? []))
  const before = shown()
  const note = await inRoom('battery swelling on this model?')
  await slack.reacts(karim, app.triage.slack, note.ts, 'tada')
  const copy = await messageWith(app.triage.slack, 'the light blinks red')
  for (const sign of ['eyes', 'white_check_mark', 'rotating_light', 'ticket', 'clown_face', 'rage', '-1'])
    await slack.reacts(karim, app.triage.slack, copy.ts, sign)
  // Somebody who is neither the requester nor an agent.
  slack.person('UMAL', { real_name: 'Mal', locale: 'en-GB' })
  const reply = await messageWith(slack.dm(lea), 'Hold the power key')
  await slack.reacts('UMAL', slack.dm(lea), reply.ts, 'tada')
  await slack.reacts('UMAL', app.triage.slack, '1.000001', 'tada')
  await settled()
  expect(shown()).toBe(before)
  expect((await messageWith(app.triage.slack, 'Hold the power key')).signs ?? []).toEqual([])
  const { status } = await app.db
    .selectFrom('tickets')
    .select('status')
    .where('number', '=', ticket.number)
    .executeTakeFirstOrThrow()
  expect(status).not.toBe('resolved')
  const kept = await app.db.selectFrom('message_signs').select(['account', 'place']).execute()
  expect(kept.filter(({ account }) => account.endsWith('UMAL'))).toEqual([])
})

test('words that one message cannot take are carried whole in several, in order; an edit follows, and what is left over goes', async () => {
  const { slack, teams, triage } = app
  const lines = Array.from({ length: 500 }, (_, i) => `line ${i} <log> & "more" of it`)
  const long = lines.join('\n')
  const said = await slack.says(lea, slack.dm(lea), typed(long))
  await messageWith(triage.slack, 'line 499 ')
  const inRoom = () => slack.messages(triage.slack).filter((one) => one.bot && shownText(one).includes('<log>'))
  const words = (text: string) => [...text.matchAll(/line\s+(\d+)\s/g)].map(([, n]) => Number(n))
  const all = lines.map((_, i) => i)
  expect(inRoom().length).toBeGreaterThan(1)
  expect(inRoom().flatMap((one) => words(shownText(one)))).toEqual(all)
  expect(shownText(inRoom()[0]!)).toContain(`1/${inRoom().length}`)
  await until(
    () => {
      const found = teams.messages(triage.teams).filter(({ by, text }) => by === 'bot' && /line\s+\d+\s/.test(text))
      return JSON.stringify(found.flatMap(({ text }) => words(text))) === JSON.stringify(all) || undefined
    },
    () => 'Teams does not show every line once and in order',
  )
  const agent = await visitor(app, 'agent', 'Web agent', 'en')
  expect(words(await (await agent.fetches(`/desk/tickets/${ticket.number}`)).text())).toEqual(
    expect.arrayContaining(all),
  )

  await slack.edits(slack.dm(lea), said.ts, 'never mind, line 1 <log> only')
  await until(
    () => (inRoom().length === 1 && shownText(inRoom()[0]!).includes('never mind')) || undefined,
    () => inRoom().map(shownText).join(' | '),
  )
  await slack.edits(slack.dm(lea), said.ts, typed(long))
  await until(
    () =>
      JSON.stringify(inRoom().flatMap((one) => words(shownText(one).replace(/edited[\s\S]*only/, '')))) ===
        JSON.stringify(all) || undefined,
    () =>
      inRoom()
        .map((one) => words(shownText(one)).length)
        .join(' | '),
  )
})
