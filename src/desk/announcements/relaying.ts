import { Card } from '../../chat/card.ts'
import { texts } from '../../texts/index.ts'
import type { Scope } from '../scope.ts'
import { mirrorsOf } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'

/** Answers to a message that went to everybody come together where it was written. */
export async function relayToLead(scope: Scope, { parent_id, number }: Ticket, text: string) {
  if (!parent_id || !text.trim()) return
  const t = texts[scope.settings.locale]
  const author = t.incident.reported(scope.actor.name, number)
  for (const mirror of await mirrorsOf(scope.tx, parent_id))
    if (mirror.kind === 'agents')
      scope.mail.post({ mirror: mirror.id }, new Card([]).said(author, text, t.notices.fromRequester), {
        ticket: parent_id,
      })
}
