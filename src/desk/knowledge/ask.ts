import type { Db } from '../../schema.ts'
import { type Answer, composeAnswer } from './answer.ts'
import { aloneFrom, type Band, bandOf, maybeFrom } from './bands.ts'
import { type Hit, type Question as SearchQuestion, searchKnowledge } from './search.ts'

/** What the base has to say: the articles that may answer, best first, and how far the first may be trusted. */
export interface Found {
  band: Band
  /** The best article is sure by its own score, not only because no other comes near. */
  sure: boolean
  /** More than one article may answer, though only the best is shown. */
  several: boolean
  answers: Answer[]
}
const offered = 3

/** A best article stands alone while the next has at most this share of its score; two as good as each other are a choice. */
const alone = 0.7
const tied = 0.9
/** … and holds at least this share of the question's words: « clavier » alone does not answer « mon clavier fume ». */
const understood = 0.3
/** What is only offered as a guess, to somebody who was not understood, may lie below the line of a choice. */
const guessFrom = 0.1

/** How far the best hit may be trusted: by its own score, by its distance to the next, by how much of the question it holds. */
export function bandOfHits([best, next]: readonly Pick<Hit, 'score' | 'reasons'>[]): Band {
  const band = bandOf(best?.score)
  if (!best || band === 'nothing') return 'nothing'
  const distance = (next?.score ?? 0) / best.score
  if (band === 'confident') return distance < tied ? 'confident' : 'maybe'
  const stands = best.score >= aloneFrom && distance < alone && best.reasons.body >= understood
  return stands ? 'confident' : 'maybe'
}

type Question = Omit<SearchQuestion, 'limit'>

/** Looks a question up and composes what can be shown of the best articles; articles below the line are not shown. */
export async function askKnowledge(db: Db, question: Question): Promise<Found> {
  const whole = await searchKnowledge(db, { ...question, limit: offered })
  const surely = bandOfHits(whole)
  const found = surely === 'confident' ? whole : await withClauses(db, question, whole)
  // What one clause finds is offered, never the answer to all that was told.
  const band = surely === 'nothing' && bandOfHits(found) !== 'nothing' ? 'maybe' : surely
  const hits = found.filter(({ score }) => score >= maybeFrom)
  const answers = await compose(db, band === 'confident' ? hits.slice(0, 1) : hits)
  const sure = bandOf(found[0]?.score) === 'confident'
  return { band: answers.length ? band : 'nothing', sure, several: hits.length > 1, answers }
}

/** A message of so many words tells a story, in which one clause or another says what is wrong. */
const story = 20
const clauseWords = { least: 4, most: 25 }
const mostClauses = 3
/** What a clause finds is worth a little less than what the whole message finds. */
const clauseWeight = 0.8

async function withClauses(db: Db, question: Question, whole: readonly Hit[]): Promise<Hit[]> {
  const words = (text: string) => text.trim().split(/\s+/).length
  if (words(question.text) < story) return [...whole]
  const clauses = question.text
    .split(/[.;!?\n]+|,\s|\s(?:et|mais|and|but)\s/u)
    .filter((clause) => words(clause) >= clauseWords.least && words(clause) <= clauseWords.most)
    .sort((a, b) => b.length - a.length)
    .slice(0, mostClauses)
  const best = new Map(whole.map((hit) => [hit.article, hit]))
  for (const text of clauses)
    for (const hit of await searchKnowledge(db, { ...question, text, limit: offered })) {
      const score = hit.score * clauseWeight
      if (score > (best.get(hit.article)?.score ?? 0)) best.set(hit.article, { ...hit, score })
    }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, offered)
}

/** Articles that somebody may have meant whose words were not understood: for buttons, never as an answer. */
export async function guessKnowledge(db: Db, question: Question): Promise<Answer[]> {
  const found = await searchKnowledge(db, { ...question, limit: offered })
  return compose(
    db,
    found.filter(({ score }) => score >= guessFrom),
  )
}

async function compose(db: Db, hits: readonly Hit[]): Promise<Answer[]> {
  const answers = await Promise.all(hits.map((hit) => composeAnswer(db, hit)))
  return answers.filter((answer) => answer !== undefined)
}

/** Articles by words typed into a search box, best first: nothing is held back, since the person chooses among them. */
export async function findKnowledge(db: Db, question: Question, limit: number): Promise<Answer[]> {
  return compose(db, await searchKnowledge(db, { ...question, limit }))
}
