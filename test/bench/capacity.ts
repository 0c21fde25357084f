import { closedLoop, type Stretch, type Target } from './load.ts'
import { median, percentile } from './numbers.ts'
import type { Server } from './server.ts'

/** One line of the first table. `turns`: replies are waited for. */
export interface Contender {
  readonly key: string
  readonly name: string
  readonly server: Server
  readonly target: Target
  /** Comes back when nothing that was accepted waits any more: the next contender must not pay for it. */
  readonly rest?: () => Promise<void>
}
export interface Capacity {
  key: string
  name: string
  /** Events (or whole turns) a second, one figure a round. */
  perSecond: number[]
  ackP50: number
  ackP99: number
  replyP50: number
  replyP99: number
  /** Processor time of the server for one event, in microseconds: median of rounds. */
  cpuUs: number
  lost: number
  refused: number
}

/** Round after round each contender has its turn, so that noise of a shared machine hits all alike. */
export async function measureCapacity(
  contenders: readonly Contender[],
  { rounds, ms, people }: { rounds: number; ms: number; people: number },
  tell: (line: string) => void,
): Promise<Capacity[]> {
  const measured = contenders.map((contender) => ({ contender, stretches: [] as Stretch[], cpuUs: [] as number[] }))
  // One short round that does not count: code is compiled, connections are opened, caches are filled.
  for (const { contender } of measured) {
    await closedLoop(contender.target, { people, ms: Math.min(ms, 1500) })
    await contender.rest?.()
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { contender, stretches, cpuUs } of measured) {
      const before = contender.server.cpuMs()
      // What is only accepted is heard afterwards, and that is waited for: a shorter stretch leaves less of it.
      const stretch = await closedLoop(contender.target, { people, ms: contender.rest ? ms / 4 : ms })
      cpuUs.push(((contender.server.cpuMs() - before) * 1000) / Math.max(1, stretch.events))
      stretches.push(stretch)
      await contender.rest?.()
    }
    tell(`round ${round} of ${rounds}`)
  }
  return measured.map(({ contender: { key, name }, stretches, cpuUs }) => ({
    key,
    name,
    perSecond: stretches.map(({ replies, turns, events, seconds }) => (replies.length ? turns : events) / seconds),
    ...latencies(stretches),
    cpuUs: median(cpuUs),
    lost: stretches.reduce((sum, { lost }) => sum + lost, 0),
    refused: stretches.reduce((sum, { refused }) => sum + refused, 0),
  }))
}

/** Over all rounds together: a percentile of a few hundred samples says little. */
export function latencies(stretches: readonly Stretch[]) {
  const acks = stretches.flatMap((stretch) => stretch.acks)
  const replies = stretches.flatMap((stretch) => stretch.replies)
  return {
    ackP50: percentile(acks, 0.5),
    ackP99: percentile(acks, 0.99),
    replyP50: percentile(replies, 0.5),
    replyP99: percentile(replies, 0.99),
  }
}

/** The ratio of two contenders, round by round. */
export const ratios = (a: Capacity, b: Capacity): number[] =>
  a.perSecond.map((value, round) => value / (b.perSecond[round] ?? Number.NaN))
