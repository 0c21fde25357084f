import { z } from 'zod'
import type { Locale } from '../../chat/locale.ts'
import { texts } from '../../texts/index.ts'
import type { Answer } from '../knowledge/answer.ts'
import { detectLanguage } from '../triage/language.ts'
import { cleanText, mayBeShown, sharedWords, tellsNothingNew } from './trust.ts'

const mostSteps = 7
const longestSentence = 400
const longestPassage = 700
/** Of a sentence's own words, this share must stand in the passage it names, where both are in one language. */
const leastShared = 0.5

/** One sentence and the number of the passage it stands on. */
const Sentence = z.object({ text: z.string().max(2_000), passage: z.number().int() })
export const Worded = z.object({
  language: z.enum(['fr', 'en']),
  lead: Sentence,
  steps: z.array(Sentence).max(20),
})
export type Worded = z.output<typeof Worded>

/** An article as it is quoted from. */
export type Quoted = Pick<Answer, 'title' | 'lead' | 'steps' | 'locale'>
export interface Passage {
  number: number
  /** Which of the articles it is of, from 0. */
  article: number
  locale: Locale
  text: string
}
/** An answer of which every sentence was found in an article; `from` holds the articles, the leading one first. */
export interface Grounded {
  lead: string
  steps: string[]
  from: number[]
}

/** Leads and steps of the retrieved articles, numbered through from 1. */
export const passagesOf = (articles: readonly Quoted[]): Passage[] =>
  articles
    .flatMap(({ title, lead, steps, locale }, article) => [
      { article, locale, text: `${title}. ${lead}` },
      ...steps.slice(0, mostSteps).map((text) => ({ article, locale, text })),
    ])
    .map((passage, i) => ({ ...passage, text: passage.text.slice(0, longestPassage), number: i + 1 }))

/** The question to the model: an answer in these passages' words. Question and passages are already redacted. */
export const wordingOf = (question: string, passages: readonly Passage[], locale: Locale) => ({
  purpose: 'word-answer',
  rules: `Answer the employee's question (field "question") in ${texts.en.languageName[locale]}, from the passages (field "passages") and
from nothing else. One lead sentence, then at most ${mostSteps} steps of one sentence each. Every sentence names the number of the
passage it stands on. If the passages do not answer the question, give passage 0. Stay close to their
words; keep codes, numbers and names to the letter.`,
  data: {
    question: question.slice(0, 2_000),
    passages: passages.map(({ number, text }) => ({ number, text })),
  },
  answer: Worded,
  mostTokens: 700,
  withinMs: 10_000,
})

/**
 * What is left of a worded answer once every sentence had to show where it stands. Nothing when the lead fell, when more
 * fell than stayed (half an instruction is worse than none), or when it is in the wrong language.
 */
export function groundedIn(worded: Worded, passages: readonly Passage[], locale: Locale): Grounded | undefined {
  const lead = stands(worded.lead, passages)
  const steps = worded.steps.slice(0, mostSteps).map((step) => stands(step, passages))
  const kept = steps.filter((step) => step !== undefined)
  if (!lead || kept.length * 2 < steps.length) return undefined
  const whole = [lead, ...kept]
  const spoken = detectLanguage(whole.map(({ text }) => text).join(' ')).locale
  if (worded.language !== locale || (spoken && spoken !== locale)) return undefined
  const from = [...new Set(whole.map(({ article }) => article))]
  return { lead: lead.text, steps: kept.map(({ text }) => text), from }

  function stands(sentence: z.output<typeof Sentence>, among: readonly Passage[]) {
    const passage = among.find(({ number }) => number === sentence.passage)
    const text = cleanText(sentence.text, longestSentence)
    if (!passage || !mayBeShown(text) || !tellsNothingNew(text, passage.text)) return undefined
    const wholly = splitSentences(text).every((each) => sharedWords(each, passage.text) >= leastShared)
    return passage.locale !== locale || wholly ? { text, article: passage.article } : undefined
  }
}

const splitSentences = (text: string) => text.split(/(?<=[.!?])\s+/).filter((each) => /\p{L}{4}/u.test(each))
