import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow } from '../src/conversation/flow.ts'
import { triage } from './triage.ts'

const { turn, ask, pass, script } = flow('greeting', { listening: z.object({ name: z.string() }) })

/** Says that it is a bot, what it can do, how to reach a person; then it listens. */
export const greeting: Flow<undefined> = script(
  z.undefined(),
  ({ desk, memory }) => {
    memory.greeted = true
    return ask('listening', { name: desk.actor.name })
  },
  [
    turn('listening')
      .says(({ name }, t) =>
        card(t.greeting.hello(name))
          .text(`${t.greeting.examples}\n${t.greeting.samples.map((sample) => `• ${sample}`).join('\n')}`)
          .buttons({ vpn: t.greeting.vpn, password: t.greeting.password })
          .prompt(t.greeting.hint),
      )
      .hears({
        text: ({ answer }) => pass(triage, { text: answer }),
        vpn: ({ t }) => pass(triage, { text: t.greeting.vpn }),
        password: ({ t }) => pass(triage, { text: t.greeting.password }),
      }),
  ],
)
