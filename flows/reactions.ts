import type { Reply } from '../src/chat/event.ts'
import type { House } from '../src/conversation/house.ts'
import { type ReactionAct, standardReactions } from '../src/desk/scope.ts'
import { told } from './handle-ticket.ts'

/** The shortest way to work on a ticket: a sign under its card. Taking the sign away undoes what it did. */
export const reaction: House['reaction'] = async ({ ticket, answer: { emoji, added }, desk, t }): Promise<Reply> => {
  const { reactions = standardReactions } = desk.settings
  const act = Object.hasOwn(reactions, emoji) ? reactions[emoji] : undefined
  if (!act) return {}
  const { tickets } = desk.because({ reaction: emoji })
  if (added) return told(await acts[act](tickets, ticket, t.agentCard.byReaction(emoji)), t)
  const undone = await tickets.undo(ticket)
  // Nothing was done by it, or others have gone on since: a sign that goes away says no more than that.
  return undone.done || undone.why === 'nothing-to-undo' ? {} : told(undone, t)
}

type Tickets = Parameters<House['reaction']>[0]['desk']['tickets']
type Act = (
  tickets: Pick<Tickets, 'claim' | 'resolve' | 'prioritise'>,
  ticket: Parameters<Tickets['claim']>[0],
  why: string,
) => ReturnType<Tickets['claim']>

const acts: Record<ReactionAct, Act> = {
  take: (tickets, ticket) => tickets.claim(ticket),
  resolve: (tickets, ticket, why) => tickets.resolve(ticket, why),
  urgent: (tickets, ticket, why) => tickets.prioritise(ticket, 'P1', why),
}
