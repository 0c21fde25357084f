import { z } from 'zod'
import { card } from '../src/chat/card.ts'
import { type Flow, flow, type Moment } from '../src/conversation/flow.ts'
import { triage } from './triage.ts'

const Input = z.object({ announcement: z.templateLiteral(['ann_', z.string()]) })
const Ended = Input.extend({ title: z.string(), resolution: z.string().optional(), withdrawn: z.boolean() })
const { turn, ask, done, pass, script } = flow('incident-over', { back: Ended })

/** A major incident is over: does it work again for this follower? A no is a ticket of their own, with its history. */
export const incidentOver: Flow<z.output<typeof Input>> = script(
  Input,
  async ({ answer: { announcement }, desk }) => {
    const asked = await desk.announcements.asked(announcement)
    return asked ? ask('back', { announcement, ...asked }) : done()
  },
  [
    turn('back')
      .says(({ title, resolution = '', withdrawn }, t) => {
        const told = withdrawn ? t.incident.withdrawn(title) : t.incident.over(title, resolution)
        return card(told)
          .text(withdrawn ? t.incident.still : t.incident.back)
          .buttons({ yes: t.yes, no: t.no })
          .prompt()
      })
      .hears({
        yes: (moment) => (moment.data.withdrawn ? remains(moment) : works(moment)),
        no: (moment) => (moment.data.withdrawn ? works(moment) : remains(moment)),
        text: (moment) => {
          const { answer, data, desk } = moment
          const { intent } = desk.triage.read(answer)
          if (desk.triage.deniesSolution(answer)) return remains(moment)
          if (intent === 'thanks' || intent === 'solved') return works(moment)
          if (desk.triage.agrees(answer)) return data.withdrawn ? remains(moment) : works(moment)
          return pass(triage, { text: answer })
        },
      })
      .silent(24 * 60, () => done()),
  ],
)

type Said = Moment<z.output<typeof Ended>, unknown>

async function works({ data, desk, t }: Said) {
  await desk.announcements.worksAgain(data.announcement)
  return done(card(t.incident.glad))
}

async function remains({ data, desk, event, t }: Said) {
  const own = await desk.announcements.stillBroken(data.announcement, event.thread)
  return done(card(own.done ? t.incident.ownTicket(own.ticket.number) : t.oldCard))
}
