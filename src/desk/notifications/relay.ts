import { Card } from '../../chat/card.ts'
import { texts } from '../../texts/index.ts'
import type { Scope } from '../scope.ts'
import type { Audience, Mirror, Ticket } from '../tickets/table.ts'

/**
 * Somebody's words as another place shows them: the author by name, and on the agents' side who may read them. `edited`
 * holds the old words for agents; requesters only see that a message was edited.
 */
export function relayed(
  scope: Scope,
  ticket: Ticket,
  mirror: Pick<Mirror, 'kind'> | undefined,
  text: string,
  audience: Audience,
  { edited }: { edited?: string | true } = {},
): Card {
  const agentsSide = mirror?.kind === 'agents'
  const t = texts[agentsSide ? scope.settings.locale : ticket.locale]
  const mine = scope.actor.person === ticket.requester_id
  const notes = [
    agentsSide &&
      (audience === 'internal' ? t.notices.internal : mine ? t.notices.fromRequester : t.notices.publicReply),
    edited === true && t.notices.edited,
    typeof edited === 'string' && t.notices.editedWas(edited),
  ].filter((note): note is string => Boolean(note))
  const author = agentsSide || mine ? scope.actor.name : t.notices.agentOf(scope.actor.name, ticket.number)
  return new Card([]).said(author, text, notes.join(' · ') || undefined)
}
