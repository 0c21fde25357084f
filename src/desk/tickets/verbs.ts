import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { MessageId, PersonId, TeamId, TicketId } from '../../platform/ids.ts'
import { reopenTicket, resolveTicket } from '../announcements/ending.ts'
import type { DraftKind } from '../assistant/drafting.ts'
import { type Judgement, judgeAi } from '../assistant/feedback.ts'
import type { FileId } from '../files/table.ts'
import { isAgent } from '../people/actor.ts'
import { useReply } from '../replies/using.ts'
import type { Scope } from '../scope.ts'
import { isOpen as isOpening, nextOpening } from '../sla/calendar.ts'
import { dueTimes } from '../sla/due.ts'
import type { Tier } from '../teams/table.ts'
import type { Category } from '../triage/labels.ts'
import { assign, escalate } from './assigning.ts'
import { assist } from './assisting.ts'
import { openFor } from './behalf.ts'
import { refreshCards } from './change.ts'
import { editMessage, removeMessage } from './editing.ts'
import { close, rate, resolve, resolveBy } from './ending.ts'
import { hold, resumeByAgent } from './holding.ts'
import { homeOf } from './home.ts'
import { type Again, link, openAgain, split } from './linking.ts'
import { merge, unmerge } from './merging.ts'
import { pageOnCall } from './on-call.ts'
import { type Draft, openTicket } from './opening.ts'
import { handoverPageMinutes } from './paging.ts'
import { addParticipant, leave, removeParticipant } from './participants.ts'
import { openFromMessage, type PointedMessage, ticketAt, ticketInHand } from './pointing.ts'
import { may } from './policies.ts'
import { makePrivate } from './privacy.ts'
import { type Redaction, redact } from './redacting.ts'
import { startReply, undoReply } from './replying.ts'
import { searchTickets } from './searching.ts'
import { sendFile } from './sending.ts'
import { cardOf, ownCardOf } from './shown.ts'
import { answerAside, askAside } from './side.ts'
import { type Sign, sign } from './signs.ts'
import { type Snooze, snooze, unsnooze, wakesAt } from './snoozing.ts'
import {
  heardIn,
  maySeeTicket,
  mirrorsOf,
  queueAhead,
  recentTicketsOf,
  ticketById,
  ticketOfCard,
  ticketsOf,
  ticketsOfBatch,
  visibleTicket,
} from './store.ts'
import type { Ticket } from './table.ts'
import { comment, note, reply } from './talking.ts'
import type { HoldReason, Priority } from './ticket.ts'
import { undo } from './undoing.ts'
import { messagesOf, publicWordsOf, viewTicket } from './view.ts'
import { categorise, claim, handBack, prioritise, waitForRequester } from './working.ts'

const contactDays = 5

