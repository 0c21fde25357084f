import { z } from 'zod'
import { type Block, type Form, formsIn } from '../../chat/card.ts'
import type { Locale } from '../../chat/locale.ts'
import type { TicketId } from '../../platform/ids.ts'
import type { Texts } from '../../texts/index.ts'
import { incidentActs } from '../announcements/acts.ts'
import { aiTools } from '../assistant/table.ts'
import type { Desk } from '../desk.ts'
import type { CalledAnswers } from '../duty/called-card.ts'
import { fileId, fileIds } from '../files/ids.ts'
import type { Outcome, Refusal } from '../scope.ts'
import { categories } from '../triage/labels.ts'
import { whyLines } from '../triage/why.ts'
import type { TicketAnswers } from './card.ts'
import { joinedWords } from './participants.ts'
import { askedWords } from './side.ts'
import { snoozes } from './snoozing.ts'
import { holdReasons, priorities } from './ticket.ts'

export type Fields = Readonly<Record<string, string>>
/** An act that was done may have more for the one who did it: a line, a form to go on with, the card as they alone read it. */
export type Acted = Outcome<{ notice?: string; form?: Form; own?: ReadonlyArray<Block> }>
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
/** What is no list of files is none. */
const filesIn = (given: string | undefined) => fileIds.safeParse(given).data ?? []
const messageId = z.templateLiteral(['msg_', z.string()])
/** As people type it: 1042 or #1042. */
const ticketNumber = z
  .string()
  .regex(/^\s*#?\s*\d{1,9}\s*$/)
  .transform((typed) => Number(typed.replace(/\D/g, '')))
const empty: Refusal = { done: false, why: 'empty' }

/** A choice as the verb wants it; anything else was not chosen. */
const chosen = async <T>(schema: z.ZodType<T>, value: unknown, act: (value: T) => Promise<Acted>): Promise<Acted> => {
  const read = schema.safeParse(value)
  return read.success ? act(read.data) : empty
}

/** One for each answer that some state of the card invites, or the card of somebody who is called for it. */
export type TicketActs = { readonly [A in keyof (TicketAnswers & CalledAnswers)]: Act }

/**
 * What each button and form of a ticket's card asks of the desk, for every entrance alike; the desk alone decides. One
 * that is missing does not compile.
 */
const acts: TicketActs = {
  claim: { run: ({ tickets }, id) => tickets.claim(id) },
  takeCalled: { run: takenUp },
  passOffer: { run: passedOn },
  reply: {
    run: ({ tickets }, id, { text = '', files, seen }) =>
      tickets.reply(id, text, filesIn(files), z.coerce.number().int().positive().safeParse(seen).data),
    field: 'text',
  },
  undoReply: { run: takenBack },
  note: { run: ({ tickets }, id, { text = '', files }) => tickets.note(id, text, filesIn(files)), field: 'text' },
  sendFile: {
    run: ({ tickets }, id, { file, text = '' }) => chosen(fileId, file, (file) => tickets.sendFile(id, file, text)),
    field: 'file',
  },
  invite: { run: invited, field: 'who' },
  aside: { run: askedAside, field: 'text' },
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
  snooze: {
    run: ({ tickets }, id, { until, day }) =>
      chosen(z.enum(snoozes), day && !until ? 'date' : until, (how) => tickets.snooze(id, how, day)),
    field: 'day',
  },
  unsnooze: { run: ({ tickets }, id) => tickets.unsnooze(id) },
  merge: {
    run: ({ tickets }, id, { into }) => chosen(ticketNumber, into, (into) => tickets.merge(id, into)),
    field: 'into',
  },
  unmerge: { run: ({ tickets }, id) => tickets.unmerge(id) },
  link: {
    run: ({ tickets }, id, { number }) => chosen(ticketNumber, number, (number) => tickets.link(id, number)),
    field: 'number',
  },
  split: {
    run: ({ tickets }, id, { message }) => chosen(messageId, message, (message) => tickets.split(id, message)),
    field: 'message',
  },
  wait: { run: ({ tickets }, id, fields) => askAndWait(tickets, id, fields) },
  handBack: { run: ({ tickets }, id) => tickets.handBack(id) },
  resolve: {
    run: ({ tickets }, id, { resolution = '', message = '' }) => {
      const said = messageId.safeParse(message)
      return said.success && !resolution.trim() ? tickets.resolveBy(id, said.data) : tickets.resolve(id, resolution)
    },
    field: 'resolution',
  },
  useReply: { run: ({ tickets }, id, { name = '' }, t) => usedReply(tickets, id, name, t), field: 'name' },
  reopen: { run: ({ tickets }, id, { reason }, t) => tickets.reopen(id, reason || t.agentCard.reopen) },
  summary: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'summary'), t) },
  suggestion: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'suggestion'), t) },
  translation: { run: ({ tickets }, id, _, t) => drafted(tickets.assist(id, 'translation'), t) },
  judge: {
    run: ({ tickets }, id, { tool, verdict, comment = '' }, t) =>
      chosen(z.enum(aiTools), tool, async (tool) => {
        const good = z.enum(['good', 'bad']).safeParse(verdict)
        if (!good.success) return empty
        const kept = await tickets.judge(id, { tool, good: good.data === 'good', comment })
        return kept.done ? { done: true, notice: t.acts.judged } : kept
      }),
    field: 'verdict',
  },
  redact: {
    run: async ({ tickets }, id, { words = '', message }, t) => {
      const of = messageId.safeParse(message).data
      const redacted = await tickets.redact(id, { words, message: of })
      return redacted.done ? { done: true, notice: t.acts.redacted(redacted.messages) } : redacted
    },
    field: 'words',
  },
  why: { run: explained },
  ...incidentActs,
  draftArticle: { run: articleDrafted },
  inFrench: { run: readIn('fr') },
  inEnglish: { run: readIn('en') },
}

