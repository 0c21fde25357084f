import type { Locale } from '../../chat/locale.ts'
import type { ArticleId } from '../../platform/ids.ts'
import type { Scope } from '../scope.ts'
import { storeVerdict, type Taught } from './learning.ts'

/** An answer as the person saw it, and the question it was shown for. */
export interface ShownAnswer {
  text: string
  rank: number
  answer: { article: ArticleId; version: number; locale: Locale }
}

/**
 * "Did this help?", kept with what was asked and shown. What the search learns of it (`learning.ts`) a worker finds out: it
 * takes the article for itself for a moment, and everybody may be confirming the same one.
 */
export async function noteVerdict(scope: Scope, { text: query, rank, answer }: ShownAnswer, helped: boolean) {
  const { article, version, locale } = answer
  const taught: Taught = { article, locale, query, person: scope.actor.person, helped }
  const { teaches } = await storeVerdict(scope.tx, { ...taught, version, rank }, scope.now)
  if (teaches) scope.mail.errand(`learn ${article}`, 'learn', taught)
}
