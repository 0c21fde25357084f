import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Verdict } from './bars.ts'
import { groupedBy, root, rounded, type Score, type Session } from './session.ts'

const said = (met: boolean | undefined) => (met === undefined ? 'not measured' : met ? 'met' : 'NOT MET')
const figuresOf = (figures: Score['figures'], names: readonly string[]) =>
  names.flatMap((name) => (figures[name] === undefined ? [] : [`${name} ${rounded(figures[name])}`])).join(', ')

/** Every bar with its figure and the baselines' beside it, for a terminal. */
export function printTable(session: Session, verdicts: readonly Verdict[]): string {
  const lines = verdicts
    .filter(({ met }) => met !== undefined)
    .flatMap(({ bar, met, figures, beside }) => [
      `${bar.id.padEnd(3)} ${bar.set.padEnd(30)} ${said(met).padEnd(8)} ${figuresOf(figures, bar.figures)}  (wanted: ${bar.says})`,
      ...beside.map((score) => `      ${score.system.padEnd(18)} ${figuresOf(score.figures, bar.figures)}`),
    ])
  const own = session.scores
    .filter(({ set }) => set.startsWith('own '))
    .map(
      ({ set, system, figures }) =>
        `${set.padEnd(18)} ${system.padEnd(18)} ${figuresOf(figures, Object.keys(figures))}`,
    )
  const absent = verdicts.filter(({ met }) => met === undefined).map(({ bar }) => `${bar.id} ${bar.set}`)
  return `${[
    ...lines,
    '',
    ...own,
    '',
    ...session.skipped,
    ...(absent.length > 0 ? [`Not measured in this run: ${absent.join('; ')}.`] : []),
  ].join('\n')}\n`
}

export const asJson = ({ scores, skipped }: Session, verdicts: readonly Verdict[]): string => {
  const bars = verdicts.map(({ bar: { id, set, says, shipped }, met, figures }) => ({
    id,
    set,
    says,
    shipped,
    met,
    figures,
  }))
  return `${JSON.stringify({ bars, scores, skipped })}\n`
}

/** For whoever improves the product: what was answered wrong. Not in the report, because some texts may not be shipped. */
export function writeMisses({ misses, say }: Session): void {
  const file = join(root, 'test', '.cache', 'eval', 'misses.jsonl')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, misses.map((miss) => `${JSON.stringify(miss)}\n`).join(''))
  say(`${misses.length} wrong answers in ${relative(root, file)}`)
}

/** Writes docs/reports/quality.md and says where. Only figures of the public sets go into it, none of their texts. */
export function writeReport(session: Session, verdicts: readonly Verdict[], minutes: number): string {
  const file = join(root, 'docs', 'reports', 'quality.md')
  const notes = readFileSync(join(root, 'test', 'eval', 'notes.md'), 'utf8')
  mkdirSync(dirname(file), { recursive: true })
  const met = verdicts.filter((verdict) => verdict.met === true).length
  const missed = verdicts.filter((verdict) => verdict.met === false).length
  const text = [
    '# Answer quality',
    '',
    `Written by \`npm run eval\` on ${new Date().toISOString().slice(0, 10)} in ${minutes.toFixed(0)} minutes, on ${machine(session)}.`,
    `**${met} bars met, ${missed} not met, ${verdicts.length - met - missed} not measured.** No language model, no embeddings, no network; one configuration for all sets.`,
    '',
    '## Bars',
    '',
    '| | set | wanted | Guichet | baselines in the same run | |',
    '|---|---|---|---|---|---|',
    ...verdicts.map(barRow),
    '',
    ...(session.skipped.length > 0 ? [...session.skipped.map((sentence) => `- ${sentence}`), ''] : []),
    notes.trim(),
    '',
    '## Every figure',
    ...[...groupedBy(session.scores, ({ set }) => set)].flatMap(([set, scores]) => setTable(set, scores)),
    '',
  ].join('\n')
  writeFileSync(file, text)
  return relative(root, file)
}

const machine = ({ server }: Session) =>
  [
    `${cpus().length} shared cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    server ? 'a PostgreSQL server, and the embedded database where named' : 'the embedded database',
    `load average ${loadavg()[0]!.toFixed(1)} at the end (others work on this machine, which the latencies feel)`,
  ].join(', ')

function barRow({ bar, met, figures, beside }: Verdict): string {
  const others = beside
    .map((score) => [score.system, figuresOf(score.figures, bar.figures)] as const)
    .filter(([, shown]) => shown !== '')
    .map(([system, shown]) => `${system}: ${shown}`)
  return `| ${[bar.id, bar.set, bar.says, figuresOf(figures, bar.figures), others.join('<br>'), said(met)].join(' | ')} |`
}

function setTable(set: string, scores: readonly Score[]): string[] {
  const names = [...new Set(scores.flatMap(({ figures }) => Object.keys(figures)))]
  const cell = (figures: Score['figures'], name: string) => (figures[name] === undefined ? '' : rounded(figures[name]))
  return [
    '',
    `### ${set}`,
    '',
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---:').join('|')}|`,
    ...scores.map(({ system, figures }) => `| ${system} | ${names.map((name) => cell(figures, name)).join(' | ')} |`),
  ]
}
