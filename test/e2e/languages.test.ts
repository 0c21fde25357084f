import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { shownText } from '../support/slack/state.ts'
import type { Json } from '../support/teams/shown.ts'
import { userId } from '../support/teams-stand-in.ts'
import { agentOn, numberIn, requesterOn, until } from './drivers/index.ts'

/** One card in one channel, read by agents of both languages, on a French desk. */
let app: App
let ticket: number
const john = 'UJOHN'
beforeAll(async () => {
  app = await openApp({ locale: 'fr' })
  app.slack.person(john, { real_name: 'John Smith', locale: 'en-GB' })
  await app.slack.joins(john, app.triage.slack)
  await agentOn('teams', app, 'Ines')
  await agentOn('teams', app, 'Mary')
  const requester = await requesterOn('slack', app, 'Omar', 'fr')
  await requester.says('je veux parler à un humain')
  ticket = numberIn(await requester.sees(/#\d+/))
})
afterAll(() => app?.close())
const { fr, en } = texts

const slackCard = () =>
  until(
    () =>
      app.slack
        .messages(app.triage.slack)
        .find((one) => one.bot && !one.thread_ts && shownText(one).startsWith(`#${ticket} ·`)),
    () => 'No card in Slack',
  )
const teamsCard = () =>
  until(
    () => app.teams.messages(app.triage.teams).find(({ by, text }) => by === 'bot' && text.startsWith(`#${ticket} ·`)),
    () => 'No card in Teams',
  )
const content = (activity: unknown) => ((activity as Json).attachments as Json[])[0]!.content as Json
const refreshOf = async () => content((await teamsCard()).activity).refresh as Json | undefined
const speaks = (name: string, locale: string) => {
  return app.teams.says(name, `${name} is here`, { locale, channel: app.triage.teams, mention: true })
}
const inThread = async () => {
  const [channel, thread] = (await teamsCard()).conversation.split(';messageid=')
  return { channel: channel!, thread: thread! }
}
const looks = async (name: string) => {
  const { id } = await teamsCard()
  const action = (await refreshOf())!.action as Json
  return app.teams.delivers(
    app.teams.activity(name, 'invoke', await inThread(), {
      ...{ id: `f:${crypto.randomUUID()}`, name: 'adaptiveCard/action', replyToId: id },
      value: { action: { type: 'Action.Execute', verb: action.verb, data: action.data }, trigger: 'automatic' },
    }),
  )
}
const heard = () =>
  app.db
    .selectFrom('heard')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()

test('on Slack the card offers itself in the other language: to one reader alone, and its buttons work', async () => {
  const { slack } = app
  const { ts } = await slackCard()
  await slack.presses(john, app.triage.slack, fr.acts.inOtherLanguage, { ts })
  const own = await until(
    () => slack.ephemerals.findLast(({ user, blocks }) => user === john && blocks),
    () => 'John sees no card of his own',
  )
  const words = shownText({ text: '', blocks: own.blocks ?? [] })
  expect(words).toContain(en.agentCard.requester)
  expect(words).not.toContain(en.acts.inOtherLanguage)
  expect(own.channel).toBe(app.triage.slack)
  expect(words).toContain(en.acts.asItWas('').split(':')[0]!.trim())
  expect(shownText(await slackCard())).toContain(fr.agentCard.requester)

  await slack.pressesOwn(john, en.agentCard.claim)
  await until(
    async () => (shownText(await slackCard()).includes('John Smith') ? true : undefined),
    async () => `Nobody took it: ${shownText(await slackCard())}`,
  )
  // It is what was shown then; at a press it is there again, as it is now, and the old one is gone.
  const ownCards = () => slack.ephemerals.filter(({ user, blocks }) => user === john && blocks)
  const before = ownCards().length
  expect(shownText({ text: '', blocks: ownCards().at(-1)!.blocks ?? [] })).toContain(en.agentCard.nobody)
  await slack.pressesOwn(john, en.acts.showAgain)
  await until(
    () => shownText({ text: '', blocks: ownCards().at(-1)!.blocks ?? [] }).includes('John Smith') || undefined,
    () => 'His own card does not follow at a press',
  )
  expect(ownCards()).toHaveLength(before)
  await slack.pressesOwn(john, en.agentCard.note)
  await slack.submits(john, { text: 'written from his own card' })
  await until(
    () => app.teams.messages(app.triage.teams).find(({ text }) => text.includes('written from his own card')),
    () => 'The note reached nobody',
  )
})

test('in Teams those who read another language ask for theirs by themselves, and nobody else does', async () => {
  await speaks('Ines', 'fr-FR')
  expect(await refreshOf()).toBeUndefined()
  await speaks('Mary', 'en-GB')
  // Known from the next time that the card is drawn.
  const changed = { 'categorise.category': 'telephony' }
  await app.teams.presses('Ines', 'categorise', changed, { in: (await teamsCard()).conversation })
  const refresh = await until(
    async () => (await refreshOf()) ?? undefined,
    () => 'The card is the same for everybody',
  )
  expect(refresh.userIds).toEqual([userId('Mary')])

  const before = await heard()
  const { status, body } = await looks('Mary')
  expect(status).toBe(200)
  expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
  const shown = JSON.stringify(body?.value)
  expect(shown).toContain(en.agentCard.requester)
  expect(shown).not.toContain(fr.agentCard.requester)
  // Looking is nobody's history.
  expect(await heard()).toEqual(before)
  const { body: parts } = (body?.value ?? {}) as { body?: Json[] }
  const row = (parts ?? []).flatMap((part) => (part.actions as Json[] | undefined) ?? [])
  const claim = row.find(({ title }) => title === en.agentCard.claim)!
  expect(JSON.stringify(claim.data)).toContain(
    `"card":"${((refresh.action as Json).data as { guichet: Json }).guichet.card}"`,
  )
})

test('a client that does not refresh has the button, and an older one gets the words in person', async () => {
  const { conversation } = await teamsCard()
  const { body } = await app.teams.presses('Mary', 'inEnglish', {}, { in: conversation })
  expect(body?.type).toBe('application/vnd.microsoft.card.adaptive')
  await app.teams.presses('Mary', 'inEnglish', {}, { in: conversation, as: 'submit' })
  const copy = await until(
    () => app.teams.messages('Mary').find(({ text }) => text.includes(`#${ticket} ·`)),
    () => 'Mary got nothing',
  )
  expect(copy.buttons).toEqual([])
})

test('whoever may not work at the desk is shown no card by any of these ways', async () => {
  app.teams.roster(app.triage.teams, ['Ines', 'Mary'])
  const { status, body } = await looks('Mallory')
  expect(status).toBe(200)
  expect(JSON.stringify(body)).not.toContain('Omar')
  app.slack.person('UMAL', { real_name: 'Mal', locale: 'en-GB' })
  await app.slack.presses('UMAL', app.triage.slack, fr.acts.inOtherLanguage, { ts: (await slackCard()).ts })
  expect(app.slack.ephemerals.filter(({ user, blocks }) => user === 'UMAL' && blocks)).toEqual([])
})

test('on the web each reader has the page in their language, and no button for the other', async () => {
  const agent = await agentOn('web', app, 'Wanda')
  const seen = await agent.sees(ticket, /Omar/)
  expect(seen).not.toContain(fr.acts.inOtherLanguage)
  expect(seen).not.toContain(en.acts.inOtherLanguage)
})
