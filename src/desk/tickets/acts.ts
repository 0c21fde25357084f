import { z } from 'zod'
import type { Form } from '../../chat/card.ts'
import type { TicketId } from '../../platform/ids.ts'
import type { Texts } from '../../texts/index.ts'
import type { Desk } from '../desk.ts'
import type { Outcome, Refusal } from '../scope.ts'
import { categories } from '../triage/labels.ts'
import { whyLines } from '../triage/why.ts'
import type { TicketAnswers } from './card.ts'
import { holdReasons, priorities } from './ticket.ts'

export type Fields = Readonly<Record<string, string>>
/** An act that was done may have more to say to the one who did it: a line, a form to go on with. */
export type Acted = Outcome<{ notice?: string; form?: Form }>
type Tickets = Desk['tickets']
interface Act {
  run: (desk: Desk, ticket: TicketId, fields: Fields, t: Texts) => Promise<Acted>
  /** Where a complaint about something missing belongs. */
  field?: string
}

const personId = z.templateLiteral(['per_', z.string()])
const teamId = z.templateLiteral(['tea_', z.string()])
const assignee = z.union([personId, teamId])
const line = z.union([z.coerce.number().pipe(z.literal([1, 2, 3])), teamId])
const empty: Refusal = { done: false, why: 'empty' }

/** A choice as the verb wants it; anything else was not chosen. */
const chosen = async <T>(schema: z.ZodType<T>, value: unknown, act: (value: T) => Promise<Acted>): Promise<Acted> => {
  const read = schema.safeParse(value)
  return read.success ? act(read.data) : empty
}

/** One for each answer that some state of the card invites. */
export type TicketActs = { readonly [A in keyof TicketAnswers]: Act }

/**
 * What each button and form of a ticket's card asks of the desk, for every entrance alike; the desk alone decides. One
 * that is missing does not compile.
 */
const acts: TicketActs = {
  claim: { run: ({ tickets }, id) => tickets.claim(id) },
  reply: { run: ({ tickets }, id, { text = '' }) => tickets.reply(id, text), field: 'text' },
  note: { run: ({ tickets }, id, { text = '' }) => tickets.note(id, text), field: 'text' },
  assign: { run: ({ tickets }, id, { to }) => chosen(assignee, to, (to) => tickets.assign(id, to)), field: 'to' },
  prioritise: {
    run: ({ tickets }, id, { priority, reason = '' }) =>
      chosen(z.enum(priorities), priority, (to) => tickets.prioritise(id, to, reason)),
    field: 'reason',
  },
  categorise: {
    run: ({ tickets }, id, { category }) => chosen(z.enum(categories), category, (to) => tickets.categorise(id, to)),
    field: 'category',
  },
  escalate: {
    run: ({ tickets }, id, { to, reason = '' }) => chosen(line, to, (to) => tickets.escalate(id, to, reason)),
    field: 'reason',
  },
  hold: {
    run: ({ tickets }, id, { reason, note = '' }) =>
      chosen(z.enum(holdReasons), reason, (to) => tickets.hold(id, to, note)),
    field: 'reason',
  },
  resume: { run: ({ tickets }, id) => tickets.resume(id) },
  wait: { run: ({ tickets }, id, fields) => askAndWait(tickets, id, fields) },
  handBack: { run: ({ tickets }, id) => tickets.handBack(id) },
  resolve: { run: ({ tickets }, id, { resolution = '' }) => tickets.resolve(id, resolution), field: 'resolution' },
  reopen: { run: ({ tickets }, id, { reason }, t) => tickets.reopen(id, reason || t.agentCard.reopen) },
  summary: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'summary'), t) },
  suggestion: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'suggestion'), t) },
  translation: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'translation'), t) },
  why: { run: explained },
}

/** The question, where one was typed, and the waiting for its answer are one act: neither happens without the other. */
async function askAndWait(tickets: Tickets, id: TicketId, { question = '' }: Fields): Promise<Acted> {
  if (!question.trim()) return tickets.wait(id)
  const asked = await tickets.reply(id, question)
  return asked.done ? tickets.wait(id) : asked
}

/** A draft takes a while, and its button shows nothing by itself. */
async function drafted(asked: Promise<Outcome>, t: Texts): Promise<Acted> {
  const outcome = await asked
  return outcome.done ? { done: true, notice: t.agentCard.drafting } : outcome
}

/** Why triage read it as it did, for the one who asks. */
async function explained(desk: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const told = await desk.triage.explain(id)
  if (!told.done) return told
  return { done: true, notice: [t.why.title(told.explanation.number), ...whyLines(told.explanation, t)].join('\n') }
}

/** The act with this name; nothing for a name that no card has. */
export const actNamed = (name: string): Act | undefined =>
  Object.hasOwn(acts, name) ? acts[name as keyof TicketAnswers] : undefined

/** Why something was not done, in the reader's words. */
export function refusalWords(refused: Refusal, t: Texts): string {
  const words = t.agentCard.refusals
  if (refused.why === 'already-claimed') return words['already-claimed'](refused.by)
  if (refused.why === 'not-from-here')
    return words['not-from-here'](t.statusName[refused.from as keyof Texts['statusName']] ?? refused.from)
  return words[refused.why]
}
