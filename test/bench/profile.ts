import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closedLoop } from './load.ts'
import type { Slack } from './slack.ts'
import { guichetOn } from './stage.ts'
import { openServerStore } from './stores.ts'

/** Where the processor time of whole turns goes: shares of the time in which the process was not idle. */
export interface Profile {
  busy: number
  cpuUs: number
  packages: Share[]
  places: Share[]
}
type Share = [name: string, share: number]

interface Recorded {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  timeDeltas: number[]
  startTime: number
  endTime: number
}
/** The end of the recording is the stop of the server, and its beginning the start. */
const stopUs = 500_000

export async function profileTurns(slack: Slack, { ms, people }: { ms: number; people: number }): Promise<Profile> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-profile-'))
  try {
    const nodeArgs = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
    const { server, target, strike } = await guichetOn(slack, await openServerStore('profile'), { nodeArgs })
    await closedLoop(target, { people, ms: 2_000 })
    const before = server.cpuMs()
    const { turns } = await closedLoop(target, { people, ms })
    const cpuUs = ((server.cpuMs() - before) * 1000) / turns
    await strike()
    const file = join(folder, readdirSync(folder)[0] ?? '')
    return { cpuUs, ...summary(JSON.parse(readFileSync(file, 'utf8')), ms * 1000) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function summary({ nodes, samples, timeDeltas, startTime, endTime }: Recorded, us: number) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const [from, to] = [endTime - stopUs - us, endTime - stopUs]
  const packages = new Map<string, number>()
  const places = new Map<string, number>()
  let at = startTime
  let busy = 0
  for (const [i, sample] of samples.entries()) {
    const spent = timeDeltas[i] ?? 0
    at += spent
    const frame = frames.get(sample)
    if (!frame || at < from || at > to || frame.functionName === '(idle)') continue
    busy += spent
    count(packages, packageOf(frame), spent)
    count(places, placeOf(frame), spent)
  }
  return { busy: busy / us, packages: top(packages, busy), places: top(places, busy) }
}

type Frame = Recorded['nodes'][number]['callFrame']
const short = (url: string) => url.replace(/^.*\/(node_modules|dist)\//, '')
const placeOf = ({ functionName, url, lineNumber }: Frame) =>
  `${functionName || '(anonymous)'}${url ? ` ${short(url)}:${lineNumber + 1}` : ''}`
function packageOf({ functionName, url }: Frame): string {
  if (!url) return functionName.startsWith('(') ? functionName : '(native)'
  if (url.startsWith('node:')) return 'node'
  const path = short(url)
  return url.includes('/node_modules/') ? path.split('/', path.startsWith('@') ? 2 : 1).join('/') : path
}
const count = (into: Map<string, number>, name: string, spent: number) => into.set(name, (into.get(name) ?? 0) + spent)
const top = (spent: ReadonlyMap<string, number>, all: number): Share[] =>
  [...spent]
    .map(([name, us]): Share => [name, us / all])
    .sort((a, b) => b[1] - a[1])
    .slice(0, 10)
