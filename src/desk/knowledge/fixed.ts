import { z } from 'zod'
import type { Locale } from '../../chat/locale.ts'
import { bare, plain } from '../triage/phrases.ts'
import { audiences } from './article.ts'

/** A lone `*` stands for at most so many words. */
const gap = 8
const most = { patterns: 20, pattern: 120, text: 3_000, channels: 50 } as const

/**
 * When a fixed answer is given: words in their order, each whole or with `*` for any letters (`imprim*`), a lone `*` for a
 * few words in between, `=` before them for the message as a whole. Case, accents and punctuation do not count. No regular
 * expressions: whoever writes one cannot make the desk slow with it, and can read it a year later.
 */
const Pattern = z
  .string()
  .trim()
  .max(most.pattern)
  .refine((pattern) => tokensOf(pattern).some((token) => token.replaceAll('*', '').length >= 2), {
    message: 'too-wide',
  })

/** `direct`: personal conversations. Otherwise the key of a channel, or its beginning (`teams`, `slack:T1`, `slack:T1:C9`). */
const Channel = z.string().regex(/^(?:direct|(?:slack|teams|web)(?::[\w.@:;=+/%-]{1,200})?)$/)

/** A fixed answer as people write it. Without channels it is given everywhere. */
export const FixedAnswer = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    patterns: z.array(Pattern).min(1).max(most.patterns),
    text: z.strictObject({
      fr: z.string().trim().max(most.text).default(''),
      en: z.string().trim().max(most.text).default(''),
    }),
    audience: z.enum(audiences).default('employees'),
    channels: z.array(Channel).max(most.channels).default([]),
    active: z.boolean().default(true),
  })
  .refine(({ text }) => text.fr || text.en, { path: ['text'] })
export type FixedAnswer = z.output<typeof FixedAnswer>

const tokensOf = (pattern: string) =>
  pattern
    .replace(/^\s*=/, '')
    .split('*')
    .map((part) => bareWords(part))
    .join('*')
    .split(' ')
    .filter(Boolean)

/** Folded words; the spaces at its ends stay, since they tell `a *` from `a*`. */
function bareWords(part: string): string {
  const words = plain(part).replaceAll(' . ', ' ').trim()
  if (!words) return /\s/.test(part) ? ' ' : ''
  return `${/^\s/.test(part) ? ' ' : ''}${words}${/\s$/.test(part) ? ' ' : ''}`
}

/** Words of the pattern that the message holds; 0 where it does not fit. Bounded by the lengths of the two, whatever they are. */
export function fits(pattern: string, message: string): number {
  const whole = /^\s*=/.test(pattern)
  const tokens = tokensOf(pattern)
  const words = whole
    ? bare(plain(message)).split(' ')
    : plain(message)
        .split(' ')
        .filter((word) => word && word !== '.')
  let places = new Set(whole ? [0] : words.keys())
  for (const token of tokens) {
    const next = new Set<number>()
    for (const at of places) {
      if (token === '*') for (let to = at; to <= Math.min(at + gap, words.length); to++) next.add(to)
      else if (at < words.length && fitsWord(token, words[at] ?? '')) next.add(at + 1)
    }
    places = next
  }
  const fitted = whole ? places.has(words.length) : places.size > 0
  return fitted ? tokens.filter((token) => token !== '*').length : 0
}

/** Pieces of a word in their order, the first at its beginning and the last at its end. */
function fitsWord(token: string, word: string): boolean {
  const pieces = token.split('*')
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)]
  if (pieces.length === 1) return token === word
  if (word.length < first.length + last.length || !word.startsWith(first) || !word.endsWith(last)) return false
  let from = first.length
  for (const piece of pieces.slice(1, -1)) {
    const at = word.indexOf(piece, from)
    if (at < 0 || at + piece.length > word.length - last.length) return false
    from = at + piece.length
  }
  return true
}

/** The one that holds most of the message's words; of several, the first by name. */
export function bestFit<Each extends Pick<FixedAnswer, 'name' | 'patterns'>>(
  all: readonly Each[],
  message: string,
): Each | undefined {
  const fitted = all
    .map((each) => ({ each, words: Math.max(0, ...each.patterns.map((pattern) => fits(pattern, message))) }))
    .filter(({ words }) => words > 0)
  return fitted.sort((a, b) => b.words - a.words || (a.each.name < b.each.name ? -1 : 1))[0]?.each
}

/** Its text in a language, or in the only one that it was written in. */
export function fixedText(
  { text }: Pick<FixedAnswer, 'text'>,
  locale: Locale,
): { words: string; otherLanguage: boolean } {
  const other = locale === 'fr' ? 'en' : 'fr'
  return text[locale] ? { words: text[locale], otherLanguage: false } : { words: text[other], otherLanguage: true }
}
