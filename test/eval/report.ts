import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { judge, type Verdict } from './bars.ts'
import type { Part } from './parts.ts'
import { groupedBy, root, rounded, type Score, type Session } from './session.ts'

const said = (met: boolean | undefined) => (met === undefined ? 'not measured' : met ? 'met' : 'NOT MET')
const figuresOf = (figures: Score['figures'], names: readonly string[]) =>
  names.flatMap((name) => (figures[name] === undefined ? [] : [`${name} ${rounded(figures[name])}`])).join(', ')

/** Every bar with its figure and the baselines' beside it, for a terminal. */
export function printTable(measured: readonly Part[], verdicts: readonly Verdict[]): string {
  const lines = verdicts
    .filter(({ met }) => met !== undefined)
    .flatMap(({ bar, met, figures, beside }) => [
      `${bar.id.padEnd(3)} ${bar.set.padEnd(39)} ${said(met).padEnd(8)} ${figuresOf(figures, bar.figures)}  (wanted: ${bar.says})`,
      ...beside.map((score) => `      ${score.system.padEnd(18)} ${figuresOf(score.figures, bar.figures)}`),
    ])
  const own = measured
    .flatMap(({ scores }) => scores)
    .filter(({ set }) => set.startsWith('own '))
    .map(
      ({ set, system, figures }) =>
        `${set.padEnd(39)} ${system.padEnd(18)} ${figuresOf(figures, Object.keys(figures))}`,
    )
  const absent = [...new Set(verdicts.filter(({ met }) => met === undefined).map(({ bar }) => bar.id))]
  return `${[
    ...lines,
    '',
    ...own,
    '',
    ...measured.flatMap(({ skipped }) => skipped),
    ...(absent.length > 0 ? [`Not measured in this run: ${absent.join(', ')}.`] : []),
  ].join('\n')}\n`
}

export const asJson = (measured: readonly Part[], verdicts: readonly Verdict[]): string => {
  const bars = verdicts.map(({ bar: { id, set, says, shipped }, met, figures }) => ({
    id,
    set,
    says,
    shipped,
    met,
    figures,
  }))
  const scores = measured.flatMap((part) => part.scores)
  const skipped = measured.flatMap((part) => part.skipped)
  return `${JSON.stringify({ bars, scores, skipped })}\n`
}

/**
 * Writes docs/reports/quality.md from the last run of each part and says where. Only figures of the public sets go into it,
 * none of their texts.
 */
export function writeReport(parts: readonly Part[], session: Session): string {
  const file = join(root, 'docs', 'reports', 'quality.md')
  const notes = readFileSync(join(root, 'test', 'eval', 'notes.md'), 'utf8')
  const scores = parts.flatMap((part) => part.scores)
  const skipped = parts.flatMap((part) => part.skipped)
  const text = [
    '# Answer quality',
    '',
    ...head(parts, judge(scores), session),
    '## Bars',
    '',
    '| | set | wanted | Guichet | baselines in the same run | |',
    '|---|---|---|---|---|---|',
    ...judge(scores).map(barRow),
    '',
    ...(skipped.length > 0 ? [...skipped.map((sentence) => `- ${sentence}`), ''] : []),
    notes.trim(),
    '',
    '## Every figure',
    ...[...groupedBy(scores, ({ set }) => set)].flatMap(([set, rows]) => setTable(set, rows)),
    '',
  ].join('\n')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return relative(root, file)
}

/** Where and when it was measured, and how many bars hold. */
function head(parts: readonly Part[], verdicts: readonly Verdict[], { server }: Session): string[] {
  const met = verdicts.filter((verdict) => verdict.met === true).length
  const missed = verdicts.filter((verdict) => verdict.met === false)
  const machine = [
    `${cpus().length} shared cores (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}`,
    server ? 'a PostgreSQL server beside it, and the embedded database where named' : 'the embedded database',
  ]
  const when = parts.map(
    ({ name, at, minutes, load }) =>
      `${name} ${at.slice(0, 16).replace('T', ' ')} UTC (${minutes.toFixed(0)} min, load average ${load.toFixed(1)} at its end)`,
  )
  return [
    `Written by \`npm run eval\` on ${machine.join(', ')}. Parts: ${when.join('; ')}. Others work on the same machine, which the latencies feel.`,
    '',
    `**${met} bars met, ${missed.length} not met, ${verdicts.length - met - missed.length} not measured.** No language model, no embeddings, no network; one configuration for all sets.`,
    ...(missed.length > 0 ? [`Not met: ${missed.map(({ bar }) => `${bar.id} ${bar.set}`).join('; ')}.`] : []),
    '',
  ]
}

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
