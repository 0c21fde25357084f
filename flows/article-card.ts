import { type Card, card } from '../src/chat/card.ts'
import type { Answer } from '../src/desk/knowledge/answer.ts'
import type { Texts } from '../src/texts/index.ts'

/** What of an answer is shown. `wordedFrom`: titles of the articles that a language model worded it from. */
export type ShownArticle = Pick<
  Answer,
  'title' | 'lead' | 'steps' | 'version' | 'reviewedOn' | 'overdue' | 'otherLanguage'
> & {
  readonly wordedFrom?: readonly string[] | undefined
}

/** An answer with its source, and what a reader must know of it: its language, its version, how long ago it was reviewed. */
export function articleCard(answer: ShownArticle, t: Texts): Card {
  const day = answer.reviewedOn ? t.date(new Date(answer.reviewedOn)) : undefined
  const reviewed = day ? t.answer.reviewed(answer.version, day) : t.answer.version(answer.version)
  const lead = answer.overdue ? card(answer.lead).text(t.answer.overdue(day), 'muted') : card(answer.lead)
  return (answer.otherLanguage ? lead.text(t.answer.otherLanguage, 'muted') : lead)
    .steps(answer.steps)
    .source(answer.wordedFrom ? t.answer.byAi(answer.wordedFrom) : t.answer.source(answer.title), reviewed)
}
