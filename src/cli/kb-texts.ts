import { en } from './kb-texts.en.ts'
import { fr } from './kb-texts.fr.ts'

/** What `guichet kb` says, by the operator's language. */
export const kbTexts = { en, fr }
