import { latencies, measureCapacity } from './capacity.ts'
import { storeTickets } from './company.ts'
import { closedLoop, openLoop } from './load.ts'
import { profileTurns } from './profile.ts'
import type { Results } from './report.ts'
import type { Slack } from './slack.ts'
import type { Stage, Stages } from './stage.ts'
import type { ServerStore } from './stores.ts'
import { countTrips } from './trips.ts'

export interface Job {
  slack: Slack
  stages: Stages
  short: boolean
  tell: (line: string) => void
}
export type Part = (job: Job) => Promise<Results>

const people = 32
const rates = [1, 20, 50]

const names = {
  a: 'bare Bolt, acknowledges only',
  b: 'bare Bolt + one transaction',
  c: 'bare Bolt + one transaction + reply',
  d: 'Guichet: accepted and stored',
  e: 'Guichet: whole turns',
  f: 'Guichet embedded: whole turns',
}

async function capacity({ stages, short, tell }: Job): Promise<Results> {
  const opened: [keyof typeof names, Promise<Stage>][] = [
    ['a', stages.bare('ack')],
    ['b', stages.bare('store')],
    ['c', stages.bare('reply')],
    ['d', stages.onServer('accept', 'web')],
    ['e', stages.onServer('turns')],
    ['f', stages.embedded()],
  ]
  const contenders = await Promise.all(
    opened.map(async ([key, opening]) => {
      const stage = await opening
      return {
        key,
        name: names[key],
        ...stage,
        ...(key === 'd' && { rest: () => allHeard(stage.store as ServerStore) }),
      }
    }),
  )
  const load = short ? { rounds: 3, ms: 800, people } : { rounds: 5, ms: 4_000, people }
  return { capacity: await measureCapacity(contenders, load, tell) }
}

/** Waits until everything that was accepted is heard. */
async function allHeard({ pool }: ServerStore) {
  const waiting = 'select 1 from heard where outcome is null limit 1'
  while ((await pool.query(waiting)).rows.length) await new Promise((resolve) => setTimeout(resolve, 100))
}

export interface Latency extends ReturnType<typeof latencies> {
  on: string
  perSecond: number
  turns: number
  lost: number
}

async function latency({ stages, short, tell }: Job): Promise<Results> {
  const [server, embedded] = await Promise.all([stages.onServer('turns'), stages.embedded()])
  const measured: Latency[] = []
  for (const [on, { target }] of Object.entries({ 'Postgres + Redis': server, embedded })) {
    await closedLoop(target, { people: 8, ms: short ? 800 : 4_000 })
    for (const perSecond of rates) {
      const stretch = await openLoop(target, { perSecond, ms: short ? Math.max(3_000, 6_000 / perSecond) : 20_000 })
      measured.push({ on, perSecond, turns: stretch.turns, lost: stretch.lost, ...latencies([stretch]) })
      tell(`${on}, ${perSecond} a second: ${stretch.turns} turns`)
    }
  }
  return { latency: measured }
}

export interface Stored extends ReturnType<typeof latencies> {
  tickets: number
  turnsPerSecond: number[]
  lost: number
}

/** Two desks side by side, one with few tickets and one with many, measured in turn. */
async function stored({ stages, short, tell }: Job): Promise<Results> {
  // A server has a hundred connections, and those of the other parts are not needed any more.
  await stages.strike()
  const counts = short ? [1_000, 20_000] : [1_000, 200_000]
  const opened = await Promise.all(counts.map((count) => stages.onServer(`stored_${count}`)))
  const desks = opened.map(({ target }, i): Desk => ({ target, tickets: counts[i]!, open: [], closed: [] }))
  for (const [i, { store }] of opened.entries()) {
    await storeTickets(store.pool, 1, counts[i]!)
    tell(`${counts[i]} tickets stored`)
  }
  for (const { target } of desks) await closedLoop(target, { people: 8, ms: short ? 800 : 3_000 })
  for (let round = 1; round <= (short ? 2 : 4); round++) {
    for (const { target, open, closed } of desks) {
      open.push(await openLoop(target, { perSecond: 20, ms: short ? 1_500 : 6_000, seed: round }))
      closed.push(await closedLoop(target, { people, ms: short ? 1_000 : 3_000 }))
    }
  }
  return { stored: desks.map(summary) }
}

const trips: Part = async ({ slack }) => ({ trips: await countTrips(slack) })
const profile: Part = async ({ slack, short }) => ({
  profile: await profileTurns(slack, { ms: short ? 3_000 : 8_000, people }),
})

type Stretches = Awaited<ReturnType<typeof closedLoop>>[]
interface Desk {
  target: Stage['target']
  tickets: number
  open: Stretches
  closed: Stretches
}
const summary = ({ tickets, open, closed }: Desk): Stored => ({
  tickets,
  ...latencies(open),
  turnsPerSecond: closed.map(({ turns, seconds }) => turns / seconds),
  lost: [...open, ...closed].reduce((sum, { lost }) => sum + lost, 0),
})

/** The parts of `npm run bench`; `--only NAME` runs one. */
export const parts: Readonly<Record<string, Part>> = { capacity, latency, stored, trips, profile }
/** What a short run leaves out: it explains the figures and is none of them. */
export const explaining: readonly string[] = ['trips', 'profile']
