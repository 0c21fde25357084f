import type { Category } from './labels.ts'

/** How far a proposal may be acted on: `sure` = take it, `likely` = ask one question, `unsure` = a person decides. */
export type Band = 'sure' | 'likely' | 'unsure'

interface Limits {
  readonly sure: number
  readonly likely: number
}

const usual: Limits = { sure: 0.8, likely: 0.35 }

/**
 * Bands per category, on the calibrated chance of being right. A mistaken password tip costs a minute, so `accounts` may be bolder; a
 * mistaken security answer costs a breach, so there a person is asked sooner. A desk edits these with its own figures.
 */
export const categoryBands: Readonly<Record<Category, Limits>> = {
  network: usual,
  email: usual,
  hardware: usual,
  printing: usual,
  accounts: { sure: 0.7, likely: 0.3 },
  software: usual,
  telephony: usual,
  data: { sure: 0.85, likely: 0.4 },
  security: { sure: 0.9, likely: 0.45 },
  workplace: usual,
}

/** Where a wrong answer costs more than none: what is not sure is left to a person. */
export const wantsCare = (category: Category | undefined): boolean =>
  category !== undefined && categoryBands[category].sure > usual.sure

/** The band of a confidence in `category`; of an intent where no category is given. */
export function bandOf(confidence: number, category?: Category): Band {
  const { sure, likely } = category ? categoryBands[category] : usual
  return confidence >= sure ? 'sure' : confidence >= likely ? 'likely' : 'unsure'
}
