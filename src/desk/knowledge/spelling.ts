/** A very short word has too many neighbours to guess at; a very long one is not a word that people misspell. */
const guessable = /^[a-z]{4,24}$/

/** True when a misspelling of the (folded) word can be told from another word: not for codes, concepts and other scripts. */
export const mayBeMisspelt = (word: string): boolean => guessable.test(word)

/**
 * The word and everything it becomes when one letter is left out. Two words that differ by one slip (a letter too many,
 * too few, another one, or two swapped) always have a variant in common, so equality finds them in an index.
 */
export function variants(word: string): string[] {
  const found = new Set([word])
  for (let at = 0; at < word.length; at++) found.add(word.slice(0, at) + word.slice(at + 1))
  return [...found]
}

/** Whether two words differ by at most one slip: a letter added, left out, replaced, or swapped with the next. */
export function oneSlipApart(a: string, b: string): boolean {
  if (a.length < b.length) return oneSlipApart(b, a)
  if (a.length - b.length > 1) return false
  let at = 0
  while (at < b.length && a[at] === b[at]) at++
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at)
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
  return swapped || a.slice(at + 1) === b.slice(at + 1)
}
