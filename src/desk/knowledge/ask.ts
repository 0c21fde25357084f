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

/** Looks a question up and composes what can be shown of the best articles; articles below the line are not shown. */
export async function askKnowledge(
  db: Db,
  question: { text: string; locale: Locale; audience: readonly Audience[] },
): Promise<Found> {
  const hits = (await searchKnowledge(db, { ...question, limit: offered })).filter(({ score }) => score >= maybeFrom)
  const band = bandOf(hits[0]?.score)
  const wanted = band === 'confident' ? hits.slice(0, 1) : hits
  const answers = await Promise.all(wanted.map((hit) => composeAnswer(db, hit)))
  const shown = answers.filter((answer) => answer !== undefined)
  return { band: shown.length ? band : 'nothing', answers: shown }
}
