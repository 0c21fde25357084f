import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { blockProblems } from '../support/slack/limits.ts'
import type { Json } from '../support/teams-stand-in.ts'
import { until } from './drivers/index.ts'

/** The ways in that Slack and Teams have of their own, through signed requests and verified activities. */
let app: App
beforeAll(async () => {
  app = await openApp({ locale: 'en' })
  await app.slack.joins('UKARIM', app.triage.slack)
  await app.slack.says('UKARIM', app.triage.slack, 'hello')
  // Accepted is not yet heard, and only what is heard makes an agent: nobody commands within the same instant.
  await agent(`slack:${app.slack.team}:UKARIM`)
})
const agent = (account: `slack:${string}` | `teams:${string}`) =>
  until(
    async () => {
      const known = await app.db.selectFrom('accounts').select('agent').where('key', '=', account).executeTakeFirst()
      return known?.agent || undefined
    },
    () => 'Whoever speaks in the triage channel is no agent',
  )
afterAll(() => app?.close())
const t = texts.en
let count = 0
/** Somebody nobody has met, who reads English. */
function newcomer(name = 'Ann') {
  const user = `UN${++count}`
  app.slack.person(user, { real_name: name, locale: 'en-GB' })
  return user
}
const tickets = (account: string) =>
  app.db
    .selectFrom('tickets as k')
    .innerJoin('accounts as r', 'r.person_id', 'k.requester_id')
    .innerJoin('accounts as a', 'a.person_id', 'k.author_id')
    .select(['k.number', 'k.title', 'k.description', 'k.impact', 'k.urgency', 'k.private', 'k.id', 'a.key as author'])
    .where('r.key', '=', account as `slack:${string}`)
    .orderBy('k.number')
    .execute()
const slackTickets = (user: string) => tickets(`slack:${app.slack.team}:${user}`)
const teamsTickets = (user: string) => tickets(`teams:${app.teams.tenantId}:29:${user}`)
const ticketsOf = async (find: () => ReturnType<typeof tickets>, many: number) =>
  until(
    async () => {
      const found = await find()
      return found.length >= many ? found : undefined
    },
    async () => `Not ${many} tickets: ${JSON.stringify(await find())}`,
  )

/** A card counts once the desk has noted where it stands: a hand is slower than that, a test is not. */
const settled = () =>
  until(
    async () =>
      (await app.db.selectFrom('outbox').select('seq').where('settled_at', 'is', null).executeTakeFirst())
        ? undefined
        : true,
    () => 'The outbox is never empty',
  )

