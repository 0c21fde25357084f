import { z } from 'zod'
import type { Reply } from '../src/chat/event.ts'
import type { CardMoment, House, TicketHandlers } from '../src/conversation/house.ts'
import type { Outcome, Refusal } from '../src/desk/scope.ts'
import { priorities } from '../src/desk/tickets/ticket.ts'
import { categories } from '../src/desk/triage/labels.ts'
import { whyLines } from '../src/desk/triage/why.ts'
import type { Texts } from '../src/texts/index.ts'

const personId = z.templateLiteral(['per_', z.string()])
const tier = z.coerce.number().pipe(z.literal([1, 2, 3]))

/** The agent's side: every act on a ticket's card is one verb of the desk, and its refusal one line for the one who acted. */
export const ticketCard: TicketHandlers = {
  claim: async ({ ticket, desk, t }) => told(await desk.tickets.claim(ticket), t),
  reply: async ({ ticket, answer, desk, t }) => told(await desk.tickets.reply(ticket, answer.text ?? ''), t, 'text'),
  note: async ({ ticket, answer, desk, t }) => told(await desk.tickets.note(ticket, answer.text ?? ''), t, 'text'),
  assign: async ({ ticket, answer, desk, t }) => {
    const to = personId.safeParse(answer.to)
    return to.success ? told(await desk.tickets.assign(ticket, to.data), t) : missing('to', t)
  },
  prioritise: async ({ ticket, answer, desk, t }) => {
    const to = z.enum(priorities).safeParse(answer.priority)
    return to.success
      ? told(await desk.tickets.prioritise(ticket, to.data, answer.reason ?? ''), t, 'reason')
      : missing('priority', t)
  },
  categorise: async ({ ticket, answer, desk, t }) => {
    const to = z.enum(categories).safeParse(answer.category)
    return to.success ? told(await desk.tickets.categorise(ticket, to.data), t) : missing('category', t)
  },
  escalate: async ({ ticket, answer, desk, t }) => {
    const to = tier.safeParse(answer.tier)
    return to.success
      ? told(await desk.tickets.escalate(ticket, to.data, answer.reason ?? ''), t, 'reason')
      : missing('tier', t)
  },
  resolve: async ({ ticket, answer, desk, t }) =>
    told(await desk.tickets.resolve(ticket, answer.resolution ?? ''), t, 'resolution'),
  summary: ({ ticket, desk, t }) => drafted(desk.tickets.assist(ticket, 'summary'), t),
  suggestion: ({ ticket, desk, t }) => drafted(desk.tickets.assist(ticket, 'suggestion'), t),
  translation: ({ ticket, desk, t }) => drafted(desk.tickets.assist(ticket, 'translation'), t),
  why: async ({ ticket, desk, t }) => {
    const told = await desk.triage.explain(ticket)
    if (!told.done) return { notice: refusal(told, t) }
    return { notice: [t.why.title(told.explanation.number), ...whyLines(told.explanation, t)].join('\n') }
  },
  wait: async ({ ticket, desk, t }) => told(await desk.tickets.wait(ticket), t),
  handBack: async ({ ticket, desk, t }) => told(await desk.tickets.handBack(ticket), t),
  reopen: async ({ ticket, answer, desk, t }) =>
    told(await desk.tickets.reopen(ticket, answer.reason || t.agentCard.reopen), t),
}

/** What is written under a ticket's card is internal: there is no word that makes it public. */
export const agentsRoom: House['agentsRoom'] = async ({ ticket, answer, desk, t }: CardMoment<string>) =>
  told(await desk.tickets.note(ticket, answer), t)

/** Success shows itself on the card; a refusal is told to the one who acted, on the field where it can be mended. */
export function told(outcome: Outcome<object>, t: Texts, field?: string): Reply {
  if (outcome.done) return {}
  if (outcome.why === 'empty' && field) return missing(field, t)
  return { notice: refusal(outcome, t) }
}
/** A draft takes a while, and its button shows nothing by itself. */
async function drafted(asked: Promise<Outcome<object>>, t: Texts): Promise<Reply> {
  const outcome = await asked
  return outcome.done ? { notice: t.agentCard.drafting } : told(outcome, t)
}
const missing = (field: string, t: Texts): Reply => ({ errors: { [field]: t.agentCard.refusals.empty } })

export function refusal(refused: Refusal, t: Texts): string {
  const words = t.agentCard.refusals
  if (refused.why === 'already-claimed') return words['already-claimed'](refused.by)
  if (refused.why === 'not-from-here')
    return words['not-from-here'](t.statusName[refused.from as keyof Texts['statusName']] ?? refused.from)
  return words[refused.why]
}
