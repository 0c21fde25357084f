import type { Locale } from '../../chat/locale.ts'
import { redact } from '../../platform/redact.ts'
import { titleFrom } from '../tickets/ticket.ts'
import { questionKey } from './learning.ts'

/** What a resolved ticket says, as it was written. `said`: the public messages of agents, oldest first. */
export interface ResolvedTicket {
  readonly locale: Locale
  readonly title: string
  readonly description: string
  readonly resolution: string
  readonly said: readonly string[]
  /** Everybody who may be named in it. */
  readonly names: readonly string[]
}

const mostSteps = 10
const mostSymptom = 600
const wordsOfAStep = 3

/** Courtesies and announcements, which are no step of anything. */
const courtesies =
  /^(?:hello|hi|dear|good (?:morning|afternoon)|thanks?|thank you|you(?:’|')re welcome|regards|kind regards|have a|bonjour|bonsoir|salut|merci|je vous en prie|de rien|cordialement|bien à vous|bonne journée|i(?:’|')ll|i am|i(?:’|')m|we(?:’|')ll|we are|let me|next update|the cause is|we (?:are|see)|je (?:m’|m'|vais|regarde|reviens|prends)|nous (?:allons|regardons|voyons|sommes)|on regarde|prochain point|la cause est)(?![\p{L}])/iu
const greeting =
  /^(?:hello|hi|dear (?:team|all)|good (?:morning|afternoon)|bonjour|bonsoir|salut)(?: à tous)?\s*[,.!:]?\s+/iu
/** A user's folder names the user. */
const homes = /((?:[a-z]:\\users\\|\/home\/|\/users\/))[^\\/\s"]+/gi

/** Words in a row that are written like a first name and a family name, wherever they stand. */
export const likeNames = (text: string): string[] => [
  ...new Set(text.match(/(?<!\p{L})\p{Lu}[\p{L}’'-]*\p{Ll}(?: \p{Lu}[\p{L}’'-]*\p{Ll})+(?!\p{L})/gu) ?? []),
]

/**
 * An article in the ticket's own words: its symptom, then the steps of the resolution and of what agents told. Nothing is
 * invented; personal data and secrets are taken out. Absent when the ticket says no step at all.
 */
export function draftArticle(ticket: ResolvedTicket): { title: string; body: string } | undefined {
  const clean = (text: string) => redact(text.replace(homes, '$1…'), ticket.names)
  const steps = stepsOf([ticket.resolution, ...ticket.said].map(clean), ticket.locale)
  if (steps.length === 0) return undefined
  const symptom = clean(ticket.description).replace(/\s+/g, ' ').trim().replace(greeting, '')
  const cut = symptom.length > mostSymptom ? `${symptom.slice(0, mostSymptom).toWellFormed()}…` : symptom
  const list = steps.map((step, at) => `${at + 1}. ${step}`).join('\n')
  return { title: titleFrom(clean(ticket.title)), body: `${cut}\n\n${list}\n` }
}

function stepsOf(texts: readonly string[], locale: Locale): string[] {
  const steps = new Map<string, string>()
  for (const sentence of texts.flatMap((text) => sentencesOf(text, locale))) {
    const words = sentence.split(/\s+/).length
    if (words < wordsOfAStep || sentence.endsWith('?') || courtesies.test(sentence)) continue
    const key = questionKey(sentence, locale)
    // Said twice (the resolution mostly repeats a message), it is one step.
    if (key && !steps.has(key)) steps.set(key, sentence)
  }
  return [...steps.values()].slice(0, mostSteps)
}

/** Lines, and the sentences of each, without what marks them as items of a list. */
function sentencesOf(text: string, locale: Locale): string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' })
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, ''))
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.replace(/\s+/g, ' ').trim()))
    .filter(Boolean)
}
