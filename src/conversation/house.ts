import type { Card } from '../chat/card.ts'
import type { Author, ChatEvent, Found, Reply } from '../chat/event.ts'
import type { Locale } from '../chat/locale.ts'
import type { ThreadKey } from '../chat/thread.ts'
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

/** What concerns one person alone is told to that person alone, wherever it was asked. */
export type Privately = { privately: Card }

/** The same as a card with buttons, by a name that finds what was asked: shown beside the channel's own messages. */
export type Aside = { aside: Card; card: string }

/** What stood behind a card that one person alone was shown. */
export interface Asked {
  action: string
  text: string
  /** The event that asked. */
  source: string
  thread: ThreadKey
  message: string
}

/** Words that mean the same at every turn: a person, cancel, help, my tickets, status, thanks, link. */
export type Everywhere = (moment: Moment<unknown, string>, inTalk: boolean) => Promise<Next | Privately | undefined>

/** A message that somebody points at, with what is known of it. */
export interface Pointed {
  text: string
  author?: Author | undefined
  here: boolean
  form: boolean
  /** Names the form's card. */
  card: string
  /** The event that brought the message, or a name for it: one message is one ticket. */
  source: string
  thread: ThreadKey
  message: string
}
export interface HomePress {
  action: string
  fields: Record<string, string>
}

/** Who speaks to a ticket without being an agent: its requester, somebody who was added to it, somebody asked aside. */
export type Guest = 'requester' | 'participant' | 'side'

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
  /** The form of an act, as it is now, or why there is none; nothing for one that no card offers. */
  ticketForm: (
    action: string,
    moment: Omit<CardMoment<unknown>, 'answer'>,
  ) => Promise<Pick<Reply, 'form' | 'notice'> | undefined>
  /** A sign put under a ticket's card, or taken away. */
  reaction: (moment: CardMoment<{ emoji: string; added: boolean }>) => Promise<Reply>
  /** Words in a thread that carries a ticket, while a person or the queue holds the floor; `from` says whose thread it is. */
  relay: (
    moment: CardMoment<string> & { event: ChatEvent; from: Guest; floor: 'queue' | 'person'; now: Date },
  ) => Promise<Next | Privately>
  command: (moment: Moment<unknown, string>) => Promise<{ reply: Reply; next?: Next }>
  /** Words in a channel where no talk is under way: the usual talk, nothing at all, or what the channel's setting asks for. */
  inChannel: (
    moment: Moment<unknown, string>,
    mentioned: boolean,
  ) => Promise<'talk' | 'silence' | Privately | Aside | Next>
  /** A press on a card that one person alone was shown in a channel. */
  aside: (moment: Moment<unknown, Asked>) => Promise<Reply>
  /** Somebody points at a message to make a ticket of it; `pointedForm`: the form that was answered to that, filled in. */
  pointed: (moment: Moment<unknown, Pointed>) => Promise<Reply>
  pointedForm: (moment: Moment<unknown, Pointed>, fields: Record<string, string>) => Promise<Reply>
  /** A person's home: what waits for them, their tickets, the way to ask. `atHome` hears what is pressed on it. */
  home: (moment: Pick<Moment<unknown, unknown>, 'desk' | 't' | 'now'>) => Promise<Card>
  atHome: (moment: Moment<unknown, HomePress>) => Promise<{ reply: Reply; next?: Next }>
  /** Tickets and articles by words, only what this person may see. */
  search: (moment: Moment<unknown, string>) => Promise<ReadonlyArray<Found>>
  detect: (text: string) => { locale: Locale | undefined; confidence: number }
}
