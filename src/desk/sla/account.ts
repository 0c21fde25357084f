import type { Texts } from '../../texts/index.ts'
import type { ExplainedInterval, Explanation } from './explain.ts'

/** Whose eyes read it: their language, the desk's zone, and the moment, on which "today" depends. */
export interface Reader {
  t: Texts
  zone: string
  now: Date
}

/**
 * "Why does this clock show 3 h 12?" in sentences: a headline, then one line for each interval. Made from the ledger
 * alone, so the same ticket gives the same answer to everybody.
 */
export function accountOf(explanation: Explanation, reader: Reader): string[] {
  return [headline(explanation, reader), ...explanation.rows.map((row, i, rows) => line(row, rows[i - 1], reader))]
}

function headline(explanation: Explanation, { t, zone, now }: Reader): string {
  const { clock, priority, elapsed, target, remaining, state, dueAt, breachedAt } = explanation
  const head = t.sla.head(t.sla.clock[clock], priority, elapsed, target)
  if (breachedAt) return `${head}, ${t.sla.breachedAt(t.at(breachedAt, zone, now), -remaining)}`
  if (state === 'paused') return `${head}, ${t.sla.paused}`
  return `${head}, ${dueAt ? t.sla.dueAt(t.at(dueAt, zone, now)) : t.sla.inTime}`
}

function line(row: ExplainedInterval, before: ExplainedInterval | undefined, { t, zone, now }: Reader): string {
  const from = t.at(row.from, zone, now)
  const cause = t.sla.cause[row.cause]
  if (row.state === 'stopped') return t.sla.stopped(from, cause, row.total)
  const when = row.to ? t.sla.span(from, t.at(row.to, zone, now)) : t.sla.since(from)
  const text =
    row.state === 'running'
      ? t.sla.counted(when, cause, row.counted, row.total)
      : t.sla.notCounted(when, cause, row.minutes)
  return before && before.priority !== row.priority ? t.sla.newPriority(text, row.priority) : text
}
