import type { Impact, Urgency } from './labels.ts'

export type Priority = 'P1' | 'P2' | 'P3' | 'P4'
export type PriorityMatrix = Readonly<Record<Impact, Readonly<Record<Urgency, Priority>>>>

/**
 * Impact by urgency, the usual 3 × 3 of ITIL practice guides: high-high P1; high-medium P2; high-low and medium-medium P3; rest P4.
 * Impact reads everyone = high, team = medium, one = low. A desk may replace it; no other code decides a priority.
 */
export const defaultMatrix: PriorityMatrix = {
  everyone: { high: 'P1', medium: 'P2', low: 'P3' },
  team: { high: 'P2', medium: 'P3', low: 'P4' },
  one: { high: 'P3', medium: 'P4', low: 'P4' },
}

const raised = { one: 'team', team: 'everyone', everyone: 'everyone' } as const satisfies Record<Impact, Impact>

/**
 * The priority of a ticket, read from the matrix. `critical` says that more is at stake than the people counted (a customer
 * is waiting, a very important person is stopped): it lifts the impact by one step *before* the matrix is read, which is how
 * one blocked laptop before a client demo becomes P2 while the card still, truthfully, says "one person".
 */
export function priorityOf(
  impact: Impact,
  urgency: Urgency,
  { critical = false, matrix = defaultMatrix }: { critical?: boolean; matrix?: PriorityMatrix } = {},
): Priority {
  return matrix[critical ? raised[impact] : impact][urgency]
}
