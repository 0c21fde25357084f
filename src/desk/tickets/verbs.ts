import type { ThreadKey } from '../../chat/thread.ts'
import type { PersonId, TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import type { DraftKind } from '../assistant/drafting.ts'
import { agents } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { isOpen as isOpening, nextOpening } from '../sla/calendar.ts'
import { dueTimes } from '../sla/due.ts'
import type { Tier } from '../teams/table.ts'
import type { Category } from '../triage/labels.ts'
import { assist } from './assisting.ts'
import { ticketCard } from './card.ts'
import { close, rate, reopen, resolve } from './ending.ts'
import { pageOnCall } from './on-call.ts'
import { type Draft, openTicket } from './opening.ts'
import { handoverPageMinutes } from './paging.ts'
import { may } from './policies.ts'
import { queueAhead, recentTicketsOf, ticketById, ticketOfCard, ticketsOf, visibleTicket } from './store.ts'
import type { Ticket } from './table.ts'
import { comment, editMessage, note, removeMessage, reply } from './talking.ts'
import type { Priority } from './ticket.ts'
import { undo } from './undoing.ts'
import { messagesOf, viewTicket } from './view.ts'
import { assign, categorise, claim, escalate, handBack, prioritise, waitForRequester } from './working.ts'

const contactDays = 5

/** The verbs of a ticket in one actor's hand. Each asks `policies.ts` who may; a refusal is a value. */
export const tickets = (scope: Scope) => {
  const { tx, actor, now, settings } = scope
  const { calendar } = settings.calendar
  return {
    open: (draft: Draft) => openTicket(scope, draft),
    claim: (id: TicketId) => claim(scope, id),
    assign: (id: TicketId, to: PersonId) => assign(scope, id, to),
    prioritise: (id: TicketId, to: Priority, reason: string) => prioritise(scope, id, to, reason),
    categorise: (id: TicketId, category: Category) => categorise(scope, id, category),
    escalate: (id: TicketId, tier: Tier, reason: string) => escalate(scope, id, tier, reason),
    wait: (id: TicketId) => waitForRequester(scope, id),
    handBack: (id: TicketId) => handBack(scope, id),
    reply: (id: TicketId, text: string) => reply(scope, id, text),
    note: (id: TicketId, text: string) => note(scope, id, text),
    comment: (id: TicketId, text: string) => comment(scope, id, text),
    resolve: (id: TicketId, resolution: string) => resolve(scope, id, resolution),
    reopen: (id: TicketId, reason: string) => reopen(scope, id, reason),
    close: (id: TicketId, why: 'confirmed' | 'silent' | 'cancelled') => close(scope, id, why),
    undo: (id: TicketId) => undo(scope, id),
    rate: (id: TicketId, rating: number, words?: string) => rate(scope, id, rating, words),
    assist: (id: TicketId, kind: DraftKind) => assist(scope, id, kind),
    pageOnCall: (id: TicketId) => pageOnCall(scope, id),
    edit: (source: { thread: ThreadKey; message: string }, text: string) => editMessage(scope, source, text),
    remove: (source: { thread: ThreadKey; message: string }) => removeMessage(scope, source),

    /** The ticket whose card is this message of this channel, for those who may work with it. */
    withCardAt: async (channel: ThreadKey, message: string) =>
      may.work(actor) ? ticketOfCard(tx, channel, message) : undefined,
    /** By its number; nothing when this actor may not see it, as when there is none. */
    byNumber: (number: number) => visibleTicket(tx, actor, number),
    async byId(id: TicketId): Promise<Ticket | undefined> {
      const ticket = await ticketById(tx, id)
      return ticket && may.see(actor, ticket) ? ticket : undefined
    },
    mine: (limit: number) => ticketsOf(tx, actor.person, limit),
    recent: () => recentTicketsOf(tx, actor.person, new Date(now.getTime() - contactDays * 86_400_000)),
    due: (id: TicketId) => dueTimes(tx, id),
    /** What the actor may know of a ticket beyond its row. */
    async view(id: TicketId) {
      const view = await viewTicket(tx, id)
      return view && may.see(actor, view.ticket) ? view : undefined
    },
    async messages(id: TicketId) {
      const ticket = await ticketById(tx, id)
      if (!ticket || !may.see(actor, ticket)) return []
      return messagesOf(tx, ticket, may.work(actor) ? ['public', 'internal'] : ['public'])
    },
    /** The agents' card as it is now, for those who may work with it. */
    async card(id: TicketId) {
      const view = await viewTicket(tx, id)
      if (!view || !may.work(actor)) return undefined
      const options = (await agents(tx)).map(({ id, name }) => ({ value: id, label: name }))
      return ticketCard(view, {
        t: texts[actor.locale],
        now,
        zone: calendar.zone,
        agents: options,
        model: settings.model,
      })
    },
    /** How long it may take until a person comes: the queue when the desk is open, the next opening when it is closed. */
    async queue(
      ticket: Ticket,
    ): Promise<{ open: true; ahead: number; minutes: number } | { open: false; opens: Date }> {
      if (!isOpening(calendar, now)) return { open: false, opens: nextOpening(calendar, now) }
      const ahead = await queueAhead(tx, ticket)
      return { open: true, ahead, minutes: Math.max(1, ahead) * handoverPageMinutes }
    },
  }
}
