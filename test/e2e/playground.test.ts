import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { texts } from '../../src/texts/index.ts'
import { type App, openApp } from '../support/app.ts'
import { numberIn } from './drivers/index.ts'
import { howToInstall, isInstalled, openPlayground, world } from './playground.ts'

if (!isInstalled)
  console.warn(`Microsoft’s local Teams client is not installed, its tests are skipped. To run them: ${howToInstall}`)

const asks = { vpn: 'my VPN stopped working, error 809', boot: "Laptop won't boot, client demo at 2pm" }
const t = texts.en

describe.skipIf(!isInstalled)('Microsoft’s local Teams client', () => {
  let app: App
  let teams: Awaited<ReturnType<typeof openPlayground>>
  beforeAll(async () => {
    teams = await openPlayground()
    app = await openApp({
      locale: 'en',
      slack: false,
      teamsAuth: 'off',
      env: { TEAMS_TENANT_ID: world.tenant, TEAMS_TRIAGE_CHANNEL: world.channel },
    })
    await teams.start(`${app.address}/api/messages`)
  })
  afterAll(async () => {
    await app?.close()
    await teams?.close()
  })

  test('4.1: a question is answered by an article, solved and rated', async () => {
    await teams.says(asks.vpn)
    await teams.sees(teams.personal(), '809')
    await teams.presses(teams.personal(), t.answer.solved)
    await teams.sees(teams.personal(), `✓ ${t.answer.solved}`)
    await teams.presses(teams.personal(), '5')
    await teams.presses(teams.personal(), t.rating.noComment)
    await teams.sees(teams.personal(), `✓ ${t.rating.noComment}`)
    expect(teams.refusals).toEqual([])
  })

  test('4.2: an incident is put before the agents’ channel, claimed, answered there, resolved and rated', async () => {
    await teams.says(asks.boot)
    await teams.presses(teams.personal(), t.skip)
    await teams.presses(teams.personal(), t.ticket.open)
    const opened = await teams.sees(teams.personal(), '#')
    const ticket = numberIn({ id: '', by: 'bot', words: opened.text, buttons: [] })
    const card = await teams.sees(world.channel, `#${ticket}`)
    const agent = { from: world.agent }
    await teams.presses(world.channel, t.agentCard.claim, agent)
    await teams.sees(teams.personal(), 'Megan Bowen is on it.')
    const reply = { ...agent, fields: { 'reply.text': 'Hold power 30 s.' } }
    await teams.presses(world.channel, t.agentCard.send, reply)
    await teams.sees(teams.personal(), 'Hold power 30 s.')
    await teams.says('It boots now')
    await teams.sees(card.conversation, 'It boots now')
    await teams.presses(world.channel, t.agentCard.resolve, {
      ...agent,
      fields: { 'resolve.resolution': 'Power reset' },
    })
    await teams.presses(teams.personal(), t.yes)
    await teams.presses(teams.personal(), '5')
    await teams.sees(teams.personal(), t.rating.comment)
    expect(teams.messages.filter(({ text }) => text.includes('Hold power'))).toHaveLength(2)
    expect(card.edited).toBe(true)
    expect(teams.refusals).toEqual([])
  })
})
