/**
 * Text → counted features for the linear model: words, word pairs (sentence ends included) and letter grams inside words.
 * A feature is a 32-bit hash (FNV-1a, fowler-noll-vo public domain), so a model needs no strings and nothing is allocated
 * per gram; with 100,000 features about one pair collides.
 */
export interface FeatureOptions {
  /** Letter grams forgive typos in chat lines; a long ticket names its subject several times and does without. */
  readonly letters: boolean
}

/** Counts by feature hash, words and letters apart because each block is weighted on its own. */
export interface Features {
  readonly words: ReadonlyMap<number, number>
  readonly letters: ReadonlyMap<number, number>
}

const PRIME = 16_777_619
const START = 0x811c9dc5
const PAIR = 0x9e3779b9
const LETTERS = 0x01234567
const SHORTEST_GRAM = 2
const LONGEST_GRAM = 5
/** A ticket's beginning says what it is about; the cap bounds time on hostile texts. In UTF-16 units. */
const READ_AT_MOST = 8_000
/** Nobody writes longer words; a wall of letters must not become thousands of grams. */
const LONGEST_WORD = 40

const mix = (hash: number, value: number) => Math.imul(hash ^ value, PRIME)

/** Lower case, accents removed, cut at everything that is neither letter nor digit. */
export function tokens(text: string): string[] {
  const folded = text.slice(0, READ_AT_MOST).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST_WORD))
}

function add(counts: Map<number, number>, hash: number) {
  const key = hash >>> 0
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function countWords(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>()
  let before = START // stands for the beginning of the message: "how do I" weighs more there than in the middle
  for (const word of words) {
    let hash = START
    for (let at = 0; at < word.length; at++) hash = mix(hash, word.charCodeAt(at))
    add(counts, mix(hash, 1))
    add(counts, mix(mix(before ^ PAIR, 0), hash))
    before = hash
  }
  if (words.length) add(counts, mix(mix(before ^ PAIR, 0), LETTERS))
  return counts
}

function countLetters(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const word of words) {
    const padded = ` ${word} `
    for (let from = 0; from + SHORTEST_GRAM <= padded.length; from++) {
      let hash = LETTERS
      const last = Math.min(LONGEST_GRAM, padded.length - from)
      for (let size = 1; size <= last; size++) {
        hash = mix(hash, padded.charCodeAt(from + size - 1))
        if (size >= SHORTEST_GRAM) add(counts, mix(hash, size))
      }
    }
  }
  return counts
}

export function featuresOf(text: string, options: FeatureOptions): Features {
  const words = tokens(text)
  return { words: countWords(words), letters: options.letters ? countLetters(words) : new Map() }
}
