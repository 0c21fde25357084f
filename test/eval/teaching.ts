import { join } from 'node:path'
import { recordVerdict } from '../../src/desk/knowledge/learning.ts'
import { readConfig } from '../../src/platform/config.ts'
import { kyselyOn, openDatabase } from '../../src/platform/database.ts'
import type { PersonId } from '../../src/platform/ids.ts'
import type { Database, Db } from '../../src/schema.ts'
import { ask, type Program } from './asking.ts'
import { type Base, importInto, openBase, searching } from './base.ts'
import { searchBaseline, searchEngines } from './baselines.ts'
import { type SearchAnswer, scored } from './scorers.ts'
import { engines, keepMisses } from './search.ts'
import { groupedBy, keep, type Question, readLines, type Session, shuffledByHash, writeLines } from './session.ts'

const lessonsPerArticle = 3
/** One pair of colleagues confirms so many questions: fewer than what one person may teach in a month. */
const lessonsPerPair = 30
const now = new Date('2026-03-02T09:00:00Z')

type Article = { readonly id: string; readonly title: string }

/** S6: three questions an article are confirmed by two persons each; the rest of the questions are then asked. */
export async function scoreTeaching(session: Session): Promise<void> {
  const data = (name: string) => join(session.shared!, 'data', 'stackfaq', name)
  const all = readLines<Question>(data('queries.dev.jsonl')).filter(({ relevant }) => relevant.length > 0)
  const perArticle = [...groupedBy(shuffledByHash(all), ({ relevant }) => relevant[0]!).values()]
  const lessons = perArticle.flatMap((questions) => questions.slice(0, lessonsPerArticle))
  const rest = perArticle.flatMap((questions) => questions.slice(lessonsPerArticle))
  const truth = writeLines(session, 'stackfaq rest', rest)
  const base = await openBase(session)
  try {
    await importInto(base, data('docs.jsonl'))
    await score(session, { set: 'stackfaq rest, untaught', system: 'guichet', truth, rest }, searching(base))
    const learned = await teach(base, lessons)
    session.say(`stackfaq taught: ${learned} of ${lessons.length} questions became aliases`)
    await score(session, { set: 'stackfaq taught', system: 'guichet', truth, rest }, searching(base))
    const docs = writeLines(
      session,
      'stackfaq taught docs',
      withLessons(readLines<Article>(data('docs.jsonl')), lessons),
    )
    for (const engine of engines) {
      const program = searchBaseline(session, { engine, docs, lang: 'en', url: base.url })
      await score(session, { set: 'stackfaq taught', system: searchEngines[engine], truth, rest }, program)
    }
  } finally {
    await base.close()
  }
}

interface Asking {
  readonly set: string
  readonly system: string
  readonly truth: string
  readonly rest: readonly Question[]
}

async function score(session: Session, { set, system, truth, rest }: Asking, program: Program): Promise<void> {
  const asked = await ask<SearchAnswer>(program, rest)
  keep(session, { set, system, figures: await scored(session, 'search', { name: `${set} ${system}`, truth, asked }) })
  if (system === 'guichet' && set === 'stackfaq taught') keepMisses(session, set, rest, asked)
}

/** What the baselines can make of a lesson: words of the title. */
const withLessons = (docs: readonly Article[], lessons: readonly Question[]) =>
  docs.map((doc) => {
    const learned = lessons.filter(({ relevant }) => relevant[0] === doc.id).map(({ text }) => text)
    return { ...doc, title: [doc.title, ...learned].join(' ') }
  })

/** Two persons say « this helped » to each question, as the button under an answer does. Returns how many were learned. */
async function teach(base: Base, lessons: readonly Question[]): Promise<number> {
  const read = readConfig({ ...process.env, ...base.env })
  if (!read.ok) throw new Error(`The evaluation’s own configuration is refused: ${JSON.stringify(read.problems)}`)
  const database = await openDatabase(read.config)
  try {
    const db = kyselyOn<Database>(database.pool)
    let learned = 0
    for (const [at, lesson] of lessons.entries()) {
      const pair = await personsFor(db, Math.floor(at / lessonsPerPair))
      for (const person of pair) if (await confirm(db, lesson, person)) learned++
    }
    return learned
  } finally {
    await database.close()
  }
}

async function personsFor(db: Db, pair: number): Promise<PersonId[]> {
  const ids = ['a', 'b'].map((each): PersonId => `per_eval-${pair}${each}`)
  const rows = ids.map((id) => ({
    id,
    name: id,
    locale: 'en' as const,
    role: 'employee' as const,
    site: null,
    time_zone: 'Europe/Paris',
    team_id: null,
    created_at: now,
  }))
  await db
    .insertInto('people')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return ids
}

async function confirm(db: Db, { text, relevant }: Question, person: PersonId): Promise<boolean> {
  const article = await db
    .selectFrom('articles')
    .innerJoin('article_versions', 'article_versions.article_id', 'articles.id')
    .select(['articles.id', 'article_versions.locale', 'article_versions.version'])
    .where('articles.external_id', '=', relevant[0]!)
    .where('article_versions.current', '=', true)
    .executeTakeFirstOrThrow()
  const { id, locale, version } = article
  const verdict = { article: id, locale, version, query: text, rank: 1, person, helped: true }
  const outcome = await db.transaction().execute((tx) => recordVerdict(tx, verdict, now))
  return outcome.learned
}
