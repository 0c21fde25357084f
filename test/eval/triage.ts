import { join } from 'node:path'
import type { Locale } from '../../src/chat/locale.ts'
import { type Asked, ask, type Program } from './asking.ts'
import { guichet } from './base.ts'
import { linearBaseline } from './baselines.ts'
import { share } from './measures.ts'
import { type Noise, scored, type TriageAnswer, timesOf, withNoise } from './scorers.ts'
import {
  groupedBy,
  keep,
  type Labelled,
  partOf,
  type Question,
  readLines,
  type Session,
  writeLines,
} from './session.ts'

/** Lines to learn from, lines to draw the threshold on, and lines to be judged by; none is in two of them. */
interface Fold {
  readonly train: readonly string[]
  readonly dev?: string
  readonly test: readonly Labelled[]
}
type Answered = Asked<TriageAnswer>

const file = (session: Session, set: string, name: string) => join(session.shared!, 'data', set, name)
const linesOf = (session: Session, set: string, name = 'train.jsonl') => readLines<Labelled>(file(session, set, name))

/** The same lines given to the product and to the baseline. */
const systems = (session: Session, { train, dev }: Fold, oos: string | undefined, extra: readonly string[] = []) => {
  const shared = ['--train', train.join(','), ...(dev ? ['--dev', dev] : []), ...(oos ? ['--oos', oos] : [])]
  return {
    guichet: guichet(['triage', '--stdin', ...shared]),
    lr: linearBaseline(session, [...shared, ...extra]),
  } satisfies Record<string, Program>
}

/** A processor each; the set whose times are judged (T2) is one fold. */
const foldsAtOnce = 2

/** Asks every fold and scores all answers together: each line is judged once, by a model that has not seen it. */
async function scoreFolds(
  session: Session,
  folds: readonly Fold[],
  { oos, extra, groups }: { oos?: string; extra?: readonly string[]; groups: (line: Labelled) => string },
): Promise<void> {
  const test = folds.flatMap((fold) => fold.test)
  for (const system of ['guichet', 'lr'] as const) {
    const parts: Answered[] = []
    for (let at = 0; at < folds.length; at += foldsAtOnce)
      parts.push(
        ...(await Promise.all(
          folds
            .slice(at, at + foldsAtOnce)
            .map((fold) => ask<TriageAnswer>(systems(session, fold, oos, extra)[system], fold.test)),
        )),
      )
    const answers = new Map(parts.flatMap((part) => [...part.answers]))
    const startMs = Math.max(...parts.map((part) => part.startMs))
    const asked: Answered = { answers, startMs, times: parts.flatMap(({ times }) => times) }
    for (const [set, lines] of groupedBy(test, groups)) {
      const truth = writeLines(session, `test ${set}`, lines)
      const options = oos ? ['--oos', oos, '--curve'] : []
      const figures = await scored(session, 'triage', { name: `${set} ${system}`, truth, asked, extra: options })
      keep(session, { set, system, figures: { ...figures, ...timesOf(asked), 'train s': startMs / 1_000 } })
      if (system === 'guichet') keepMisses(session, set, lines, asked)
    }
  }
}

function keepMisses(session: Session, set: string, lines: readonly Labelled[], { answers }: Answered) {
  for (const { id, text, label } of lines) {
    const given = answers.get(id)
    if (given && given.label !== label)
      session.misses.push({ set, text, wanted: label, got: `${given.label} ${given.confidence?.toFixed(3) ?? ''}` })
  }
}

/** T1: the published validation part, cut in two by hash; each half is judged with the threshold drawn on the other. */
async function scoreClinc(session: Session): Promise<void> {
  const lines = linesOf(session, 'clinc150', 'dev.jsonl')
  const halves = [0, 1].map((half) => lines.filter(({ id }) => partOf(id, 2) === half))
  const folds = [0, 1].map(
    (half): Fold => ({
      train: [file(session, 'clinc150', 'train.jsonl')],
      dev: writeLines(session, `clinc dev ${half}`, halves[1 - half]!),
      test: halves[half]!,
    }),
  )
  await scoreFolds(session, folds, { oos: 'oos', groups: () => 'clinc150' })
}

/** T2: words only for the baseline, as its published figure; the words of these tickets have lost their order. */
const scoreTickets = (session: Session): Promise<void> =>
  scoreFolds(
    session,
    [{ train: [file(session, 'it-tickets', 'train.jsonl.gz')], test: linesOf(session, 'it-tickets', 'dev.jsonl') }],
    { extra: ['--chars', 'no'], groups: () => 'it-tickets' },
  )

