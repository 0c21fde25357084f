import { sql } from 'kysely'
import { card } from '../../chat/card.ts'
import type { Author } from '../../chat/event.ts'
import { personalThread, type ThreadKey } from '../../chat/thread.ts'
import { texts } from '../../texts/index.ts'
import { personOf, welcomeAccount } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { openedCard } from './opened-card.ts'
import { type Draft, type Opened, openTicket } from './opening.ts'
import type { Ticket } from './table.ts'

/** A message that somebody points at, to make a ticket of it. */
export interface PointedMessage {
  /** The event that brought the message, where it was heard: one message is one ticket, whoever points at it. */
  source: string
  thread: ThreadKey
  message: string
  /** Who wrote it. */
  author: Author
  /** The desk can speak in that place; otherwise the ticket is carried in the author's direct message. */
  here: boolean
}
type PointedDraft = Omit<Draft, 'source' | 'thread' | 'message' | 'requester' | 'locale' | 'pointedAt'>

/**
 * Opens a ticket of somebody's message for whoever wrote it, and says so where they read it, in their language. Whoever
 * pointed is its author in the books. The caller has seen to it that the message belongs to no ticket yet.
 */
export async function openFromMessage(scope: Scope, at: PointedMessage, draft: PointedDraft): Promise<Opened> {
  const { tx, actor, now, settings } = scope
  const requester = (await personOf(tx, at.author.account)) ?? (await welcome(scope, at.author))
  const locale =
    requester.locale ?? at.author.locale ?? (requester.id === actor.person ? actor.locale : settings.locale)
  const thread = at.here ? at.thread : personalThread(at.author.account)
  const opened = await openTicket(scope, {
    ...draft,
    source: at.source,
    thread,
    ...(at.here && { message: at.message }),
    locale,
    requester: requester.id,
    pointedAt: true,
  })
  if (!opened.done) return opened
  const t = texts[locale]
  const { zone } = settings.calendar.calendar
  if (!at.here) scope.mail.post({ thread }, card(t.pointed.from(actor.name)).said(requester.name, draft.description))
  scope.mail.post({ thread }, openedCard({ ...opened, thread, zone, now }, t), { ticket: opened.ticket.id })
  return opened
}

/** Whoever wrote it may never have spoken to the desk: the platform is asked who they are. */
function welcome({ tx, mail, now }: Scope, author: Author) {
  mail.errand(`profile ${author.account}`, 'profile', { account: author.account })
  return welcomeAccount(tx, author, now)
}

/** The ticket that this message, or the thread it stands in, belongs to already: open, ended, or gone on in private. */
export const ticketAt = ({ tx }: Scope, thread: ThreadKey, message: string): Promise<Ticket | undefined> =>
  tx
    .selectFrom('tickets as t')
    .selectAll('t')
    .where((e) => {
      const carried = e.selectFrom('mirrors').select('ticket_id').where('thread', '=', thread)
      const moved = e.selectFrom('moved_threads').select('ticket_id').where('thread', '=', thread)
      const said = e
        .selectFrom('messages')
        .select('ticket_id')
        .where('source_thread', '=', thread)
        .where('source_message', '=', message)
        .where('deleted_at', 'is', null)
      return e.or([e('t.id', 'in', carried), e('t.id', 'in', moved), e('t.id', 'in', said)])
    })
    .orderBy('t.number', 'desc')
    .limit(1)
    .executeTakeFirst()

/**
 * The open ticket to which this person wrote something since then from a thread of this channel: what they write next there
 * belongs to it. Waits for another message of theirs that is being heard in the same channel.
 */
export async function ticketInHand(scope: Scope, channel: ThreadKey, since: Date): Promise<Ticket | undefined> {
  const { tx, actor } = scope
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${actor.person}`}, 1))`.execute(tx)
  return tx
    .selectFrom('tickets as t')
    .selectAll('t')
    .where('t.requester_id', '=', actor.person)
    .where('t.status', 'not in', ['resolved', 'closed'])
    .where('t.private', '=', false)
    .where((e) =>
      e.exists(
        e
          .selectFrom('messages as m')
          .select('m.id')
          .whereRef('m.ticket_id', '=', 't.id')
          .where('m.author_id', '=', actor.person)
          .where('m.at', '>=', since)
          .where('m.deleted_at', 'is', null)
          .where(sql<boolean>`starts_with(m.source_thread, ${`${channel}/`})`),
      ),
    )
    .orderBy('t.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}