describe('Slack: request channels', () => {
  const place = 'C0HELP'

  test('a message of an automatic channel is a ticket, noise becomes one by 🎫 and by no second 🎫', async () => {
    const { slack } = app
    const [bob, alice] = [newcomer('Bob'), newcomer('Alice')]
    const set = await slack.command('UKARIM', 'channel requests auto', { channel: place })
    expect(set.body?.text).toBe(t.requests.set(t.requests.modes.auto(2)))
    const { ts } = await slack.says(bob, place, 'The scanner on floor 3 jams all the time')
    const [ticket] = await ticketsOf(() => slackTickets(bob), 1)
    const opened = await slack.sees(place, `#${ticket!.number} is open`)
    expect(opened.thread_ts).toBe(ts)

    const noise = await slack.says(alice, place, 'thanks a lot :tada:')
    await slack.reacts(bob, place, noise.ts, 'ticket')
    const [made] = await ticketsOf(() => slackTickets(alice), 1)
    expect(made?.author).toContain(bob)
    await slack.sees(place, `#${made!.number} is open`)
    const before = slack.messages(place).length
    await slack.reacts('UKARIM', place, noise.ts, 'ticket')
    await slack.reacts(bob, place, noise.ts, 'ticket')
    expect(await slackTickets(alice)).toHaveLength(1)
    expect(slack.messages(place)).toHaveLength(before)
  })

  test('🎫 on a message that was never heard, in a thread, is read from Slack and opens in that thread for its author', async () => {
    const { slack } = app
    const [bob, alice] = [newcomer('Bob'), newcomer('Alice')]
    const old = { bot: false, blocks: [], edited: false }
    slack.members('C0OLD').add(alice)
    const inThread = {
      ts: '1700000002.000200',
      thread_ts: '1700000001.000100',
      user: bob,
      text: 'and <@U1> my VPN is down',
    }
    slack.addsSilently('C0OLD', { ...old, ts: '1700000001.000100', user: alice, text: 'news' }, { ...old, ...inThread })
    await slack.reacts(alice, 'C0OLD', inThread.ts, 'ticket')
    const [made] = await ticketsOf(() => slackTickets(bob), 1)
    expect(made).toMatchObject({ description: 'and @U1 my VPN is down', author: expect.stringContaining(alice) })
    expect((await slack.sees('C0OLD', `#${made!.number} is open`)).thread_ts).toBe('1700000001.000100')
    await slack.reacts(bob, 'C0OLD', inThread.ts, 'ticket')
    expect(await slackTickets(bob)).toHaveLength(1)
  })

  test('signs under a ticket’s card are the agents’; 👀 by a stranger changes nothing', async () => {
    const { slack } = app
    const bob = newcomer('Bob')
    await slack.says(bob, slack.dm(bob), 'I want to talk to a person')
    const [ticket] = await ticketsOf(() => slackTickets(bob), 1)
    const card = await slack.sees(app.triage.slack, `#${ticket!.number} · P`)
    const assignee = async () =>
      (await app.db.selectFrom('tickets').select('assignee_id').where('id', '=', ticket!.id).executeTakeFirst())
        ?.assignee_id
    await settled()
    await slack.reacts(bob, app.triage.slack, card.ts, 'eyes')
    expect(await assignee()).toBeNull()
    await slack.reacts('UKARIM', app.triage.slack, card.ts, 'eyes')
    await until(
      async () => (await assignee()) ?? undefined,
      () => '👀 did not take the ticket',
    )
    await slack.reacts('UKARIM', app.triage.slack, card.ts, 'eyes', { removed: true })
    await until(
      async () => ((await assignee()) ? undefined : true),
      () => 'taking 👀 away did not give it back',
    )
  })
})

