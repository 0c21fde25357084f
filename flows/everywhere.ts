import { type Card, card } from '../src/chat/card.ts'
import { isPersonal } from '../src/chat/thread.ts'
import type { Moment, Next } from '../src/conversation/flow.ts'
import type { Everywhere, Privately } from '../src/conversation/house.ts'
import { agentsWords } from './agents-words.ts'
import { command } from './command.ts'
import { escalate } from './escalate.ts'
import { helpCard } from './help.ts'
import { home, menu, menuWords } from './menu.ts'
import { isAboutOwnTicket, ownTicket } from './own-ticket.ts'
import { isAboutParticipants, participants } from './participants.ts'

type Said = Moment<unknown, string>

/** Asks for a code that links accounts, or gives one. */
export const linkWords = /^\s*(?:link|lier)(?:\s+(\d{8}))?\s*$/i

/**
 * Words that mean the same at every turn. A question about something else keeps the talk where it is; a person and
 * cancel end it.
 */
export const everywhere: Everywhere = async (moment, inTalk) => {
  const { answer, desk, memory, t } = moment
  const aside = (shown: Card): Next => (inTalk ? { stay: true, says: [shown] } : { done: true, says: [shown] })
  const alone = isPersonal(moment.event.thread) ? aside : (shown: Card): Privately => ({ privately: shown })
  const link = linkWords.exec(answer)
  if (link) return aside(await linkCard(moment, link[1]))
  if (isSubscription(answer)) return aside(card((await command(moment)).reply.notice ?? ''))
  if (menuWords.test(answer))
    return isPersonal(moment.event.thread) ? { pass: menu, input: undefined, says: [] } : alone(await home(moment))
  const about = isAboutParticipants(answer) ? await participants(moment, answer) : undefined
  if (about) return aside(about)
  const forAgents = await agentsWords(moment, answer)
  if (forAgents) return alone(forAgents)
  const own = isAboutOwnTicket(answer) ? await ownTicket(moment, answer) : undefined
  if (own) return alone(own)
  const read = desk.triage.read(answer)
  if (read.confidence.intent < 1) return undefined
  switch (read.intent) {
    case 'person':
      return { pass: escalate, input: { text: memory.question ?? whatElse(answer) }, says: [] }
    case 'cancel':
      return { done: true, says: [card(inTalk ? t.cancelled : t.nothingToCancel)] }
    case 'help':
      return aside(helpCard(t))
    case 'my-tickets':
      return alone(await myTickets(moment))
    case 'status':
      return alone(await statusCard(moment, read.ticket))
    default:
      return undefined
  }
}

/** "@Guichet subscribe priority>=P2": what `/desk` does where there are no slash commands. */
const isSubscription = (text: string) => /^\s*(?:un)?subscribe\b|^\s*(?:dés)?abonner\b/iu.test(text)

/** "I want a person" says no problem; "my screen is black, get me a person" does. */
const whatElse = (text: string) => (text.trim().split(/\s+/).length > 6 ? text : '')

const shown = 10

/** The person's own tickets, and nobody else's: identity is the account that asks. */
export async function myTickets({ desk, t }: Pick<Said, 'desk' | 't'>): Promise<Card> {
  const mine = await desk.tickets.mine(shown + 1)
  if (!mine.length) return card(t.status.none)
  const lines = mine
    .slice(0, shown)
    .map(({ number, title, status }) => t.status.line(number, title, t.statusName[status]))
  const list = card(t.status.mine).text(lines.join('\n'))
  return mine.length > shown ? list.text(t.status.more(mine.length - shown), 'muted') : list
}

/** One ticket. "Not yours" and "does not exist" are the same answer; without a number the latest one is meant. */
export async function statusCard(
  { desk, t, now }: Pick<Said, 'desk' | 't' | 'now'>,
  number: number | undefined,
): Promise<Card> {
  const ticket = number === undefined ? (await desk.tickets.mine(1))[0] : await desk.tickets.byNumber(number)
  if (!ticket) return card(number === undefined ? t.status.none : t.status.unknown(number))
  const view = await desk.tickets.view(ticket.id)
  const at = (time: Date | undefined | null) => (time ? t.at(time, desk.zone, now) : undefined)
  return card(`#${ticket.number} · ${ticket.title}`, 'title').facts({
    // Joined to another ticket, it goes on there.
    [t.status.status]: t.statusName[(await desk.tickets.matter(ticket)).status],
    [t.agentCard.priority]: t.priorityName[ticket.priority],
    [t.status.assignee]: view?.assignee ?? t.agentCard.nobody,
    [t.status.openedOn]: at(ticket.opened_at),
    [t.status.responseDue]: at(view?.responseDue),
    [t.status.resolutionDue]: at(view?.resolutionDue),
    [t.status.resolution]: ticket.resolution ?? undefined,
  })
}

/** Joins two accounts by a one-time code, in private only: a code shown in a channel would be everybody's. */
export async function linkCard(
  { desk, event, t }: Pick<Said, 'desk' | 'event' | 't'>,
  code: string | undefined,
): Promise<Card> {
  if (!isPersonal(event.thread)) return card(t.link.private)
  if (!code) return card(t.link.code(await desk.accounts.makeCode(event.from.account)))
  const linked = await desk.accounts.useCode(event.from.account, code)
  if (linked.linked) return card(t.link.done(linked.accounts))
  return card({ wrong: t.link.wrong, same: t.link.same, 'too-many': t.link.tooMany }[linked.why])
}
