import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { isAgent } from '../src/desk/people/actor.ts'
import { again } from './own-ticket.ts'
import { satisfaction } from './satisfaction.ts'
import { triage } from './triage.ts'

const ticketId = z.templateLiteral(['tkt_', z.string()])
const Resolved = z.object({ ticket: ticketId, number: z.number(), by: z.string(), solution: z.string() })
const Input = z.object({ ticket: ticketId, by: z.string(), own: z.boolean() })
const { turn, ask, done, pass, script } = flow('follow-up', {
  solved: Resolved,
  about: Resolved.extend({ text: z.string() }),
})

/** After an agent resolved a ticket: is it true? A yes closes it and asks for a rating, a no reopens it with its history. */
export const followUp: Flow<z.output<typeof Input>> = script(
  Input,
  async ({ answer, desk, t }) => {
    const ticket = await desk.tickets.byId(answer.ticket)
    const matter = ticket && (await desk.tickets.matter(ticket))
    if (matter?.status !== 'resolved') return done()
    const data = { ticket: answer.ticket, number: ticket!.number, by: answer.by, solution: matter.resolution ?? '' }
    if (answer.own) return done(card(t.followUp.solved(data.by, data.number, data.solution)))
    return ask('solved', data)
  },
  [
    turn('solved')
      .says(({ by, number, solution }, t) =>
        card(t.followUp.solved(by, number, solution))
          .text(t.followUp.ask)
          .buttons({ yes: { label: t.yes, style: 'primary' }, no: t.followUp.reopen })
          .prompt(),
      )
      .hears({
        yes: confirmed,
        no: (moment) => reopened(moment),
        text: (moment) => {
          const { data, answer, desk } = moment
          const { intent } = desk.triage.read(answer)
          if (intent === 'thanks' || intent === 'solved' || desk.triage.agrees(answer)) return confirmed(moment)
          if (desk.triage.deniesSolution(answer)) return reopened(moment, answer)
          return ask('about', { ...data, text: answer })
        },
      }),

    turn('about')
      .says(({ number }, t) =>
        card(t.followUp.about(number)).buttons({ it: t.followUp.aboutIt, other: t.followUp.aboutNew }),
      )
      .hears({
        it: (moment) => reopened(moment, moment.data.text),
        other: ({ data }) => pass(triage, { text: data.text }),
      }),
  ],
)

type Said = Moment<z.output<typeof Resolved>, unknown>

async function confirmed({ data, desk, t }: Said) {
  await desk.tickets.close(data.ticket, 'confirmed')
  const ticket = await desk.tickets.byId(data.ticket)
  // What an agent opened for themselves is no measure of the desk.
  if (ticket?.author_id === desk.actor.person && isAgent(desk.actor))
    return done(card(t.followUp.closedOnly(data.number)))
  return pass(satisfaction, { words: t.followUp.closed(data.number), ticket: data.ticket })
}

async function reopened(moment: Said, words?: string) {
  const { data, desk, t } = moment
  const outcome = await desk.tickets.reopen(data.ticket, words ?? t.followUp.reopen)
  const old = outcome.done ? undefined : await desk.tickets.byId(data.ticket)
  if (old?.status === 'closed' && !old.merged_into) return done(await again(moment, old, words))
  if (!outcome.done) return done(card(t.followUp.tooLate(data.number)))
  if (words) await desk.tickets.comment(data.ticket, words)
  return done(card(t.followUp.reopened(data.number)))
}