const nluFolds = 5

/** T3: one model for both languages. The held-out lines are not here, so four fifths of the few there are learn. */
async function scoreFewLines(session: Session, set: string): Promise<void> {
  const lines = [...linesOf(session, set), ...linesOf(session, `${set}-fr`)]
  // A line and its translation go the same way, or the model would be asked what it was told.
  const part = ({ id }: Labelled) => partOf(id.replace(/fr$/, ''), nluFolds)
  const folds = Array.from(
    { length: nluFolds },
    (_, at): Fold => ({
      train: [
        writeLines(
          session,
          `${set} train ${at}`,
          lines.filter((line) => part(line) !== at),
        ),
      ],
      test: lines.filter((line) => part(line) === at),
    }),
  )
  await scoreFolds(session, folds, { oos: 'None', groups: ({ lang }) => `${set} ${lang}` })
}

const rotations = 4
const heldOutShare = 5

/**
 * T4: real messages to bots, with nothing out of scope in what is here. Every label in turn is a stranger: its lines are
 * left out of the learning and must be refused, while a fifth of the other lines must still be known.
 */
async function scoreStrangers(session: Session, name: string): Promise<void> {
  const lines = linesOf(session, `hint3-${name}`)
  const folds = Array.from({ length: rotations }, (_, turn): Fold => {
    const known = lines.filter(({ label }) => partOf(label, rotations) !== turn)
    const strangers = lines.filter(({ label }) => partOf(label, rotations) === turn)
    const judged = known.filter(({ id }) => partOf(id, heldOutShare) === 0)
    const learnt = known.filter(({ id }) => partOf(id, heldOutShare) !== 0)
    return {
      train: [writeLines(session, `hint3 ${name} ${turn}`, learnt)],
      test: [...judged, ...strangers.map((line) => ({ ...line, label: 'oos' }))].map((line) => ({
        ...line,
        id: `${turn} ${line.id}`,
      })),
    }
  })
  await scoreFolds(session, folds, { oos: 'oos', groups: () => `hint3 ${name}` })
}

/** T5: every development line whose language is known, as it is and without accents. */
async function scoreLanguages(session: Session): Promise<void> {
  const of = (lang: Locale, ...names: (readonly [string, string])[]) =>
    names.flatMap(([set, name]) =>
      readLines<Question | Labelled>(file(session, set, name)).map(({ id, text }) => ({
        id: `${set} ${id}`,
        text,
        lang,
      })),
    )
  const train = 'train.jsonl'
  const lines = [
    ...of(
      'en',
      ['stackfaq', 'queries.dev.jsonl'],
      ['gnome-help', 'queries.dev.en.jsonl'],
      ['nlu-askubuntu', train],
      ['nlu-webapps', train],
    ),
    ...of(
      'fr',
      ['cnil-faq', 'queries.dev.jsonl'],
      ['gnome-help', 'queries.dev.fr.jsonl'],
      ['nlu-askubuntu-fr', train],
      ['nlu-webapps-fr', train],
    ),
  ]
  for (const noise of [undefined, 'accents'] satisfies (Noise | undefined)[])
    for (const lang of ['en', 'fr'] as const) {
      const some = await withNoise(
        session,
        lines.filter((line) => line.lang === lang),
        noise,
      )
      const { answers } = await ask<{ lang: Locale | null }>(guichet(['language', '--stdin']), some)
      const told = (id: string) => answers.get(id)?.lang ?? undefined
      const figures = {
        right: share(some, ({ id }) => told(id) === lang),
        untold: share(some, ({ id }) => told(id) === undefined),
        lines: some.length,
      }
      keep(session, { set: `language ${lang}${noise ? ', accents removed' : ''}`, system: 'guichet', figures })
    }
}

/** T1 to T5 on the public development sets. */
export async function scoreTriageSets(session: Session): Promise<void> {
  await scoreLanguages(session)
  for (const set of ['nlu-askubuntu', 'nlu-webapps']) await scoreFewLines(session, set)
  for (const name of ['curekart', 'sofmattress', 'powerplay11']) await scoreStrangers(session, name)
  if (session.quick) {
    session.skipped.push('T1 and T2 (clinc150, it-tickets): left out of a quick run.')
    return
  }
  await scoreClinc(session)
  await scoreTickets(session)
}
