/**
 * Finding phrases in a message without regular expressions, so that no text can make the search slow. The message becomes
 * ` word word . word . ` (accents removed, a dot for each end of a clause) and a phrase is looked up as it stands in it.
 */
const READ_AT_MOST = 4_000

/** Politeness and hurry around a command; dropped when a message is compared with a whole command. */
const courtesies =
  `please|pls|plz|svp|stp|s il vous plait|s il te plait|sil vous plait|sil te plait|merci d avance|thanks in advance
  |thank you in advance|maintenant|tout de suite|immediatement|right now|now|asap|immediately|right away|instead|today`
    .split('|')
    .map((phrase) => phrase.trim())

/** Lower case, no accents, apostrophes cut, `.` between clauses, one space around everything. */
export function plain(text: string): string {
  const folded = text.slice(0, READ_AT_MOST).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = folded.replace(/[.,;:!?…\n()«»"“”]/g, ' . ').replace(/[^\p{L}\p{N}. ]/gu, ' ')
  const joined = ` ${words.split(' ').filter(Boolean).join(' ')} . `
  return joined.replaceAll(' . . ', ' . ').replaceAll(' . . ', ' . ')
}

/** `plain` text without the courtesies: "un humain svp !!" compares equal to "un humain". */
export function withoutCourtesies(text: string): string {
  let rest = text
  for (const phrase of courtesies) rest = rest.replaceAll(` ${phrase} `, ' ')
  return rest
}

/** The message as one bare phrase: no courtesies, no punctuation. */
export const bare = (text: string): string =>
  withoutCourtesies(text)
    .split(' ')
    .filter((word) => word !== '.' && word !== '')
    .join(' ')

/** A list of phrases as it is written in the tables: separated by ` | ` or line ends. A final `*` stands for any ending. */
export function phrases(list: string): readonly string[] {
  return list
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .map((phrase) => (phrase.endsWith('*') ? ` ${phrase.slice(0, -1)}` : ` ${phrase} `))
}

/** The first phrase of `list` that occurs in `text` (which comes from `plain`), without its spaces; or nothing. */
export const firstPhrase = (text: string, list: readonly string[]): string | undefined =>
  list.find((phrase) => text.includes(phrase))?.trim()

/** `text` with every phrase of `list` taken out: what has been understood must not be read a second time. */
export function without(text: string, list: readonly string[]): string {
  let rest = text
  for (const phrase of list) rest = rest.replaceAll(phrase, ' ')
  return rest
}
