import { z } from 'zod'
import type { Locale } from '../../chat/locale.ts'
import { holdReasons, priorities } from '../tickets/ticket.ts'
import { categories } from '../triage/labels.ts'

/** What a text may name; anything else in braces is refused when it is kept, so that no requester ever reads it. */
export const variables = ['requester', 'number', 'title', 'due', 'agent'] as const
export type Variables = Record<(typeof variables)[number], string>

const named = /\{([^{}\n]*)\}/g
const Text = z
  .string()
  .max(4000)
  .refine((text) =>
    [...text.matchAll(named)].every(([, name]) => (variables as readonly string[]).includes(name ?? '')),
  )
  .default('')

/** One reply or macro as people write it, in a file. */
export const CannedReply = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    title: z.strictObject({ en: z.string().min(1).max(75), fr: z.string().min(1).max(75) }),
    text: z.strictObject({ en: Text, fr: Text }),
    changes: z
      .strictObject({
        priority: z.enum(priorities).optional(),
        category: z.enum(categories).optional(),
        hold: z.enum(holdReasons).optional(),
        wait: z.literal(true).optional(),
        resolve: z.literal(true).optional(),
      })
      .refine(({ hold, wait, resolve }) => [hold, wait, resolve].filter(Boolean).length <= 1)
      .default({}),
  })
  .refine(({ text, changes }) => text.en || text.fr || Object.keys(changes).length)
export type CannedReply = z.output<typeof CannedReply>

export const isMacro = ({ changes }: Pick<CannedReply, 'changes'>) => Object.keys(changes).length > 0

/** Its text in a language, or in the other one where it was written in one only; the variables filled in. */
export const textFor = ({ text }: Pick<CannedReply, 'text'>, locale: Locale, values: Variables): string =>
  (text[locale] || text[locale === 'fr' ? 'en' : 'fr']).replace(named, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof Variables] : whole,
  )
