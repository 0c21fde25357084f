import type { TicketId } from '../../platform/ids.ts'
import type { Db, Tx } from '../../schema.ts'
import type { Priority } from '../tickets/ticket.ts'
import { type DeskCalendar, lockCalendar } from './calendars.ts'
import {
  type CauseOf,
  type Clock,
  pauseClock,
  restartClock,
  resumeClock,
  retargetClock,
  startClock,
  stopClock,
} from './clock.ts'
import { type DueTimes, dueOf } from './due.ts'
import { type Explanation, explainClock } from './explain.ts'
import { type Ledger, lockLedgers, readLedgers, saveLedgers } from './ledgers.ts'
import { clockNames, targetMinutes } from './targets.ts'

/**
 * Both clocks of a ticket begin now, once: a second call changes nothing. Like every function here it belongs into the
 * transaction that changes the ticket, and `now` is the database's time. Of the calendar only the id counts (its hours
 * may have been edited since somebody read it); without one, the desk's default.
 */
export async function startClocks(
  tx: Tx,
  ticketId: TicketId,
  priority: Priority,
  now: Date,
  calendar?: Pick<DeskCalendar, 'id'>,
): Promise<DueTimes> {
  const [known, by] = await Promise.all([readLedgers(tx, [ticketId]), lockCalendar(tx, calendar?.id, now)])
  if (known.length > 0) return dueOf(known)
  const ledgers = clockNames.map((name): Ledger => {
    const target = targetMinutes(by.calendar, priority, name, by.targets)
    return { ticketId, calendar: by, clock: startClock(name, priority, target, now), stored: 0, announced: null }
  })
  await saveLedgers(tx, ledgers)
  return dueOf(ledgers)
}

/** The ticket waits for somebody else: the resolution clock stands still. The response clock does not: nobody has answered yet. */
export const pauseResolution = (tx: Tx, ticketId: TicketId, cause: CauseOf<'paused'>, now: Date): Promise<boolean> =>
  change(tx, ticketId, ({ clock }) => (clock.name === 'resolution' ? pauseClock(clock, now, cause) : clock))

/** The wait is over. A stopped clock stays stopped, so a late "thanks" starts nothing. */
export const resume = (
  tx: Tx,
  ticketId: TicketId,
  now: Date,
  cause: CauseOf<'running'> = 'user-replied',
): Promise<boolean> =>
  change(tx, ticketId, ({ clock }) => (clock.name === 'resolution' ? resumeClock(clock, now, cause) : clock))

/** A person answered in public for the first time. Later answers change nothing. */
export const stopResponse = (tx: Tx, ticketId: TicketId, now: Date): Promise<boolean> =>
  change(tx, ticketId, ({ clock }) => (clock.name === 'response' ? stopClock(clock, now, 'answered') : clock))

/** The first answer was taken back before it left: it is still owed. */
export const answerTakenBack = (tx: Tx, ticketId: TicketId, now: Date): Promise<boolean> =>
  change(tx, ticketId, ({ clock }) => (clock.name === 'response' ? restartClock(clock, now, 'taken-back') : clock))

/** Resolved, closed, cancelled or merged: nothing is owed any more, be it answered or not. */
export const stopAll = (tx: Tx, ticketId: TicketId, cause: CauseOf<'stopped'>, now: Date): Promise<boolean> =>
  change(tx, ticketId, ({ clock }) => stopClock(clock, now, cause))

/** Reopened: the resolution clock goes on with the minutes it had, at the ticket's priority of now when that is given. */
export const restartResolution = (tx: Tx, ticketId: TicketId, now: Date, priority?: Priority): Promise<boolean> =>
  change(tx, ticketId, (ledger) => {
    if (ledger.clock.name !== 'resolution') return ledger.clock
    const clock = restartClock(ledger.clock, now)
    return clock === ledger.clock || !priority ? clock : retarget({ ...ledger, clock }, priority, now)
  })

/** Other promises for the clocks that still run or wait; what has elapsed and every pause survive. */
export const changePriority = (tx: Tx, ticketId: TicketId, priority: Priority, now: Date): Promise<boolean> =>
  change(tx, ticketId, (ledger) => retarget(ledger, priority, now))

/** Why each clock of the ticket stands where it stands at `now`, minute by minute; empty for a ticket without clocks. */
export async function explainTicket(db: Db, ticketId: TicketId, now: Date): Promise<Explanation[]> {
  const ledgers = await readLedgers(db, [ticketId])
  return ledgers.map(({ clock, calendar }) => explainClock(clock, calendar.calendar, now))
}

function retarget({ clock, calendar: { calendar, targets } }: Ledger, priority: Priority, now: Date): Clock {
  return retargetClock(clock, calendar, now, {
    priority,
    target: targetMinutes(calendar, priority, clock.name, targets),
  })
}

/** Applies a rule to both clocks under their lock; says whether anything changed, and writes only then. */
async function change(tx: Tx, ticketId: TicketId, rule: (ledger: Ledger) => Clock): Promise<boolean> {
  const ledgers = await lockLedgers(tx, [ticketId])
  const changed = ledgers
    .map((ledger) => ({ ...ledger, clock: rule(ledger), before: ledger.clock }))
    .filter(({ clock, before }) => clock !== before)
  await saveLedgers(
    tx,
    changed.map(({ before, ...ledger }) => ({ ...ledger, announcedIn: before.cycle })),
  )
  return changed.length > 0
}
