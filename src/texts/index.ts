import { en } from './en.ts'
import { fr } from './fr.ts'

export type { Texts } from './en.ts'
export const texts = { en, fr }
