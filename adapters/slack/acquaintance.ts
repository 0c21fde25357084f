import type { Profile } from '../../src/chat/adapter.ts'
import type { Locale } from '../../src/chat/locale.ts'
import { profileOf } from './profile.ts'
import type { Call } from './web-api.ts'

/** How many people one process remembers; asking again is harmless. */
const mostRemembered = 5_000

/**
 * Who somebody is, asked once each. Slack names people by id only; where the very first answer speaks of them (a greeting,
 * "Karim is on it"), an id in place of the name would be read by people.
 */
export function acquaintances(call: Call, defaultLocale: Locale): (user: string) => Promise<Profile | undefined> {
  const met = new Map<string, Promise<Profile | undefined>>()
  return (user) => {
    const known = met.get(user)
    if (known) return known
    if (met.size >= mostRemembered) met.clear()
    const asking = profileOf(call, user, defaultLocale).then((profile) => {
      if (!profile) met.delete(user)
      return profile
    })
    met.set(user, asking)
    return asking
  }
}
