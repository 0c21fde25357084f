import type { ChatEvent } from '../chat/event.ts'
import type { Locale } from '../chat/locale.ts'
import type { House } from './house.ts'

/** The detector is believed from here on; below, what is already known of the person decides. */
const sure = 0.8
/** A running talk changes its language only for a whole sentence, never for one short word. */
const wordsToSwitch = 4

/**
 * The language of this talk: what the person clearly writes now, then the language the talk already has, the person's
 * own, the platform profile's, the desk's default.
 */
export function localeFor(house: House, event: ChatEvent, talk: Locale | undefined, person: Locale | null): Locale {
  const known = talk ?? person ?? event.from.locale ?? house.settings.locale
  if (event.heard.kind !== 'text' && event.heard.kind !== 'command') return known
  const { locale, confidence } = house.detect(event.heard.text)
  if (!locale || confidence < sure || locale === known) return known
  return talk && event.heard.text.trim().split(/\s+/).length < wordsToSwitch ? known : locale
}
