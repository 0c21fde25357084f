import { Card, card, type Form, type Option } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'
import { categories } from '../triage/labels.ts'
import { cluster } from './alike.ts'
import { holdReasons, isOpen, priorities } from './ticket.ts'
import type { TicketView } from './view.ts'

/** Who looks, and when: the minutes left are counted at that moment, the hours are those of the desk's zone. */
export interface Reading {
  t: Texts
  now: Date
  zone: string
  /** Whom the Assign form offers: agents, then teams. */
  assignees: ReadonlyArray<Option>
  /** Where the Escalate form may pass it: lines, then teams. */
  escalations: ReadonlyArray<Option>
  /** A language model is there to draft for the agent. */
  model?: boolean | undefined
}

/** The one card of a ticket on every agents' mirror. It is built when it is sent, so it is never older than the ticket. */
export const ticketCard = (view: TicketView, reading: Reading) =>
  isOpen(view.ticket.status) ? openCard(view, reading) : endedCard(view, reading)

/** Every answer that some state of the card invites; `flows/handle-ticket.ts` must hear each of them. */
export type TicketAnswers = ReturnType<typeof openCard>['invites'] & ReturnType<typeof endedCard>['invites']

function summary(
  { ticket, requester, participants, assignee, team, earlier, alike, responseDue, resolutionDue }: TicketView,
  reading: Reading,
) {
  const { t, now, zone } = reading
  const c = t.agentCard
  const due = (at: Date | undefined) =>
    at && `${t.at(at, zone, now)} (${c.left((at.getTime() - now.getTime()) / 60_000)})`
  const paused = ticket.status === 'waiting' || ticket.status === 'on-hold' ? c.paused : undefined
  let shown = card(`#${ticket.number} · ${t.priorityName[ticket.priority]} · ${ticket.title}`, 'title').facts({
    [c.requester]: requester,
    [c.language]: t.languageName[ticket.locale],
    [c.status]: ticket.hold_reason
      ? `${t.statusName[ticket.status]} (${t.holdReasonName[ticket.hold_reason]})`
      : t.statusName[ticket.status],
    [c.assignee]: assignee ?? c.nobody,
    [t.participants.takePart]: participants.join(', ') || undefined,
    [c.line]: team ? `N${ticket.tier}, ${t.nameIn(team)}` : `N${ticket.tier}`,
    [c.category]: t.categoryName(ticket.category),
    [c.responseDue]: due(responseDue),
    [c.resolutionDue]: due(resolutionDue) ?? paused,
    ...ticket.facts,
  })
  if (ticket.description !== ticket.title) shown = shown.said(requester, ticket.description)
  if (ticket.tried.length) shown = shown.text(t.pair(c.tried, ticket.tried.join(' · ')), 'muted')
  if (ticket.handover) shown = shown.text(c.handover, 'warning')
  if (ticket.frustrated) shown = shown.text(c.frustrated, 'warning')
  if (earlier.length) shown = shown.text(c.earlier(earlier), 'muted')
  if (alike.length + 1 >= cluster.tickets) shown = shown.text(c.cluster(alike, cluster.hours), 'warning')
  else if (alike.length) shown = shown.text(c.alike(alike), 'muted')
  return shown
}

type Words = (label: string, title: string, submit: string) => Pick<Form, 'label' | 'title' | 'submit' | 'cancel'>
const wordsIn =
  (t: Texts): Words =>
  (label, title, submit) => ({ label, title, submit, cancel: t.agentCard.cancel })

/** What is wanted every day stands open; the rest is behind “More”. */
function openCard(view: TicketView, reading: Reading) {
  const { t, assignees } = reading
  const c = t.agentCard
  const words = wordsIn(t)
  return summary(view, reading)
    .text(c.rule, 'muted')
    .buttons({ claim: { label: c.claim, style: 'primary' } })
    .form('reply', words(c.reply, c.replyTitle, c.send), { text: { label: c.replyLabel, kind: 'lines' } })
    .form('note', words(c.note, c.noteTitle, c.save), { text: { label: c.noteLabel, kind: 'lines' } })
    .form('assign', words(c.assign, c.assign, c.assign), {
      to: { label: c.assignTo, kind: 'choice', options: assignees, hint: t.acts.assignHint },
    })
    .form('resolve', words(c.resolve, c.resolve, c.resolve), { resolution: { label: c.resolution, kind: 'lines' } })
    .menu(t.acts.more, more(view, reading))
}

