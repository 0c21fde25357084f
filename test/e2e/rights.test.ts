import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { shownText } from '../support/slack/state.ts'
import {
  agentOn,
  bare,
  numberIn,
  type PlatformName,
  platforms,
  type Requester,
  requesterOn,
  until,
} from './drivers/index.ts'
import { employeeAsAgent } from './drivers/web.ts'

/** Who may do and see what is the same through every entrance. */
let app: App
beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app?.close())

let people = 0
const someone = (platform: PlatformName, locale: Locale = 'fr') =>
  requesterOn(platform, app, `Person-${platform}-${++people}`, locale)
const claim = () => texts[app.locale].agentCard.claim
const refused = (locale: Locale) => texts[locale].agentCard.refusals['not-allowed']

/** A ticket that waits for an agent. */
async function waiting(by: Requester): Promise<number> {
  await by.says('je veux parler à un humain')
  return numberIn(await by.sees(/#\d+/))
}
const assigneeOf = async (ticket: number) =>
  (await app.db.selectFrom('tickets').select('assignee_id').where('number', '=', ticket).executeTakeFirst())
    ?.assignee_id

test('an employee who presses the agents’ button in Slack is refused, and so is a button copied to another place', async () => {
  const { slack, triage } = app
  const ticket = await waiting(await someone('slack'))
  const card = await slack.sees(triage.slack, `#${ticket}`)
  await slack.presses('U0EMPLOYEE', triage.slack, claim(), { ts: card.ts })
  await slack.whispered('U0EMPLOYEE', refused('en'))
  const channel_id = slack.dm('U0COPIER')
  const container = { type: 'message', message_ts: card.ts, channel_id, is_ephemeral: false }
  const elsewhere = { channel: { id: channel_id, name: 'directmessage' }, container }
  await slack.presses('U0COPIER', triage.slack, claim(), { ts: card.ts, body: elsewhere })
  await slack.whispered('U0COPIER', texts.fr.oldCard)
  expect(await assigneeOf(ticket)).toBeNull()
})

test('an employee who presses the agents’ button in Teams is refused, and so is a button copied to another place', async () => {
  const { teams, triage } = app
  await agentOn('teams', app, 'Agent-of-the-roster')
  const ticket = await waiting(await someone('teams'))
  const card = await teams.sees(triage.teams, `#${ticket}`)
  const pressed = await teams.presses('employee', claim(), {}, { in: card.conversation })
  expect(pressed.body?.value).toContain(refused('fr'))
  const [action] = JSON.stringify(card.activity).match(/\{"card":"\d+","action":"claim"\}/) ?? []
  const data = { guichet: JSON.parse(action!) }
  const value = { action: { type: 'Action.Execute', verb: 'claim', data }, trigger: 'manual' }
  const copied = await teams.delivers(teams.activity('copier', 'invoke', {}, { name: 'adaptiveCard/action', value }))
  expect(copied.body?.value).toContain(texts.fr.oldCard)
  expect(await assigneeOf(ticket)).toBeNull()
})

test('an employee at the console’s agent desk sees no ticket there and may do nothing', async () => {
  const ticket = await waiting(await someone('web'))
  const page = await employeeAsAgent(app, 'Curious', 'fr')
  const seen = [await page.reads(`/desk/tickets/${ticket}`), await page.reads('/desk/tickets/999999')]
  expect(seen.map(({ status }) => status)).toEqual([404, 404])
  expect(seen[0]!.text).toBe(seen[1]!.text)
  for (const act of ['claim', 'note', 'reply', 'resolve']) {
    const { status } = await page.sends(`/desk/tickets/${ticket}/${act}`, { fields: { text: 'x', resolution: 'x' } })
    expect([403, 404]).toContain(status)
  }
  expect(await assigneeOf(ticket)).toBeNull()
})

test.each(platforms)(
  'on %s the number of somebody else’s ticket answers exactly like one that does not exist',
  async (platform) => {
    const ticket = await waiting(await someone(platform))
    const other = await someone(platform)
    const answers: string[] = []
    for (const number of [ticket, 999_999]) {
      await other.says(`statut ${number}`)
      const { words, buttons } = await other.sees(texts.fr.status.unknown(number))
      answers.push(`${words} ${buttons}`.replaceAll(String(number), 'N'))
    }
    expect(answers[0]).toBe(answers[1])
  },
)

test('accounts linked by a code show the same “my tickets” on every platform', async () => {
  const people: Requester[] = []
  for (const platform of platforms) people.push(await someone(platform))
  const [first, ...others] = people
  const tickets: number[] = []
  for (const person of people) tickets.push(await waiting(person))
  for (const [i, other] of others.entries()) {
    await first!.says('lier')
    const code = await until(
      async () => (await first!.lines()).flatMap(({ words }) => /\b(\d{8})\b/.exec(words)?.[1] ?? [])[i],
      () => 'No code came',
    )
    await other.says(`lier ${code}`)
    await other.sees(texts.fr.link.done(i + 2))
  }
  const lists: string[] = []
  for (const person of people) {
    await person.says('mes tickets')
    lists.push((await person.sees(texts.fr.status.mine)).words)
  }
  for (const ticket of tickets) expect(lists[0]).toContain(`#${ticket}`)
  expect(new Set(lists).size).toBe(1)
})

/** A ticket of the network, in need of haste. */
async function urgent(by: Requester, t = texts.fr): Promise<number> {
  await by.says('mon VPN ne marche plus, erreur 809')
  await by.presses(t.answer.notSolved)
  await by.presses(t.ticket.impacts.team)
  await by.presses(t.ticket.urgencies.high)
  await by.presses(t.ticket.open)
  return numberIn(await by.sees(/#\d+/))
}
const filter = 'priority>=P2 category=network'

test('/desk subscribe: a channel of Slack gets one line for each update of a matching ticket, once', async () => {
  const { slack, triage } = app
  const agent = 'U0SUBSCRIBER'
  await slack.joins(agent, triage.slack)
  const typed = `subscribe <#C0FEED|feed> ${filter.replace('>', '&gt;')}`
  const [first, again] = [
    await slack.command(agent, typed, { channel: triage.slack }),
    await slack.command(agent, typed, { channel: triage.slack }),
  ]
  expect([first.body?.text, again.body?.text].map((text) => bare(String(text)).replaceAll('&gt;', '>'))).toEqual(
    Array.from({ length: 2 }, () => bare(texts.en.subscribe.done(filter))),
  )
  const outsider = await slack.command('U0OUTSIDER', typed, { channel: 'C0OTHER' })
  expect(outsider.body?.text).toBe(texts.en.subscribe.agentsOnly)

  const quiet = await waiting(await someone('web'))
  const ticket = await urgent(await someone('teams'))
  const claimer = await agentOn('web', app, 'Claimer')
  await claimer.claims(ticket)
  const t = texts[app.locale]
  await slack.sees('C0FEED', t.notices.feed.claimed)
  const lines = slack.messages('C0FEED').map(shownText)
  const line = (what: string) => t.notices.feedLine(ticket, 'P2', t.categoryName('network'), what)
  expect(lines).toEqual([line(t.notices.feed.opened), line(t.notices.feed.claimed)])
  expect(lines.join()).not.toContain(`#${quiet}`)
})

test('/desk subscribe in a channel of Teams does the same there', async () => {
  const { teams } = app
  const feed = '19:feed@thread.tacv2'
  const agent = await agentOn('teams', app, 'Teams-subscriber')
  await agent.claims(await waiting(await someone('web')))
  await teams.says(agent.name, `/desk subscribe ${filter}`, { channel: feed, mention: true })
  await teams.sees(agent.name, new RegExp(filter.replace(/[>=]/g, '\\$&')))
  await teams.says('outsider', `/desk subscribe ${filter}`, { channel: feed, mention: true })
  await teams.sees('outsider', texts.en.subscribe.agentsOnly)
  const ticket = await urgent(await someone('slack'))
  await teams.sees(feed, `#${ticket}`)
  expect(teams.messages(feed).filter(({ text }) => text.includes(`#${ticket}`))).toHaveLength(1)
})
