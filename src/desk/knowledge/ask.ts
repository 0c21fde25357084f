import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { type Answer, composeAnswer } from './answer.ts'
import { type Band, bandOf, maybeFrom } from './bands.ts'
import { searchKnowledge } from './search.ts'
import type { Audience } from './table.ts'

/** What the base has to say: the articles that may answer, best first, and how far the first may be trusted. */
export interface Found {
  band: Band
  answers: Answer[]
}
const offered = 3

/** A best article that stands alone is the answer, though a long message dilutes its score; two as good as each other are a choice. */
const alone = 0.6
const tied = 0.9

/** How far the best hit may be trusted: by its own score, and by its distance to the next. */
export function bandOfHits(scores: readonly number[]): Band {
  const [best = 0, next = 0] = scores
  const band = bandOf(best)
  if (band === 'confident' && next >= best * tied) return 'maybe'
  return band === 'maybe' && next < best * alone ? 'confident' : band
}

/** Looks a question up and composes what can be shown of the best articles; articles below the line are not shown. */
export async function askKnowledge(
  db: Db,
  question: { text: string; locale: Locale; audience: readonly Audience[] },
): Promise<Found> {
  const found = await searchKnowledge(db, { ...question, limit: offered })
  const band = bandOfHits(found.map(({ score }) => score))
  const hits = found.filter(({ score }) => score >= maybeFrom)
  const wanted = band === 'confident' ? hits.slice(0, 1) : hits
  const answers = await Promise.all(wanted.map((hit) => composeAnswer(db, hit)))
  const shown = answers.filter((answer) => answer !== undefined)
  return { band: shown.length ? band : 'nothing', answers: shown }
}
