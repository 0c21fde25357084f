import { latencies, measureCapacity } from './capacity.ts'
import { storeTickets } from './company.ts'
import { closedLoop, openLoop } from './load.ts'
import type { Results } from './report.ts'
import type { Slack } from './slack.ts'
import { bare, embedded, onServer, type Stage } from './stage.ts'

export interface Job {
  slack: Slack
  short: boolean
  tell: (line: string) => void
}
export type Part = (job: Job) => Promise<Results>

const people = 32
const rates = [1, 20, 50]

/** The parts of `npm run bench`; `--only NAME` runs one. */
export const parts: Readonly<Record<string, Part>> = { capacity, latency, stored }

async function capacity({ slack, short, tell }: Job): Promise<Results> {
  const stages = {
    a: await bare(slack, 'ack'),
    b: await bare(slack, 'store'),
    c: await bare(slack, 'reply'),
    d: await onServer(slack, 'accept', 'web'),
    e: await onServer(slack, 'turns'),
    f: await embedded(slack),
  }
  const names = {
    a: 'bare Bolt, acknowledges only',
    b: 'bare Bolt + one transaction',
    c: 'bare Bolt + one transaction + reply',
    d: 'Guichet: accepted and stored',
    e: 'Guichet: whole turns',
    f: 'Guichet embedded: whole turns',
  }
  const contenders = Object.entries(stages).map(([key, { server, target }]) => ({
    key,
    name: names[key as keyof typeof names],
    server,
    target,
  }))
  try {
    const load = short ? { rounds: 3, ms: 1_500, people } : { rounds: 5, ms: 4_000, people }
    return { capacity: await measureCapacity(contenders, load, tell) }
  } finally {
    await strikeAll(Object.values(stages))
  }
}

export interface Latency extends ReturnType<typeof latencies> {
  on: string
  perSecond: number
  turns: number
  lost: number
}

async function latency({ slack, short, tell }: Job): Promise<Results> {
  const stages = { 'Postgres + Redis': await onServer(slack, 'latency'), embedded: await embedded(slack) }
  const measured: Latency[] = []
  try {
    for (const [on, { target }] of Object.entries(stages)) {
      await closedLoop(target, { people: 8, ms: short ? 1_500 : 4_000 })
      for (const perSecond of rates) {
        const stretch = await openLoop(target, { perSecond, ms: short ? 4_000 : 20_000 })
        measured.push({ on, perSecond, turns: stretch.turns, lost: stretch.lost, ...latencies([stretch]) })
        tell(`${on}, ${perSecond} a second: ${stretch.turns} turns`)
      }
    }
  } finally {
    await strikeAll(Object.values(stages))
  }
  return { latency: measured }
}

export interface Stored extends ReturnType<typeof latencies> {
  tickets: number
  turnsPerSecond: number[]
  lost: number
}

/** Two desks side by side, one with few tickets and one with many, measured in turn. */
async function stored({ slack, short, tell }: Job): Promise<Results> {
  const counts = short ? [1_000, 20_000] : [1_000, 200_000]
  const stages: Awaited<ReturnType<typeof onServer>>[] = []
  try {
    for (const count of counts) {
      const stage = await onServer(slack, `stored_${count}`)
      stages.push(stage)
      await storeTickets(stage.store.pool, 1, count)
      tell(`${count} tickets stored`)
    }
    const desks = stages.map(({ target }, i) => ({ target, tickets: counts[i]!, open: [], closed: [] }) as Desk)
    for (const { target } of desks) await closedLoop(target, { people: 8, ms: 1_500 })
    for (let round = 0; round < (short ? 2 : 4); round++) {
      for (const { target, open, closed } of desks) {
        open.push(await openLoop(target, { perSecond: 20, ms: short ? 2_000 : 6_000, seed: round + 1 }))
        closed.push(await closedLoop(target, { people, ms: short ? 1_500 : 3_000 }))
      }
    }
    return { stored: desks.map(summary) }
  } finally {
    await strikeAll(stages)
  }
}

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

const strikeAll = (stages: readonly Stage[]) => Promise.all(stages.map((stage) => stage.strike()))
