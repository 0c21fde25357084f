import type { ThreadKey } from '../chat/thread.ts'
import { threadsWaiting } from '../conversation/accepted.ts'
import type { House } from '../conversation/house.ts'
import { atDesk } from '../desk/at-desk.ts'
import { keepDuty } from '../desk/duty/keeping.ts'
import { anyDuty } from '../desk/duty/store.ts'
import { publishDue } from '../desk/knowledge/publishing.ts'
import { tellAgents, tellAssignee, tellSubscribers } from '../desk/notifications/notices.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import { mailOut, owed } from '../desk/outbox/store.ts'
import { deskActor } from '../desk/people/actor.ts'
import type { Scope } from '../desk/scope.ts'
import { workingMinutesBetween } from '../desk/sla/calendar.ts'
import { dueSoon } from '../desk/sla/milestones.ts'
import { freeIfAbandoned, idleClaims } from '../desk/tickets/abandoned.ts'
import { change } from '../desk/tickets/change.ts'
import { lastTier, nextPageAt } from '../desk/tickets/paging.ts'
import { wake } from '../desk/tickets/snoozing.ts'
import { lockTicket, ticketById } from '../desk/tickets/store.ts'
import type { TicketId } from '../platform/ids.ts'
import type { Db } from '../schema.ts'
import { hearSilence } from './begin.ts'
import { remindOfUpdates } from './incidents.ts'

export interface TickPorts {
  db: Db
  house: () => House
  wake: (ids: readonly number[]) => void
  /** Hears what waits in a thread. */
  catchUp: (thread: ThreadKey) => Promise<void>
  now: () => Date
}
/** How often Postgres is asked what is due. A wake-up by job makes things prompt; this makes them certain. */
export const tickEveryMs = 2_000
/** A row this young is still on its way through the queue, an event on its way through the process that accepted it. */
const settleMs = 3_000
const atOnce = 100
/** Articles are indexed as they are published: a batch that holds nobody up. */
const publishedAtOnce = 50

/** Asks what is due: events that nobody heard, unsent rows, silences, SLA milestones, unclaimed tickets, tickets to close, articles to publish. Safe to run twice at once. */
export async function tick(ports: TickPorts) {
  const { db, wake, now, catchUp } = ports
  const settled = new Date(now().getTime() - settleMs)
  for (const thread of await threadsWaiting(db, settled, atOnce)) await catchUp(thread)
  wake(await owed(db, settled, atOnce))
  for (const duty of [silences, milestones, pages, wakings, abandoned, closings, reminders, duties])
    wake(await duty(ports))
  await db.transaction().execute((tx) => publishDue(tx, now(), publishedAtOnce))
}

async function silences({ db, house, now }: TickPorts): Promise<number[]> {
  const due = await db
    .selectFrom('conversations')
    .select(['thread', 'wakes_at'])
    .where('wakes_at', '<=', now())
    .limit(atOnce)
    .execute()
  const ids: number[] = []
  for (const { thread, wakes_at } of due) {
    ids.push(...(await hearSilence(db, house(), thread, wakes_at!, now())))
    await db
      .updateTable('conversations')
      .set({ wakes_at: null })
      .where('thread', '=', thread)
      .where('wakes_at', '=', wakes_at)
      .execute()
  }
  return ids
}

/** Warnings and breaches, each told once: in the agents' threads, to the agent who has the ticket, to channels that asked. */
const milestones = (ports: TickPorts): Promise<number[]> =>
  asDesk(ports, async (scope) => {
    for (const due of await dueSoon(scope.tx, scope.now, atOnce)) {
      const ticket = due.state === 'running' ? await ticketById(scope.tx, due.ticketId) : undefined
      if (!ticket) continue
      const minutes = due.dueAt ? workingMinutesBetween(scope.settings.calendar.calendar, scope.now, due.dueAt) : 0
      const words = (t: Parameters<Parameters<typeof tellAgents>[2]>[0]) =>
        due.milestone === 'breach'
          ? t.notices.breached(ticket.number, due.clock)
          : t.notices.dueSoon(ticket.number, minutes, due.clock)
      await tellAgents(scope, ticket, words)
      await tellAssignee(scope, ticket, words)
      if (due.milestone === 'breach') await tellSubscribers(scope, ticket, 'breached')
    }
  })

