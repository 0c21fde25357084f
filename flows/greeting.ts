import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow } from '../src/conversation/flow.ts'
import { triage } from './triage.ts'

const Known = z.object({ id: z.templateLiteral(['ann_', z.string()]), title: z.string(), since: z.coerce.date() })
const Listening = z.object({ name: z.string(), known: Known.optional() })
const { turn, ask, done, pass, script } = flow('greeting', { listening: Listening })

/** Says what is broken for everybody, that it is a bot, what it can do, how to reach a person; then it listens. */
export const greeting: Flow<undefined> = script(
  z.undefined(),
  async ({ desk, memory }) => {
    memory.greeted = true
    const known = await desk.announcements.major()
    return ask('listening', { name: desk.actor.name, ...(known && { known }) })
  },
  [
    turn('listening')
      .says(({ name, known }, t, { now, desk }) => {
        const hello = card(t.greeting.hello(name))
          .text(`${t.greeting.examples}\n${t.greeting.samples.map((sample) => `• ${sample}`).join('\n')}`)
          .buttons({ vpn: t.greeting.vpn, password: t.greeting.password })
          .prompt(t.greeting.hint)
        const since = known ? t.at(known.since, desk.zone, now) : ''
        const told = card(t.known.title(known?.title ?? '', since), 'warning')
          .buttons({ meToo: t.known.meToo })
          .and(hello)
        return known ? told : (hello as typeof told)
      })
      .hears({
        text: ({ answer }) => pass(triage, { text: answer }),
        meToo: async ({ data: { known }, desk, event, t }) => {
          if (known) await desk.announcements.follow(known.id, event.thread, known.title)
          return done(card(t.known.joined))
        },
        vpn: ({ t }) => pass(triage, { text: t.greeting.vpn }),
        password: ({ t }) => pass(triage, { text: t.greeting.password }),
      }),
  ],
)
