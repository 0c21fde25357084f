import { z } from 'zod'
import type { Locale } from '../../chat/locale.ts'
import { texts } from '../../texts/index.ts'
import { detectLanguage } from '../triage/language.ts'
import { cleanText, linksNowhereNew, mayBeShown } from './trust.ts'

/** What an agent may ask of the model on a ticket. Each ends in an internal message; sending is a click of the agent's. */
export const draftKinds = ['summary', 'suggestion', 'translation'] as const
export type DraftKind = (typeof draftKinds)[number]

const longest = 4_000
export const Draft = z.object({ language: z.enum(['fr', 'en']), text: z.string().max(20_000) })

export interface ThreadLine {
  from: 'requester' | 'agent'
  text: string
}
export interface DraftOf {
  kind: DraftKind
  /** Of the draft, not of the thread. */
  locale: Locale
  title: string
  thread: readonly ThreadLine[]
  /** Articles that a suggestion may draw on. */
  articles: readonly { title: string; text: string }[]
}

const rules: Record<DraftKind, (language: string) => string> = {
  summary: (language) =>
    `Summarise the ticket for a colleague who takes it over, in ${language}, in at most six short lines: the problem, what was
tried, where it stands, what is missing. Only what the thread says.`,
  suggestion: (language) =>
    `Draft the agent's next answer to the requester, in ${language}, polite and short, from the thread and the articles only. An
agent will read and change it before anything is sent. Promise nothing and no time.`,
  translation: (language) => `Translate the last message of the thread into ${language}, faithfully, and nothing else.`,
}

/** The last lines of a thread that fit; the newest matter most. */
const mostLines = 30
const mostOfLine = 1_000

/** The question to the model about a ticket, already redacted. */
export const draftOf = ({ kind, locale, title, thread, articles }: DraftOf) => ({
  purpose: `draft-${kind}`,
  rules: rules[kind](texts.en.languageName[locale]),
  data: {
    title,
    thread: thread
      .slice(kind === 'translation' ? -1 : -mostLines)
      .map(({ from, text }) => ({ from, text: text.slice(0, mostOfLine) })),
    ...(kind === 'suggestion' && { articles }),
  },
  answer: Draft,
  mostTokens: 1_000,
})

/**
 * A draft without the lines that hold a link or a mention; nothing when nothing is left or the language is another.
 * `source`: what the model was given, where an address that it repeats must stand.
 */
export function keptOfDraft(
  { language, text }: z.output<typeof Draft>,
  locale: Locale,
  source: string,
): string | undefined {
  const kept = cleanText(text, longest)
    .split('\n')
    .filter((line) => line.trim() === '' || (mayBeShown(line) && linksNowhereNew(line, source)))
    .join('\n')
    .trim()
  const spoken = detectLanguage(kept).locale
  return kept && language === locale && (!spoken || spoken === locale) ? kept : undefined
}
