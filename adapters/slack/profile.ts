import { z } from 'zod'
import type { Profile } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import type { Call } from './web-api.ts'

const Person = z.object({
  user: z.object({
    real_name: z.string().optional(),
    tz: z.string().optional(),
    locale: z.string().optional(),
    is_email_confirmed: z.boolean().optional(),
    profile: z
      .object({ real_name: z.string().optional(), image_192: z.string().optional(), email: z.string().optional() })
      .optional(),
  }),
})

/** What Slack's directory says of one of its people. */
export async function profileOf(call: Call, user: string, defaultLocale: Locale): Promise<Profile | undefined> {
  const answer = await call('users.info', { user, include_locale: true }, Person)
  if (!answer.ok) return undefined
  const { real_name: name, tz, locale, profile, is_email_confirmed: confirmed } = answer.data.user
  const known = profile?.real_name || name
  const picture = pictureAt(profile?.image_192)
  return {
    locale: locale ? (locale.startsWith('fr') ? 'fr' : 'en') : defaultLocale,
    ...(known && { name: known }),
    ...(tz && { timeZone: tz }),
    ...(picture && { avatarUrl: picture }),
    ...(profile?.email && confirmed !== false && { directoryEmail: profile.email }),
  }
}

/** The address of a picture that Slack's directory names, where it is one that Slack may be given again: plain https. */
export function pictureAt(address: string | undefined): string | undefined {
  const url = address && address.length <= 1000 && URL.canParse(address) ? new URL(address) : undefined
  return url?.protocol === 'https:' && !url.username && !url.password ? url.href : undefined
}
