/**
 * What a score lets the desk do. Above the first line the best article is the answer; between the two the person is
 * offered two or three to choose from; below, the desk says that it does not know and offers a ticket. Set on the
 * development sets: see the README for what each lets through.
 */
export const confidentFrom = 0.3
export const maybeFrom = 0.18

export type Band = 'confident' | 'maybe' | 'nothing'

/** The band of the best hit's score, a share from 0 to 1 (see `Hit`). */
export const bandOf = (score: number | undefined): Band => {
  if (score === undefined || score < maybeFrom) return 'nothing'
  return score >= confidentFrom ? 'confident' : 'maybe'
}
