import type { Locale } from '../../chat/locale.ts'
import type { ThreadKey } from '../../chat/thread.ts'
import type { Id } from '../../platform/ids.ts'
import type { Outcome, Scope } from '../scope.ts'
import { change } from '../tickets/change.ts'
import { close, reopen } from '../tickets/ending.ts'
import { openTicket } from '../tickets/opening.ts'
import { lockTicket } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { isOpen } from '../tickets/ticket.ts'
import { titleIn } from './incidents.ts'
import type { Announcement, Follower } from './table.ts'

type AnnouncementId = Id<'ann'>

/** "Me too": the person follows the problem and is told of every progress; no ticket is opened. */
export const follow = (scope: Scope, id: AnnouncementId, thread: ThreadKey, question: string) =>
  scope.tx
    .insertInto('announcement_followers')
    .values({
      announcement_id: id,
      person_id: scope.actor.person,
      thread,
      locale: scope.actor.locale,
      question: question.slice(0, 4_000),
    })
    .onConflict((c) => c.columns(['announcement_id', 'person_id']).doUpdateSet({ thread, locale: scope.actor.locale }))
    .execute()

export const isFollowing = async ({ tx, actor }: Scope, id: AnnouncementId): Promise<boolean> =>
  (await ownRow({ tx, actor }, id)) !== undefined

const ownRow = ({ tx, actor }: Pick<Scope, 'tx' | 'actor'>, id: AnnouncementId): Promise<Follower | undefined> =>
  tx
    .selectFrom('announcement_followers')
    .selectAll()
    .where('announcement_id', '=', id)
    .where('person_id', '=', actor.person)
    .executeTakeFirst()

/** What a follower is asked about when it is over; nothing for somebody who follows no more, or has answered. */
export async function askedAbout(
  scope: Scope,
  id: AnnouncementId,
  locale: Locale,
): Promise<{ title: string; resolution: string | undefined; withdrawn: boolean } | undefined> {
  const follower = await ownRow(scope, id)
  const incident = await announcement(scope, id)
  if (!follower?.asked_at || follower.works_again !== null || !incident?.ended_at) return undefined
  return {
    title: titleIn(incident, locale),
    resolution: incident.resolution ?? undefined,
    withdrawn: incident.outcome === 'withdrawn',
  }
}

const announcement = ({ tx }: Scope, id: AnnouncementId): Promise<Announcement | undefined> =>
  tx.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()

/** It works again: whatever tickets the person had in it are closed. */
export async function worksAgain(scope: Scope, id: AnnouncementId): Promise<void> {
  if (!(await answered(scope, id, true))) return
  for (const report of await ownReports(scope, id))
    if (report.status === 'resolved') await close(scope, report.id, 'confirmed')
}

/**
 * It does not: the person's own matter goes on by itself, with everything that was said. Their report is taken out of the
 * incident and reopened; who had none gets a ticket with the words that they followed with.
 */
export async function stillBroken(
  scope: Scope,
  id: AnnouncementId,
  thread: ThreadKey,
  t: { notBack: string; followed: (number: number) => string },
): Promise<Outcome<{ ticket: Ticket }>> {
  if (!(await answered(scope, id, false))) return { done: false, why: 'not-from-here', from: 'closed' }
  const [report, ...others] = await ownReports(scope, id)
  for (const other of others) if (other.status === 'resolved') await close(scope, other.id, 'confirmed')
  if (report) {
    await change(scope, report, { parent_id: null }, { kind: 'incident-left' })
    if (!isOpen(report.status)) await reopen(scope, report.id, t.notBack)
    return { done: true, ticket: (await lockTicket(scope.tx, report.id))! }
  }
  const [follower, incident] = [await ownRow(scope, id), await announcement(scope, id)]
  const parent = incident?.ticket_id ? await lockTicket(scope.tx, incident.ticket_id) : undefined
  return openTicket(scope, {
    source: `again:${id}:${scope.actor.person}`,
    type: 'incident',
    description: follower?.question || (incident ? titleIn(incident, scope.actor.locale) : t.notBack),
    category: incident?.category,
    impact: 'one',
    urgency: 'medium',
    tried: [...(parent ? [t.followed(parent.number)] : []), t.notBack],
    thread,
  })
}

/** One answer counts, the first. */
async function answered({ tx, actor }: Scope, id: AnnouncementId, works_again: boolean): Promise<boolean> {
  const marked = await tx
    .updateTable('announcement_followers')
    .set({ works_again })
    .where('announcement_id', '=', id)
    .where('person_id', '=', actor.person)
    .where('works_again', 'is', null)
    .executeTakeFirst()
  return marked.numUpdatedRows > 0n
}

/** The person's reports of it, the newest first. */
async function ownReports({ tx, actor }: Scope, id: AnnouncementId): Promise<Ticket[]> {
  return tx
    .selectFrom('tickets as t')
    .innerJoin('announcements as a', 'a.ticket_id', 't.parent_id')
    .selectAll('t')
    .where('a.id', '=', id)
    .where('t.requester_id', '=', actor.person)
    .orderBy('t.number', 'desc')
    .execute()
}
