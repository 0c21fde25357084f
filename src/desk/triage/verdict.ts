import { bare, phrases, plain, without } from './phrases.ts'

/** "Yes" in other words, as a whole message. */
const yes =
  /^\s*(?:yes|yep|yeah|ok|okay|sure|go|go ahead|please do|do it|open it|oui|ouais|d['’]accord|vas-y|allez-y|ouvrez(?:-le)?|c['’]est bon|parfait)\s*[.!]*\s*$/iu
/** "It did not help" in other words: a denial at the start, or "still …" anywhere in a short message. */
const no =
  /^\s*(?:no\b|nope|non\b|pas réglé|not solved|not fixed)|\b(?:still (?:not|doesn['’]?t|broken|the same)|(?:did|does)(?:n['’]?t| not) (?:help|work)|not working|toujours pas|ne (?:marche|fonctionne) (?:toujours )?pas|ça ne (?:change|marche) (?:rien|pas)|pareil)/iu

/** The message agrees with what was just asked. */
export const agrees = (text: string) => yes.test(text)
/** The message says that what was tried did not help. Long messages tell something new and are read as such. */
export const deniesSolution = (text: string) => text.length < 80 && no.test(text)

const set = (list: string) => new Set(phrases(list).map((phrase) => phrase.trim()))
const places = [
  set('1 | first | 1st | premier | premiere | 1er | 1ere'),
  set('2 | second | 2nd | deuxieme | 2e | seconde'),
  set('3 | third | 3rd | troisieme | 3e'),
]
const around = phrases('the | one | option | number | le | la | l | numero | choix')
const noneOfThese =
  set(`no | non | nope | none | neither | none of these | none of those | none of them | none of the above | not these
  aucun | aucune | aucun de ceux la | aucune de celles la | aucun des deux | aucun des trois | rien de tout ca | rien de tout cela`)

/**
 * What somebody typed where a few titles could be pressed: the place (from 0) of the one they named by its number, by words
 * of its own, or by a yes to the only one; `none`; nothing when they said something else.
 */
export function choiceIn(text: string, titles: readonly string[]): number | 'none' | undefined {
  const said = bare(plain(text))
  if (noneOfThese.has(said)) return 'none'
  if (agrees(text)) return titles.length === 1 ? 0 : undefined
  const short = without(` ${said} `, around).trim()
  const place = places.findIndex((names) => names.has(short))
  if (place >= 0) return place < titles.length ? place : undefined
  const words = said.split(' ').filter((word) => word.length > 2)
  const named = titles.flatMap((title, at) => (words.every((word) => plain(title).includes(` ${word} `)) ? [at] : []))
  return words.length && named.length === 1 ? named[0] : undefined
}

const unknowing =
  set(`skip | skip it | pass | next | no idea | don t know | i don t know | dont know | i dont know | idk | not sure | dunno
  passer | passe | suivant | aucune idee | je ne sais pas | je sais pas | sais pas | jsp | ne sais pas`)

/** The person has no answer to what was asked, and need not have one. */
export const skips = (text: string): boolean => unknowing.has(bare(plain(text)))
