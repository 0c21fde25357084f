import { z } from 'zod'
import type { Form } from '../src/chat/card.ts'
import type { Reply } from '../src/chat/event.ts'
import { channelOf } from '../src/chat/thread.ts'
import type { Moment } from '../src/conversation/flow.ts'
import type { House, Pointed } from '../src/conversation/house.ts'
import { impacts, titleFrom, urgencies } from '../src/desk/tickets/ticket.ts'
import type { Texts } from '../src/texts/index.ts'

type At = Moment<unknown, Pointed>

/**
 * "Make a ticket of this message", said by a shortcut, a message action or 🎫. One ticket a message and a thread: what has
 * one already stays as it is.
 */
export const pointed: House['pointed'] = async (moment) => {
  const { answer, desk, event, t } = moment
  if (await isTaken(moment)) return answer.form ? { notice: t.pointed.already } : {}
  if (answer.form) return { form: ticketForm(t, desk.triage.read(answer.text), answer.text), card: answer.card }
  const opened = await open(moment, {})
  return opened.done || !event.message ? {} : { notice: t.agentCard.refusals['not-allowed'] }
}

/** The form of the shortcut, filled in. */
export const pointedForm: House['pointedForm'] = async (moment, fields): Promise<Reply> => {
  const { t } = moment
  if (await isTaken(moment)) return { notice: t.pointed.already }
  if (!fields.description?.trim()) return { errors: { description: t.agentCard.refusals.empty } }
  const opened = await open(moment, fields)
  if (!opened.done) return { notice: t.agentCard.refusals['not-allowed'] }
  return { notice: t.pointed.opened(opened.ticket.number) }
}

const isTaken = async ({ answer, desk }: At) => (await desk.tickets.at(answer.thread, answer.message)) !== undefined

async function open({ answer, desk, event }: At, fields: Record<string, string>) {
  const text = fields.description?.trim() || answer.text || '…'
  const read = desk.triage.read(answer.text)
  const internal = desk.settings.triageChannels.includes(channelOf(answer.thread))
  desk.triage.note(answer.source, read)
  return desk.tickets.openFromMessage(
    {
      source: answer.source,
      thread: answer.thread,
      message: answer.message,
      // What agents write among themselves is theirs: no requester is told of it.
      author: (internal ? undefined : answer.author) ?? event.from,
      here: answer.here && !internal,
    },
    {
      type: read.type ?? 'incident',
      description: text,
      title: fields.title?.trim() ? titleFrom(fields.title) : undefined,
      category: read.category,
      impact: z
        .enum(impacts)
        .catch(read.impact ?? 'one')
        .parse(fields.impact),
      urgency: z
        .enum(urgencies)
        .catch(read.urgency ?? 'medium')
        .parse(fields.urgency),
      critical: read.critical,
      frustrated: read.frustrated,
    },
  )
}

type Read = ReturnType<At['desk']['triage']['read']>
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

function ticketForm(t: Texts, read: Read, text: string): Form {
  const { labels } = t.ticket
  const choice = (label: string, of: Record<string, string>, value: string) =>
    ({ label, kind: 'choice', options: options(of), value }) as const
  return {
    action: 'open',
    label: t.ticket.open,
    title: t.pointed.title,
    submit: t.ticket.open,
    cancel: t.cancel,
    fields: [
      { name: 'title', label: labels.title, kind: 'line', value: titleFrom(text || '…') },
      { name: 'description', label: labels.description, kind: 'lines', value: text },
      { name: 'impact', ...choice(labels.impact, t.ticket.impacts, read.impact ?? 'one') },
      { name: 'urgency', ...choice(labels.urgency, t.ticket.urgencies, read.urgency ?? 'medium') },
    ],
  }
}
