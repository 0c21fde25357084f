import type { Locale } from '../chat/locale.ts'
import { type DraftKind, type DraftOf, draftOf, keptOfDraft } from '../desk/assistant/drafting.ts'
import { namesIn } from '../desk/assistant/store.ts'
import { openDesk } from '../desk/desk.ts'
import { readableBy } from '../desk/knowledge/article.ts'
import { askKnowledge } from '../desk/knowledge/ask.ts'
import { firstTime, type Leased, mailOut } from '../desk/outbox/store.ts'
import type { DeskSettings, Scope } from '../desk/scope.ts'
import { ticketById } from '../desk/tickets/store.ts'
import type { Ticket } from '../desk/tickets/table.ts'
import { messagesOf, publicWordsOf } from '../desk/tickets/view.ts'
import { detectLanguage } from '../desk/triage/language.ts'
import type { TicketId } from '../platform/ids.ts'
import type { Llm } from '../platform/llm.ts'
import { openRedactor } from '../platform/redact.ts'
import type { Db } from '../schema.ts'
import { texts } from '../texts/index.ts'

export interface DraftPorts {
  db: Db
  llm: Llm
  settings: () => DeskSettings
  inScope: (act: (scope: Scope) => Promise<number[]>) => Promise<number[]>
}

/** Writes what an agent asked for as an internal message, or that it did not come. Run again, it writes nothing twice. */
export async function draft(
  ports: DraftPorts,
  { ticket: id, kind }: { ticket: TicketId; kind: DraftKind },
  row: Leased,
): Promise<number[]> {
  const ticket = await ticketById(ports.db, id)
  if (!ticket) return []
  const { locale } = ports.settings()
  const asked = await material(ports.db, ticket, kind, locale)
  const written = await write(ports, asked)
  const { drafts, noDraft } = texts[locale].agentCard
  return ports.inScope(async (scope) => {
    if (!(await firstTime(scope.tx, row))) return []
    await openDesk(scope).tickets.note(id, written ? `${drafts[kind]}\n${written}` : noDraft)
    return mailOut(scope.tx, scope.mail, scope.now)
  })
}

async function write({ db, llm }: DraftPorts, asked: DraftOf): Promise<string | undefined> {
  const { hide, show } = openRedactor(await namesIn(db, JSON.stringify(asked)))
  const question = draftOf({
    ...asked,
    title: hide(asked.title),
    thread: asked.thread.map(({ from, text }) => ({ from, text: hide(text) })),
    articles: asked.articles.map(({ title, text }) => ({ title: hide(title), text: hide(text) })),
  })
  const told = await llm.ask(question)
  const kept = told.ok ? keptOfDraft(told.value, asked.locale, JSON.stringify(question.data)) : undefined
  return kept && show(kept)
}

/** What the model may read. A reply is drafted from what its reader may see, so that nothing internal can slip into it. */
async function material(db: Db, ticket: Ticket, kind: DraftKind, desk: Locale): Promise<DraftOf> {
  const lines =
    kind === 'suggestion'
      ? await publicWordsOf(db, ticket)
      : await messagesOf(db, ticket, kind === 'summary' ? ['public', 'internal'] : ['public'])
  const thread = [
    { from: 'requester' as const, text: ticket.description },
    ...lines
      .filter(({ text }) => text)
      .map(({ byRequester, text }) => ({ from: byRequester ? ('requester' as const) : ('agent' as const), text })),
  ]
  const last = thread.at(-1)!.text
  const other = (detectLanguage(last).locale ?? ticket.locale) === 'fr' ? 'en' : 'fr'
  const locale = { summary: desk, suggestion: ticket.locale, translation: other }[kind] as Locale
  return {
    kind,
    locale,
    title: ticket.title,
    thread,
    articles: kind === 'suggestion' ? await articlesFor(db, ticket) : [],
  }
}

async function articlesFor(db: Db, { description, locale }: Ticket) {
  const { answers } = await askKnowledge(db, { text: description, locale, audience: readableBy.employees })
  return answers.map(({ title, lead, steps }) => ({ title, text: [lead, ...steps].join('\n').slice(0, 3_000) }))
}
