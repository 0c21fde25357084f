import { type Capacity, ratios } from './capacity.ts'
import type { Machine } from './machine.ts'
import { figure, median, spread } from './numbers.ts'
import type { Latency, Stored } from './parts.ts'
import type { Profile } from './profile.ts'
import type { Trips } from './trips.ts'

export interface Results {
  capacity?: Capacity[]
  latency?: Latency[]
  stored?: Stored[]
  trips?: Trips[]
  profile?: Profile
}

/** The whole report as Markdown that is also readable in a terminal. */
export function render(results: Results, before: Machine, after: Machine, { short }: { short: boolean }): string {
  return [
    '# Speed',
    `Measured ${before.at} UTC by \`npm run bench${short ? ' -- --short' : ''}\` at ${before.commit}.`,
    `${before.cpu}, ${before.memoryGb} GB · Node ${before.node} · PostgreSQL ${before.postgres} · Redis ${before.redis} · ` +
      `load average ${figure(before.load)} before, ${figure(after.load)} after (a load above ${before.cpu[0]} means that the machine was shared).`,
    'Load and a Slack that only answers run in one process, each server in one of its own. Figures over rounds are medians, ' +
      'with the lowest and highest round in brackets. Milliseconds unless said otherwise.',
    ...(results.capacity ? capacity(results.capacity) : []),
    ...(results.latency ? latency(results.latency) : []),
    ...(results.stored ? stored(results.stored) : []),
    ...(results.trips ? trips(results.trips) : []),
    ...(results.profile ? profile(results.profile) : []),
  ].join('\n\n')
}

function capacity(rows: readonly Capacity[]): string[] {
  const by = Object.fromEntries(rows.map((row) => [row.key, row]))
  const aims: string[] = []
  if (by.b && by.d) aims.push(ratio('d ÷ b, accepted and stored', ratios(by.d, by.b), 0.5))
  if (by.c && by.e) aims.push(ratio('e ÷ c, whole turns', ratios(by.e, by.c), 0.5))
  if (by.f)
    aims.push(aim(`embedded, whole turns a second: ${spread(by.f.perSecond)}`, median(by.f.perSecond) >= 400, '≥ 400'))
  return [
    '## How much',
    '32 people at once, each writing again as soon as the last line is acknowledged (c, e, f: and answered). In d an event is ' +
      'acknowledged when it is stored; it is heard meanwhile and afterwards, which is waited for before the next contender.',
    table(
      ['', 'a second', 'ack p50', 'ack p99', 'reply p50', 'reply p99', 'CPU µs/event', 'lost', '503'],
      rows.map((row) => [
        `${row.key}. ${row.name}`,
        spread(row.perSecond),
        ...[row.ackP50, row.ackP99, row.replyP50, row.replyP99, row.cpuUs].map(figure),
        String(row.lost),
        String(row.refused),
      ]),
    ),
    aims.join('\n'),
  ]
}

function latency(rows: readonly Latency[]): string[] {
  const measured = rows.filter(({ turns }) => turns > 0)
  const aims = measured.flatMap((row) => {
    const where = `${row.on}, ${row.perSecond}/s`
    return [
      ...(row.perSecond === 20
        ? [
            aim(`${where}: reply p50 ${figure(row.replyP50)}`, row.replyP50 < 30, '< 30'),
            aim(`${where}: reply p99 ${figure(row.replyP99)}`, row.replyP99 < 150, '< 150'),
          ]
        : []),
      aim(`${where}: acknowledgement p99 ${figure(row.ackP99)}`, row.ackP99 < 50, '< 50'),
    ]
  })
  return [
    '## How soon',
    'Turns arrive at their own pace (exponential gaps) and are timed from the moment they were due to the last post of the reply.',
    table(
      ['', 'turns/s', 'turns', 'ack p50', 'ack p99', 'reply p50', 'reply p99', 'lost'],
      rows.map((row) => [
        row.on,
        String(row.perSecond),
        String(row.turns),
        ...[row.ackP50, row.ackP99, row.replyP50, row.replyP99].map(figure),
        String(row.lost),
      ]),
    ),
    aims.join('\n'),
  ]
}

/** Beyond the noise of rounds here: a fifth fewer turns, a quarter more time. */
const slope = { turns: 0.8, time: 1.25 } as const

function stored(rows: readonly Stored[]): string[] {
  const [few, many] = rows
  if (!few || !many) return []
  const turns = many.turnsPerSecond.map((value, round) => value / (few.turnsPerSecond[round] ?? Number.NaN))
  const time = many.replyP50 / few.replyP50
  return [
    '## With many tickets',
    'The same talks on Postgres and Redis: reply times at 20 turns a second, then as many whole turns as go.',
    table(
      ['stored tickets', 'reply p50', 'reply p99', 'ack p99', 'whole turns a second', 'lost'],
      rows.map((row) => [
        row.tickets.toLocaleString('en'),
        ...[row.replyP50, row.replyP99, row.ackP99].map(figure),
        spread(row.turnsPerSecond),
        String(row.lost),
      ]),
    ),
    [
      aim(`reply p50, many ÷ few: ${figure(time)}`, time <= slope.time, `≤ ${slope.time}`),
      aim(`whole turns, many ÷ few: ${spread(turns)}`, median(turns) >= slope.turns, `≥ ${slope.turns}`),
    ].join('\n'),
  ]
}

function trips(rows: readonly Trips[]): string[] {
  return [
    '## Statements to the database',
    'Counted by a proxy between each process and PostgreSQL, BEGIN and COMMIT among them; web and worker apart. What is asked in one breath comes in one write: each write of hearing is a round trip.',
    table(
      ['turn', 'hearing', 'in writes', 'answering'],
      rows.map(({ turn, hearing, writes, answering }) => [turn, hearing.length, writes, answering.length].map(String)),
    ),
  ]
}

function profile({ busy, cpuUs, packages, places }: Profile): string[] {
  const shares = (head: string, rows: Profile['places']) =>
    table(
      [head, '%'],
      rows.map(([name, share]) => [name, figure(share * 100)]),
    )
  return [
    '## Where the time goes',
    `Whole turns under \`--cpu-prof\`: ${figure(cpuUs)} µs of processor time a turn, process busy ${figure(busy * 100)} % of the time.`,
    shares('package', packages),
    shares('place', places),
  ]
}

const ratio = (name: string, rounds: readonly number[], least: number) =>
  aim(`${name}: ${spread(rounds)}`, median(rounds) >= least, `≥ ${least}`)
const aim = (what: string, met: boolean, wanted: string) => `- ${met ? 'met' : '**not met**'} (${wanted}): ${what}`

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
