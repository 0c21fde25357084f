import type { Texts } from '../../texts/index.ts'
import type { Refusal } from '../scope.ts'

/** Why something was not done, in the reader's words. */
export function refusalWords(refused: Refusal, t: Texts): string {
  const words = t.agentCard.refusals
  if (refused.why === 'already-claimed') return words['already-claimed'](refused.by)
  if (refused.why === 'not-from-here')
    return words['not-from-here'](t.statusName[refused.from as keyof Texts['statusName']] ?? refused.from)
  if (refused.why === 'overtaken') return words.overtaken(refused.by, refused.text)
  return words[refused.why]
}
