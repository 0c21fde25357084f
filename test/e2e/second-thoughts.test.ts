import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { type Act, type Agent, agentOn, numberIn, platforms, requesterOn, until } from './drivers/index.ts'

/** What is done to words that were said already: a matter is split off, a reply taken back, a message becomes the solution. */
let app: App
const agents: Agent[] = []
beforeAll(async () => {
  app = await openApp({ locale: 'fr', env: { REPLY_UNDO_SECONDS: '60' } })
  for (const platform of platforms) agents.push(await agentOn(platform, app, `Ines-${platform}`))
})
afterAll(() => app?.close())

const t = texts.fr
const act = (action: string, label: string, submit?: string): Act => ({ action, label, ...(submit && { submit }) })
const messageSaying = (words: string) =>
  until(
    () => app.db.selectFrom('messages').selectAll().where('text', '=', words).executeTakeFirst(),
    () => `Nobody said “${words}” in a ticket`,
  )
const rowOf = (number: number) =>
  app.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow()

/** In Teams the card is drawn again, soon after a message, with that one among its choices. */
const isOffered = (message: string) =>
  until(
    () => JSON.stringify(app.teams.messages(app.triage.teams)).includes(message) || undefined,
    () => `No card in Teams offers ${message}`,
  )

/** The words are back in the reply form, which opens by itself. */
const closesTheForm = async () => {
  const { views } = app.slack
  await until(
    () => views.length || undefined,
    () => 'The reply form did not come back',
  )
  views.length = 0
}

test.each(platforms.flatMap((agent, i) => platforms.map((requester) => [agent, requester, i] as const)))(
  'an agent on %s, a requester on %s: split off, taken back, resolved by a message',
  async (platform, from, i) => {
    const agent = agents[i]!
    const requester = await requesterOn(from, app, `Omar-${platform}-${from}`, 'fr')
    await requester.says('je veux parler à un humain')
    const ticket = numberIn(await requester.sees(/#\d+/))
    await agent.claims(ticket)
    const other = `et l’imprimante de ${platform} ${from} est bloquée`
    await requester.says(other)
    await agent.sees(ticket, other)

    const { id } = await messageSaying(other)
    if (platform === 'teams') await isOffered(id)
    await agent.does(ticket, act('split', t.acts.split, t.acts.split), { message: id })
    const apart = await until(
      () => app.db.selectFrom('tickets').selectAll().where('description', '=', other).executeTakeFirst(),
      () => 'Nothing was split off',
    )
    for (const one of agents) {
      await one.sees(ticket, t.acts.linkedTo([apart.number]))
      await one.sees(apart.number, t.acts.linkedTo([ticket]))
    }
    expect(apart.requester_id).toBe((await rowOf(ticket)).requester_id)

    const wrong = `l’imprimante de ${platform} ${from} est à Rome`
    await agent.replies(ticket, wrong)
    await requester.sees(wrong)
    await agent.does(ticket, act('undoReply', t.acts.undoReply))
    await until(
      async () => ((await requester.lines()).some(({ words }) => words.includes(wrong)) ? undefined : true),
      () => 'The reply still stands',
    )
    await agent.isTold(t.acts.undone)
    if (platform === 'slack') await closesTheForm()

    const right = `gardez la touche de ${platform} ${from} appuyée 30 s`
    await agent.replies(ticket, right)
    await requester.sees(right)
    const solution = await messageSaying(right)
    if (platform === 'teams') await isOffered(solution.id)
    await agent.does(ticket, act('resolve', t.agentCard.resolve, t.agentCard.resolve), { message: solution.id })
    await agent.sees(ticket, t.statusName.resolved)
    expect(await rowOf(ticket)).toMatchObject({ status: 'resolved', resolution: right })
    expect((await requester.lines()).filter(({ words }) => words.includes(wrong))).toEqual([])
  },
)
