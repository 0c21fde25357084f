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
