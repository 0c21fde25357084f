import { type Card, card } from '../chat/card.ts'
import type { AccountKey, ThreadKey } from '../chat/thread.ts'
import type { Id, TicketId } from '../platform/ids.ts'
import { type Texts, texts } from '../texts/index.ts'
import { announcements } from './announcements/verbs.ts'
import type { Reading } from './assistant/classify.ts'
import { aiFeedback } from './assistant/feedback.ts'
import { mayAsk } from './assistant/store.ts'
import {
  askedWith,
  channelSetting,
  knownTeams,
  pointedWith,
  type RequestChannel,
  saidIn,
  setChannel,
  shareAnswer,
  speaksTo,
} from './channels/store.ts'
import { duty } from './duty/verbs.ts'
import type { FileId } from './files/table.ts'
import { discard, upload } from './files/uploading.ts'
import { knowledge } from './knowledge/verbs.ts'
import { subscribe, subscriptionsOf, unsubscribe } from './notifications/subscriptions.ts'
import type { SubscriptionFilter } from './notifications/table.ts'
import { deliveries } from './outbox/undelivered.ts'
import { isAgent } from './people/actor.ts'
import { showHome } from './people/homes.ts'
import { makeCode, useCode } from './people/linking.ts'
import { commentRating, rateBot } from './satisfaction/store.ts'
import { type Cause, notAllowed, notFound, type Outcome, type Scope } from './scope.ts'
import { may } from './tickets/policies.ts'
import { ticketById } from './tickets/store.ts'
import { tickets } from './tickets/verbs.ts'
import { type DecisionList, latestDecisions } from './triage/decisions.ts'
import { type Explanation, explainTicket } from './triage/explaining.ts'
import { noteDecision } from './triage/noted.ts'
import { addReasons } from './triage/store.ts'
import { type Triage, triage } from './triage/triage.ts'
import { agrees, choiceIn, deniesSolution, skips } from './triage/verdict.ts'

const mostJudgements = 200
const mostDecisions = 100

/**
 * Everything that a conversation, the console, the API or the command line may do at the desk, in the hand of one actor
 * and inside one transaction, which also stores what is told about it. No network in here.
 */
export const openDesk = (scope: Scope) => {
  const { tx, actor, now, settings } = scope
  const readings = new Map<string, Triage>()
  return {
    actor,
    zone: settings.calendar.calendar.zone,
    settings,
    /** A card of one line in the actor's language. */
    say: (words: (t: Texts) => string): Card => card(words(texts[actor.locale])),
    tickets: tickets(scope),
    /** The same verbs, with what they were done by in the history. */
    because: (cause: Cause) => ({ tickets: tickets({ ...scope, cause }) }),
    knowledge: knowledge(scope),
    triage: {
      /** How a message is read. Several scripts ask about the same words within one event; they are read once. */
      read(text: string): Triage {
        const reading =
          readings.get(text) ?? triage(text, { model: settings.triageModel, previousLocale: actor.locale })
        readings.set(text, reading)
        return reading
      },
      /** Keeps how a message was read, with its reasons, for the ticket that may come of it. */
      note: (source: string, decision: Triage) =>
        noteDecision(scope, { source, decision, model: settings.triageModel.version }),
      /** Why a ticket was read as it was, what was changed since, what had been offered before. For agents only. */
      async explain(id: TicketId): Promise<Outcome<{ explanation: Explanation }>> {
        const ticket = await ticketById(tx, id)
        if (!ticket || !may.see(actor, ticket)) return notFound
        return may.work(actor) ? { done: true, explanation: await explainTicket(tx, ticket) } : notAllowed
      },
      agrees,
      deniesSolution,
      choiceIn,
      skips,
      /** How the latest messages were read, with the reasons, for agents. */
      latest: async (list: DecisionList) =>
        isAgent(actor)
          ? ({ done: true, decisions: await latestDecisions(tx, { list, limit: mostDecisions }) } as const)
          : notAllowed,
      /** Adds what the language model made of it to the reasons that are kept. */
      noteModel: (source: string, { intent, category }: Reading) =>
        addReasons(tx, source, [
          { about: 'intent', value: intent, because: 'language-model' },
          { about: 'category', value: category, because: 'language-model' },
        ]),
    },
    assistant: {
      /** Whether the language model may be asked about the message with this event id. */
      mayAsk: (source: string) => mayAsk(scope, source),
      /** What agents think of it: ratios for every agent, words for leads and their authors. */
      feedback: () => aiFeedback(scope, mostJudgements),
    },
    announcements: announcements(scope),
    accounts: {
      /** Draws this account's home, and again whenever something on it changes. */
      showHome: (account: AccountKey) => showHome(scope, account),
      makeCode: (account: AccountKey) => makeCode(tx, account, now),
      useCode: (account: AccountKey, code: string) => useCode(tx, account, code, now),
    },
    satisfaction: {
      rateBot: (thread: ThreadKey, rating: number) => rateBot(scope, thread, rating),
      comment: (id: Id<'rat'>, words: string) => commentRating(scope, id, words),
    },
    channels: {
      setting: (thread: ThreadKey) => channelSetting(scope, thread),
      set: (channel: ThreadKey, change: Parameters<typeof setChannel>[2]) => setChannel(scope, channel, change),
      said: (thread: ThreadKey, message: string) => saidIn(scope, thread, message),
      pointed: (event: string, account: AccountKey) => pointedWith(scope, event, account),
      asked: (event: string, account: AccountKey) => askedWith(scope, event, account),
      speaksTo: (setting: RequestChannel, account: AccountKey) => speaksTo(scope, setting, account),
      teams: (slugs: readonly string[]) => knownTeams(scope, slugs),
      share: (source: string, thread: ThreadKey, card: Card) => shareAnswer(scope, source, thread, card),
    },
    files: {
      upload: (name: string, content: Uint8Array) => upload(scope, name, content),
      discard: (id: FileId) => discard(scope, id),
    },
    subscriptions: {
      add: (channel: ThreadKey, filter: SubscriptionFilter) => subscribe(scope, channel, filter),
      remove: (channel: ThreadKey) => unsubscribe(scope, channel),
      of: (channel: ThreadKey) => subscriptionsOf(scope, channel),
    },
    deliveries: deliveries(scope),
    duty: duty(scope),
  }
}
export type Desk = ReturnType<typeof openDesk>
