import { type Card, card } from '../src/chat/card.ts'
import type { Moment } from '../src/conversation/flow.ts'
import { isAgent } from '../src/desk/people/actor.ts'
import type { OpenedFor } from '../src/desk/tickets/behalf.ts'
import { refusalWords } from '../src/desk/tickets/refusal.ts'
import type { Impact, Urgency } from '../src/desk/tickets/ticket.ts'
import type { Texts } from '../src/texts/index.ts'

type Said = Pick<Moment<unknown, string>, 'desk' | 't' | 'event'>

/** `for @Paul the beamer is dark`; a name of several words is set apart by a colon. */
const words = /^\s*(?:for|pour)\s+(?<who>@[^:\n]{1,80}?\s*(?=:)|@\S+)\s*:?\s+(?<text>\S.*)$/isu

/** An agent opens a ticket for somebody else, in one line. Nothing for other words, and for people who do not work at the desk. */
export async function behalf(said: Said, typed: string): Promise<Card | undefined> {
  const { who, text } = words.exec(typed)?.groups ?? {}
  if (!who || !text || !isAgent(said.desk.actor)) return undefined
  return card(openedWords(await openForSomebody(said, who, { text }), said.t))
}

/** Read as their own words would be, except for what the agent says about it. */
export function openForSomebody(
  { desk, event }: Pick<Said, 'desk' | 'event'>,
  who: string,
  { text, impact, urgency }: { text: string; impact?: Impact | undefined; urgency?: Urgency | undefined },
): Promise<OpenedFor> {
  const read = desk.triage.read(text)
  desk.triage.note(event.id, read)
  return desk.tickets.openFor(who.trim(), {
    ...{ source: event.id, description: text, type: read.type ?? 'incident', category: read.category },
    impact: impact ?? read.impact ?? 'one',
    urgency: urgency ?? read.urgency ?? 'medium',
    critical: read.critical,
    frustrated: read.frustrated,
  })
}

export function openedWords(opened: OpenedFor, t: Texts): string {
  if (opened.done) return t.behalf.opened(opened.ticket.number, opened.name)
  return 'name' in opened ? t.duty.who(opened.name) : refusalWords(opened, t)
}
