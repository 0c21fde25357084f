import { Card } from '../../chat/card.ts'
import type { Locale } from '../../chat/locale.ts'
import { partsOf } from '../../chat/parts.ts'
import { platformOf, type ThreadKey } from '../../chat/thread.ts'
import { type Texts, texts } from '../../texts/index.ts'
import type { FileLine } from '../files/store.ts'
import { isAgent } from '../people/actor.ts'
import { looksLikeStaff } from '../people/names.ts'
import type { Scope } from '../scope.ts'
import type { Audience, Mirror, Ticket } from '../tickets/table.ts'
import { beginning } from '../tickets/ticket.ts'

/** Where something is read: what kind of place it is, on which platform, and its reader's language where there is one reader. */
export type Place = Pick<Mirror, 'kind'> & { channel?: ThreadKey; locale?: Locale | null }

/** Which places read what is said in a ticket: the audience chooses them, and nothing else can. */
export const reads = ({ kind }: Pick<Mirror, 'kind'>, audience: Audience): boolean =>
  kind === 'agents' || (audience === 'public' && (kind === 'requester' || kind === 'participant'))

/** This scope with what is to be known of its actor before they are quoted to others. */
export const quoting = async (scope: Scope): Promise<Scope> =>
  (await looksLikeStaff(scope.tx, scope.actor)) ? { ...scope, actor: { ...scope.actor, double: true } } : scope

/** The same in as many messages as the place needs: a chat takes so much at once, a page takes everything. */
export function relayedAll(
  scope: Scope,
  ticket: Ticket,
  mirror: Place | undefined,
  text: string,
  audience: Audience,
  more: Relaying = {},
): Card[] {
  const parts = mirror?.channel && platformOf(mirror.channel) === 'web' ? [text] : partsOf(text)
  if (parts.length === 1) return [relayed(scope, ticket, mirror, text, audience, more)]
  return parts.map((part, i) =>
    relayed(scope, ticket, mirror, part, audience, {
      ...(i === 0 ? more : {}),
      part: `${i + 1}/${parts.length}`,
    }),
  )
}

interface Relaying {
  edited?: string | true
  files?: readonly Pick<FileLine, 'name'>[]
  /** Which of several messages this is. */
  part?: string
}

/**
 * Somebody's words as another place shows them: the author by name, and on the agents' side who may read them. `edited`
 * holds the old words for agents; requesters only see that a message was edited.
 */
export function relayed(
  scope: Scope,
  ticket: Ticket,
  mirror: Place | undefined,
  text: string,
  audience: Audience,
  { edited, files = [], part }: Relaying = {},
): Card {
  const { t, author, notes } = byline(scope, ticket, mirror, audience)
  const changed =
    edited === true ? t.notices.edited : edited !== undefined && t.notices.editedWas(beginning(edited, longestOld))
  const note = [...notes, changed, part].filter(Boolean).join(' · ') || undefined
  const names = t.files.names(files.map(({ name }) => name))
  return new Card([]).said(author, [text, names].filter((part) => part.trim()).join('\n'), note)
}

/** How much of what a message said before stands beside it; the whole is in the console. In characters. */
const longestOld = 500

/** A file that somebody sent, as another place shows it. */
export function relayedFile(
  scope: Scope,
  ticket: Ticket,
  mirror: Place | undefined,
  { id, name, bytes }: Pick<FileLine, 'id' | 'name' | 'bytes'>,
  audience: Audience,
): Card {
  const { t, author, notes } = byline(scope, ticket, mirror, audience)
  const note = notes.join(' · ')
  return new Card([]).file({ file: id, name, size: t.files.size(bytes ?? 0), by: author, ...(note && { note }) })
}

function byline(scope: Scope, ticket: Ticket, mirror: Place | undefined, audience: Audience) {
  const agentsSide = mirror?.kind === 'agents'
  const named = (name: string, t: Texts) => (scope.actor.double ? t.notices.notOfTheDesk(name) : name)
  const t = texts[agentsSide ? scope.settings.locale : (mirror?.locale ?? ticket.locale)]
  if (agentsSide) return { t, author: named(scope.actor.name, t), notes: [whoReads(scope, ticket, audience, t)] }
  return { t, author: named(nameFor(scope, ticket, mirror, t), t), notes: [] }
}

function whoReads({ actor }: Scope, ticket: Ticket, audience: Audience, t: Texts): string {
  if (audience === 'internal') return isAgent(actor) ? t.notices.internal : t.side.from
  if (actor.person === ticket.requester_id) return t.notices.fromRequester
  return isAgent(actor) ? t.notices.publicReply : t.participants.fromParticipant
}

/** A requester knows their ticket; whoever reads several needs its number. */
function nameFor({ actor }: Scope, ticket: Ticket, mirror: Place | undefined, t: Texts): string {
  const own = actor.person === ticket.requester_id
  if (own && mirror?.kind !== 'participant') return actor.name
  return isAgent(actor) && !own
    ? t.notices.agentOf(actor.name, ticket.number)
    : t.participants.nameOf(actor.name, ticket.number)
}
