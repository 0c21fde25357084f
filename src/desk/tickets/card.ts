import { Card, card, type Field, type Form, type Link, type Option } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'
import { incidentFirst, incidentMore, isLeading, withPart } from '../announcements/incident-card.ts'
import { aiTools } from '../assistant/table.ts'
import { categories } from '../triage/labels.ts'
import { cluster, isRising, perHour } from './alike.ts'
import { snoozes } from './snoozing.ts'
import { beginning, holdReasons, isOpen, priorities, titleFrom } from './ticket.ts'
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
  /** Replies kept ready and macros. */
  replies: ReadonlyArray<Option>
  /** A claim without work is freed after so many working minutes. */
  abandonedMinutes?: number | undefined
  /** Who is writing to the requester at this moment. */
  replying: readonly string[]
  /** The newest public message (`messages.seq`): what whoever reads the card has seen. */
  newest: number
  /** Words that came back into the reply form. */
  draft?: string | undefined
  /** A public reply has not left yet. */
  held: boolean
  /** How the console is reached from elsewhere, where that is known. */
  publicUrl?: string | undefined
  /** Several people read this very card, maybe in different languages. */
  shared?: boolean | undefined
  /** A language model is there to draft for the agent. */
  model?: boolean | undefined
}

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

type Words = (label: string, title: string, submit: string) => Pick<Form, 'label' | 'title' | 'submit' | 'cancel'>
const wordsIn =
  (t: Texts): Words =>
  (label, title, submit) => ({ label, title, submit, cancel: t.agentCard.cancel })

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

function more(view: TicketView, reading: Reading) {
  const { t } = reading
  const c = t.agentCard
  const waits = view.ticket.status === 'waiting' || view.ticket.status === 'on-hold'
  const resume = card('').buttons({ resume: t.acts.resume })
  const wait = card('').buttons({ wait: c.wait })
  const first = new Card<typeof resume.invites & typeof wait.invites>((waits ? resume : wait).blocks)
  const ready = kept(first, reading)
  const usual = others(related(snoozing(reasoned(ready, view, reading), view, t), view, reading), view, reading)
  const acts = incidentMore(usual, view.part, t).buttons({
    handBack: c.handBack,
    why: t.why.button,
  })
  const read = translated(redacting(judging(acts, reading), view, t), reading)
  const assisted = read.buttons({ summary: c.summary, suggestion: c.suggestion, translation: c.translation })
  return reading.model ? assisted : (read as typeof assisted)
}

/** What an agent thinks of what the model wrote, or of how triage read the ticket. */
function judging<A>(acts: Card<A>, { t, model }: Reading) {
  const w = t.acts
  return acts.form('judge', wordsIn(t)(w.judge, w.judgeTitle, t.agentCard.save), {
    tool: {
      label: w.judgeWhat,
      kind: 'choice',
      options: named(model ? aiTools : (['triage'] as const), w.tools),
      value: 'triage',
    },
    verdict: { label: w.verdict, kind: 'choice', options: named(['good', 'bad'] as const, w.verdicts) },
    comment: { label: w.judgeComment, kind: 'line', optional: true, hint: w.judgeHint },
  })
}

/** Words, or a whole message, that should never have been written. */
function redacting<A>(acts: Card<A>, { relations: { messages, solutions } }: TicketView, t: Texts) {
  const options = [...messages, ...solutions].map(({ id, text }) => ({ value: id, label: titleFrom(text) }))
  return acts.form('redact', wordsIn(t)(t.acts.redact, t.acts.redactTitle, t.acts.redact), {
    words: { label: t.acts.redactWords, kind: 'line', optional: true, hint: t.acts.redactHint },
    message: { label: t.acts.redactMessage, kind: 'choice', optional: true, options },
  })
}

/** A card that several read offers itself in the other language, by that language's own name. */
function translated<A>(acts: Card<A>, { t, shared }: Reading) {
  const french = acts.buttons({ inFrench: t.acts.inOtherLanguage })
  const english = acts.buttons({ inEnglish: t.acts.inOtherLanguage })
  const other = new Card<typeof french.invites & typeof english.invites>(
    (t.language === 'fr' ? english : french).blocks,
  )
  return shared ? other : (acts as typeof other)
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

/** Replies kept ready, where there are any. */
function kept<A>(acts: Card<A>, { t, replies }: Reading) {
  const asked = acts.form('useReply', wordsIn(t)(t.acts.useReply, t.acts.useReply, t.acts.useReplyGo), {
    name: { label: t.acts.whichReply, kind: 'choice', options: replies, hint: t.acts.useReplyHint },
  })
  return replies.length ? asked : (acts as typeof asked)
}

/** Out of sight for a while, or back in sight. */
function snoozing<A>(acts: Card<A>, { ticket }: TicketView, t: Texts) {
  const woken = acts.buttons({ unsnooze: t.acts.unsnooze })
  const asked = acts.form('snooze', wordsIn(t)(t.acts.snooze, t.acts.snooze, t.acts.snooze), {
    until: { label: t.acts.snoozeUntil, kind: 'choice', options: named(snoozes, t.acts.snoozes) },
    day: { label: t.acts.snoozeDay, kind: 'date', optional: true },
  })
  return new Card<typeof woken.invites & typeof asked.invites>((ticket.snoozed_until ? woken : asked).blocks)
}

/** Other tickets: one with this, beside this, out of this. */
function related<A>(acts: Card<A>, { relations: { messages } }: TicketView, { t, shared }: Reading) {
  const words = wordsIn(t)
  const number = { label: t.acts.number, kind: 'line', hint: '#1042' } as const
  const tied = acts
    .form('merge', words(t.acts.merge, t.acts.merge, t.acts.merge), { into: number })
    .form('link', words(t.acts.link, t.acts.link, t.acts.link), { number })
  const apart = tied.form('split', words(t.acts.split, t.acts.split, t.acts.split), {
    message: {
      label: t.acts.splitMessage,
      kind: 'choice',
      options: messages.map(({ id, text }) => ({ value: id, label: titleFrom(text) })),
    },
  })
  // A card in a channel stands for long; what there is to split off is asked when the form is opened.
  return messages.length || shared ? apart : (tied as typeof apart)
}

const named = <V extends string>(values: readonly V[], names: Record<V, string>): Option[] =>
  values.map((value) => ({ value, label: names[value] }))

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
