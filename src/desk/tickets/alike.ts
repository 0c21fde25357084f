import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { analyse } from '../knowledge/words.ts'
import { type Service, serviceIn } from '../triage/services.ts'
import type { Ticket } from './table.ts'
import type { TicketType } from './ticket.ts'

/** So many alike in so many hours look like a major incident (product.md 4.4); a person decides whether they are. */
export const cluster = { tickets: 4, hours: 4 } as const
/** What many people share, so that it fails for many at once. A laptop, a phone or a password fails for one. */
const personal: readonly (Service | undefined)[] = [
  'workstation',
  'mobile-phone',
  'telephony',
  'password',
  'mfa',
  'badge',
]
/** Where no shared service is named: the share of what two texts name that they must have in common. */
const alikeFrom = 0.6
const mostCompared = 200

export type Told = { text: string; locale: Locale; type: TicketType }

/** What a text names: its concepts, which are the same in both languages, and the words that no concept stands for. */
function named({ text, locale }: Told): Set<string> {
  const { words, concepts } = analyse(text.slice(0, 2_000), locale)
  return new Set([...concepts.keys(), ...words.filter((word) => !word.named).map(({ stem }) => stem)])
}

/**
 * Whether two tickets probably have one cause: incidents of one shared service, whatever the words and the language, or
 * texts that name nearly the same things.
 */
export function areAlike(one: Told, other: Told): boolean {
  if (one.type !== other.type) return false
  const [service, theirs] = [serviceIn(one.text)?.service, serviceIn(other.text)?.service]
  if (service !== theirs) return false
  if (service && one.type === 'incident' && !personal.includes(service)) return true
  const [a, b] = [named(one), named(other)]
  const common = [...a].filter((word) => b.has(word)).length
  return common > 1 && common / Math.max(a.size, b.size) >= alikeFrom
}

type Compared = Pick<Ticket, 'number' | 'type' | 'title' | 'description' | 'locale'>
/** What was reported, as it is compared. */
export const toldBy = ({ type, title, description, locale }: Compared): Told => ({
  text: description.includes(title) ? description : `${title}\n${description}`,
  locale,
  type,
})

/** Tickets of the same hours that probably have the same cause, newest first. */
export async function alikeTickets(db: Db, ticket: Ticket): Promise<number[]> {
  const span = cluster.hours * 3_600_000
  const others = await db
    .selectFrom('tickets')
    .select(['number', 'type', 'title', 'description', 'locale'])
    .where('id', '!=', ticket.id)
    // What belongs to a major incident is counted there, and what leads one is no report.
    .where('parent_id', 'is', null)
    .where('source', 'not like', 'incident:%')
    .where('opened_at', '>', new Date(ticket.opened_at.getTime() - span))
    .where('opened_at', '<', new Date(ticket.opened_at.getTime() + span))
    .orderBy('number', 'desc')
    .limit(mostCompared)
    .execute()
  return others.filter((other) => areAlike(toldBy(ticket), toldBy(other))).map(({ number }) => number)
}