function more(view: TicketView, reading: Reading) {
  const { t } = reading
  const c = t.agentCard
  const waits = view.ticket.status === 'waiting' || view.ticket.status === 'on-hold'
  const resume = card('').buttons({ resume: t.acts.resume })
  const wait = card('').buttons({ wait: c.wait })
  const first = new Card<typeof resume.invites & typeof wait.invites>((waits ? resume : wait).blocks)
  const acts = others(reasoned(first, view, reading), view, reading).buttons({
    handBack: c.handBack,
    why: t.why.button,
  })
  const assisted = acts.buttons({ summary: c.summary, suggestion: c.suggestion, translation: c.translation })
  return reading.model ? assisted : (acts as typeof assisted)
}

/** The acts that ask what exactly, and why. */
function reasoned<A>(acts: Card<A>, { ticket }: TicketView, { t, escalations }: Reading) {
  const c = t.agentCard
  const words = wordsIn(t)
  return acts
    .form('hold', words(t.acts.hold, t.acts.hold, c.save), {
      reason: { label: t.acts.holdFor, kind: 'choice', options: named(holdReasons, t.holdReasonName) },
      note: { label: t.acts.holdNote, kind: 'line', optional: true },
    })
    .form('prioritise', words(c.prioritise, c.prioritise, c.save), {
      priority: {
        label: c.newPriority,
        kind: 'choice',
        options: named(priorities, t.priorityName),
        value: ticket.priority,
      },
      reason: { label: c.reason, kind: 'line' },
    })
    .form('categorise', words(c.categorise, c.categorise, c.save), {
      category: {
        label: c.category,
        kind: 'choice',
        options: categories.map((value) => ({ value, label: t.categoryName(value) })),
        ...(ticket.category && { value: ticket.category }),
      },
    })
    .form('escalate', words(c.escalate, c.escalate, c.escalate), {
      to: { label: t.acts.escalateTo, kind: 'choice', options: escalations },
      reason: { label: c.reason, kind: 'line' },
    })
}

/** The acts that bring in somebody else, or send what is there already. */
function others<A>(acts: Card<A>, { files }: TicketView, { t }: Reading) {
  const words = wordsIn(t)
  const shown = acts
    .form('invite', words(t.participants.add, t.participants.addTitle, t.participants.add), {
      who: { label: t.participants.who, kind: 'line' },
    })
    .form('aside', words(t.side.open, t.side.title, t.side.send), {
      to: { label: t.side.to, kind: 'line', hint: t.side.hint },
      text: { label: t.side.words, kind: 'lines' },
    })
  const sending = shown.form('sendFile', words(t.files.send, t.files.sendTitle, t.agentCard.send), {
    file: { label: t.files.which, kind: 'choice', options: files.map(({ id, name }) => ({ value: id, label: name })) },
    text: { label: t.files.words, kind: 'lines', optional: true },
  })
  return files.length ? sending : (shown as typeof sending)
}

const named = <V extends string>(values: readonly V[], names: Record<V, string>): Option[] =>
  values.map((value) => ({ value, label: names[value] }))

function endedCard(view: TicketView, reading: Reading) {
  const { t } = reading
  const c = t.agentCard
  let shown = summary(view, reading)
  if (view.ticket.resolution) shown = shown.text(t.pair(c.resolution, view.ticket.resolution))
  if (view.ticket.rating) shown = shown.text(`${'★'.repeat(view.ticket.rating)} ${view.ticket.rating}/5`)
  return shown
    .buttons({ why: t.why.button })
    .form(
      'reopen',
      { label: c.reopen, title: c.reopen, submit: c.reopen, cancel: c.cancel },
      { reason: { label: c.reason, kind: 'line' } },
    )
}
