/**
 * What a score lets the desk do: give the best article as the answer, offer two or three to choose from, or say that it
 * does not know and offer a ticket. A choice costs one press where none of them fits, a silence costs a ticket where one
 * did, so a choice is offered early; an answer that is wrong costs trust. docs/reports/quality.md has the figures.
 */
export const confidentFrom = 0.3
/** From here on an article that stands alone is the answer, though a long message dilutes its score. */
export const aloneFrom = 0.16
export const maybeFrom = 0.13

export type Band = 'confident' | 'maybe' | 'nothing'

/** The band of the best hit's score, a share from 0 to 1 (see `Hit`); absent when nothing was found. */
export const bandOf = (score: number | undefined): Band => {
  if (score === undefined || score < maybeFrom) return 'nothing'
  return score >= confidentFrom ? 'confident' : 'maybe'
}
