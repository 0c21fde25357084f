import type { TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { resolveTicket } from '../announcements/ending.ts'
import type { Outcome, Refusal, Scope } from '../scope.ts'
import { dueTimes } from '../sla/due.ts'
import { refused, take } from '../tickets/change.ts'
import { resolve } from '../tickets/ending.ts'
import { hold } from '../tickets/holding.ts'
import { familyOf } from '../tickets/relations.ts'
import { newsFor, proposeReply } from '../tickets/replying.ts'
import { heardIn } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { reply } from '../tickets/talking.ts'
import { isOpen } from '../tickets/ticket.ts'
import { categorise, nameOf, prioritise, waitForRequester } from '../tickets/working.ts'
import { type CannedReply, isMacro, textFor } from './canned.ts'
import { cannedReply } from './store.ts'

/**
 * A reply kept ready goes into the agent's reply form, filled in for this ticket and in its requester's language, to be
 * looked at. A macro is done at once, all of it or nothing; its reply can be taken back like any other.
 */
export async function useReply(
  scope: Scope,
  id: TicketId,
  name: string,
): Promise<Outcome<{ proposed: boolean; text: string }>> {
  const taken = await take(scope, id, 'work')
  if (refused(taken)) return taken
  const canned = await cannedReply(scope.tx, name)
  if (!canned) return { done: false, why: 'empty' }
  if (!isOpen(taken.status)) return { done: false, why: 'not-from-here', from: taken.status }
  const ticket = await heardIn(scope.tx, taken)
  const text = await filled(scope, ticket, canned)
  if (!isMacro(canned)) {
    await proposeReply(scope, ticket, text)
    return { done: true, proposed: true, text }
  }
  const refusal = await runMacro(scope, ticket, canned, text)
  return refusal ?? { done: true, proposed: false, text }
}

/** The text as the requester would read it. */
export async function filled(scope: Scope, ticket: Ticket, canned: CannedReply): Promise<string> {
  const { responseDue, resolutionDue } = await dueTimes(scope.tx, ticket.id)
  const t = texts[ticket.locale]
  // People whose tickets were joined read it too: nobody learns who else asked, or under what name.
  const shared = (await familyOf(scope.tx, ticket.id)).length > 1
  const due = resolutionDue ?? responseDue
  return textFor(canned, ticket.locale, {
    ...(shared ? t.acts.allOfYou : await own(scope, ticket)),
    due: due ? t.at(due, scope.settings.calendar.calendar.zone, scope.now) : t.acts.noDue,
    agent: scope.actor.name,
  })
}

const own = async (scope: Scope, ticket: Ticket) => ({
  requester: await nameOf(scope, ticket.requester_id),
  number: `#${ticket.number}`,
  title: ticket.title,
})

/** What could refuse is asked before anything is changed: the ticket is open, and nobody has written meanwhile. */
async function runMacro(scope: Scope, ticket: Ticket, canned: CannedReply, text: string): Promise<Refusal | undefined> {
  const news = text && (await newsFor(scope, ticket, text))
  if (news) return news
  const { id } = ticket
  const { priority, category, hold: reason, wait, resolve: solved } = canned.changes
  const t = texts[ticket.locale]
  const why = canned.title[scope.settings.locale]
  if (priority) await prioritise(scope, id, priority, why)
  if (category) await categorise(scope, id, category)
  if (text) await reply(scope, id, text)
  if (reason) await hold(scope, id, reason, why)
  if (wait) await waitForRequester(scope, id)
  if (solved) await resolveTicket(scope, id, () => resolve(scope, id, text || canned.title[t.language]))
  return undefined
}
