import { atDesk } from '../desk/at-desk.ts'
import type { Leased } from '../desk/outbox/store.ts'
import { deskActor } from '../desk/people/actor.ts'
import type { DeskSettings } from '../desk/scope.ts'
import type { Db } from '../schema.ts'
import { texts } from '../texts/index.ts'

/** A message of a ticket that cannot reach its place is not lost silently: the agents read it in the ticket's own room. */
export async function tellUndelivered(
  { db, settings, now }: { db: Db; settings: () => DeskSettings; now: () => Date },
  row: Leased,
  reason: string,
): Promise<number[]> {
  const { ticket, thread } = row
  if (!ticket || !thread || row.mirror) return []
  const t = texts[settings().locale]
  const { wake } = await atDesk(db, settings(), deskActor(settings().locale), now(), (desk) =>
    desk.tickets.note(ticket, t.notices.notDelivered(thread.slice(0, thread.indexOf(':')), reason)),
  )
  return wake
}
