import { type Card, card } from '../../chat/card.ts'
import type { PersonId } from '../../platform/ids.ts'
import type { Texts } from '../../texts/index.ts'
import { tellAgents, tellPrivately, tellRequester } from '../notifications/notices.ts'
import { personWithRole } from '../people/store.ts'
import type { Scope } from '../scope.ts'
import { dueTimes } from '../sla/due.ts'
import { change, giveFloor } from '../tickets/change.ts'
import { nextPageAt } from '../tickets/paging.ts'
import { lockTicket } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { type Line, messagesOf } from '../tickets/view.ts'
import { nameOf } from '../tickets/working.ts'
import { onDutyAt } from './rota.ts'
import { answersFor, type DutyTeam } from './store.ts'

/** Why claims change hands. */
export type HandoverWhy = 'shift-end' | 'away' | 'asked' | 'left' | 'moved'

/** How much of somebody's last words a brief quotes, in characters; the rest is in the ticket. */
const quoted = 500

/** The open claims of somebody: what is in their hands, whatever it waits for. */
export const claimsOf = ({ tx }: Scope, person: PersonId): Promise<Ticket[]> =>
  tx
    .selectFrom('tickets')
    .selectAll()
    .where('assignee_id', '=', person)
    .where('status', 'not in', ['resolved', 'closed'])
    .orderBy('priority')
    .orderBy('number')
    .execute()

/** Whoever has the duty for this ticket now, other than the one who gives it away. */
export function nextFor(teams: readonly DutyTeam[], ticket: Ticket, from: PersonId, now: Date): PersonId | undefined {
  const on = teams.filter((team) => answersFor(team, ticket)).map((team) => onDutyAt(team.rota, now)?.person)
  return on.find((person) => person !== undefined && person !== from)
}

/**
 * Gives one open claim to somebody, or back to everybody where there is nobody, with a brief drafted from the ticket: its
 * state, what was tried, what is promised. Nothing where it is no longer in those hands.
 */
export async function handOver(
  scope: Scope,
  { id }: Pick<Ticket, 'id'>,
  { from, to, why }: { from: PersonId; to: PersonId | undefined; why: HandoverWhy },
): Promise<boolean> {
  const ticket = await lockTicket(scope.tx, id)
  if (ticket?.assignee_id !== from || ticket.status === 'resolved' || ticket.status === 'closed') return false
  const event = { kind: 'handed-over', change: { why, from } }
  const brief = await briefOf(scope, ticket, await nameOf(scope, from), why)
  const taker = to && (await personWithRole(scope.tx, to))
  if (to && taker) {
    const given = await change(scope, ticket, { assignee_id: to, page_at: null }, event)
    await giveFloor(scope, id, 'person')
    await tellAgents(scope, given, (t) => brief(t, taker.name))
    await tellPrivately(scope, given, [to], (t) => brief(t, taker.name))
    await tellRequester(scope, given, (t) => t.notices.claimed(taker.name))
    return true
  }
  const status = ticket.status === 'in-progress' ? 'new' : ticket.status
  const page_at = nextPageAt(scope.settings.calendar.calendar, ticket, scope.now)
  const freed = await change(scope, ticket, { assignee_id: null, status, page_at }, event)
  await giveFloor(scope, id, 'queue')
  await tellAgents(scope, freed, (t) => brief(t, undefined))
  return true
}

/** What the next one must know, drafted from the ticket alone; the same facts in the language of each reader. */
async function briefOf(scope: Scope, ticket: Ticket, from: string, why: HandoverWhy) {
  const { tx, now, settings } = scope
  const { zone } = settings.calendar.calendar
  const due = await dueTimes(tx, ticket.id)
  const said = (await messagesOf(tx, ticket, ['public', 'internal'])).filter(({ deleted, text }) => !deleted && text)
  const last = (fits: (line: Line) => boolean) => said.findLast(fits)
  const asked = last(({ byRequester, audience }) => byRequester && audience === 'public')
  const answered = last(({ byRequester, byGuest, audience }) => !byRequester && !byGuest && audience === 'public')
  const note = last(({ audience }) => audience === 'internal')
  return (t: Texts, to: string | undefined): Card => {
    const b = t.duty.brief
    const at = (time: Date | undefined) => time && t.at(time, zone, now)
    const waits = ticket.hold_reason ? ` (${t.holdReasonName[ticket.hold_reason]})` : ''
    let brief = card(b.title(ticket.number, from, to, b.why[why]), 'title').facts({
      [b.matter]: ticket.title,
      [b.state]: `${t.statusName[ticket.status]}${waits} · ${t.priorityName[ticket.priority]}`,
      [t.agentCard.responseDue]: at(due.responseDue),
      [t.agentCard.resolutionDue]: at(due.resolutionDue),
      [t.agentCard.tried]: ticket.tried.join(' · ') || undefined,
    }) as Card
    for (const [label, line] of [
      [b.lastAsked, asked],
      [b.lastAnswered, answered],
      [b.lastNote, note],
    ] as const)
      if (line) brief = brief.said(line.author, cut(line.text), `${label} · ${t.at(line.at, zone, now)}`)
    return answered ? brief : brief.text(b.nothingPromised, 'muted')
  }
}

function cut(text: string): string {
  const letters = [...text]
  return letters.length > quoted ? `${letters.slice(0, quoted - 1).join('')}…` : text
}
