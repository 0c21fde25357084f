import type { Locale } from '../../../chat/locale.ts'
import type { Category, Intent } from '../labels.ts'
import * as en from './lines.en.ts'
import * as fr from './lines.fr.ts'
import { thingLines } from './things.ts'

/** Lines of one label, separated by ` | ` or a line end: a table that a service manager can read and extend. */
export type Lines = string
export type SeedIntents = Readonly<Record<Intent, Lines>>
export type SeedCategories = Readonly<Record<Category, Readonly<Record<'incident' | 'request' | 'how-to', Lines>>>>

/** One labelled line. `category` is absent where the line says nothing about it. */
export interface SeedLine {
  readonly locale: Locale
  readonly text: string
  readonly intent: Intent
  readonly category?: Category
}

const split = (lines: Lines) => lines.split(/[|\n]/).map((line) => line.trim())

function linesOf(locale: Locale, intents: SeedIntents, categories: SeedCategories): SeedLine[] {
  const plain = Object.entries(intents).flatMap(([intent, lines]) =>
    split(lines).map((text) => ({ locale, text, intent: intent as Intent })),
  )
  const sorted = Object.entries(categories).flatMap(([category, byIntent]) =>
    Object.entries(byIntent).flatMap(([intent, lines]) =>
      split(lines).map((text) => ({ locale, text, intent: intent as Intent, category: category as Category })),
    ),
  )
  return [...plain, ...sorted]
}

/** The labels that ship with the product, both languages: what triage knows before any agent has corrected it. */
export const seedLines = (): SeedLine[] => [
  ...linesOf('en', en.intents, en.categories),
  ...linesOf('fr', fr.intents, fr.categories),
  ...thingLines('en'),
  ...thingLines('fr'),
]
