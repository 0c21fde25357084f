import type { Locale } from '../../chat/locale.ts'
import type { Db } from '../../schema.ts'
import { analyse } from '../knowledge/words.ts'
import { type Service, serviceIn } from '../triage/services.ts'
import type { Ticket } from './table.ts'
import type { TicketType } from './ticket.ts'

/**
 * So many alike in so many hours, of which more than one came within the last hour, look like a major incident (product.md
 * 1.6, 4.4); a person decides whether they are.
 */
export const cluster = { tickets: 4, hours: 4, perHour: 1 } as const
const hourMs = 3_600_000

export type Report = Pick<Ticket, 'number' | 'opened_at'>
/** How many of these reports came within the last hour. */
export const perHour = (reports: readonly Report[], now: Date): number =>
  reports.filter(({ opened_at }) => now.getTime() - opened_at.getTime() < hourMs).length
/** What has gone quiet is no longer announced, however many there were. */
export const isRising = (reports: readonly Report[], now: Date): boolean =>
  reports.length >= cluster.tickets && perHour(reports, now) > cluster.perHour

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
function named(text: string, locale: Locale): Set<string> {
  const { words, concepts } = analyse(text.slice(0, 2_000), locale)
  return new Set([...concepts.keys(), ...words.filter((word) => !word.named).map(({ stem }) => stem)])
}

interface Read {
  service: Service | undefined
  names(): Set<string>
}
/** Each new ticket is compared with those of the same hours, so that the same texts are read again and again. */
const mostRead = 1_000
const read = new Map<string, Read>()
function readingOf({ text, locale }: Told): Read {
  const key = `${locale} ${text}`
  const known = read.get(key)
  if (known) return known
  let names: Set<string> | undefined
  const reading: Read = { service: serviceIn(text)?.service, names: () => (names ??= named(text, locale)) }
  if (read.size >= mostRead) read.clear()
  read.set(key, reading)
  return reading
}

/**
 * Whether two tickets probably have one cause: incidents of one shared service, whatever the words and the language, or
 * texts that name nearly the same things.
 */
export function areAlike(one: Told, other: Told): boolean {
  if (one.type !== other.type) return false
  const [mine, theirs] = [readingOf(one), readingOf(other)]
  if (mine.service !== theirs.service) return false
  if (mine.service && one.type === 'incident' && !personal.includes(mine.service)) return true
  const [a, b] = [mine.names(), theirs.names()]
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
export async function alikeTickets(db: Db, ticket: Ticket): Promise<Report[]> {
  const span = cluster.hours * hourMs
  const others = await db
    .selectFrom('tickets')
    .select(['number', 'opened_at', 'type', 'title', 'description', 'locale'])
    .where('id', '!=', ticket.id)
    // What belongs to a major incident is counted there, and what leads one is no report.
    .where('parent_id', 'is', null)
    .where('source', 'not like', 'incident:%')
    .where('opened_at', '>', new Date(ticket.opened_at.getTime() - span))
    .where('opened_at', '<', new Date(ticket.opened_at.getTime() + span))
    .orderBy('opened_at', 'desc')
    .orderBy('number', 'desc')
    .limit(mostCompared)
    .execute()
  const told = toldBy(ticket)
  return others.filter((other) => areAlike(told, toldBy(other))).map(({ number, opened_at }) => ({ number, opened_at }))
}