/** Nobody has claimed it in time: the next line is called, visibly, once each, up to the last. */
async function pages(ports: TickPorts): Promise<number[]> {
  const due = await ports.db
    .selectFrom('tickets')
    .select('id')
    .where('page_at', '<=', ports.now())
    .limit(atOnce)
    .execute()
  const ids: number[] = []
  for (const { id } of due) ids.push(...(await asDesk(ports, (scope) => pageNextLine(scope, id))))
  return ids
}

async function pageNextLine(scope: Scope, id: TicketId) {
  const ticket = await lockTicket(scope.tx, id)
  if (!ticket?.page_at || ticket.page_at > scope.now) return
  if (ticket.assignee_id || ticket.status !== 'new' || ticket.tier === lastTier) {
    await scope.tx.updateTable('tickets').set({ page_at: null }).where('id', '=', id).execute()
    return
  }
  const tier = ticket.tier === 1 ? 2 : 3
  const page_at = tier === lastTier ? null : nextPageAt(scope.settings.calendar.calendar, ticket, scope.now)
  const paged = await change(scope, ticket, { tier, page_at }, { kind: 'paged', change: { tier } })
  scope.mail.errand(`agents ${id}`, 'page-line', { ticket: id, tier }, null, { ticket: id })
  await tellSubscribers(scope, paged, 'escalated')
}

/** Claims that nobody worked on for as long as the desk allows: offered to everybody again. */
async function abandoned(ports: TickPorts): Promise<number[]> {
  const { abandonedMinutes } = ports.house().settings
  if (!abandonedMinutes) return []
  const ids: number[] = []
  for (const id of await idleClaims(ports.db, ports.now(), abandonedMinutes, atOnce))
    ids.push(...(await asDesk(ports, (scope) => freeIfAbandoned(scope, id, abandonedMinutes))))
  return ids
}

/** Snoozed tickets whose time has come. */
async function wakings(ports: TickPorts): Promise<number[]> {
  const due = await ports.db
    .selectFrom('tickets')
    .select('id')
    .where('snoozed_until', '<=', ports.now())
    .limit(atOnce)
    .execute()
  const ids: number[] = []
  for (const { id } of due)
    ids.push(
      ...(await asDesk(ports, async (scope) => {
        const ticket = await lockTicket(scope.tx, id)
        if (ticket?.snoozed_until && ticket.snoozed_until <= scope.now) await wake(scope, ticket, 'due')
      })),
    )
  return ids
}

/** Resolved, and nobody has contradicted for two working days. */
async function closings({ db, house, now }: TickPorts): Promise<number[]> {
  const { settings } = house()
  const due = await db.selectFrom('tickets').select('id').where('close_at', '<=', now()).limit(atOnce).execute()
  const ids: number[] = []
  for (const { id } of due)
    ids.push(
      ...(await atDesk(db, settings, deskActor(settings.locale), now(), (desk) => desk.tickets.close(id, 'silent')))
        .wake,
    )
  return ids
}

/** Of the updates that followers of a major incident were promised. */
const reminders = (ports: TickPorts) => asDesk(ports, remindOfUpdates)

/** Turns, escalations, shifts: of no concern to a desk where no team has a duty. */
const duties = async (ports: TickPorts): Promise<number[]> => ((await anyDuty(ports.db)) ? asDesk(ports, keepDuty) : [])

const asDesk = ({ db, house, now }: TickPorts, act: (scope: Scope) => Promise<void>): Promise<number[]> =>
  db.transaction().execute(async (tx) => {
    const { settings } = house()
    const scope: Scope = { tx, actor: deskActor(settings.locale), now: now(), mail: new Mailbag(), settings }
    await act(scope)
    return mailOut(tx, scope.mail, scope.now)
  })
