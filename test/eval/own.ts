import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Locale, locales } from '../../src/chat/locale.ts'
import { maybeFrom } from '../../src/desk/knowledge/bands.ts'
import { draftFromMarkdown } from '../../src/desk/knowledge/front-matter.ts'
import { type Asked, ask, type Program } from './asking.ts'
import { importInto, openBase, searching } from './base.ts'
import { searchBaseline, searchEngines } from './baselines.ts'
import { scoreEveryday } from './everyday.ts'
import { type SearchOutcome, searchFigures, share } from './measures.ts'
import type { SearchAnswer } from './scorers.ts'
import { engines, keepMisses } from './search.ts'
import { isUnread, keep, type Question, readLines, root, type Session, unread, writeLines } from './session.ts'

const articles = (lang: Locale) => join(root, 'src', 'seed', 'articles', lang)
export const questions = (lang: Locale) => readLines<Question>(join(root, 'test', 'eval', `questions.${lang}.jsonl`))
export const slugs = (lang: Locale) => readdirSync(articles(lang)).map((file) => file.replace(/\.md$/, ''))
/** How many articles the desk shows at most. */
const offered = 3
export const ownSet = (lang: Locale) => `own questions ${lang}`

/** The questions that ship with the product, over the demonstration's articles in both languages at once. */
export async function scoreOwnQuestions(session: Session): Promise<void> {
  const base = await openBase(session)
  try {
    for (const lang of locales) await importInto(base, articles(lang))
    await scoreEveryday(session, base)
    for (const lang of locales) {
      await scoreSystem(session, lang, 'guichet', searching(base))
      if (!session.shared) continue
      const docs = writeLines(session, `articles ${lang}`, plainArticles(lang))
      for (const engine of engines)
        await scoreSystem(
          session,
          lang,
          searchEngines[engine],
          searchBaseline(session, { engine, docs, lang, url: base.url }),
        )
    }
  } finally {
    await base.close()
  }
}

async function scoreSystem(session: Session, lang: Locale, system: string, program: Program): Promise<void> {
  const asked = questions(lang)
  const answered = await ask<SearchAnswer>(program, asked)
  const outcomeOf = ({ id, relevant }: Question): SearchOutcome => {
    const { ranking = [], scores = [] } = answered.answers.get(id) ?? {}
    const rank = ranking.findIndex((each) => relevant.includes(each)) + 1
    return { answerable: relevant.length > 0, rank, score: scores[0] ?? Number.NEGATIVE_INFINITY }
  }
  const set = ownSet(lang)
  if (system === 'guichet')
    keep(session, { set: `${set}, what the desk does`, system, figures: deskFigures(asked, answered) })
  keep(session, { set, system, figures: searchFigures(asked.map(outcomeOf)) })
  if (system !== 'guichet') return
  keep(session, { set: unread(set), system, figures: searchFigures(asked.filter(isUnread).map(outcomeOf)) })
  const read = asked.filter((question) => !isUnread(question))
  keepMisses(session, set, read, answered)
}

/**
 * What a person would live through: an answer (right or wrong), a choice of three that holds the right article or not, or
 * « I do not know, shall I open a ticket? ». Shares of the questions that have an article, then of those that have none.
 */
function deskFigures(asked: readonly Question[], { answers }: Asked<SearchAnswer>) {
  const met = asked.map(({ id, relevant }) => {
    const { ranking = [], scores = [], band = 'nothing' } = answers.get(id) ?? {}
    const shown = ranking.filter((_, at) => at < offered && (scores[at] ?? 0) >= maybeFrom)
    const seen = band === 'confident' ? shown.slice(0, 1) : shown
    return { answerable: relevant.length > 0, band, holds: seen.some((each) => relevant.includes(each)) }
  })
  const known = met.filter(({ answerable }) => answerable)
  const strange = met.filter(({ answerable }) => !answerable)
  return {
    'answered right': share(known, ({ band, holds }) => band === 'confident' && holds),
    'answered wrong': share(known, ({ band, holds }) => band === 'confident' && !holds),
    'choice holds it': share(known, ({ band, holds }) => band === 'maybe' && holds),
    'choice without it': share(known, ({ band, holds }) => band === 'maybe' && !holds),
    'said it does not know': share(known, ({ band }) => band === 'nothing'),
    'strangers answered': share(strange, ({ band }) => band === 'confident'),
    'strangers offered a choice': share(strange, ({ band }) => band === 'maybe'),
  }
}

/** Baselines know titles and bodies only, so that the synonyms stand in the body: no engine is asked to do without them. */
const plainArticles = (lang: Locale) =>
  readdirSync(articles(lang)).map((file) => {
    const {
      externalId,
      title,
      body,
      synonyms = [],
    } = draftFromMarkdown(readFileSync(join(articles(lang), file), 'utf8'), file, lang)
    return { id: externalId, lang, title, body: `${body}\n${synonyms.join('\n')}` }
  })
