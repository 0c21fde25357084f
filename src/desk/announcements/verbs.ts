import type { ThreadKey } from '../../chat/thread.ts'
import type { Id, TicketId } from '../../platform/ids.ts'
import { onlyOne } from '../../platform/lock.ts'
import { texts } from '../../texts/index.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import { may } from '../tickets/policies.ts'
import type { Triage } from '../triage/triage.ts'
import { declareIncident, rewordIncident } from './declaring.ts'
import { withdrawIncident } from './ending.ts'
import { askedAbout, follow, isFollowing, stillBroken, worksAgain } from './following.ts'
import { incidentLock } from './incidents.ts'
import { link, unlink } from './linking.ts'
import { knownProblemFor, majorIncident } from './store.ts'
import { type UpdateMinutes, updateFollowers } from './updating.ts'

type Words = { fr: string; en: string }

/** Known problems and major incidents in one actor's hand: agents declare and tell, everybody may follow. */
export const announcements = (scope: Scope) => {
  const { tx, actor, now } = scope
  /** One at a time, before any row is locked: several tickets and followers change together. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    await onlyOne(tx, incidentLock)
    return work()
  }
  const asAgent = async <T extends object>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> =>
    may.work(actor) ? alone(work) : notAllowed
  return {
    /** The known problem that a message is probably about, and whether its writer follows it already. */
    async about(text: string, read: Pick<Triage, 'intent'>) {
      if (scope.announced === false) return undefined
      const known = await knownProblemFor(tx, { text, locale: actor.locale, intent: read.intent }, now)
      return known && { ...known, following: await isFollowing(scope, known.id) }
    },
    /** The newest major incident in progress, for whoever comes without a question and does not follow it yet. */
    async major() {
      if (scope.announced === false) return undefined
      const known = await majorIncident(tx, actor.locale, now)
      return known && !(await isFollowing(scope, known.id)) ? known : undefined
    },
    follow: (id: Id<'ann'>, thread: ThreadKey, question: string) => follow(scope, id, thread, question),
    asked: (id: Id<'ann'>) => askedAbout(scope, id, actor.locale),
    worksAgain: (id: Id<'ann'>) => alone(() => worksAgain(scope, id)),
    stillBroken: (id: Id<'ann'>, thread: ThreadKey) =>
      alone(() => stillBroken(scope, id, thread, texts[actor.locale].incident)),
    declare: (id: TicketId) => asAgent(() => declareIncident(scope, id)),
    reword: (id: TicketId, words: Words) => asAgent(() => rewordIncident(scope, id, words)),
    update: (id: TicketId, words: Words, minutes: UpdateMinutes) =>
      asAgent(() => updateFollowers(scope, id, words, minutes)),
    link: (id: TicketId, to: TicketId) => asAgent(() => link(scope, id, to)),
    unlink: (id: TicketId) => asAgent(() => unlink(scope, id)),
    withdraw: (id: TicketId) => asAgent(() => withdrawIncident(scope, id)),
  }
}
