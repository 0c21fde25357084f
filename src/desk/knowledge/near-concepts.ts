import type { Locale } from '../../chat/locale.ts'
import { concepts } from './concepts.ts'
import { oneSlipApart, variants } from './spelling.ts'
import { fold, type Word } from './words.ts'

/** Shorter words have too many neighbours. */
const shortest = 6

/** The single words that name concepts, by everything they become when one letter is left out. */
const byVariant = { en: indexed('en'), fr: indexed('fr') }

function indexed(locale: Locale): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  const words = concepts.flatMap((concept) => concept.words[locale].map(fold))
  for (const word of new Set(words.filter((each) => each.length >= shortest && /^[a-z]+$/.test(each))))
    for (const variant of variants(word)) found.set(variant, [...(found.get(variant) ?? []), word])
  return found
}

/**
 * Words that the base does not know and that are one slip away from a word that names a concept, with that word. The index
 * knows stems, and a slip may change where a word is cut: « imprimente » is not an imprimante to the stemmer.
 */
export function nearConcepts(
  words: readonly Pick<Word, 'word' | 'stem' | 'named'>[],
  isKnown: (stem: string) => boolean,
  locale: Locale,
): ReadonlyMap<string, string> {
  return new Map(
    words.flatMap(({ word, stem, named }) => {
      if (named || word.length < shortest || isKnown(stem)) return []
      const near = variants(word).flatMap((variant) => byVariant[locale].get(variant) ?? [])
      const read = near.find((each) => oneSlipApart(word, each))
      return read ? [[word, read] as const] : []
    }),
  )
}
