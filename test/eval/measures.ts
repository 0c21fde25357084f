/** How one question was answered: the rank of the right article (0: not found) and how sure the first one was. */
export interface SearchOutcome {
  readonly answerable: boolean
  readonly rank: number
  /** Score of the first article found; minus infinity when nothing was found. */
  readonly score: number
}
type Figures = Record<string, number>

/** Share of the unanswerable questions that may get an answer where answers are given from a threshold on. */
const falseAnswers = 0.1

/** The figures of a search set, by the same definitions as the shared scorer: R@k, MRR@10, and how well it can be silent. */
export function searchFigures(outcomes: readonly SearchOutcome[]): Figures {
  const answerable = outcomes.filter((each) => each.answerable)
  const strangers = outcomes.filter((each) => !each.answerable).map(({ score }) => score)
  const within = (places: number) => share(answerable, ({ rank }) => rank > 0 && rank <= places)
  const cut = [...strangers].sort((a, b) => a - b)[Math.floor((1 - falseAnswers) * strangers.length)] ?? -Infinity
  const ranked = answerable.filter(({ rank }) => rank > 0 && rank <= 10)
  const scores = answerable.map(({ score }) => score)
  return {
    'R@1': within(1),
    'R@3': within(3),
    'MRR@10': ranked.reduce((sum, { rank }) => sum + 1 / rank, 0) / answerable.length,
    AUROC: auroc(scores, strangers),
    'right at ≤10 % false': share(answerable, ({ rank, score }) => rank === 1 && score > cut),
  }
}

/** How often one of `right` scores above one of `wrong`; ties count half. 0.5 is chance, 1 is perfect. */
export function auroc(right: readonly number[], wrong: readonly number[]): number {
  let wins = 0
  for (const a of right) for (const b of wrong) wins += a > b ? 1 : a === b ? 0.5 : 0
  return wins / (right.length * wrong.length)
}

/** A label that was wanted and the one that was given; nothing where none was. */
export interface Labelling {
  readonly truth: string | undefined
  readonly given: string | undefined
}

export const accuracy = (labellings: readonly Labelling[]): number =>
  share(labellings, ({ truth, given }) => truth === given)

/** Harmonic mean of precision and recall for one label: 2·tp / (2·tp + fp + fn). */
export function f1(labellings: readonly Labelling[], label: string): number {
  const count = (test: (each: Labelling) => boolean) => labellings.filter(test).length
  const hit = count(({ truth, given }) => truth === label && given === label)
  const wrong = count(({ truth, given }) => (truth === label) !== (given === label))
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong)
}

/** The mean of the labels' F1: a rare label counts as much as a common one. */
export const macroF1 = (labellings: readonly Labelling[], labels: readonly string[]): number =>
  labels.reduce((sum, label) => sum + f1(labellings, label), 0) / labels.length

export const share = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.length === 0 ? Number.NaN : items.filter(test).length / items.length
