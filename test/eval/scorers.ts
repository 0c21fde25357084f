import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Band } from '../../src/desk/knowledge/bands.ts'
import { type Asked, quantile, run } from './asking.ts'
import { type Session, writeLines } from './session.ts'

export interface SearchAnswer {
  readonly id: string
  readonly ranking: readonly string[]
  readonly scores: readonly number[]
  /** What the product would do with it; baselines have no such thing. */
  readonly band?: Band
}
export interface TriageAnswer {
  readonly id: string
  readonly label: string
  readonly confidence?: number
  readonly scores: Readonly<Record<string, number>>
}
export type Noise = 'accents' | 'typos'
type Figures = Record<string, number>

/** Short names for the figures of the shared scorers, which name them in sentences. */
const shortNames: Readonly<Record<string, string>> = {
  'AUROC answerable/not': 'AUROC',
  'right top answer at <=10% false answers': 'right at ≤10 % false',
  inScopeAccuracy: 'in scope',
  oosRecall: 'oos recall',
  aurocInOos: 'AUROC',
  macroF1: 'macro F1',
}
const kept = ['R@1', 'R@3', 'MRR@10', 'accuracy', ...Object.keys(shortNames)]

/** The shared scorer's figures for answers that were already collected. */
export async function scored(
  session: Session,
  scorer: 'search' | 'triage',
  { name, truth, asked, extra = [] }: { name: string; truth: string; asked: Asked<object>; extra?: readonly string[] },
): Promise<Figures> {
  const answers = writeLines(session, `answers ${name}`, [...asked.answers.values()])
  const script = join(session.shared!, 'eval', `score_${scorer}.mjs`)
  const about = scorer === 'search' ? '--queries' : '--test'
  const output = await run({ command: [process.execPath, script, about, truth, '--answers', answers, ...extra] })
  const all = JSON.parse(output.split('\n')[0]!) as Record<string, number> & { curve?: Curve }
  const figures = Object.fromEntries(
    kept.flatMap((key) => (typeof all[key] === 'number' ? [[shortNames[key] ?? key, all[key]]] : [])),
  )
  const strict = all.curve?.find(({ oosRecall }) => oosRecall >= 0.7)
  if (strict) figures['in scope (oos recall ≥ .70)'] = strict.inScopeAccuracy
  return figures
}
type Curve = ReadonlyArray<{ readonly oosRecall: number; readonly inScopeAccuracy: number }>

/** Times of single requests through the pipe, in milliseconds. */
export const timesOf = ({ times }: Asked<unknown>): Figures => ({
  'p50 ms': quantile(times, 0.5),
  'p99 ms': quantile(times, 0.99),
})

/** Texts as hurried people type them, by the shared protocol's own rule. */
export async function withNoise<Row extends { readonly text: string }>(
  { shared }: Session,
  rows: readonly Row[],
  noise: Noise | undefined,
): Promise<Row[]> {
  if (!noise) return [...rows]
  const protocol = (await import(pathToFileURL(join(shared!, 'eval', 'protocol.mjs')).href)) as {
    noisy: (text: string, kind: Noise) => string
  }
  return rows.map((row) => ({ ...row, text: protocol.noisy(row.text, noise) }))
}
