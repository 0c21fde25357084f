import { type Card, card } from '../src/chat/card.ts'
import { isPersonal } from '../src/chat/thread.ts'
import type { House } from '../src/conversation/house.ts'
import { isAgent } from '../src/desk/people/actor.ts'
import { agentsWords } from './agents-words.ts'
import { linkCard, linkWords, myTickets, statusCard } from './everywhere.ts'
import { greeting } from './greeting.ts'
import { helpCard } from './help.ts'
import { isAboutOwnTicket, ownTicket } from './own-ticket.ts'
import { isAboutParticipants, participants } from './participants.ts'

/** What opens another matter in a personal talk that already carries a ticket. */
const newMatter =
  /^\s*(?:new request|new ticket|new problem|nouvelle demande|nouveau ticket|nouveau problème)\s*[.!]?\s*$/iu

/** Words about one's duty that somebody may as well say to whoever works on their own ticket. */
const mayBeToTheTicket = /^\s*(?:back|de retour|away|absente?)\s*$/iu

/** What takes a ticket out of a channel, said in its thread. */
const privateWords = /^\s*(?:(?:make (?:it|this) )?private|(?:en |rendre |passer en )?privé)\s*[.!]?\s*$/iu

/**
 * Words in a requester's thread while somebody else than the bot has the floor. They go to the ticket. While a person
 * holds the floor the bot says nothing at all; while the queue does, it still answers what only it can answer.
 */
export const relay: House['relay'] = async (moment) => {
  const { ticket, answer, actor, desk, t, event, from, floor } = moment
  const quiet = { stay: true, says: [] } as const
  const aside = (shown: Card) =>
    isPersonal(event.thread) ? ({ stay: true, says: [shown] } as const) : { privately: shown }
  if (newMatter.test(answer) && isPersonal(event.thread)) return { pass: greeting, input: undefined, says: [] }
  const link = linkWords.exec(answer)
  // A code is for the bot, never for the ticket, whoever has the floor.
  if (link && isPersonal(event.thread) && (floor === 'queue' || link[1]))
    return { stay: true, says: [await linkCard(moment, link[1])] }
  const about = isAboutParticipants(answer) ? await participants(moment, answer) : undefined
  if (about) return aside(about)
  const atWork =
    isPersonal(event.thread) && !mayBeToTheTicket.test(answer) ? await agentsWords(moment, answer) : undefined
  if (atWork) return aside(atWork)
  const own = isAboutOwnTicket(answer) ? await ownTicket(moment, answer) : undefined
  if (own) return aside(own)
  if (from === 'side') {
    await desk.tickets.answerAside(ticket, answer)
    return quiet
  }
  if (privateWords.test(answer) && !isPersonal(event.thread)) {
    await desk.tickets.makePrivate(ticket)
    return quiet
  }
  const current = await desk.tickets.byId(ticket)
  if (current && isAgent(actor) && current.requester_id !== actor.person) {
    await desk.tickets.reply(ticket, answer)
    return quiet
  }
  if (floor === 'queue') {
    const read = desk.triage.read(answer)
    const command = read.confidence.intent === 1 ? read.intent : undefined
    if (command === 'help') return { stay: true, says: [helpCard(t)] }
    if (command === 'my-tickets') return aside(await myTickets(moment))
    if (command === 'status') return aside(await statusCard(moment, read.ticket))
    if (command === 'person' && current) return { stay: true, says: [card(t.handover.already(current.number))] }
  }
  await desk.tickets.comment(ticket, answer)
  return quiet
}
