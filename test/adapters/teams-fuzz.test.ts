import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { type Json, junk, places, spoilt } from '../support/spoilt.ts'
import { teamsBot } from '../support/teams/bot.ts'
import { teamsStandIn } from '../support/teams-stand-in.ts'
import recorded from './recorded/teams.json' with { type: 'json' }

const teams = await teamsStandIn()
const bot = await teamsBot(teams)
afterAll(async () => {
  await bot.close()
  await teams.close()
})
/** As if it came from the stand-in, so that it passes the doors and is looked at. */
const payloads = recorded.map(({ payload }): Json => {
  const text = JSON.stringify(payload).replaceAll('a1b2c3d4-0000-4000-8000-ef1234567890', teams.tenantId)
  return { ...(JSON.parse(text) as Json), serviceUrl: teams.activity('marie', 'message').serviceUrl }
})

test('whatever is put in one place of a signed activity, the answer comes at once, nothing leaks, and the desk lives on', async () => {
  bot.desk.answer = async ({ heard }) => (heard.kind === 'search' ? { found: [] } : { notice: '<at>all</at>' })
  await fc.assert(
    fc.asyncProperty(fc.nat(payloads.length - 1), places, junk, async (which, path, instead) => {
      const begin = performance.now()
      const { status, body } = await teams.delivers(spoilt(payloads[which]!, path, instead))
      // 501 is the protocol's word for an invoke that nobody handles.
      expect(status === 501 || status < 500).toBe(true)
      expect(performance.now() - begin).toBeLessThan(10_000) // Teams waits for 15 s
      // A notice is inert, and no answer tells how it was made.
      expect(JSON.stringify(body ?? '')).not.toMatch(/<at>|Error:|node_modules|\.ts:/)
    }),
    { numRuns: 400 },
  )
  bot.heard.length = 0
  await teams.says('marie', 'still there?')
  expect(bot.heard).toHaveLength(1)
})

test('whatever was heard, its keys are those of one tenant, one person and one place', async () => {
  bot.heard.length = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(payloads.length - 1), places, junk, async (which, path, instead) => {
      await teams.delivers(spoilt(payloads[which]!, path, instead))
    }),
    { numRuns: 200 },
  )
  for (const { id, thread, from } of bot.heard) {
    expect(id.startsWith(`teams:${teams.tenantId}:`)).toBe(true)
    expect(thread).toMatch(new RegExp(`^teams:${teams.tenantId}:[^\\s\\p{Cc}]+$`, 'u'))
    expect(from.account).toMatch(new RegExp(`^teams:${teams.tenantId}:[^\\s\\p{Cc}]+$`, 'u'))
  }
  expect(bot.heard.length).toBeGreaterThan(20)
})
