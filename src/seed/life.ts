import type { Tier } from '../desk/teams/table.ts'
import type { Impact, Priority, TicketStatus, TicketType, Urgency } from '../desk/tickets/ticket.ts'
import type { Category } from '../desk/triage/labels.ts'
import type { PersonSlug, people } from './people.ts'
import type { ServiceSlug } from './services.ts'

export type AgentSlug = Extract<(typeof people)[number], { line: string }>['slug']

/** What somebody did to a ticket, so many minutes after it was opened. To be played with the desk's own verbs. */
export type SeedAct = { after: number } & (
  | { act: 'claim'; by: AgentSlug }
  | { act: 'reply'; by: AgentSlug; text: string }
  | { act: 'note'; by: AgentSlug; text: string }
  | { act: 'wait'; by: AgentSlug }
  | { act: 'says'; text: string }
  | { act: 'escalate'; by: AgentSlug; tier: Tier; reason: string }
  | { act: 'resolve'; by: AgentSlug; resolution: string }
  | { act: 'confirm' }
  | { act: 'reopen'; reason: string }
  | { act: 'cancel' }
  | { act: 'rate'; rating: 1 | 2 | 3 | 4 | 5; comment: string }
)

export interface SeedTicket {
  slug: string
  requester: PersonSlug
  /** The agent who logged a call for the requester. */
  author?: AgentSlug
  type: TicketType
  category: Category
  service: ServiceSlug
  title: string
  description: string
  impact: Impact
  urgency: Urgency
  /** More is at stake than the people counted: the impact counts one step higher. */
  critical?: true
  /** What the matrix makes of it. */
  priority: Priority
  /** Opened so many working days before the day of loading (0: that day), at this time of the desk's zone. */
  daysAgo: number
  at: string
  /** Articles that were offered and did not help. */
  tried?: readonly string[]
  life: readonly SeedAct[]
  /** Where the life leads. */
  status: TicketStatus
}

export const claim = (after: number, by: AgentSlug): SeedAct => ({ after, act: 'claim', by })
export const reply = (after: number, by: AgentSlug, text: string): SeedAct => ({ after, act: 'reply', by, text })
export const note = (after: number, by: AgentSlug, text: string): SeedAct => ({ after, act: 'note', by, text })
export const wait = (after: number, by: AgentSlug): SeedAct => ({ after, act: 'wait', by })
export const says = (after: number, text: string): SeedAct => ({ after, act: 'says', text })
export const escalate = (after: number, by: AgentSlug, tier: Tier, reason: string): SeedAct => ({
  after,
  act: 'escalate',
  by,
  tier,
  reason,
})
export const resolve = (after: number, by: AgentSlug, resolution: string): SeedAct => ({
  after,
  act: 'resolve',
  by,
  resolution,
})
export const confirm = (after: number): SeedAct => ({ after, act: 'confirm' })
export const reopen = (after: number, reason: string): SeedAct => ({ after, act: 'reopen', reason })
export const cancel = (after: number): SeedAct => ({ after, act: 'cancel' })
export const rate = (after: number, rating: 1 | 2 | 3 | 4 | 5, comment = ''): SeedAct => ({
  after,
  act: 'rate',
  rating,
  comment,
})
