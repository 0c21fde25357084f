/**
 * What a score lets the desk do: give the best article as the answer, offer two or three to choose from, or say that it
 * does not know and offer a ticket. On the development sets of docs/reports/quality.md, from `confidentFrom` on an answer
 * was the right one in 95 % of the English questions from real users and an unanswerable question got one in 0 to 7 %;
 * at `maybeFrom` the right article was among the first three in 92 to 100 % and 0 to 47 % of the unanswerable got an offer.
 */
export const confidentFrom = 0.3
export const maybeFrom = 0.18

export type Band = 'confident' | 'maybe' | 'nothing'

/** The band of the best hit's score, a share from 0 to 1 (see `Hit`); absent when nothing was found. */
export const bandOf = (score: number | undefined): Band => {
  if (score === undefined || score < maybeFrom) return 'nothing'
  return score >= confidentFrom ? 'confident' : 'maybe'
}
