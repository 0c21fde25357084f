import { afterAll, beforeAll, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { type Act, type Agent, agentOn, numberIn, platforms, type Requester, requesterOn } from './drivers/index.ts'

/** Every act of the agents' card, done on each platform in turn: the same ticket, the same card everywhere, the same words to the requester. */
let app: App
const agents: Agent[] = []
beforeAll(async () => {
  app = await openApp()
  for (const platform of platforms) agents.push(await agentOn(platform, app, `Ines-${platform}`))
})
afterAll(() => app?.close())

const t = texts.fr
const c = t.agentCard
const act = (action: string, label: string, submit?: string): Act => ({ action, label, ...(submit && { submit }) })

async function opened(requester: Requester): Promise<number> {
  await requester.says('je veux parler à un humain')
  return numberIn(await requester.sees(/#\d+/))
}
const everybodySees = async (ticket: number, words: string) => {
  for (const agent of agents) await agent.sees(ticket, words)
}
const rowOf = (ticket: number) =>
  app.db.selectFrom('tickets').selectAll().where('number', '=', ticket).executeTakeFirstOrThrow()

test.each(platforms.map((platform, i) => [platform, i] as const))(
  'every act of the card does the same on %s',
  async (platform, i) => {
    const agent = agents[i]!
    const requester = await requesterOn('slack', app, `Omar-${platform}`, 'fr')
    const ticket = await opened(requester)
    await agent.claims(ticket)
    await everybodySees(ticket, agent.name)

    await agent.does(ticket, act('hold', t.acts.hold, c.save), { reason: 'vendor', note: 'commande 12' })
    await everybodySees(ticket, t.holdReasonName.vendor)
    await requester.sees(t.notices.onHold(t.holdReasonName.vendor))
    await agent.does(ticket, act('resume', t.acts.resume))
    await everybodySees(ticket, t.statusName['in-progress'])

    await agent.does(ticket, act('prioritise', c.prioritise, c.save), { priority: 'P1', reason: 'toute la paie' })
    await everybodySees(ticket, t.priorityName.P1)
    await agent.does(ticket, act('categorise', c.categorise, c.save), { category: 'telephony' })
    await everybodySees(ticket, t.categoryName('telephony'))

    await agent.does(ticket, act('snooze', t.acts.snooze, t.acts.snooze), { until: 'tomorrow' })
    await everybodySees(ticket, t.acts.snoozedUntil)
    await agent.does(ticket, act('unsnooze', t.acts.unsnooze))
    await requester.says('toujours en panne depuis ce matin')
    await everybodySees(ticket, 'toujours en panne')

    const other = await requesterOn('web', app, `Pia-${platform}`, 'en')
    const joined = await opened(other)
    await agent.does(ticket, act('link', t.acts.link, t.acts.link), { number: `#${joined}` })
    await everybodySees(ticket, t.acts.linkedTo([joined]))
    await agent.does(ticket, act('useReply', t.acts.useReply, t.acts.useReplyGo), { name: 'ordered' })
    await requester.sees('Bonjour Omar')
    await everybodySees(ticket, t.holdReasonName.vendor)
    await agent.does(ticket, act('resume', t.acts.resume))
    await agent.does(joined, act('merge', t.acts.merge, t.acts.merge), { into: String(ticket) })
    await everybodySees(ticket, t.acts.absorbs([joined]))
    await agent.replies(ticket, 'le commutateur arrive')
    await requester.sees('le commutateur arrive')
    await other.sees('le commutateur arrive')
    await agent.does(joined, act('unmerge', t.acts.unmerge))
    await everybodySees(joined, t.statusName.new)

    const team = await app.db.selectFrom('teams').selectAll().where('tier', '=', 2).executeTakeFirstOrThrow()
    await agent.does(ticket, act('assign', c.assign, c.assign), { to: team.id })
    await everybodySees(ticket, team.name_fr)
    await requester.sees(t.notices.passedToTeam(team.name_fr))
    expect(await rowOf(ticket)).toMatchObject({ assignee_id: null, team_id: team.id, tier: 2, status: 'new' })

    await agent.does(ticket, act('escalate', c.escalate, c.escalate), { to: '3', reason: 'carte mère' })
    await requester.sees(t.notices.escalated(3))
    expect(await rowOf(ticket)).toMatchObject({ tier: 3, team_id: null })
    await everybodySees(ticket, 'carte mère')
  },
)
