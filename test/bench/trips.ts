import { openProxy } from './proxy.ts'
import { type Slack, userOf } from './slack.ts'
import { guichetOn } from './stage.ts'
import { openServerStore } from './stores.ts'
import { say, scripts } from './talk.ts'
import { openWire } from './wire.ts'

/** The statements of one turn: those of hearing it, and those of the worker that answers. */
export interface Trips {
  turn: string
  hearing: string[]
  /** In how many writes those of hearing came. */
  writes: number
  answering: string[]
}

/** A statement whose plan is kept is sent by its name, which says nothing. */
const everyText = { DATABASE_PREPARED: 'off' }
const settleMs = 1_500
/** What the tick asks every two seconds, whether anybody writes or not, is no part of a turn. */
const idleMs = 6_000

/** Two processes, web and worker, each behind a proxy of its own; every line of every script is said once and waited for. */
export async function countTrips(slack: Slack): Promise<Trips[]> {
  const store = await openServerStore('trips')
  const [web, work] = [await openProxy(store.url), await openProxy(store.url)]
  const worker = await guichetOn(
    slack,
    { ...store, env: { ...store.env, DATABASE_URL: work.url, ...everyText } },
    { roles: 'worker' },
  )
  const door = await guichetOn(
    slack,
    { ...store, env: { ...store.env, DATABASE_URL: web.url, ...everyText } },
    { roles: 'web' },
  )
  const wire = await openWire(door.server.port)
  try {
    const trips: Trips[] = []
    await wait(idleMs)
    const idle = new Set([...work.taken().map(shape), ...web.taken().map(shape)])
    web.writes()
    idle.delete('begin')
    idle.delete('commit')
    for (const [number, [name, script]] of Object.entries(scripts).entries()) {
      const who = { user: userOf(number + 1), channel: `D${number}TRIPS` }
      for (const { says } of script) {
        await say(wire, who, says)
        await wait(settleMs)
        const answering = work.taken().map(shape)
        trips.push({
          turn: `${name}: ${says}`,
          hearing: web.taken().map(shape),
          writes: web.writes(),
          answering: withoutIdle(answering, idle),
        })
      }
    }
    return trips
  } finally {
    wire.close()
    await door.server.stop()
    await worker.server.stop()
    web.close()
    work.close()
    await store.drop()
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** The beginning of a statement names it well enough. */
const shape = (statement: string) => statement.replace(/\s+/g, ' ').trim().slice(0, 90)
const withoutIdle = (statements: string[], idle: ReadonlySet<string>) =>
  statements.filter((statement) => !idle.has(statement))
