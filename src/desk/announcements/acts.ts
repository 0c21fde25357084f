import { z } from 'zod'
import type { TicketActs } from '../tickets/acts.ts'
import { updateMinutes } from './updating.ts'

const ticketId = z.templateLiteral(['tkt_', z.string()])
const nextMinutes = z.coerce.number().pipe(z.literal([...updateMinutes]))
const empty = { done: false, why: 'empty' } as const

type IncidentActs = Pick<TicketActs, 'declare' | 'joinIncident' | 'leaveIncident' | 'withdraw' | 'reword' | 'update'>

/** What the card's buttons and forms about major incidents ask of the desk. */
export const incidentActs: IncidentActs = {
  declare: { run: ({ announcements }, id) => announcements.declare(id) },
  joinIncident: {
    run: async ({ announcements }, id, { to }) => {
      const chosen = ticketId.safeParse(to)
      return chosen.success ? announcements.link(id, chosen.data) : empty
    },
    field: 'to',
  },
  leaveIncident: { run: ({ announcements }, id) => announcements.unlink(id) },
  withdraw: { run: ({ announcements }, id) => announcements.withdraw(id) },
  reword: { run: ({ announcements }, id, { fr = '', en = '' }) => announcements.reword(id, { fr, en }), field: 'fr' },
  update: {
    run: async ({ announcements }, id, { fr = '', en = '', minutes }) => {
      const next = nextMinutes.safeParse(minutes)
      return next.success ? announcements.update(id, { fr, en }, next.data) : empty
    },
    field: 'fr',
  },
}
