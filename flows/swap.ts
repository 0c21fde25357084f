import { z } from 'zod'
import { type Card, card } from '../src/chat/card.ts'
import { type Flow, flow } from '../src/conversation/flow.ts'
import type { Answered } from '../src/desk/duty/swaps.ts'
import type { Texts } from '../src/texts/index.ts'

const Question = z.object({
  id: z.templateLiteral(['swp_', z.string()]),
  by: z.string(),
  zone: z.string(),
  from: z.coerce.date(),
  to: z.coerce.date(),
  backFrom: z.coerce.date().optional(),
  backTo: z.coerce.date().optional(),
})
const { turn, ask, done, script } = flow('swap', { asked: Question })

/** A colleague asks to take a shift of theirs: yes or no, and the rota follows. */
export const swap: Flow<z.output<typeof Question>> = script(
  Question,
  ({ answer }) => ask('asked', answer),
  [
    turn('asked')
      .says(({ by, zone, from, to, backFrom, backTo }, t, { now }) => {
        const at = (time: Date) => t.at(time, zone, now)
        const back = backFrom && backTo ? t.duty.swap.inReturn(at(backFrom), at(backTo)) : t.duty.swap.forNothing
        return card(t.duty.swap.question(by, at(from), at(to)))
          .text(back)
          .buttons({ accept: { label: t.duty.swap.accept, style: 'primary' }, decline: t.duty.swap.decline })
      })
      .hears({
        accept: async ({ data, desk, t, now }) => done(answeredCard(await desk.duty.answerSwap(true, data.id), t, now)),
        decline: async ({ data, desk, t, now }) =>
          done(answeredCard(await desk.duty.answerSwap(false, data.id), t, now)),
      }),
  ],
  { offersPerson: false },
)

export function answeredCard(answered: Answered, t: Texts, now: Date): Card {
  if (!answered.done) return card(t.duty.swap[answered.why])
  const { swap, zone, accepted } = answered
  const from = t.at(swap.from_at, zone, now)
  return card(accepted ? t.duty.swap.accepted(from, t.at(swap.to_at, zone, now)) : t.duty.swap.declined)
}
