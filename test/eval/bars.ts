import type { Score } from './session.ts'

type Figures = Readonly<Record<string, number>>

/**
 * What a set must reach. S1–S7 and T1–T7 are the project's goals; `own` are a point or two below what was reached when they
 * were set, so that nothing gets worse unseen.
 */
export interface Bar {
  readonly id: string
  readonly set: string
  /** The figures it is about, in words: « R@1 ≥ 0.79 ». */
  readonly says: string
  readonly figures: readonly string[]
  readonly met: (figures: Figures) => boolean
  /** It is measured on what ships with the product, so that missing it fails the command everywhere. */
  readonly shipped: boolean
}
export interface Verdict {
  readonly bar: Bar
  /** Absent: not measured in this run. */
  readonly met: boolean | undefined
  readonly figures: Figures
  readonly beside: readonly Score[]
}

type Limits = Readonly<Record<string, number>>
const isNumber = (value: number | undefined): value is number => value !== undefined && !Number.isNaN(value)

function bar(id: string, set: string, atLeast: Limits, atMost: Limits = {}, shipped = false): Bar {
  const least = Object.entries(atLeast)
  const most = Object.entries(atMost)
  return {
    id,
    set,
    says: [
      ...least.map(([name, limit]) => `${name} ≥ ${limit}`),
      ...most.map(([name, limit]) => `${name} ≤ ${limit}`),
    ].join(', '),
    figures: [...least, ...most].map(([name]) => name),
    met: (figures) =>
      least.every(([name, limit]) => figures[name]! >= limit) && most.every(([name, limit]) => figures[name]! <= limit),
    shipped,
  }
}
const shipped = (id: string, set: string, atLeast: Limits, atMost: Limits = {}) => bar(id, set, atLeast, atMost, true)

const eitherOr: Bar = {
  id: 'T1',
  set: 'clinc150',
  says: 'in scope ≥ 0.915 with oos recall ≥ 0.55, or ≥ 0.905 with ≥ 0.70; AUROC ≥ 0.945',
  figures: ['in scope', 'oos recall', 'AUROC'],
  met: ({ 'in scope': known = 0, 'oos recall': strange = 0, AUROC = 0 }) =>
    ((known >= 0.915 && strange >= 0.55) || (known >= 0.905 && strange >= 0.7)) && AUROC >= 0.945,
  shipped: false,
}

/** Wrong answers and silence are held down together: each is easy to have without the other. */
const ownLimits = { 'answered wrong': 0.03, 'said it does not know': 0.22, 'strangers answered': 0.05 }
const everydayLimits = { 'answered wrong': 0.03, 'only a ticket': 0.12, 'turned away': 0.06 }

export const bars: readonly Bar[] = [
  bar('S1', 'stackfaq', { 'R@1': 0.79, 'R@3': 0.92, 'MRR@10': 0.86 }),
  bar('S2', 'cnil-faq', { 'R@1': 0.45, 'R@3': 0.67, 'MRR@10': 0.57 }),
  bar('S3', 'gnome-help en', { 'R@1': 0.73, 'R@3': 0.9 }),
  bar('S3', 'gnome-help fr', { 'R@1': 0.76, 'R@3': 0.9 }),
  bar('S3', 'French handicap', {}, { points: 3 }),
  bar('S4', 'stackfaq', { AUROC: 0.965, 'right at ≤10 % false': 0.75 }),
  bar('S4', 'cnil-faq', { AUROC: 0.87, 'right at ≤10 % false': 0.39 }),
  bar('S5', 'stackfaq, typos', { 'R@1': 0.69 }),
  bar('S5', 'cnil-faq, typos', { 'R@1': 0.38 }),
  bar('S5', 'accents removed', {}, { 'points lost cnil': 2, 'points lost gnome': 2 }),
  bar('S6', 'stackfaq taught', { 'R@1': 0.93 }),
  bar('S7', '500 articles, Postgres', {}, { 'p99 ms': 50 }),
  bar('S7', '500 articles, embedded', {}, { 'p99 ms': 50 }),
  bar('S7', '48,000 articles, Postgres', {}, { 'p99 ms': 500 }),
  bar('S7', '48,000 articles, embedded', {}, { 'p99 ms': 500 }),
  bar('S7', 'same rankings at 500', { share: 1 }),
  bar('S7', 'same rankings at 48,000', { share: 1 }),
  eitherOr,
  bar('T2', 'it-tickets', { accuracy: 0.86, 'macro F1': 0.86 }, { 'train s': 30, 'p50 ms': 1 }),
  bar('T3', 'nlu-askubuntu en', { accuracy: 0.9 }),
  bar('T3', 'nlu-askubuntu fr', { accuracy: 0.9 }),
  bar('T3', 'nlu-webapps en', { accuracy: 0.79 }),
  bar('T3', 'nlu-webapps fr', { accuracy: 0.79 }),
  bar('T4', 'hint3 curekart', { 'in scope (oos recall ≥ .70)': 0.72 }),
  bar('T4', 'hint3 sofmattress', { 'in scope (oos recall ≥ .70)': 0.63 }),
  bar('T4', 'hint3 powerplay11', { 'in scope (oos recall ≥ .70)': 0.49 }),
  bar('T5', 'language en', { right: 0.99 }),
  bar('T5', 'language fr', { right: 0.99 }),
  bar('T5', 'language en, accents removed', { right: 0.98 }),
  bar('T5', 'language fr, accents removed', { right: 0.98 }),
  shipped('own', 'own questions fr', { 'R@1': 0.8, 'R@3': 0.9, AUROC: 0.84 }),
  shipped('own', 'own questions en', { 'R@1': 0.74, 'R@3': 0.86, AUROC: 0.89 }),
  shipped('own', 'own questions fr, what the desk does', {}, ownLimits),
  shipped('own', 'own questions en, what the desk does', {}, ownLimits),
  shipped('own', 'everyday fr', { 'type right': 0.9 }, everydayLimits),
  shipped('own', 'everyday en', { 'type right': 0.9 }, everydayLimits),
  shipped('own', 'own messages fr', { 'intent, in scope': 0.9, 'oos recall': 0.65 }, { 'language wrong': 0.01 }),
  shipped('own', 'own messages en', { 'intent, in scope': 0.91, 'oos recall': 0.65 }, { 'language wrong': 0.01 }),
  shipped('T6', 'own messages', { 'type F1': 0.95 }),
  shipped('T7', 'priority', { 'cells right': 9 }, { 'stoppages below P2': 0 }),
]

/** Each bar with what was reached; bars whose set was not measured in this run have no verdict. */
export const judge = (scores: readonly Score[]): Verdict[] =>
  bars.map((bar) => {
    const beside = scores.filter(({ set, system }) => set === bar.set && system !== 'guichet')
    const figures = scores.find(({ set, system }) => set === bar.set && system === 'guichet')?.figures ?? {}
    const measured = bar.figures.every((name) => isNumber(figures[name]))
    return { bar, met: measured ? bar.met(figures) : undefined, figures, beside }
  })
