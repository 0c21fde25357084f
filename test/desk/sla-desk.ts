import { afterAll, beforeAll } from 'vitest'
import { ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { dueSoon } from '../../src/desk/sla/milestones.ts'
import { startClocks } from '../../src/desk/sla/store.ts'
import type { Priority } from '../../src/desk/tickets/ticket.ts'
import { newId, type TicketId } from '../../src/platform/ids.ts'
import type { Tx } from '../../src/schema.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'

/** Monday 5 January 2026 at this time in Paris. */
export const monday = (time: string) => new Date(`2026-01-05T${time}+01:00`)

/** A desk with French office hours, for one test file; to be called at its top. */
export function slaDesk() {
  let database: TestDatabase
  const requester = newId('per')

  const commit = <T>(act: (tx: Tx) => Promise<T>): Promise<T> => database.db.transaction().execute(act)
  beforeAll(async () => {
    database = await openTestDatabase()
    const person = { id: requester, name: 'Amina', locale: 'fr' as const, created_at: monday('09:00') }
    await database.db.insertInto('people').values(person).execute()
    await commit((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris', holidaysOf: 'FR' }, monday('09:00')))
  })
  afterAll(() => database.close())

  return {
    commit,
    get db() {
      return database.db
    },
    /** A ticket whose clocks started, unless said otherwise, on Monday at ten. */
    async ticket(priority: Priority = 'P2', at = monday('10:00')): Promise<TicketId> {
      const id = newId('tkt')
      const who = { requester_id: requester, author_id: requester, locale: 'fr' } as const
      const what = { type: 'incident', title: 'VPN', description: 'VPN', impact: 'one', urgency: 'medium' } as const
      await commit(async (tx) => {
        await tx
          .insertInto('tickets')
          .values({ id, source: id, ...who, ...what, priority, opened_at: at })
          .execute()
        await startClocks(tx, id, priority, at)
      })
      return id
    },
    clock: (id: TicketId, name: 'response' | 'resolution') =>
      database.db
        .selectFrom('sla_clocks')
        .selectAll()
        .where('ticket_id', '=', id)
        .where('clock', '=', name)
        .executeTakeFirstOrThrow(),
    /** What the tick of this instant says about one ticket, as "clock milestone". */
    told: async (id: TicketId, now: Date) => {
      const due = await commit((tx) => dueSoon(tx, now, 10_000))
      return due.filter(({ ticketId }) => ticketId === id).map(({ clock, milestone }) => `${clock} ${milestone}`)
    },
  }
}