/** The card for this reader alone. Nothing changes for the others, and nothing of the ticket does. */
function readIn(locale: Locale): Act['run'] {
  return async ({ tickets }, id) => {
    const card = await tickets.cardIn(id, locale)
    return card ? { done: true, own: card.blocks } : { done: false, why: 'not-found' }
  }
}

/** The question, where one was typed, and the waiting for its answer are one act: neither happens without the other. */
async function askAndWait(tickets: Tickets, id: TicketId, { question = '' }: Fields): Promise<Acted> {
  if (!question.trim()) return tickets.wait(id)
  const asked = await tickets.reply(id, question)
  return asked.done ? tickets.wait(id) : asked
}

/** Pressed on a card of one's own, where nothing else would show that it was done. */
async function takenUp({ tickets }: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const taken = await tickets.claim(id)
  return taken.done ? { done: true, notice: t.duty.taken(taken.ticket.number) } : taken
}
async function passedOn({ duty, tickets }: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const passed = await duty.pass(id)
  const number = (await tickets.byId(id))?.number ?? 0
  return { done: true, notice: passed.done ? t.duty.passed(number) : t.duty.notOffered(number) }
}

/** The words of a reply that did not leave are back in its form. */
async function takenBack({ tickets }: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const undone = await tickets.undoReply(id)
  return undone.done ? { done: true, notice: t.acts.undone, ...(await replyForm(tickets, id)) } : undone
}

/** A reply kept ready, named in words: it is shown as its requester would read it, since no form opens by itself here. */
export async function useReadyReply({ tickets }: Desk, id: TicketId, name: string, t: Texts): Promise<Acted> {
  const used = await tickets.useReply(id, name)
  if (!used.done) return used.why === 'empty' ? { done: true, notice: t.acts.noSuchReply(name) } : used
  return { done: true, notice: used.proposed ? `${t.acts.proposed}\n\n${used.text}` : t.acts.macroDone }
}

/** A reply kept ready is in the reply form now; a macro has been done. */
async function usedReply(tickets: Tickets, id: TicketId, name: string, t: Texts): Promise<Acted> {
  const used = await tickets.useReply(id, name)
  if (!used.done) return used
  return used.proposed
    ? { done: true, notice: t.acts.proposed, ...(await replyForm(tickets, id)) }
    : { done: true, notice: t.acts.macroDone }
}

/** The reply form as it stands for this agent now, to go on with. */
async function replyForm(tickets: Tickets, id: TicketId): Promise<{ form?: Form }> {
  const form = formsIn((await tickets.card(id))?.blocks ?? []).find(({ action }) => action === 'reply')
  return form ? { form } : {}
}

/** A draft takes a while, and its button shows nothing by itself. */
async function drafted(asked: Promise<Outcome>, t: Texts): Promise<Acted> {
  const outcome = await asked
  return outcome.done ? { done: true, notice: t.agentCard.drafting } : outcome
}

/** The same line as for the command: whom it was done to, or why it could not be. */
async function invited({ tickets }: Desk, id: TicketId, { who = '' }: Fields, t: Texts): Promise<Acted> {
  const outcome = await tickets.addParticipant(id, who)
  if (!outcome.done && !('name' in outcome)) return outcome
  return { done: true, notice: joinedWords(outcome, 'done', outcome.done ? outcome.ticket.number : 0, t) }
}

async function askedAside({ tickets }: Desk, id: TicketId, { to = '', text = '' }: Fields, t: Texts): Promise<Acted> {
  const outcome = await tickets.askAside(id, to, text)
  return outcome.done || 'name' in outcome ? { done: true, notice: askedWords(outcome, t) } : outcome
}

/** Why triage read it as it did, for the one who asks. */
async function explained(desk: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const told = await desk.triage.explain(id)
  if (!told.done) return told
  return { done: true, notice: [t.why.title(told.explanation.number), ...whyLines(told.explanation, t)].join('\n') }
}

/** An article for review, made of what solved it; nobody reads it before a reviewer has published it. */
async function articleDrafted({ knowledge }: Desk, id: TicketId, _: Fields, t: Texts): Promise<Acted> {
  const drafted = await knowledge.draft(id)
  if (drafted.done) return { done: true, notice: t.acts.articleDrafted(drafted.draft.title) }
  if (drafted.why === 'not-allowed' || drafted.why === 'not-found') return { done: false, why: drafted.why }
  return { done: true, notice: t.acts.noArticle }
}

/** The act with this name; nothing for a name that no card has. */
export const actNamed = (name: string): Act | undefined =>
  Object.hasOwn(acts, name) ? acts[name as keyof TicketAnswers] : undefined
