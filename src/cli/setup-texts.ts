import { en } from './setup-texts.en.ts'
import { fr } from './setup-texts.fr.ts'

/** What the commands of the set-up say, by the operator's language. */
export const setupTexts = { en, fr }
export type SetupTexts = typeof en
