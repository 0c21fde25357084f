import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Scope } from '../scope.ts'
import { recordVerdict } from './learning.ts'

/** An answer as the person saw it, and the question it was shown for. */
export interface ShownAnswer {
  text: string
  rank: number
  answer: { article: ArticleId; version: number; locale: Locale }
}

/** "Did this help?", kept with what was asked and shown; a yes may teach the search (`learning.ts`). */
export const noteVerdict = (scope: Scope, { text, rank, answer }: ShownAnswer, helped: boolean) =>
  recordVerdict(
    scope.tx,
    {
      article: answer.article,
      version: answer.version,
      locale: answer.locale,
      query: text,
      rank,
      person: scope.actor.person,
      helped,
    },
    scope.now,
  )
