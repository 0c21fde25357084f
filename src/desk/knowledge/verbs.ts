import type { ThreadKey } from '../../chat/thread.ts'
import type { TicketId } from '../../platform/ids.ts'
import { isAgent, isLead } from '../people/actor.ts'
import { notAllowed, notFound, type Scope } from '../scope.ts'
import { explainAnswers, type GivenAnswer } from './answered.ts'
import { askKnowledge, findKnowledge, guessKnowledge } from './ask.ts'
import { quotableAt } from './audience.ts'
import { discardDraft, draftFromTicket, editDraft, listDrafts, publishDraft, takeBackScheduled } from './drafts.ts'
import { questionVector } from './embedding.ts'
import { fixedFor, keepFixed, listFixed, noteFixedVerdict, removeFixed } from './fixed-store.ts'
import { listGaps, noteUnanswered, type Unanswered } from './gaps.ts'
import { listAliases, revokeAlias } from './learning.ts'
import { lintKnowledge } from './lint.ts'
import { historyOfArticle } from './reading.ts'
import { listScheduled } from './scheduling.ts'
import type { AliasId, DraftId } from './table.ts'
import { noteVerdict, type ShownAnswer } from './verdict.ts'
import type { ArticleName } from './withdrawing.ts'

const mostGaps = 100
const mostAnswers = 100

/**
 * The knowledge base in one actor's hand: who asks gets what may be read where they ask; gaps and drafts are the agents';
 * what everybody will read is published by a lead.
 */
export const knowledge = (scope: Scope) => {
  const { tx, actor, now, settings, source } = scope
  const { thread, outsiders } = source ?? {}
  const audienceAt = (where = thread) =>
    quotableAt(actor, { thread: where, outsiders, triageChannels: settings.triageChannels })
  const audience = audienceAt()
  const reader = { locale: actor.locale, audience, meaning: settings.meaning, now }
  const alone = quotableAt(actor, { outsiders, triageChannels: settings.triageChannels })
  const asAgent = async <T>(work: () => Promise<T>) => (isAgent(actor) ? work() : notAllowed)
  const asLead = async <T>(work: () => Promise<T>) => (isLead(actor) ? work() : notAllowed)
  return {
    verdict: (shown: ShownAnswer, helped: boolean) => noteVerdict(scope, shown, helped),
    /** `where`: a place other than that of the event, where the answer would be read. */
    ask: (text: string, where?: ThreadKey) => askKnowledge(tx, { text, ...reader, audience: audienceAt(where) }),
    /** For a place that one person alone reads: what they may read in private, unless somebody of another company asks. */
    askAlone: (text: string) => askKnowledge(tx, { text, ...reader, audience: alone }),
    fixedAlone: (text: string) => fixedFor(tx, text, { audience: alone, thread }),
    /** For a search box, in what everybody may read who reads where the result is put. */
    find: (text: string, limit: number) => findKnowledge(tx, { text, ...reader }, limit),
    guess: (text: string) => guessKnowledge(tx, { text, ...reader }),
    /** Whether an embedding model could still be asked what this means: one is configured, and was not asked yet. */
    mayMeanMore: async (text: string) =>
      settings.meaning !== undefined && !(await questionVector(tx, settings.meaning, text)),
    /** Only what anybody may read is quoted here: more can be had in private. */
    publicOnly: audience.length === 1,
    /** An answer was given: what stood for it is kept with the card. */
    answered: (given: Omit<GivenAnswer, 'locale' | 'person' | 'names'>) =>
      void scope.mail.answers.push({ ...given, locale: actor.locale, person: actor.person, names: [actor.name] }),
    /** Nothing was found, or nothing that was offered fitted: the base is missing something. */
    unanswered: (asked: string, text: string, why: Unanswered['why']) =>
      noteUnanswered(
        tx,
        { source: asked, text, locale: actor.locale, person: actor.person, names: [actor.name], why },
        now,
      ),
    /** Why the latest answers were given, or the one that a message got; for agents. */
    explained: (message?: string) =>
      asAgent(async () => ({
        done: true as const,
        answers: await explainAnswers(tx, { limit: mostAnswers, ...(message && { source: message }) }),
      })),
    /** The fixed answer that these words get in this place, if any. */
    fixed: (text: string, where = thread) => fixedFor(tx, text, { audience: audienceAt(where), thread: where }),
    fixedVerdict: (asked: string, helped: boolean) => noteFixedVerdict(tx, asked, actor.person, helped),
    fixedAnswers: () => asAgent(async () => ({ done: true as const, fixed: await listFixed(tx) })),
    keepFixed: (given: unknown) => asAgent(() => keepFixed(tx, given, actor.person, now)),
    removeFixed: (name: string) =>
      asAgent(async () => ((await removeFixed(tx, name)) ? { done: true as const } : notFound)),
    gaps: (since: Date) =>
      asAgent(async () => ({ done: true as const, gaps: await listGaps(tx, { since, limit: mostGaps }) })),
    draft: (ticket: TicketId) => asAgent(() => draftFromTicket(tx, ticket, actor.person, now)),
    drafts: () => asAgent(async () => ({ done: true as const, drafts: await listDrafts(tx) })),
    /** What needs an owner's eye: stale, alone in one language, nearly equal … */
    care: () => asAgent(async () => ({ done: true as const, findings: await lintKnowledge(tx, now) })),
    /** What search has learnt from confirmations, and how many persons stand for each. */
    aliases: () => asAgent(async () => ({ done: true as const, aliases: await listAliases(tx) })),
    revokeAlias: (id: AliasId) =>
      asAgent(async () =>
        (await revokeAlias(tx, id, actor.person, now)).revoked ? { done: true as const } : notFound,
      ),
    editDraft: (id: DraftId, words: { title: string; body: string }) => asAgent(() => editDraft(tx, id, words)),
    publishDraft: (id: DraftId, at?: Date) => asLead(() => publishDraft(tx, id, { by: actor.person, now, at })),
    /** What waits for the instant of its publication, soonest first. */
    scheduled: () => asAgent(async () => ({ done: true as const, scheduled: await listScheduled(tx) })),
    takeBack: (name: ArticleName) => asLead(() => takeBackScheduled(tx, name)),
    /** The versions of an article in both languages, newest first, and what waits. */
    history: (article: string) => asAgent(async () => historyOfArticle(tx, article)),
    discardDraft: (id: DraftId) => asAgent(() => discardDraft(tx, id, actor.person, now)),
  }
}
