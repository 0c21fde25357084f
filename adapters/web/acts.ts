import { z } from 'zod'
import type { Desk } from '../../src/desk/desk.ts'
import type { Outcome, Refusal } from '../../src/desk/scope.ts'
import type { TicketAnswers } from '../../src/desk/tickets/card.ts'
import { priorities } from '../../src/desk/tickets/ticket.ts'
import { categories } from '../../src/desk/triage/labels.ts'
import type { TicketId } from '../../src/platform/ids.ts'
import type { Texts } from '../../src/texts/index.ts'

export type Fields = Readonly<Record<string, string>>
type Act = (desk: Desk, ticket: TicketId, fields: Fields, t: Texts) => Promise<Outcome<object>>

const personId = z.templateLiteral(['per_', z.string()])
const tier = z.coerce.number().pipe(z.literal([1, 2, 3]))
const empty: Refusal = { done: false, why: 'empty' }

/** What each button and form of a ticket's card asks of the desk, which alone decides. One that is missing does not compile. */
const acts: { readonly [A in keyof TicketAnswers]: { act: Act; field?: string } } = {
  claim: { act: (desk, id) => desk.tickets.claim(id) },
  reply: { act: (desk, id, { text = '' }) => desk.tickets.reply(id, text), field: 'text' },
  note: { act: (desk, id, { text = '' }) => desk.tickets.note(id, text), field: 'text' },
  assign: {
    act: async (desk, id, fields) => {
      const to = personId.safeParse(fields.to)
      return to.success ? desk.tickets.assign(id, to.data) : empty
    },
    field: 'to',
  },
  prioritise: {
    act: async (desk, id, { priority, reason = '' }) => {
      const to = z.enum(priorities).safeParse(priority)
      return to.success ? desk.tickets.prioritise(id, to.data, reason) : empty
    },
    field: 'reason',
  },
  categorise: {
    act: async (desk, id, { category }) => {
      const to = z.enum(categories).safeParse(category)
      return to.success ? desk.tickets.categorise(id, to.data) : empty
    },
    field: 'category',
  },
  escalate: {
    act: async (desk, id, { tier: line, reason = '' }) => {
      const to = tier.safeParse(line)
      return to.success ? desk.tickets.escalate(id, to.data, reason) : empty
    },
    field: 'reason',
  },
  summary: { act: (desk, id) => desk.tickets.assist(id, 'summary') },
  suggestion: { act: (desk, id) => desk.tickets.assist(id, 'suggestion') },
  translation: { act: (desk, id) => desk.tickets.assist(id, 'translation') },
  /** The page shows it beside the ticket; a program is told by this. */
  why: { act: (desk, id) => desk.triage.explain(id) },
  wait: { act: askAndWait },
  resolve: { act: (desk, id, { resolution = '' }) => desk.tickets.resolve(id, resolution), field: 'resolution' },
  handBack: { act: (desk, id) => desk.tickets.handBack(id) },
  reopen: { act: (desk, id, { reason }, t) => desk.tickets.reopen(id, reason || t.agentCard.reopen) },
}

/** The question, where one was typed, and the waiting for its answer are one act: neither happens without the other. */
async function askAndWait(desk: Desk, id: TicketId, { text = '' }: Fields): Promise<Outcome<object>> {
  if (!text.trim()) return desk.tickets.wait(id)
  const asked = await desk.tickets.reply(id, text)
  return asked.done ? desk.tickets.wait(id) : asked
}

export const actNamed = (name: string) => (Object.hasOwn(acts, name) ? acts[name as keyof TicketAnswers] : undefined)

/** A refusal in the words of the page; `empty` belongs to the field that was left so. */
export function refusal(refused: Refusal, t: Texts): string {
  const words = t.agentCard.refusals
  if (refused.why === 'already-claimed') return words['already-claimed'](refused.by)
  if (refused.why === 'not-from-here')
    return words['not-from-here'](t.statusName[refused.from as keyof Texts['statusName']] ?? refused.from)
  return words[refused.why]
}

export const statusOf = {
  'not-found': 404,
  'not-allowed': 403,
  'already-claimed': 409,
  'not-from-here': 409,
  empty: 422,
  'nothing-to-undo': 409,
} as const
