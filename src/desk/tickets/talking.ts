import { type MessageId, newId, type TicketId } from '../../platform/ids.ts'
import { relayToLead } from '../announcements/relaying.ts'
import { attachSource, attachUploads } from '../files/store.ts'
import type { FileId } from '../files/table.ts'
import { tellSubscribers } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { stopResponse } from '../sla/store.ts'
import { change, giveFloor, refused, take } from './change.ts'
import { notifyDesk } from './live.ts'
import { relay } from './relaying.ts'
import { draftSent, newsFor, refreshLater } from './replying.ts'
import { onlyThanks, wake } from './snoozing.ts'
import { addEvent, heardIn } from './store.ts'
import type { Audience, Ticket } from './table.ts'
import { isOpen } from './ticket.ts'
import { resumeWork } from './working.ts'

export type Said = Outcome<{ ticket: Ticket; message: MessageId }>

/**
 * An agent's words to the requester. The first ones are the first response; whoever answers first has the ticket, unless the
 * desk is set otherwise. What somebody has is never taken from them.
 */
export async function reply(
  scope: Scope,
  id: TicketId,
  text: string,
  files: readonly FileId[] = [],
  drawn?: number,
): Promise<Said> {
  const taken = await take(scope, id, 'work')
  if (refused(taken)) return taken
  if (saysNothing(scope, text, files)) return { done: false, why: 'empty' }
  const ticket = await heardIn(scope.tx, taken)
  const news = await newsFor(scope, ticket, text, drawn)
  if (news) return news
  const { undoSeconds = 0 } = scope.settings
  const message = await write(scope, ticket, { audience: 'public', text, files, undoSeconds })
  await draftSent(scope, ticket.id)
  if (undoSeconds) await refreshLater(scope, ticket.id, undoSeconds)
  const first = ticket.first_response_at === null
  if (first) await stopResponse(scope.tx, ticket.id, scope.now)
  const takes = scope.settings.replyClaims !== false && ticket.assignee_id === null && isOpen(ticket.status)
  const changed = await change(
    scope,
    ticket,
    {
      ...(first && { first_response_at: scope.now }),
      ...(takes && {
        assignee_id: scope.actor.person,
        page_at: null,
        status: ticket.status === 'new' ? 'in-progress' : ticket.status,
      }),
    },
    { kind: 'replied' },
  )
  if (isOpen(ticket.status)) await giveFloor(scope, ticket.id, 'person')
  await tellSubscribers(scope, changed, 'replied')
  return { done: true, ticket: changed, message }
}

/** An agent's words to agents. They reach the agents' threads and the desk, and nobody else. */
export async function note(scope: Scope, id: TicketId, text: string, files: readonly FileId[] = []): Promise<Said> {
  const taken = await take(scope, id, 'work')
  if (refused(taken)) return taken
  if (saysNothing(scope, text, files)) return { done: false, why: 'empty' }
  const ticket = await heardIn(scope.tx, taken)
  const message = await write(scope, ticket, { audience: 'internal', text, files })
  await addEvent(scope.tx, { ticket: ticket.id, actor: scope.actor.person, kind: 'noted', at: scope.now })
  return { done: true, ticket, message }
}

/** The requester's words: carried to every agents' thread, and the clock that waited for them goes on. */
export async function comment(scope: Scope, id: TicketId, text: string): Promise<Said> {
  const taken = await take(scope, id, 'comment')
  if (refused(taken)) return taken
  if (saysNothing(scope, text)) return { done: false, why: 'empty' }
  const ticket = await heardIn(scope.tx, taken)
  const message = await write(scope, ticket, { audience: 'public', text, from: taken })
  await relayToLead(scope, taken, text)
  await addEvent(scope.tx, { ticket: ticket.id, actor: scope.actor.person, kind: 'commented', at: scope.now })
  if (onlyThanks(scope, text)) return { done: true, ticket, message }
  const seen = ticket.snoozed_until ? await wake(scope, ticket, 'reply') : ticket
  // A participant's words are no answer of the requester, whose clock may be waiting for one.
  const answers = seen.status === 'waiting' && scope.actor.person === taken.requester_id
  return { done: true, ticket: answers ? await resumeWork(scope, seen) : seen, message }
}

/** A picture alone says something. */
const saysNothing = ({ source }: Scope, text: string, files: readonly FileId[] = []) =>
  !text.trim() && !source?.files && !files.length

interface Words {
  audience: Audience
  text: string
  files?: readonly FileId[]
  /** The ticket in whose thread it was said, where that one was joined to this. */
  from?: Ticket
  /** For so long its author may change their mind. */
  undoSeconds?: number
}

/** Stores a message with its files, and carries it to every other place that may read it. */
export async function write(scope: Scope, ticket: Ticket, words: Words): Promise<MessageId> {
  const { audience, text, files = [], from, undoSeconds = 0 } = words
  const id = newId('msg')
  const held_until = undoSeconds ? new Date(scope.now.getTime() + undoSeconds * 1000) : null
  await scope.tx
    .insertInto('messages')
    .values({
      id,
      ticket_id: ticket.id,
      author_id: scope.actor.person,
      audience,
      text,
      source_thread: scope.source?.message ? scope.source.thread : null,
      source_message: scope.source?.message ?? null,
      at: scope.now,
      held_until,
    })
    .execute()
  const to = { ticket: ticket.id, message: id }
  const { source } = scope
  const came = source?.files && source.message ? { thread: source.thread, message: source.message } : undefined
  if (came) await attachSource(scope.tx, came, to)
  await attachUploads(scope.tx, files, scope.actor.person, to)
  const hasFiles = came !== undefined || files.length > 0
  await relay(scope, ticket, { id, text, audience }, { from, hasFiles })
  await notifyDesk(scope.tx, ticket)
  return id
}
