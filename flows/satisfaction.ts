import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { triage } from './triage.ts'

const Asked = z.object({ words: z.string(), ticket: z.templateLiteral(['tkt_', z.string()]).optional() })
const Rated = z.object({
  ticket: z.templateLiteral(['tkt_', z.string()]).optional(),
  rating: z.templateLiteral(['rat_', z.string()]).optional(),
  stars: z.number(),
})

const { turn, ask, done, pass, script } = flow('satisfaction', { rate: Asked, comment: Rated })

/** One to five in the same thread, once; a word behind it is optional. Asked of the bot's part and of a person's part apart. */
export const satisfaction: Flow<z.output<typeof Asked>> = script(
  Asked,
  ({ answer }) => ask('rate', answer),
  [
    turn('rate')
      .says(({ words }, t) =>
        card(words)
          .text(t.rating.scale, 'muted')
          .choices(
            'stars',
            [1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: String(n) })),
          )
          .prompt(),
      )
      .hears({
        stars: (moment) => rated(moment, Number(moment.answer.choice)),
        text: (moment) => (/^[1-5]$/.test(moment.answer.trim()) ? rated(moment, Number(moment.answer)) : aside(moment)),
      })
      .silent(24 * 60, () => done()),

    turn('comment')
      .says((_, t) =>
        card(t.rating.thanks).text(t.rating.comment, 'muted').buttons({ none: t.rating.noComment }).prompt(),
      )
      .hears({
        text: async ({ data, answer, desk, t }) => {
          if (data.ticket) await desk.tickets.rate(data.ticket, data.stars, answer)
          if (data.rating) await desk.satisfaction.comment(data.rating, answer)
          return done(card(t.rating.noted))
        },
        none: () => done(),
      })
      .silent(24 * 60, () => done()),
  ],
  { offersPerson: false },
)

async function rated({ data, desk, event }: Moment<z.output<typeof Asked>, unknown>, stars: number) {
  if (!(stars >= 1 && stars <= 5)) return ask('rate', data)
  if (data.ticket) {
    await desk.tickets.rate(data.ticket, stars)
    return ask('comment', { ticket: data.ticket, stars })
  }
  return ask('comment', { rating: await desk.satisfaction.rateBot(event.thread, stars), stars })
}

/** Words instead of stars: thanks end it, anything else is a new matter. */
function aside({ answer, desk, t }: Moment<unknown, string>) {
  const { intent } = desk.triage.read(answer)
  return intent === 'thanks' || intent === 'solved' ? done(card(t.thanks)) : pass(triage, { text: answer })
}
