import { elapsedMs } from '../../src/platform/clock.ts'
import type { Slack } from './slack.ts'
import { type Company, type Manners, say, type Talk } from './talk.ts'
import { openWire, type Wire } from './wire.ts'

/** What one stretch of load measured. Times in milliseconds. */
export interface Stretch {
  seconds: number
  /** Events acknowledged with 200. */
  events: number
  /** Turns whose last reply reached Slack; 0 where nobody waited for replies. */
  turns: number
  /** Replies that did not come within 15 s. */
  lost: number
  /** Answers 503, after each of which the event was sent again. */
  refused: number
  acks: number[]
  replies: number[]
}
/** `manners` absent: the acknowledgement is all that is waited for. */
export interface Target {
  port: number
  slack: Slack
  company: Company
  manners?: Manners | undefined
}

const nothing = (): Stretch => ({ seconds: 0, events: 0, turns: 0, lost: 0, refused: 0, acks: [], replies: [] })

/** Says the next line of a talk; comes back when it is acknowledged and, where replies count, answered. */
async function turn(
  { slack, manners }: Target,
  wire: Wire,
  talk: Talk,
  line: NonNullable<ReturnType<Talk['next']>>,
  since: number,
  into: Stretch,
) {
  const answered = manners && slack.posts(talk.channel, manners.get(line) ?? 1)
  into.refused += await say(wire, talk, line.says)
  into.events++
  into.acks.push(elapsedMs() - since)
  if (!answered) return
  const at = await answered
  if (at === undefined) into.lost++
  else {
    into.turns++
    into.replies.push(at - since)
  }
}

/** So many people at once, each writing again as soon as the last line is acknowledged (and answered, where replies count). */
export async function closedLoop(target: Target, { people, ms }: { people: number; ms: number }): Promise<Stretch> {
  const into = nothing()
  const wires = await Promise.all(Array.from({ length: people }, () => openWire(target.port)))
  const start = elapsedMs()
  const until = start + ms
  const person = async (wire: Wire) => {
    let talk = target.company.newTalk()
    while (elapsedMs() < until) {
      let line = talk.next()
      if (!line) {
        talk = target.company.newTalk()
        line = talk.next()!
      }
      await turn(target, wire, talk, line, elapsedMs(), into)
    }
  }
  await Promise.all(wires.map(person))
  into.seconds = (elapsedMs() - start) / 1000
  for (const wire of wires) wire.close()
  return into
}

/**
 * Turns arrive at their own pace, whatever the server does (exponential gaps, the same in every run), and are timed from
 * the moment they were due: a server that stalls cannot make the load wait for it.
 */
export async function openLoop(
  target: Target,
  { perSecond, ms, seed = 1 }: { perSecond: number; ms: number; seed?: number },
): Promise<Stretch> {
  const into = nothing()
  const idle: Wire[] = []
  const talks: Talk[] = []
  const running = new Set<Promise<void>>()
  const gap = gaps(perSecond, seed)
  const start = elapsedMs()
  const one = async (due: number) => {
    const wire = idle.pop() ?? (await openWire(target.port))
    let talk = talks.shift() ?? target.company.newTalk()
    let line = talk.next()
    if (!line) {
      talk = target.company.newTalk()
      line = talk.next()!
    }
    await turn(target, wire, talk, line, due, into)
    idle.push(wire)
    talks.push(talk)
  }
  for (let due = start + gap(); due < start + ms; due += gap()) {
    const wait = due - elapsedMs()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const going: Promise<void> = one(due).finally(() => running.delete(going))
    running.add(going)
  }
  await Promise.all(running)
  into.seconds = (elapsedMs() - start) / 1000
  for (const wire of idle) wire.close()
  return into
}

/** Exponential gaps in milliseconds from a small generator (Lehmer's, 48271 mod 2^31−1), so that runs can be compared. */
function gaps(perSecond: number, seed: number) {
  // Small seeds begin with a long silence; a few steps later they are like any other.
  let state = seed * 104_729
  for (let i = 0; i < 5; i++) state = (state * 48271) % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return (-Math.log(state / 2147483647) * 1000) / perSecond
  }
}
