import { type RawBuilder, sql } from 'kysely'

/**
 * Months after its last review until an article should be looked at again, and until nobody should rely on it. `weight`:
 * what its score is worth from then on, or from the day that its author named. Slightly: the right article stays first
 * unless another is as good but for a twentieth.
 */
export const ageing = { dueMonths: 12, overdueMonths: 18, weight: 0.95 } as const

/**
 * Whether the version `v` of a statement has aged by `today` (`YYYY-MM-DD`). An article that tells no day never does: nothing
 * is known of its age, and a base without days is ranked as if there were none.
 */
export const hasAged = (today: string | undefined): RawBuilder<boolean> =>
  today
    ? sql`coalesce(v.review_by < ${today}::date, false) or coalesce(v.reviewed_on <= ${today}::date - interval '${sql.lit(ageing.overdueMonths)} months', false)`
    : sql`false`
