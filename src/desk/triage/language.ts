import { type Locale, locales } from '../../chat/locale.ts'
import { everydayWords, functionWords } from './language-words.ts'
import { seedLines } from './seed/seed.ts'

export interface Language {
  /** Absent where the text says nothing ("ok", "VPN", "#1042"): the person's profile decides then. */
  readonly locale: Locale | undefined
  /** 0 (no evidence) to 1; about the chance of being right, by the logistic of the evidence. */
  readonly confidence: number
}

// Evidence in nats, French above zero. A function word is near proof; a word known from one language's seed lines is a
// hint, since French borrows "laptop" and "reset"; the look of an unknown word only tips a scale that is otherwise level.
const FUNCTION_WORD = 2.5
const KNOWN_WORD = 1.6
const UNKNOWN_WORD = 0.9
const ACCENTS = 1.8
const ENOUGH = 0.8
/** Longer texts say no more about their language. In UTF-16 units. */
const READ_AT_MOST = 2_000

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The words of a message that can speak of its language: no address, mention, code or number; elisions are cut ("l’écran"). */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, READ_AT_MOST)
    .split(/\s/)
    .filter((piece) => !/[@#_/\\\d]|\w\.\w/.test(piece))
    .flatMap((piece) => fold(piece).match(/\p{L}+/gu) ?? [])
}

/** The message without what it quotes: an error message is in the language of the program. All of it if nothing else is left. */
function ownWords(text: string): string {
  const read = text.slice(0, READ_AT_MOST)
  const own = read.replace(/«[^»]{0,200}»|"[^"]{0,200}"|“[^”]{0,200}”|`[^`]{0,200}`/g, ' ')
  return wordsOf(own).length >= 2 ? own : read
}

const trigrams = (word: string) => {
  const padded = `^${word}$`
  return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3))
}

interface Evidence {
  readonly words: ReadonlyMap<string, number>
  readonly grams: ReadonlyMap<string, number>
}

const clip = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value))

/** Log of how much more often something is seen in French, with half a sighting added to each side. */
function ratios(french: Map<string, number>, english: Map<string, number>): Map<string, number> {
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((a, b) => a + b, 0)
  const [ofFrench, ofEnglish] = [sum(french), sum(english)]
  const ratio = (key: string) =>
    Math.log(((french.get(key) ?? 0) + 0.5) / ofFrench) - Math.log(((english.get(key) ?? 0) + 0.5) / ofEnglish)
  return new Map([...french.keys(), ...english.keys()].map((key) => [key, ratio(key)]))
}

function learn(): Evidence {
  const words = { fr: new Map<string, number>(), en: new Map<string, number>() }
  const grams = { fr: new Map<string, number>(), en: new Map<string, number>() }
  const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const { locale, text } of seedLines()) for (const word of wordsOf(text)) count(words[locale], word)
  for (const locale of locales) for (const word of wordsOf(everydayWords[locale])) count(words[locale], word)
  for (const locale of locales)
    for (const word of words[locale].keys()) for (const gram of trigrams(word)) count(grams[locale], gram)
  return { words: ratios(words.fr, words.en), grams: ratios(grams.fr, grams.en) }
}

let learnt: Evidence | undefined

function evidenceOf(word: string, known: Evidence): number {
  const certain = functionWords.get(word)
  if (certain !== undefined) return certain * FUNCTION_WORD
  const seen = known.words.get(word)
  if (seen !== undefined) return clip(seen, KNOWN_WORD)
  const look = trigrams(word).reduce((sum, gram) => sum + (known.grams.get(gram) ?? 0), 0)
  return word.length < 4 ? 0 : clip(look / 4, UNKNOWN_WORD)
}

/**
 * French, English, or undefined where the text cannot tell. Pure and deterministic; a few microseconds a message.
 * Works without accents, on fragments, and through words of the other language.
 */
export function detectLanguage(text: string): Language {
  learnt ??= learn()
  const known = learnt
  const own = ownWords(text)
  const words = wordsOf(own)
  const accents = /[éèêàçùœ«]/i.test(own) ? ACCENTS : 0
  const evidence = words.reduce((sum, word) => sum + evidenceOf(word, known), accents)
  const confidence = 2 / (1 + Math.exp(-Math.abs(evidence))) - 1
  if (Math.abs(evidence) < ENOUGH) return { locale: undefined, confidence }
  return { locale: evidence > 0 ? 'fr' : 'en', confidence }
}