describe('Slack: shortcuts', () => {
  test('“create a ticket from this message” opens it for the author in that thread; errors stand on their field; twice is once', async () => {
    const { slack } = app
    const [bob, alice] = [newcomer('Bob'), newcomer('Alice')]
    const { ts } = await slack.says(bob, 'C0TALK', 'my headset is broken since the update')
    await slack.pointsAt(alice, 'C0TALK', ts)
    const wrong = await slack.submits(alice, { description: '   ' })
    expect(wrong.body).toEqual({
      response_action: 'errors',
      errors: { description: t.agentCard.refusals.empty },
    })
    const sent = await slack.submits(alice, { description: 'Headset broken, urgent', urgency: 'high', impact: 'team' })
    expect(sent).toMatchObject({ status: 200, body: undefined })
    const [made] = await ticketsOf(() => slackTickets(bob), 1)
    expect(made).toMatchObject({
      description: 'Headset broken, urgent',
      urgency: 'high',
      impact: 'team',
      private: false,
    })
    expect(made?.author).toContain(alice)
    expect((await slack.sees('C0TALK', `#${made!.number} is open`)).thread_ts).toBe(ts)
    await slack.whispered(alice, t.pointed.opened(made!.number))
    const views = slack.views.length
    await slack.pointsAt(alice, 'C0TALK', ts)
    await slack.whispered(alice, t.pointed.already)
    expect(slack.views).toHaveLength(views)
    expect(await slackTickets(bob)).toHaveLength(1)
  })

  test('where the bot is not, the ticket is carried in the author’s direct message, and is private', async () => {
    const { slack } = app
    const [bob, alice] = [newcomer('Bob'), newcomer('Alice')]
    slack.members('C0AWAY').clear()
    const ts = '1700000003.000300'
    slack.addsSilently('C0AWAY', {
      ts,
      user: bob,
      bot: false,
      blocks: [],
      edited: false,
      text: 'my badge opens no door',
    })
    await slack.pointsAt(alice, 'C0AWAY', ts)
    await slack.submits(alice, {})
    const [made] = await ticketsOf(() => slackTickets(bob), 1)
    expect(made).toMatchObject({ private: true, description: 'my badge opens no door' })
    await slack.sees(slack.dm(bob), t.pointed.from('Alice'))
    await slack.sees(slack.dm(bob), `#${made!.number} is open`)
    expect(slack.messages('C0AWAY').filter(({ bot }) => bot)).toEqual([])
  })

  test('a form that somebody else’s shortcut opened opens nothing for me', async () => {
    const { slack } = app
    const [bob, eve] = [newcomer('Bob'), newcomer('Eve')]
    const { ts } = await slack.says(bob, 'C0TALK', 'my mouse is broken')
    await slack.pointsAt(bob, 'C0TALK', ts)
    const view = await slack.until(
      () => slack.views.findLast((one) => one.user === bob),
      () => 'no modal',
    )
    slack.views.push({ ...view, user: eve })
    await slack.submits(eve, { description: 'mine now' })
    expect(await slackTickets(bob)).toEqual([])
    expect(await slackTickets(eve)).toEqual([])
  })

  test('“ask the service desk” opens a form; what it asked is not asked again in the talk', async () => {
    const { slack } = app
    const bob = newcomer('Bob')
    await slack.shortcut(bob, 'guichet_ask')
    const wrong = await slack.submits(bob, { text: '  ' })
    expect(wrong.body).toMatchObject({ errors: { text: t.agentCard.refusals.empty } })
    await slack.submits(bob, { text: 'the payroll tool shows error 500', impact: 'team', urgency: 'high' })
    await slack.sees(slack.dm(bob), t.ticket.recap)
    await slack.presses(bob, slack.dm(bob), t.ticket.open)
    expect((await ticketsOf(() => slackTickets(bob), 1))[0]).toMatchObject({
      impact: 'team',
      urgency: 'high',
      private: true,
    })
  })
})

