import { join } from 'node:path'
import type { Locale } from '../../src/chat/locale.ts'
import { type Asked, ask, type Program } from './asking.ts'
import { importInto, openBase, searching } from './base.ts'
import { type SearchEngine, searchBaseline, searchEngines } from './baselines.ts'
import { type Noise, type SearchAnswer, scored, timesOf, withNoise } from './scorers.ts'
import { keep, type Question, readLines, type Session } from './session.ts'

interface SearchSet {
  readonly name: string
  readonly lang: Locale
  readonly docs: string
  readonly queries: string
  /** Asked a second time as hurried people type. */
  readonly noises: readonly Noise[]
}

const setsIn = (shared: string): SearchSet[] => {
  const data = (set: string, file: string) => join(shared, 'data', set, file)
  const gnome = (lang: Locale, noises: Noise[]): SearchSet => ({
    name: `gnome-help ${lang}`,
    lang,
    docs: data('gnome-help', `docs.${lang}.jsonl`),
    queries: data('gnome-help', `queries.dev.${lang}.jsonl`),
    noises,
  })
  const faq = (name: string, lang: Locale, noises: Noise[]): SearchSet => ({
    name,
    lang,
    docs: data(name, 'docs.jsonl'),
    queries: data(name, 'queries.dev.jsonl'),
    noises,
  })
  return [
    faq('stackfaq', 'en', ['typos']),
    faq('cnil-faq', 'fr', ['typos', 'accents']),
    gnome('en', []),
    gnome('fr', ['accents']),
  ]
}

export const engines = Object.keys(searchEngines) as SearchEngine[]
export const setWith = (name: string, noise: Noise | undefined) => (noise ? `${name}, ${noise}` : name)

/** S1 to S5: the public development sets, the product first and the baselines beside it. */
export async function scoreSearchSets(session: Session): Promise<void> {
  for (const set of setsIn(session.shared!)) {
    const base = await openBase(session)
    try {
      const seconds = await importInto(base, set.docs)
      session.say(`${set.name}: imported in ${seconds.toFixed(1)} s`)
      await scoreSystem(session, set, 'guichet', searching(base))
      for (const engine of engines)
        await scoreSystem(
          session,
          set,
          searchEngines[engine],
          searchBaseline(session, { ...set, engine, url: base.url }),
        )
    } finally {
      await base.close()
    }
  }
  compareNoise(session)
}

async function scoreSystem(session: Session, set: SearchSet, system: string, program: Program): Promise<void> {
  for (const noise of [undefined, ...set.noises]) {
    const name = setWith(set.name, noise)
    const questions = await withNoise(session, readLines<Question>(set.queries), noise)
    const asked = await ask<SearchAnswer>(program, questions)
    const figures = await scored(session, 'search', { name: `${name} ${system}`, truth: set.queries, asked })
    keep(session, { set: name, system, figures: { ...figures, ...timesOf(asked) } })
    if (system === 'guichet') keepMisses(session, name, questions, asked)
  }
}

/** The answerable whose article was not first, and the unanswerable that got the surest answers. */
export function keepMisses(session: Session, set: string, questions: readonly Question[], asked: Asked<SearchAnswer>) {
  for (const { id, text, relevant } of questions) {
    const { ranking = [], scores = [] } = asked.answers.get(id) ?? {}
    if (relevant.length > 0 && relevant.includes(ranking[0] ?? '')) continue
    const rank = ranking.findIndex((each) => relevant.includes(each)) + 1
    const got = ranking.length > 0 ? `${ranking[0]} ${scores[0]?.toFixed(3)}` : 'nothing'
    const wanted = relevant.length > 0 ? `${relevant.join(', ')} (rank ${rank || 'none'})` : 'nothing'
    session.misses.push({ set, text, wanted, got })
  }
}

/** What typing in a hurry costs, in points of R@1, and what French costs against English. */
function compareNoise(session: Session): void {
  const firsts = (set: string, system: string) =>
    session.scores.find((score) => score.set === set && score.system === system)?.figures['R@1']
  for (const system of ['guichet', ...Object.values(searchEngines)]) {
    const lost = (set: string) => {
      const [clean, noisy] = [firsts(set, system), firsts(setWith(set, 'accents'), system)]
      return clean === undefined || noisy === undefined ? Number.NaN : (clean - noisy) * 100
    }
    const [en, fr] = [firsts('gnome-help en', system), firsts('gnome-help fr', system)]
    keep(session, {
      set: 'accents removed',
      system,
      figures: { 'points lost cnil': lost('cnil-faq'), 'points lost gnome': lost('gnome-help fr') },
    })
    if (en !== undefined && fr !== undefined)
      keep(session, { set: 'French handicap', system, figures: { points: (en - fr) * 100 } })
  }
}
