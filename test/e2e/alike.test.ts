import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { type Act, type Agent, agentOn, numberIn, platforms, requesterOn, until } from './drivers/index.ts'

/** What people say in words is the same wherever they say it, and reaches whoever else is on another platform. */
let app: App
const agents: Agent[] = []
beforeAll(async () => {
  app = await openApp({ locale: 'fr' })
  for (const platform of platforms) agents.push(await agentOn(platform, app, `Ines-${platform}`))
})
afterAll(() => app?.close())

const t = texts.fr
const act = (action: string, label: string, submit: string): Act => ({ action, label, submit })
const rowOf = (number: number) =>
  app.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
const becomes = (number: number, status: string) =>
  until(
    async () => ((await rowOf(number)).status === status ? true : undefined),
    async () => `#${number} is not ${status} but ${(await rowOf(number)).status}`,
  )

test.each(platforms.map((platform, i) => [platform, i] as const))(
  'a requester on %s: a colleague elsewhere takes part, the ticket is closed and reopened in words, the first to answer has it',
  async (platform, i) => {
    const agent = agents[(i + 1) % platforms.length]!
    const requester = await requesterOn(platform, app, `Omar-${platform}`, 'fr')
    const colleague = await requesterOn(platforms[(i + 2) % platforms.length]!, app, `Paul-${platform}`, 'fr')
    await colleague.says('merci')
    await colleague.sees(t.thanks)
    await requester.says('je veux parler à un humain')
    const ticket = numberIn(await requester.sees(/#\d+/))
    await agent.replies(ticket, `je regarde, ${platform}`)
    await requester.sees(`je regarde, ${platform}`)
    expect(await rowOf(ticket)).toMatchObject({ status: 'in-progress', assignee_id: expect.stringMatching(/^per_/) })

    await agent.does(ticket, act('invite', t.participants.add, t.participants.add), { who: `Paul-${platform}` })
    await colleague.sees(new RegExp(`#${ticket}`))
    await colleague.says(`c’est pareil chez moi, ${platform}`)
    await requester.sees(`c’est pareil chez moi, ${platform}`)
    await agent.sees(ticket, `c’est pareil chez moi, ${platform}`)

    await requester.says(`fermer ${ticket}`)
    await requester.sees(t.own.closed(ticket))
    await becomes(ticket, 'closed')
    await requester.says(`rouvrir ${ticket} toujours en panne ici`)
    await requester.sees(t.followUp.reopened(ticket))
    await becomes(ticket, 'in-progress')
    await agent.sees(ticket, 'toujours en panne ici')
  },
)
