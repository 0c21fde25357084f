/** The two languages that are equal everywhere in Guichet. */
export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]
