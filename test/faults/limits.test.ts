import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTeams } from '../../adapters/teams/index.ts'
import type { ChatAdapter } from '../../src/chat/adapter.ts'
import { card } from '../../src/chat/card.ts'
import type { ThreadKey } from '../../src/chat/thread.ts'
import { Mailbag } from '../../src/desk/outbox/outbox.ts'
import { mailOut } from '../../src/desk/outbox/store.ts'
import type { DeskSettings } from '../../src/desk/scope.ts'
import { deliver } from '../../src/jobs/deliver.ts'
import { openLog } from '../../src/platform/log.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { slackDesk } from '../support/slack/desk.ts'
import { teamsStandIn } from '../support/teams-stand-in.ts'

/** A platform that says “too much” is believed, for that method and channel, and nobody else waits for it. */
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
const quiet = openLog('silent')

interface Side {
  adapter: ChatAdapter
  /** Refuses the next new message of the channel (the first of these places is in it) for so many seconds. */
  refuse: (seconds: number) => void
  /** Two threads of one channel, and another channel. */
  busy: ThreadKey
  beside: ThreadKey
  elsewhere: ThreadKey
  /** How many new messages were asked of the platform for the busy channel. */
  asked: () => number
  close: () => Promise<void>
}

const sides: Record<'slack' | 'teams', () => Promise<Side>> = {
  async slack() {
    const desk = await slackDesk()
    const { slack } = desk
    return {
      adapter: desk.adapter.adapter,
      refuse: (seconds) => slack.fails('chat.postMessage', { retryAfter: seconds }, 1, 'C1'),
      ...{ busy: 'slack:T1:C1/1.1', beside: 'slack:T1:C1/1.2', elsewhere: 'slack:T1:C2/1.1' },
      asked: () => slack.calls('chat.postMessage').filter(({ args }) => args.channel === 'C1').length,
      close: desk.close,
    }
  },
  async teams() {
    const teams = await teamsStandIn()
    const { adapter } = await openTeams(teams.settings, async () => ({}), quiet)
    const reference = { serviceUrl: teams.serviceUrl, conversation: 'any', user: '29:any', personal: false }
    const places = {
      key: `teams:${teams.tenantId}` as const,
      reference: JSON.stringify(reference),
      updated_at: new Date(),
    }
    await database.db.insertInto('places').values(places).execute()
    const key = (channel: string, root: string): ThreadKey =>
      `teams:${teams.tenantId}:19:${channel}@thread.tacv2/${root}`
    return {
      adapter,
      refuse: (seconds) => teams.fail({ status: 429, retryAfter: seconds }, 'POST'),
      ...{ busy: key('one', '1'), beside: key('one', '2'), elsewhere: key('two', '1') },
      asked: () => teams.requests.filter(({ method, path }) => method === 'POST' && path.includes('19:one@')).length,
      close: teams.close,
    }
  },
}

describe.each(['slack', 'teams'] as const)('%s', (platform) => {
  test('other threads of that channel wait without asking, another method and another channel do not', async () => {
    const side = await sides[platform]()
    const { db } = database
    const mail = async (fill: (bag: Mailbag) => void) => {
      const bag = new Mailbag()
      fill(bag)
      return db.transaction().execute((tx) => mailOut(tx, bag, new Date()))
    }
    const { send } = deliver({
      ...{ db, settings: () => ({ locale: 'en' }) as DeskSettings, log: quiet },
      adapters: () => ({ [platform]: side.adapter }),
      run: async () => ({ wake: [] }),
      wake: () => {},
      now: () => new Date(),
    })
    const state = async (ids: readonly number[]) =>
      (
        await db
          .selectFrom('outbox')
          .select(['settled_at', 'not_before', 'seq'])
          .where('seq', 'in', [...ids])
          .execute()
      )
        .sort((a, b) => Number(a.seq) - Number(b.seq))
        .map((row) => (row.settled_at ? 'sent' : row.not_before ? 'waits' : 'owed'))

    const [first] = await mail((bag) => bag.post({ thread: side.busy }, card('first')))
    await send([first!])
    expect(await state([first!])).toEqual(['sent'])
    side.refuse(7)
    const began = side.asked()
    const [refused] = await mail((bag) => bag.post({ thread: side.busy }, card('refused')))
    await send([refused!])
    const others = await mail((bag) => {
      bag.post({ thread: side.beside }, card('the same channel'))
      bag.post({ thread: side.elsewhere }, card('another channel'))
    })
    await send(others)
    expect(await state([refused!, ...others])).toEqual(['waits', 'waits', 'sent'])
    expect(side.asked()).toBe(began + 1)
    const waits = await db
      .selectFrom('outbox')
      .select('not_before')
      .where('seq', '=', others[0]!)
      .executeTakeFirstOrThrow()
    expect(waits.not_before!.getTime() - Date.now()).toBeGreaterThan(4000)
    expect(waits.not_before!.getTime() - Date.now()).toBeLessThan(8000)
    const [changed] = await mail((bag) => bag.update({ thread: side.elsewhere }, others[1]!, card('edited').blocks))
    await send([changed!])
    expect(await state([changed!])).toEqual(['sent'])
    await side.close()
  })
})
