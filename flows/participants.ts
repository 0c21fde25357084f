import { type Card, card } from '../src/chat/card.ts'
import type { Moment } from '../src/conversation/flow.ts'
import type { CardMoment } from '../src/conversation/house.ts'
import { joinedWords } from '../src/desk/tickets/participants.ts'
import { askedWords } from '../src/desk/tickets/side.ts'

type Said = Pick<Moment<unknown, string>, 'desk' | 't'>

const words = {
  add: /^\s*(?:add|ajouter)(?:\s+(?<rest>.*))?$/isu,
  remove: /^\s*(?:remove|retirer)(?:\s+(?<rest>.*))?$/isu,
  leave: /^\s*(?:leave|quitter)\s+#?(?<number>\d{1,9})\s*$/iu,
  side: /^\s*(?:side|annexe)(?:\s+(?<rest>.*))?$/isu,
}
const whoAndWhere = /^(?<who>\S.*?)\s+#?(?<number>\d{1,9})\s*$|^#?(?<first>\d{1,9})\s+(?<then>\S.*)$/su
const whoWhereWhat = /^(?<who>\S.*?)\s+#?(?<number>\d{1,9})\s*:?\s+(?<text>\S.*)$/su
/** Beside a problem that is described: a mention, a channel, or the number of a ticket at the end. */
const aboutParticipants =
  /^\s*(?:(?:leave|quitter)\s+#?\d+|(?:add|ajouter|remove|retirer)\s+(?:[@#]\S.*|.*#?\d{4,9})|(?:side|annexe)\s+[@#]\S.*)\s*$/isu

/** Whether these words can only be meant so: "add a printer" is a request, "add @Paul 1042" is not. */
export const isAboutParticipants = (said: string) => aboutParticipants.test(said)

/** Words about who takes part in a ticket: `add @Paul 1042`, `remove @Paul 1042`, `leave 1042`, `side @Paul 1042 …`. */
export async function participants(said: Said, typed: string): Promise<Card | undefined> {
  const { desk, t } = said
  const left = words.leave.exec(typed)?.groups?.number
  if (left)
    return inTicket(said, left, async (ticket) => {
      const outcome = await desk.tickets.leave(ticket)
      return outcome.done ? t.participants.youLeft(Number(left)) : joinedWords(outcome, 'removed', Number(left), t)
    })
  for (const [verb, act, done] of [
    ['add', desk.tickets.addParticipant, 'done'],
    ['remove', desk.tickets.removeParticipant, 'removed'],
  ] as const) {
    const meant = words[verb].exec(typed)
    if (!meant) continue
    const rest = meant.groups?.rest ?? ''
    const { who, number, first, then } = whoAndWhere.exec(rest.trim())?.groups ?? {}
    const [name, ticket] = [who ?? then, number ?? first]
    if (!name || !ticket) return card(t.participants.whom)
    return inTicket(said, ticket, async (id) => joinedWords(await act(id, name), done, Number(ticket), t))
  }
  const meant = words.side.exec(typed)
  return meant ? aside(said, (meant.groups?.rest ?? '').trim()) : undefined
}

async function aside(said: Said, rest: string): Promise<Card> {
  const { desk, t } = said
  const { who, number, text } = whoWhereWhat.exec(rest)?.groups ?? {}
  if (!who || !number || !text) return card(t.side.whom)
  return inTicket(said, number, async (id) => askedWords(await desk.tickets.askAside(id, who, text), t))
}

/** The same answer for a ticket that this person may not see as for none. */
async function inTicket(
  { desk, t }: Said,
  number: string,
  act: (id: CardMoment<string>['ticket']) => Promise<string>,
): Promise<Card> {
  const ticket = await desk.tickets.byNumber(Number(number))
  return card(ticket ? await act(ticket.id) : t.status.unknown(Number(number)))
}
