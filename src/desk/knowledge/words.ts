import { stemmer as stemEnglish } from '@orama/stemmers/english'
import { stemmer as stemFrench } from '@orama/stemmers/french'
import type { Locale } from '../../chat/locale.ts'
import { complaints, concepts } from './concepts.ts'
import { stopWords } from './stop-words.ts'

/** Raise it with every change of what this file, the stop words or the concepts do: entries made by another are made again. */
export const analysis = 2

export interface Word {
  /** As typed, folded. */
  readonly word: string
  readonly stem: string
  /** Part of a word or phrase that names a concept: the two share the weight of one word. */
  readonly named: boolean
  /** It says only that something is wrong: "not working", « problème ». */
  readonly complains: boolean
  /** The pieces of a code such as SRV-01, for a base that knows it only in pieces. */
  readonly parts: readonly string[]
}
/** A text as search sees it: its words in order without stop words, and how often each concept is named. */
export interface Analysed {
  readonly words: readonly Word[]
  /** Every word, stop words too, for comparing texts letter by letter. */
  readonly typed: readonly string[]
  readonly concepts: ReadonlyMap<string, number>
}

const stemmers = { en: stemEnglish, fr: stemFrench }
const longestWord = 40

/**
 * One spelling for what people type differently: no accents, no case, ligatures opened. It runs before the stemmer, because
 * the French one otherwise gives « réinitialiser » and « reinitialiser » two stems.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')

// A token may have inner joints: Wi-Fi, SRV-01, KB5023.1, C:\temp.
const token = /[a-z]:\\[\p{L}\p{N}_\\.-]+|[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*/gu
const hyphenless = new Set(
  'wifi email login logon logout logoff signin signout setup backup online offline desktop website username'.split(' '),
)

/** The same word, typed short or by another habit. What stands for several words is a concept instead. */
const sameWord: ReadonlyMap<string, string> = new Map(
  [
    'email mail | emails mail | mails mail | courriel mail | courriels mail | mel mail | pwd password | pw password | passwords password',
    'app application | apps application | appli application | applis application | doc document | docs document | pic picture',
    'mic microphone | micro microphone | admin administrator | msg message | ordi ordinateur | ordis ordinateur | tel telephone | tels telephone',
  ].flatMap((line) => line.split(' | ').map((pair) => pair.split(' ') as [string, string])),
)

interface Token {
  readonly word: string
  readonly parts: readonly string[]
}

/** Wi-Fi gives `wifi`; SRV-01 gives `srv01` and remembers its parts; other joined words are words of their own. */
function tokens(text: string): Token[] {
  const found: Token[] = []
  for (const [match] of fold(text).matchAll(token)) {
    const parts = match.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    const whole = parts.join('')
    const one = parts.length === 1 || hyphenless.has(whole)
    const code = !one && whole.length <= longestWord && (/\d/.test(whole) || match[1] === ':')
    if (one) found.push({ word: within(sameWord.get(whole) ?? whole), parts: [] })
    else if (code) found.push({ word: whole, parts: parts.filter((part) => part.length > 1) })
    else for (const part of parts) found.push({ word: within(sameWord.get(part) ?? part), parts: [] })
  }
  return found
}

/** A word of at most `longestWord` letters, never ending in half of one. */
const within = (word: string) => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))

const remembered: Record<Locale, Map<string, string>> = { en: new Map(), fr: new Map() }
const rememberAtMost = 50_000

/** The stem of a folded word. Codes (words with digits) stay whole. */
export function stem(word: string, locale: Locale): string {
  if (/\d/.test(word)) return word
  const known = remembered[locale].get(word)
  if (known !== undefined) return known
  if (remembered[locale].size >= rememberAtMost) remembered[locale].clear()
  const found = stemmers[locale](word)
  remembered[locale].set(word, found)
  return found
}

interface Phrase {
  readonly stems: readonly string[]
  readonly concept: string
}

/** The wordings of all concepts, by their first stem. */
const wordings = { en: byFirstStem('en'), fr: byFirstStem('fr') }

function byFirstStem(locale: Locale): Map<string, Phrase[]> {
  const found = new Map<string, Phrase[]>()
  for (const { name, words } of concepts)
    for (const wording of words[locale]) {
      const stems = tokens(wording).map(({ word }) => stem(word, locale))
      const first = stems[0] ?? ''
      found.set(first, [...(found.get(first) ?? []), { stems, concept: name }])
    }
  return found
}

/** Cuts, folds and stems a text of the given language. Pure, and the same on every machine. */
export function analyse(text: string, locale: Locale): Analysed {
  const found = tokens(text)
  const stems = found.map(({ word }) => stem(word, locale))
  const phrases = phrasesIn(stems, locale)
  const naming = new Map<number, string[]>()
  const counts = new Map<string, number>()
  for (const { concept, from, to } of phrases) {
    counts.set(concept, (counts.get(concept) ?? 0) + 1)
    for (let at = from; at < to; at++) naming.set(at, [...(naming.get(at) ?? []), concept])
  }
  const words = found.flatMap(({ word, parts }, at) => {
    if (stopWords[locale].has(word)) return []
    const by = naming.get(at) ?? []
    const complains = by.length > 0 && by.every((concept) => complaints.has(concept))
    return [{ word, stem: stems[at] ?? word, named: by.length > 0, complains, parts }]
  })
  return { words, typed: found.map(({ word }) => word), concepts: counts }
}

interface Found {
  readonly concept: string
  readonly from: number
  readonly to: number
}
const longestWording = 6

/** The wordings of concepts in a text. One inside a longer one does not count: "not working" is not about working. */
function phrasesIn(stems: readonly string[], locale: Locale): Found[] {
  const all = stems.flatMap((first, from) =>
    (wordings[locale].get(first) ?? [])
      .filter((phrase) => phrase.stems.every((each, next) => stems[from + next] === each))
      .map(({ concept, stems: { length } }) => ({ concept, from, to: from + length })),
  )
  const reach = new Map<number, number>()
  for (const { from, to } of all) reach.set(from, Math.max(to, reach.get(from) ?? 0))
  const inLonger = ({ from, to }: Found) => {
    for (let start = Math.max(0, from - longestWording); start <= from; start++) {
      const end = reach.get(start) ?? 0
      if (end >= to && end - start > to - from) return true
    }
    return false
  }
  return all.filter((phrase) => !inLonger(phrase))
}

/** The trigrams of words, each with its edges: what is left in common when a word is misspelt or only begun. */
export function gramsOf(words: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const word of words) {
    // By code points: half of a surrogate pair cannot be stored.
    const edged = [' ', ...word, ' ']
    for (let at = 0; at + 3 <= edged.length; at++) grams.add(edged.slice(at, at + 3).join(''))
  }
  return [...grams]
}
