import { Card, card, type Form, type Option } from '../../chat/card.ts'
import type { Texts } from '../../texts/index.ts'
import { incidentMore } from '../announcements/incident-card.ts'
import { aiTools } from '../assistant/table.ts'
import { categories } from '../triage/labels.ts'
import type { Reading } from './reading.ts'
import { snoozes } from './snoozing.ts'
import { holdReasons, priorities, titleFrom } from './ticket.ts'
import type { TicketView } from './view.ts'

type Words = (label: string, title: string, submit: string) => Pick<Form, 'label' | 'title' | 'submit' | 'cancel'>
/** The words around a form that every act has. */
export const wordsIn =
  (t: Texts): Words =>
  (label, title, submit) => ({ label, title, submit, cancel: t.agentCard.cancel })

/** All that is wanted less often, behind “More”. */
export function more(view: TicketView, reading: Reading) {
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
export function judging<A>(acts: Card<A>, { t, model }: Reading) {
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
export function redacting<A>(acts: Card<A>, { relations: { messages, solutions } }: TicketView, t: Texts) {
  const options = [...messages, ...solutions].map(({ id, text }) => ({ value: id, label: titleFrom(text) }))
  return acts.form('redact', wordsIn(t)(t.acts.redact, t.acts.redactTitle, t.acts.redact), {
    words: { label: t.acts.redactWords, kind: 'line', optional: true, hint: t.acts.redactHint },
    message: { label: t.acts.redactMessage, kind: 'choice', optional: true, options },
  })
}

/** A card that several read offers itself in the other language, by that language's own name. */
export function translated<A>(acts: Card<A>, { t, shared }: Reading) {
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