/** The verbs of a ticket in one actor's hand. Each asks `policies.ts` who may; a refusal is a value. */
export const tickets = (scope: Scope) => {
  const { tx, actor, now, settings } = scope
  const { calendar } = settings.calendar
  return {
    open: (draft: Draft) => openTicket(scope, draft),
    openFromMessage: (at: PointedMessage, draft: Parameters<typeof openFromMessage>[2]) =>
      openFromMessage(scope, at, draft),
    /** For somebody else, who called: a mention as the platform delivers it, or a full name. */
    openFor: (who: string, draft: Parameters<typeof openFor>[2]) => openFor(scope, who, draft),
    makePrivate: (id: TicketId) => makePrivate(scope, id),
    claim: (id: TicketId) => claim(scope, id),
    assign: (id: TicketId, to: PersonId | TeamId) => assign(scope, id, to),
    prioritise: (id: TicketId, to: Priority, reason: string) => prioritise(scope, id, to, reason),
    categorise: (id: TicketId, category: Category) => categorise(scope, id, category),
    escalate: (id: TicketId, to: Tier | TeamId, reason: string) => escalate(scope, id, to, reason),
    hold: (id: TicketId, reason: HoldReason, words: string) => hold(scope, id, reason, words),
    resume: (id: TicketId) => resumeByAgent(scope, id),
    /** A reply kept ready, or a macro, by its name. */
    useReply: (id: TicketId, name: string) => useReply(scope, id, name),
    resolveBy: (id: TicketId, message: MessageId) => resolveTicket(scope, id, () => resolveBy(scope, id, message)),
    snooze: (id: TicketId, how: Snooze, day?: string) => snooze(scope, id, wakesAt(calendar, now, how, day)),
    unsnooze: (id: TicketId) => unsnooze(scope, id),
    merge: (id: TicketId, into: number) => merge(scope, id, into),
    unmerge: (id: TicketId) => unmerge(scope, id),
    link: (id: TicketId, number: number) => link(scope, id, number),
    split: (id: TicketId, message: MessageId) => split(scope, id, message),
    /** A ticket that ended too long ago goes on in a new one beside it. */
    openAgain: (id: TicketId, how: Again) => openAgain(scope, id, how),
    /** What became of a ticket that was joined to another: that one. */
    matter: (ticket: Ticket) => heardIn(tx, ticket),
    wait: (id: TicketId) => waitForRequester(scope, id),
    handBack: (id: TicketId) => handBack(scope, id),
    /** `drawn`: the newest message on the card that it was written on, where nobody was told that it is being written. */
    reply: (id: TicketId, text: string, files?: readonly FileId[], drawn?: number) =>
      reply(scope, id, text, files, drawn),
    note: (id: TicketId, text: string, files?: readonly FileId[]) => note(scope, id, text, files),
    /** Sends a file of the ticket to the requester, which was internal so far. */
    sendFile: (id: TicketId, file: FileId, text: string) => sendFile(scope, id, file, text),
    /** `who`: a mention as the platform delivers it, or a full name. */
    addParticipant: (id: TicketId, who: string) => addParticipant(scope, id, who),
    removeParticipant: (id: TicketId, who: string) => removeParticipant(scope, id, who),
    leave: (id: TicketId) => leave(scope, id),
    /** `to`: the same, or a channel (`#C9`). */
    askAside: (id: TicketId, to: string, text: string) => askAside(scope, id, to, text),
    answerAside: (id: TicketId, text: string) => answerAside(scope, id, text),
    comment: (id: TicketId, text: string) => comment(scope, id, text),
    resolve: (id: TicketId, resolution: string) => resolveTicket(scope, id, () => resolve(scope, id, resolution)),
    reopen: (id: TicketId, reason: string) => reopenTicket(scope, id, reason),
    close: (id: TicketId, why: 'confirmed' | 'silent' | 'cancelled') => close(scope, id, why),
    /** Somebody has opened the reply form. */
    startReply: (id: TicketId, again?: boolean) => startReply(scope, id, again),
    undoReply: (id: TicketId) => undoReply(scope, id),
    /** The cards are drawn again as they are: a select of Slack forgets what was chosen in it. */
    redraw: async (id: TicketId) => {
      const ticket = await ticketById(tx, id)
      if (ticket && isAgent(actor)) refreshCards(scope, ticket, await mirrorsOf(tx, id))
    },
    ofBatch: (batch: string) => ticketsOfBatch(tx, batch, actor.person),
    undo: (id: TicketId) => undo(scope, id),
    rate: (id: TicketId, rating: number, words?: string) => rate(scope, id, rating, words),
    assist: (id: TicketId, kind: DraftKind) => assist(scope, id, kind),
    /** What an agent thinks of a draft of the model, or of how triage read the ticket. */
    judge: (id: TicketId, judgement: Judgement) => judgeAi(scope, id, judgement),
    /** Takes words out of the ticket and of every copy, or a whole message. */
    redact: (id: TicketId, redaction: Redaction) => redact(scope, id, redaction),
    pageOnCall: (id: TicketId) => pageOnCall(scope, id),
    edit: (source: { thread: ThreadKey; message: string }, text: string) => editMessage(scope, source, text),
    remove: (source: { thread: ThreadKey; message: string }) => removeMessage(scope, source),
    sign: (put: Sign) => sign(scope, put),

    /** The ticket whose card is this message of this channel, for those who may work with it. */
    withCardAt: async (channel: ThreadKey, message: string) =>
      may.work(actor) ? ticketOfCard(tx, channel, message) : undefined,
    /** By its number; nothing when this actor may not see it, as when there is none. */
    byNumber: (number: number) => visibleTicket(tx, actor, number),
    async byId(id: TicketId): Promise<Ticket | undefined> {
      return (await maySeeTicket(tx, actor, id)) ? ticketById(tx, id) : undefined
    },
    /** The ticket that a message of a channel belongs to already, whoever may see it: nothing of it is told by this. */
    at: (thread: ThreadKey, message: string) => ticketAt(scope, thread, message),
    /** The actor's ticket that their next words in this channel belong to. */
    inHand: (channel: ThreadKey, since: Date) => ticketInHand(scope, channel, since),
    /** What the actor sees first: what waits for them, their tickets, an agent's own work. */
    home: () => homeOf(tx, actor, now),
    /** Tickets of the actor (an agent's: all) by words or a number, the newest first. */
    search: (words: string, limit: number) => searchTickets(scope, words, limit),
    mine: (limit: number) => ticketsOf(tx, actor.person, limit),
    recent: () => recentTicketsOf(tx, actor.person, new Date(now.getTime() - contactDays * 86_400_000)),
    due: (id: TicketId) => dueTimes(tx, id),
    /** What the actor may know of a ticket beyond its row. */
    async view(id: TicketId) {
      const view = await viewTicket(tx, id)
      return view && (await maySeeTicket(tx, actor, id)) ? view : undefined
    },
    async messages(id: TicketId) {
      const ticket = await ticketById(tx, id)
      if (!ticket || !(await maySeeTicket(tx, actor, id))) return []
      return may.work(actor) ? messagesOf(tx, ticket, ['public', 'internal']) : publicWordsOf(tx, ticket)
    },
    /** The agents' card as it is now, for those who may work with it. */
    card: async (id: TicketId) =>
      isAgent(actor) ? cardOf(tx, id, actor.locale, settings, now, actor.person) : undefined,
    /** The same in a language that is asked for. */
    cardIn: async (id: TicketId, locale: Locale) => (isAgent(actor) ? ownCardOf(scope, id, locale) : undefined),
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
