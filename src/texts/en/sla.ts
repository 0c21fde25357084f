import { duration } from '../dates.ts'

/** How a clock explains itself. All durations are working time. */
export const sla = {
  clock: { response: 'First answer', resolution: 'Solution' },
  cause: {
    opened: 'ticket opened',
    'user-replied': 'the requester answered',
    'hold-ended': 'work resumed',
    reopened: 'ticket reopened',
    'taken-back': 'answer taken back before it was sent',
    'waiting-on-user': 'waiting for the requester',
    'waiting-on-vendor': 'waiting for a supplier',
    'waiting-on-change': 'waiting for a change',
    'waiting-on-problem': 'waiting for a problem to be solved',
    'on-hold': 'on hold',
    answered: 'answered',
    resolved: 'resolved',
    closed: 'closed',
    cancelled: 'cancelled',
    merged: 'merged with another ticket',
  },
  head: (clock: string, priority: string, elapsed: number, target: number) =>
    `${clock}, ${priority}: ${duration(elapsed)} of ${duration(target)} used`,
  dueAt: (at: string) => `due ${at}`,
  breachedAt: (at: string, minutes: number) => `missed ${at}, ${duration(minutes)} late`,
  paused: 'clock paused',
  inTime: 'kept',
  span: (from: string, to: string) => `${from} to ${to}`,
  since: (from: string) => `since ${from}`,
  counted: (when: string, cause: string, minutes: number, total: number) =>
    `${when}: ${cause}, ${duration(minutes)} counted (${duration(total)} in all)`,
  notCounted: (when: string, cause: string, minutes: number) => `${when}: ${cause}, ${duration(minutes)} not counted`,
  stopped: (at: string, cause: string, total: number) => `${at}: ${cause} after ${duration(total)}`,
  newPriority: (line: string, priority: string) => `${line}; priority now ${priority}`,
}
