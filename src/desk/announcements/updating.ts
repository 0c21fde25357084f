import { card } from '../../chat/card.ts'
import { newId, type TicketId } from '../../platform/ids.ts'
import { texts } from '../../texts/index.ts'
import { tellAgents } from '../notifications/notices.ts'
import type { Outcome, Scope } from '../scope.ts'
import { change, refused, take } from '../tickets/change.ts'
import { followersOf, inLanguage, lockLedBy, titleIn } from './incidents.ts'

/** When people may expect to hear more; 0: it is not known. */
export const updateMinutes = [15, 30, 60, 120, 0] as const
export type UpdateMinutes = (typeof updateMinutes)[number]

/**
 * One message of the lead to everybody who follows, each in their own language where it was written in it, each once;
 * and it is what the next who asks is shown.
 */
export async function updateFollowers(
  scope: Scope,
  id: TicketId,
  words: { fr: string; en: string },
  minutes: UpdateMinutes,
): Promise<Outcome<{ told: number }>> {
  const ticket = await take(scope, id, 'work')
  if (refused(ticket)) return ticket
  const incident = await lockLedBy(scope.tx, id)
  if (!incident || incident.ended_at) return { done: false, why: 'not-from-here', from: ticket.status }
  const said = { fr: words.fr.trim(), en: words.en.trim() }
  if (!said.fr && !said.en) return { done: false, why: 'empty' }
  const next = minutes ? new Date(scope.now.getTime() + minutes * 60_000) : null
  await scope.tx
    .insertInto('announcement_updates')
    .values({
      id: newId('upd'),
      announcement_id: incident.id,
      text_fr: said.fr,
      text_en: said.en,
      author_id: scope.actor.person,
      at: scope.now,
    })
    .execute()
  await scope.tx
    .updateTable('announcements')
    .set({ next_update_at: next, reminded_at: null })
    .where('id', '=', incident.id)
    .execute()
  const { zone } = scope.settings.calendar.calendar
  const others = (await followersOf(scope.tx, incident)).filter(({ person_id }) => person_id !== scope.actor.person)
  for (const { thread, locale: spoken, ticket_id } of others) {
    const locale = spoken ?? scope.settings.locale
    const t = texts[locale]
    const told = card(t.incident.news(titleIn(incident, locale), inLanguage(said, locale)))
    scope.mail.post(
      { thread },
      next ? told.text(t.known.next(t.at(next, zone, scope.now)), 'muted') : told,
      ticket_id ? { ticket: ticket_id } : {},
    )
  }
  const updated = await change(
    scope,
    ticket,
    {},
    { kind: 'incident-updated', change: { told: others.length, ...said } },
  )
  const heard = inLanguage(said, scope.settings.locale)
  await tellAgents(scope, updated, (t) => t.incident.updated(scope.actor.name, others.length, heard))
  return { done: true, told: others.length }
}
