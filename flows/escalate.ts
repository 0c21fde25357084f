import { z } from 'zod'
import { type Card, card } from '../src/chat/card.ts'
import { type Flow, flow } from '../src/conversation/flow.ts'

const Waiting = z.object({ ticket: z.templateLiteral(['tkt_', z.string()]), opens: z.coerce.date() })
const { turn, ask, done, script } = flow('escalate', { closed: Waiting })

/** Two earlier tickets in five days make this the third contact: the agent is told to answer in person. */
const contactsThatTire = 2

/** A person, at once: no persuasion, no form. What was said and tried goes along, so that nothing is asked twice. */
export const escalate: Flow<{ text: string }> = script(
  z.object({ text: z.string() }),
  async ({ answer, desk, event, memory, t }) => {
    const text = answer.text.trim() || t.handover.noProblem
    const read = desk.triage.read(text)
    desk.triage.note(memory.source?.event ?? event.id, read)
    const earlier = await desk.tickets.recent()
    const opened = await desk.tickets.open({
      source: memory.source?.event ?? event.id,
      message: memory.source?.message,
      type: read.type ?? 'incident',
      description: text,
      category: read.category,
      impact: read.impact ?? 'one',
      urgency: read.urgency ?? 'medium',
      critical: read.critical,
      handover: true,
      frustrated: read.frustrated || earlier.length >= contactsThatTire,
      tried: memory.tried,
      thread: event.thread,
    })
    if (!opened.done) return done(card(t.agentCard.refusals['not-allowed']))
    const { ticket } = opened
    const said: Card = card(t.handover.understood).text(t.handover.ticket(ticket.number))
    const queue = await desk.tickets.queue(ticket)
    if (!queue.open) return ask('closed', { ticket: ticket.id, opens: queue.opens }, said)
    return done(said.text(t.handover.queue(queue.ahead, queue.minutes)).text(t.handover.tellMore, 'muted'))
  },
  [
    turn('closed')
      .says(({ opens }, t, { now, desk }) =>
        card(t.handover.closed(t.at(opens, desk.zone, now)))
          .buttons({ page: { label: t.handover.page, style: 'danger' } })
          .text(t.handover.pageRules, 'muted'),
      )
      .hears({
        page: async ({ data, desk, t }) => {
          const paged = await desk.tickets.pageOnCall(data.ticket)
          return done(card(paged.done ? t.handover.paged : t.handover.cannotPage))
        },
      }),
  ],
  { offersPerson: false },
)
