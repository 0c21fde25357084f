import { card, type Field, type Link } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'
import { incidentFirst, isLeading, withPart } from '../announcements/incident-card.ts'
import { cluster, isRising, perHour } from './alike.ts'
import { judging, more, redacting, translated, wordsIn } from './card-more.ts'
import type { Reading } from './reading.ts'
import { beginning, isOpen, titleFrom } from './ticket.ts'
import type { TicketView } from './view.ts'

/** The one card of a ticket on every agents' mirror. It is built when it is sent, so it is never older than the ticket. */
export const ticketCard = (view: TicketView, reading: Reading) =>
  isOpen(view.ticket.status) ? openCard(view, reading) : endedCard(view, reading)

/** Every answer that some state of the card invites; `flows/handle-ticket.ts` must hear each of them. */
export type TicketAnswers = ReturnType<typeof openCard>['invites'] & ReturnType<typeof endedCard>['invites']

function summary(view: TicketView, reading: Reading) {
  const {
    ticket,
    requester,
    author,
    participants,
    called,
    assignee,
    team,
    earlier,
    alike,
    part,
    responseDue,
    resolutionDue,
  } = view
  const { t, now, zone } = reading
  const c = t.agentCard
  const due = (at: Date | undefined) =>
    at && `${t.at(at, zone, now)} (${c.left((at.getTime() - now.getTime()) / 60_000)})`
  const paused = ticket.status === 'waiting' || ticket.status === 'on-hold' ? c.paused : undefined
  let shown = card(`#${ticket.number} · ${t.priorityName[ticket.priority]} · ${ticket.title}`, 'title').facts({
    [c.requester]: requester,
    [t.behalf.by]: author,
    [c.language]: t.languageName[ticket.locale],
    [c.status]: ticket.hold_reason
      ? `${t.statusName[ticket.status]} (${t.holdReasonName[ticket.hold_reason]})`
      : t.statusName[ticket.status],
    [c.assignee]: assignee ?? c.nobody,
    [t.duty.calledFact]: called.join(', ') || undefined,
    [t.participants.takePart]: participants.join(', ') || undefined,
    [t.acts.snoozedUntil]: ticket.snoozed_until ? t.at(ticket.snoozed_until, zone, now) : undefined,
    [c.line]: team ? `N${ticket.tier}, ${t.nameIn(team)}` : `N${ticket.tier}`,
    [c.category]: t.categoryName(ticket.category),
    [c.responseDue]: due(responseDue),
    [c.resolutionDue]: due(resolutionDue) ?? paused,
    ...ticket.facts,
  })
  const first = reading.shared ? beginning(ticket.description) : ticket.description
  if (ticket.description !== ticket.title) shown = shown.said(requester, first)
  if (first !== ticket.description) shown = shown.text(t.acts.wholeInThread, 'muted', wayTo(view, reading))
  if (ticket.tried.length) shown = shown.text(t.pair(c.tried, ticket.tried.join(' · ')), 'muted')
  if (ticket.handover) shown = shown.text(c.handover, 'warning')
  if (reading.abandonedMinutes && assignee) shown = shown.text(t.acts.freedAfter(reading.abandonedMinutes), 'muted')
  if (ticket.frustrated) shown = shown.text(c.frustrated, 'warning')
  for (const line of relationLines(view, t)) shown = shown.text(line, 'muted')
  if (earlier.length) shown = shown.text(c.earlier(earlier), 'muted')
  shown = withPart(shown, part, t, (time) => t.at(time, zone, now))
  const others = alike.map(({ number }) => number)
  const reports = [ticket, ...alike]
  if (isRising(reports, now)) shown = shown.text(c.cluster(others, cluster.hours, perHour(reports, now)), 'warning')
  else if (others.length) shown = shown.text(c.alike(others), 'muted')
  return shown
}

/** The ticket in the console. */
function wayTo({ ticket }: TicketView, { t, publicUrl }: Reading): Link | undefined {
  return publicUrl
    ? { url: new URL(`/?ticket=${ticket.number}`, publicUrl).href, label: t.acts.openInConsole }
    : undefined
}

const relationLines = ({ relations: { links, merged, into } }: TicketView, t: Texts): string[] => [
  ...(into ? [t.acts.mergedInto(into)] : []),
  ...(merged.length ? [t.acts.absorbs(merged)] : []),
  ...(links.length ? [t.acts.linkedTo(links)] : []),
]

/** What is wanted every day stands open; the rest is behind “More”. */
function openCard(view: TicketView, reading: Reading) {
  const { t, assignees } = reading
  const c = t.agentCard
  const words = wordsIn(t)
  const resolve = isLeading(view.part) ? t.incident.resolveAll : c.resolve
  const said = summary(view, reading).text(c.rule, 'muted')
  const told = reading.replying.length ? said.text(t.acts.replying(reading.replying), 'muted') : said
  const undo = told.buttons({ undoReply: t.acts.undoReply })
  const shown = (reading.held ? undo : (told as typeof undo))
    .buttons({ claim: { label: c.claim, style: 'primary' } })
    .form(
      'reply',
      { ...words(c.reply, c.replyTitle, c.send), carries: { seen: String(reading.newest) } },
      {
        text: { label: c.replyLabel, kind: 'lines', ...(reading.draft && { value: reading.draft }) },
      },
    )
    .form('note', words(c.note, c.noteTitle, c.save), { text: { label: c.noteLabel, kind: 'lines' } })
    .form('assign', words(c.assign, c.assign, c.assign), {
      to: { label: c.assignTo, kind: 'choice', options: assignees, hint: t.acts.assignHint },
    })
    .form('resolve', words(resolve, resolve, resolve), resolveFields(view, t))
  return incidentFirst(
    shown,
    view.part,
    t,
    isRising([view.ticket, ...view.alike], reading.now) || view.ticket.priority === 'P1',
  ).menu(t.acts.more, more(view, reading))
}

/** The solution in words of its own, or a message that says it already. */
function resolveFields({ relations: { solutions } }: TicketView, t: Texts) {
  const options = solutions.map(({ id, text }) => ({ value: id, label: titleFrom(text) }))
  const resolution: FieldOf = { label: t.agentCard.resolution, kind: 'lines', optional: options.length > 0 }
  const message: FieldOf = { label: t.acts.solution, kind: 'choice', optional: true, options }
  const both = { resolution, message }
  return options.length ? both : ({ resolution } as typeof both)
}
type FieldOf = Omit<Field, 'name'>

function endedCard(view: TicketView, reading: Reading) {
  const { t } = reading
  const c = t.agentCard
  let shown = summary(view, reading)
  const { resolution } = view.ticket
  const said = resolution && reading.shared ? beginning(resolution) : resolution
  if (said)
    shown = shown.text(t.pair(c.resolution, said), undefined, said === resolution ? undefined : wayTo(view, reading))
  if (view.ticket.rating) shown = shown.text(`${'★'.repeat(view.ticket.rating)} ${view.ticket.rating}/5`)
  const merged = shown.buttons({ unmerge: t.acts.unmerge })
  const ended = (view.ticket.merged_into ? merged : (shown as typeof merged)).buttons({
    why: t.why.button,
    draftArticle: t.acts.draftArticle,
  })
  return translated(redacting(judging(ended, reading), view, t), reading).form(
    'reopen',
    { label: c.reopen, title: c.reopen, submit: c.reopen, cancel: c.cancel },
    { reason: { label: c.reason, kind: 'line' } },
  )
}