describe('Slack: App Home', () => {
  const open = async (user: string, many: number) => {
    const person = await app.db
      .selectFrom('accounts')
      .select('person_id')
      .where('key', '=', `slack:${app.slack.team}:${user}`)
      .executeTakeFirstOrThrow()
    for (let n = 1; n <= many; n++)
      await app.db
        .insertInto('tickets')
        .values({
          ...{ id: `tkt_${user}${n}`, source: `seed:${user}:${n}`, type: 'incident', locale: 'en' },
          ...{ requester_id: person.person_id, author_id: person.person_id, title: `Matter ${n} ${'x'.repeat(100)}` },
          ...{ description: 'x', category: null, impact: 'one', urgency: 'low', priority: 'P4', team_id: null },
          ...{
            assignee_id: null,
            resolution: null,
            rating: null,
            rating_comment: null,
            opened_at: new Date(Date.now() - n),
          },
          ...{ first_response_at: null, resolved_at: null, closed_at: null, page_at: null, close_at: null },
          status: n % 10 === 1 ? 'waiting' : 'new',
        })
        .execute()
  }

  test.each([0, 1, 60])(
    'with %i tickets it fits, says how many wait and how many are open, and has the way to ask',
    async (many) => {
      const { slack } = app
      const ann = newcomer()
      await slack.opensHome(ann)
      await slack.home(ann, t.menu.title)
      await open(ann, many)
      await slack.opensHome(ann)
      const waiting = Math.ceil(many / 10)
      const shown = await slack.home(ann, waiting ? t.menu.waiting(waiting) : t.menu.open(0))
      expect(blockProblems(slack.homeBlocks(ann), 100)).toEqual([])
      for (const label of [t.menu.ask, t.menu.help]) expect(shown).toContain(`[${label}]`)
      if (!many) expect(shown).toContain(t.status.none)
      if (many === 60) expect(shown).toContain(t.status.more(24))
    },
  )

  test('it is drawn again when a ticket changes, and only for those who have looked at it', async () => {
    const { slack } = app
    const [ann, ben] = [newcomer('Ann'), newcomer('Ben')]
    await slack.opensHome(ann)
    await slack.home(ann, t.menu.open(0))
    await slack.says(ann, slack.dm(ann), 'I want to talk to a person')
    await slack.says(ben, slack.dm(ben), 'I want to talk to a person')
    const [ticket] = await ticketsOf(() => slackTickets(ann), 1)
    await slack.home(ann, `#${ticket!.number} · ${t.statusName.new}`)
    const card = await slack.sees(app.triage.slack, `#${ticket!.number} · P`)
    await settled()
    await slack.reacts('UKARIM', app.triage.slack, card.ts, 'eyes')
    await slack.home(ann, `#${ticket!.number} · ${t.statusName['in-progress']}`)
    expect(slack.homeBlocks(ben)).toEqual([])
  })

  test('its buttons open the form, the help and a ticket that waits; an agent sees their own work', async () => {
    const { slack } = app
    const ann = newcomer()
    await slack.opensHome(ann)
    await slack.home(ann)
    await open(ann, 1)
    await slack.opensHome(ann)
    const [ticket] = await slackTickets(ann)
    await slack.home(ann, t.menu.waiting(1))
    await slack.pressesAtHome(ann, t.menu.show(ticket!.number))
    const titleOf = (user: string) => slack.views.findLast((one) => one.user === user)?.view.title.text
    await slack.until(
      () => (titleOf(ann) === `#${ticket!.number}` ? true : undefined),
      () => `a window on the ticket, not ${titleOf(ann)}`,
    )
    await slack.pressesAtHome(ann, t.menu.help)
    await slack.until(
      () => (titleOf(ann) === t.menu.help ? true : undefined),
      () => 'no window with help',
    )
    await slack.pressesAtHome(ann, t.menu.ask)
    await slack.until(
      () => (titleOf(ann) === t.menu.askTitle ? true : undefined),
      () => 'no form',
    )
    await slack.submits(ann, { text: 'I want to talk to a person' })
    await slack.sees(slack.dm(ann), t.handover.understood)
    await slack.opensHome('UKARIM')
    expect(await slack.home('UKARIM', 'Assigned to me')).toMatch(/nobody has claimed/)
  })
})

describe('Slack: the agent pane', () => {
  test('it offers prompts, and what is said in its thread is answered in its thread', async () => {
    const { slack } = app
    const ann = newcomer()
    const { thread } = await slack.opensPane(ann)
    const offered = await slack.until(
      () => slack.pane.find((one) => one.user === ann && one.what === 'prompts'),
      () => 'no prompts',
    )
    expect(offered).toMatchObject({ thread, said: t.greeting.samples.map((title) => ({ title, message: title })) })
    await slack.says(ann, slack.dm(ann), 'the payroll tool shows error 500', { thread })
    const named = await slack.until(
      () => slack.pane.find((one) => one.user === ann && one.what === 'title'),
      () => 'no title',
    )
    expect(named).toMatchObject({ thread, said: 'the payroll tool shows error 500' })
    await slack.until(
      () => slack.messages(slack.dm(ann)).filter((one) => one.bot).length > 1 || undefined,
      () => 'no answer in the pane',
    )
    expect(
      slack
        .messages(slack.dm(ann))
        .filter((one) => one.bot)
        .map((one) => one.thread_ts),
    ).not.toContain(undefined)
  })

  test('without the pane the direct message is as it always was, and Slack is not asked again', async () => {
    const { slack } = app
    const ann = newcomer()
    const asked = () => slack.calls('assistant.threads.setSuggestedPrompts').length
    const before = asked()
    slack.fails('assistant.threads.setSuggestedPrompts', 'missing_scope', 1)
    await slack.arrives(ann)
    await slack.sees(slack.dm(ann), t.greeting.examples)
    await until(
      async () => asked() > before || undefined,
      () => 'Slack was never asked for the pane',
    )
    await slack.arrives(newcomer())
    expect(asked()).toBe(before + 1)
  })
})

