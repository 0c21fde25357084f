import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { scoreLatency } from './latency.ts'
import { scoreOwnQuestions } from './own.ts'
import { scoreOwnMessages } from './own-messages.ts'
import { scoreSearchSets } from './search.ts'
import { type Miss, root, type Score, type Session } from './session.ts'
import { scoreTeaching } from './teaching.ts'
import { scoreTriageSets } from './triage.ts'

/** The evaluation in four parts, each of which can be run alone; the report is made of the last run of each. */
export const parts = ['own', 'search', 'triage', 'latency'] as const
export type PartName = (typeof parts)[number]

export interface Part {
  readonly name: PartName
  /** When it ended, in UTC. */
  readonly at: string
  readonly minutes: number
  /** Load average at its end: on a shared machine the latencies mean little without it. */
  readonly load: number
  readonly scores: readonly Score[]
  readonly misses: readonly Miss[]
  readonly skipped: readonly string[]
}

const work: Readonly<Record<PartName, readonly ((session: Session) => Promise<void>)[]>> = {
  own: [scoreOwnMessages, scoreOwnQuestions],
  search: [scoreSearchSets, scoreTeaching],
  triage: [scoreTriageSets],
  latency: [scoreLatency],
}

/** Runs one part with a session of its own; its figures come back together, so that a part is whole or not there. */
export async function runPart(name: PartName, given: Session): Promise<Part> {
  const started = performance.now()
  const session: Session = { ...given, scores: [], misses: [], skipped: [] }
  for (const step of work[name]) await step(session)
  const { scores, misses, skipped } = session
  const minutes = (performance.now() - started) / 60_000
  return { name, at: new Date().toISOString(), minutes, load: loadavg()[0]!, scores, misses, skipped }
}

const cache = join(root, 'test', '.cache', 'eval')
const fileOf = (name: PartName) => join(cache, `${name}.json`)

/** Keeps a part, wrong answers included, outside of git: some of their texts may not be shipped. */
export function savePart(part: Part): void {
  mkdirSync(cache, { recursive: true })
  writeFileSync(fileOf(part.name), JSON.stringify(part, undefined, 1))
}

/** The last whole run of each part on this machine. */
export const savedParts = (): Part[] =>
  parts.filter((name) => existsSync(fileOf(name))).map((name) => JSON.parse(readFileSync(fileOf(name), 'utf8')) as Part)
