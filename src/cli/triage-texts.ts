import { en } from './triage-texts.en.ts'
import { fr } from './triage-texts.fr.ts'

/** What `guichet triage` says, by the operator's language. */
export const triageTexts = { fr, en }