const task = (answer: { body: Json | undefined }) => answer.body?.task as { type: string; value: Json } | undefined
type Result = { preview: { content: { title: string } }; content: Json }
const en = { locale: 'en-GB' }

describe('Teams', () => {
  const channel = '19:help@thread.tacv2'

  test('a request channel opens a ticket for each message in its own thread, once', async () => {
    const { teams } = app
    teams.roster(app.triage.teams, ['karim'])
    await teams.says('admin', 'hello', { ...en })
    await teams.says('karim', 'hello', { channel: app.triage.teams, mention: true, ...en })
    await agent(`teams:${app.teams.tenantId}:29:karim`)
    await teams.says('karim', '/desk channel requests auto', { channel, mention: true, ...en })
    await teams.sees('karim', t.requests.set(t.requests.modes.auto(2)))
    const said = await teams.says('Bert', 'The scanner on floor 3 jams all the time', { channel, ...en })
    const [ticket] = await ticketsOf(() => teamsTickets('Bert'), 1)
    const opened = await teams.sees(channel, `#${ticket!.number} is open`)
    expect(opened.conversation).toBe(`${channel};messageid=${said.id}`)
    await teams.says('Bert', 'thanks a lot!', { channel, ...en })
    expect(await teamsTickets('Bert')).toHaveLength(1)
  })

  test('“create a ticket” on a message opens a dialog; errors stand under their field with what was typed; the author has the ticket', async () => {
    const { teams } = app
    const place = '19:talk@thread.tacv2'
    teams.roster(place, ['Carla', 'Dora'])
    const said = await teams.says('Carla', 'my headset is broken', { channel: place, ...en })
    const where = { channel: place, thread: said.id }
    const asked = await teams.pointsAt('Dora', said.id, where, 'Carla')
    expect(task(asked)).toMatchObject({ type: 'continue', value: { title: t.pointed.title } })
    const wrong = await teams.submits(
      'Dora',
      asked,
      { description: '  ', title: 'Headset!' },
      { where, extension: true },
    )
    expect(JSON.stringify(wrong.body)).toContain(t.agentCard.refusals.empty)
    expect(JSON.stringify(wrong.body)).toContain('Headset!')
    const done = await teams.submits('Dora', wrong, { description: 'Headset broken' }, { where, extension: true })
    const [made] = await ticketsOf(() => teamsTickets('Carla'), 1)
    expect(made).toMatchObject({
      title: 'Headset!',
      description: 'Headset broken',
      author: expect.stringContaining('Dora'),
    })
    expect(task(done)).toEqual({ type: 'message', value: t.pointed.opened(made!.number) })
    await teams.sees(place, `#${made!.number} is open`)
    expect(task(await teams.pointsAt('Dora', said.id, where, 'Carla'))).toEqual({
      type: 'message',
      value: t.pointed.already,
    })
  })

  test('“ask the service desk” is a dialog from anywhere, and the talk goes on in private', async () => {
    const { teams } = app
    const asked = await teams.invokes(
      'Emil',
      'composeExtension/fetchTask',
      { commandId: 'guichet_ask', commandContext: 'compose' },
      { channel },
    )
    expect(task(asked)).toMatchObject({ type: 'continue', value: { title: texts.fr.menu.askTitle } })
    const wrong = await teams.submits('Emil', asked, { text: ' ' })
    expect(JSON.stringify(wrong.body)).toContain(texts.fr.agentCard.refusals.empty)
    await teams.submits('Emil', wrong, { text: 'I want to talk to a person' }, { where: { channel } })
    await ticketsOf(() => teamsTickets('Emil'), 1)
    await teams.sees('Emil', '#')
  })

  test('the search finds own tickets and employees’ articles; somebody else’s ticket is not there', async () => {
    const { teams } = app
    await teams.says('Fay', 'I want to talk to a person about my payslip and nothing else at all', en)
    const [mine] = await ticketsOf(() => teamsTickets('Fay'), 1)
    const titles = ({ body }: { body: Json | undefined }) => {
      const { attachments = [] } = (body?.composeExtension ?? {}) as { attachments?: Result[] }
      return attachments
    }
    const found = titles(await teams.searches('Fay', 'payslip', { channel }))
    expect(found[0]?.preview.content.title).toContain(`#${mine!.number}`)
    expect(JSON.stringify(found[0]?.content)).toContain(t.searched.privateTicket)
    expect(JSON.stringify(found[0]?.content)).not.toContain('payslip')
    const others = titles(await teams.searches('Gus', 'payslip', { channel }))
    expect(JSON.stringify(others)).not.toContain(`#${mine!.number}`)
    const articles = titles(await teams.searches('Gus', 'vpn error 809', { channel }))
    expect(JSON.stringify(articles)).toContain('809')
    expect(
      JSON.stringify(titles(await teams.searches('karim', 'identity check before a password reset', { channel }))),
    ).not.toContain('agents-identity-check')
    const kept = await app.db.selectFrom('heard').select('id').where('id', 'like', '%:search:%').execute()
    expect(kept).toEqual([])
  })

  test.each([
    ['help', 'en-GB', texts.en.help.title],
    ['aide', 'fr-FR', texts.fr.help.title],
    ['my tickets', 'en-GB', texts.en.status.none],
    ['mes tickets', 'fr-FR', texts.fr.status.none],
    ['status 999999', 'en-GB', texts.en.status.unknown(999_999)],
    ['statut 999999', 'fr-FR', texts.fr.status.unknown(999_999)],
    ['menu', 'en-GB', texts.en.menu.title],
    ['accueil', 'fr-FR', texts.fr.menu.title],
    ['a person', 'en-GB', texts.en.handover.understood],
    ['humain', 'fr-FR', texts.fr.handover.understood],
  ])('the command “%s” is understood in person, in a channel and in a group chat', async (words, locale, answer) => {
    const { teams } = app
    const who = `P${++count}`
    await teams.says(who, words, { locale })
    await teams.sees(who, answer)
    for (const where of [{ channel: `19:c${count}@thread.tacv2` }, { group: `19:g${count}@thread.v2` }]) {
      const other = `P${++count}`
      const place = Object.values(where)[0]!
      await teams.says(other, words, { ...where, mention: true, locale })
      const there = () => teams.messages(place).some((one) => one.by === 'bot' && one.text.includes(answer))
      const alone = () => teams.messages(other).some((one) => one.text.includes(answer))
      await until(
        () => there() || alone() || undefined,
        () => `nobody answered “${words}” in ${place}`,
      )
      // What concerns one person alone is not said before others.
      if (/ticket|stat|menu|accueil/.test(words)) expect(there()).toBe(false)
    }
  })

  test('a sign under a ticket’s card takes it, and taking the sign away gives it back', async () => {
    const { teams } = app
    teams.roster(app.triage.teams, ['karim'])
    await teams.says('Hal', 'I want to talk to a person', en)
    const [ticket] = await ticketsOf(() => teamsTickets('Hal'), 1)
    const card = await teams.sees(app.triage.teams, `#${ticket!.number} · P`)
    const assignee = async () =>
      (await app.db.selectFrom('tickets').select('assignee_id').where('id', '=', ticket!.id).executeTakeFirst())
        ?.assignee_id
    await settled()
    await teams.reacts('karim', card.id, '1f440_eyes')
    await until(
      async () => (await assignee()) ?? undefined,
      () => '👀 did not take the ticket',
    )
    await teams.reacts('karim', card.id, '1f440_eyes', { removed: true })
    await until(
      async () => ((await assignee()) ? undefined : true),
      () => 'taking 👀 away did not give it back',
    )
  })
})
