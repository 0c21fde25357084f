import { expect, test } from 'vitest'
import { addressedTo } from '../../adapters/slack/identity.ts'
import { parse } from '../../adapters/slack/parse.ts'
import { Activity } from '../../adapters/teams/activity.ts'
import { parseActivity } from '../../adapters/teams/parse.ts'
import slack from './recorded/slack.json' with { type: 'json' }
import slackPublic from './recorded/slack-public.json' with { type: 'json' }
import teams from './recorded/teams.json' with { type: 'json' }
import teamsPublic from './recorded/teams-public.json' with { type: 'json' }

/**
 * Payloads as the platforms send them, in the shapes that they and public fixtures show (`*-public.json` names each), with every field that ours do not
 * look at; names and ids are made up. Each is the event that it should be, or nothing.
 */
interface Recorded {
  what: string
  payload: Record<string, unknown>
  hears: Record<string, unknown> | null
  /** Where payloads of this shape stand in public. */
  from?: string
}
const cases = (recorded: unknown) => (recorded as Recorded[]).map((one) => [one.what, one] as const)
const now = new Date('2026-03-02T09:00:00Z')
const identity = { workspace: 'T0ACME', botUser: 'U0GUICHET', app: 'A0GUICHET' }

test.each(cases([...slack, ...slackPublic]))('Slack: %s', (_, { payload, hears }) => {
  const { is_ext_shared_channel: shared } = payload
  const here = addressedTo(payload, identity)
  const event = here && parse(payload, { ...here, ...(shared === true && { shared: true }) }, now)?.event
  if (hears) expect(event).toMatchObject(hears)
  else expect(event).toBeUndefined()
})

test.each(cases([...teams, ...teamsPublic]))('Teams: %s', (_, { payload, hears }) => {
  const event = parseActivity(Activity.parse(payload), 'a1b2c3d4-0000-4000-8000-ef1234567890', now)
  if (hears) expect(event).toMatchObject(hears)
  else expect(event).toBeUndefined()
})
