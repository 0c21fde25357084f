import type { ChatEvent, Reply } from '../chat/event.ts'
import type { Locale } from '../chat/locale.ts'
import type { Desk } from '../desk/desk.ts'
import type { Actor } from '../desk/people/actor.ts'
import type { DeskSettings } from '../desk/scope.ts'
import type { TicketId } from '../platform/ids.ts'
import type { Texts } from '../texts/index.ts'
import type { Flow, Moment, Next } from './flow.ts'

/** An act on a ticket's card, which belongs to no talk: whoever may work at the desk may press it, as long as it is shown. */
export interface CardMoment<Answer> {
  ticket: TicketId
  answer: Answer
  actor: Actor
  desk: Desk
  t: Texts
}

/** Words that mean the same at every turn: a person, cancel, help, my tickets, status, thanks, link. */
export type Everywhere = (moment: Moment<unknown, string>, inTalk: boolean) => Promise<Next | undefined>

/** The scripts and rules that the engine plays with; put together once in `main.ts`. */
export interface House {
  settings: DeskSettings
  flows: ReadonlyMap<string, Flow<never>>
  /** Where a talk begins when nothing else is going on. */
  first: Flow<{ text: string }>
  greeting: Flow<undefined>
  /** What the button that stands on every card of the bot does. */
  person: Flow<{ text: string }>
  everywhere: Everywhere
  /** An act on a ticket's card; nothing for one that no card offers. */
  ticketCard: (action: string, moment: CardMoment<Record<string, string>>) => Promise<Reply | undefined>
  /** Words in the agents' thread under a ticket's card. */
  agentsRoom: (moment: CardMoment<string>) => Promise<Reply>
  /** A sign put under a ticket's card, or taken away. */
  reaction: (moment: CardMoment<{ emoji: string; added: boolean }>) => Promise<Reply>
  /** Words in a requester's thread while a person, or the queue, holds the floor. */
  relay: (moment: CardMoment<string> & { event: ChatEvent; floor: 'queue' | 'person'; now: Date }) => Promise<Next>
  command: (moment: Moment<unknown, string>) => Promise<{ reply: Reply; next?: Next }>
  /** In a channel where nobody called the bot: is this something for a service desk? */
  worthAnswering: (text: string, desk: Desk) => Promise<boolean>
  detect: (text: string) => { locale: Locale | undefined; confidence: number }
}
