import { normaliseText } from '../../platform/text.ts'

/** What a model's words may not hold, wherever they are shown: links, mentions, markup that a platform could act on. */
const forbidden = /:\/\/|www\.|mailto:|\]\(|<[^>\s]|(?<![\w.])@\p{L}|`{3}/iu
/** What a platform may turn into a link by itself: `portal.example.org`, an address. */
const linkLike = /[\p{L}\p{N}][\p{L}\p{N}._%+@-]*\.\p{L}{2,}/gu
/** Characters that are not seen, or that turn the direction of writing. */
const unseen = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu
/** What must be true to the letter: numbers, codes, addresses, paths, names in capitals. */
const exact =
  /[\p{L}\p{N}][\p{L}\p{N}._\\/:@%+-]*\p{N}[\p{L}\p{N}._\\/:@%+-]*|\p{N}+|\p{L}[\p{L}\p{N}-]*[._\\/@][\p{L}\p{N}][\p{L}\p{N}._\\/:@-]*|\p{Lu}{4,}/gu

/** A model's words as plain text of one line or several, without what is not seen. */
export const cleanText = (text: string, mostCharacters: number): string =>
  normaliseText(text.replace(unseen, ''), mostCharacters).trim()

export const mayBeShown = (text: string): boolean => text !== '' && !forbidden.test(text)

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
/** Words that carry meaning, cut to their beginning so that endings do not matter. */
const stems = (text: string) => (folded(text).match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5))

/** Letters and digits without a break: the 80 of 809 is not one. */
const runsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** Numbers, codes and addresses of a sentence all stand in the source: a model may reword, not invent. */
export function tellsNothingNew(sentence: string, source: string): boolean {
  const known = folded(source)
  const pieces = new Set(runsOf(known))
  return (sentence.match(exact) ?? [])
    .map((token) => folded(token).replace(/[.:/-]+$/, ''))
    .every((token) => known.includes(token) && runsOf(token).every((run) => pieces.has(run)))
}

/** Whatever could become a link stands in the source as well. */
export const linksNowhereNew = (text: string, source: string): boolean =>
  (text.match(linkLike) ?? []).every((token) => source.toLowerCase().includes(token.toLowerCase()))

/** Share of a sentence's words (0 to 1) that its source also has; nothing can be said of a sentence without words. */
export function sharedWords(sentence: string, source: string): number {
  const words = stems(sentence)
  const known = new Set(stems(source))
  return words.length ? words.filter((word) => known.has(word)).length / words.length : 0
}
