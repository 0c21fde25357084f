import { costOf } from '../../chat/parts.ts'

/** The rules of a ticket, without a database. ITIL 4: an incident is something broken, a service request something wanted. */
export const ticketTypes = ['incident', 'service-request'] as const
export type TicketType = (typeof ticketTypes)[number]
export const impacts = ['one', 'team', 'everyone'] as const
export type Impact = (typeof impacts)[number]
export const urgencies = ['low', 'medium', 'high'] as const
export type Urgency = (typeof urgencies)[number]
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export type Priority = (typeof priorities)[number]

/** What a ticket on hold waits for, when it is not the requester (that is `waiting`). */
export const holdReasons = ['vendor', 'change', 'problem', 'other'] as const
export type HoldReason = (typeof holdReasons)[number]

/** Where a ticket may go from each status. */
const moves = {
  new: ['in-progress', 'waiting', 'on-hold', 'resolved', 'closed'],
  'in-progress': ['new', 'waiting', 'on-hold', 'resolved', 'closed'],
  waiting: ['new', 'in-progress', 'on-hold', 'resolved', 'closed'],
  'on-hold': ['new', 'in-progress', 'waiting', 'resolved', 'closed'],
  resolved: ['new', 'in-progress', 'closed'], // the requester may say it is not fixed after all
  closed: ['new', 'in-progress'], // for some days; afterwards a linked new ticket is opened
} as const satisfies Record<string, readonly string[]>

export type TicketStatus = keyof typeof moves
export const statuses = Object.keys(moves) as TicketStatus[]
export const mayMove = (from: TicketStatus, to: TicketStatus) => (moves[from] as readonly TicketStatus[]).includes(to)
export const isOpen = (status: TicketStatus) => status !== 'resolved' && status !== 'closed'

/** A closed ticket can be reopened for this long; then the same words open a new one. */
export const reopenWithinDays = 5
/** A resolved ticket that nobody contradicts closes after so many working days (product.md 4.2). */
export const closeAfterWorkingDays = 2

export const ticketNumber = (number: number) => `#${number}`

/** How much of the first words stands on a card in a channel; all of them are in its thread then. In characters, and twice that once escaped. */
export const longestOnCard = 2000
export const beginning = (text: string, most: number = longestOnCard): string => {
  const characters = [...text]
  let [end, cost] = [0, 0]
  for (; end < characters.length && end < most && cost <= most * 2; end++) cost += costOf(characters[end]!)
  return end < characters.length ? `${characters.slice(0, end).join('')}…` : text
}

/** How people begin before they say anything: greetings that a pause or a subject follows, and words that fill one. */
const greeting =
  /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening)|dear (?:all|team))(?: (?:à tous|à toutes et tous|tout le monde|l['’]équipe|le support|all|everyone|everybody|team|there|support))?(?:\s*[,.!:;–-]+\s*|$|\s+(?=(?:my|i|we|our|the|mon|ma|mes|je|il|elle|on|nous|le|la|les|un|une)\b|[jl]['’]))/iu
const filler = /^(?:alors,? voilà|alors|voilà|so|well)(?:\s*[,:;–]\s*|\s+(?=(?:depuis|since|je|mon|my|i)\b))/iu

/**
 * A title from what someone wrote: its first sentence or line that is more than a greeting, at most 120 characters, cut
 * where a clause ends if there is one, and never inside a character.
 */
export function titleFrom(text: string): string {
  const lines = text.split(/\n|(?<=[.!?])\s/u).map(withoutOpening)
  const line = lines.find(Boolean) ?? text
  const characters = [...line.trim().replace(/\s+/gu, ' ')]
  if (characters.length <= mostTitle) return characters.join('') || '…'
  const start = characters.slice(0, mostTitle - 1).join('')
  const clause = /^.{40,}(?=[,;])/u.exec(start)?.[0]
  return `${clause ?? start}…`
}
const mostTitle = 120

function withoutOpening(line: string): string {
  return line.trim().replace(greeting, '').replace(filler, '')
}
