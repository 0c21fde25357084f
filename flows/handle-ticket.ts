import { formsIn, isAnswerable } from '../src/chat/card.ts'
import type { Reply } from '../src/chat/event.ts'
import type { CardMoment, House } from '../src/conversation/house.ts'
import { type Acted, actNamed, useReadyReply } from '../src/desk/tickets/acts.ts'
import { refusalWords } from '../src/desk/tickets/refusal.ts'
import { isOpen } from '../src/desk/tickets/ticket.ts'
import type { Texts } from '../src/texts/index.ts'

/** The agent's side: every act on a ticket's card is one verb of the desk, and its refusal one line for the one who acted. */
export const ticketCard: House['ticketCard'] = async (action, { ticket, answer, desk, t }) => {
  const act = actNamed(action)
  return act && told(await act.run(desk, ticket, answer, t), t, act.field)
}

/** The form of an act, as it is now. Whoever opens the reply form is seen to write. */
export const ticketForm: House['ticketForm'] = async (action, { ticket, desk, t }) => {
  if (action === 'reply') await desk.tickets.startReply(ticket)
  const { blocks } = (await desk.tickets.card(ticket)) ?? { blocks: [] }
  const folded = blocks.flatMap((block) => (block.kind === 'menu' ? formsIn(block.acts) : []))
  if (folded.some((form) => form.action === action)) await desk.tickets.redraw(ticket)
  const form = formsIn(blocks).find((one) => one.action === action)
  if (form) return isAnswerable(form) ? { form } : { notice: t.oldCard }
  // A card that several read offers more than there may be to do by now.
  const { status } = (await desk.tickets.byId(ticket)) ?? {}
  if (actNamed(action) && status && !isOpen(status))
    return { notice: refusalWords({ done: false, why: 'not-from-here', from: status }, t) }
  return action === 'split' ? { notice: t.acts.nothingToSplit } : undefined
}

/**
 * What is written under a ticket's card is internal: there is no word that makes it public. `/reply vpn-reset` puts a reply
 * kept ready into the reply form, where it waits for its agent.
 */
export const agentsRoom: House['agentsRoom'] = async ({ ticket, answer, desk, t }: CardMoment<string>) => {
  const ready = /^\s*\/(?:reply|répondre)\s+(\S+)\s*$/iu.exec(answer)?.[1]
  return told(ready ? await useReadyReply(desk, ticket, ready, t) : await desk.tickets.note(ticket, answer), t)
}

/** Success shows itself on the card; a refusal is told to the one who acted, on the field where it can be mended. */
export function told(outcome: Acted, t: Texts, field?: string): Reply {
  if (outcome.done) {
    const { notice, form, own } = outcome
    return { ...(notice && { notice }), ...(form && { form }), ...(own && { own }) }
  }
  if (outcome.why === 'overtaken' && field) return { errors: { [field]: refusalWords(outcome, t) } }
  if (outcome.why === 'empty' && field) return { errors: { [field]: t.agentCard.refusals.empty } }
  return { notice: refusalWords(outcome, t) }
}
