import { type Actor, isAgent } from '../people/actor.ts'
import type { Ticket } from './table.ts'

type Rule = (actor: Actor, ticket: Pick<Ticket, 'requester_id'>) => boolean
const requester: Rule = (actor, ticket) => ticket.requester_id === actor.person

/** Who may do what: one line per ability. Asked by every verb, whatever the entrance. */
export const may = {
  see: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  comment: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  invite: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  reopen: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  close: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  rate: requester,
  makePrivate: (actor, ticket) => isAgent(actor) || requester(actor, ticket),
  work: (actor) => isAgent(actor),
} as const satisfies Record<string, Rule>
export type Ability = keyof typeof may
