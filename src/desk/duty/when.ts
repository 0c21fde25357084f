import { DateTime } from 'luxon'

const days: Record<string, number> = Object.fromEntries(
  [
    ['monday', 'lundi'],
    ['tuesday', 'mardi'],
    ['wednesday', 'mercredi'],
    ['thursday', 'jeudi'],
    ['friday', 'vendredi'],
    ['saturday', 'samedi'],
    ['sunday', 'dimanche'],
  ].flatMap((names, i) => names.map((name) => [name, i + 1])),
)
const ahead: Record<string, number> = { today: 0, 'aujourd’hui': 0, "aujourd'hui": 0, tomorrow: 1, demain: 1 }
const clock = /^(\d{1,2})(?:[:h](\d\d)?)$/i
const iso = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?$/
const dayFirst = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/
/** Words between a day and an hour. */
const filler = /^(?:at|à|a|le|on|de|du|au|the|from|to|until|till|jusqu.{0,2}(?:à|au|a)?)$/iu

/**
 * A moment as people say it, in either language: `monday`, `demain 9h`, `14:30`, `7/12`, `2026-12-07 09:00`. A day without
 * an hour begins at midnight of the zone; an hour without a day is the next time the clock shows it. Nothing for what is no
 * moment.
 */
export function momentNamed(words: readonly string[], now: Date, zone: string): Date | undefined {
  const here = DateTime.fromJSDate(now, { zone })
  let day: DateTime | undefined
  let hour: { hour: number; minute: number } | undefined
  for (const word of words.filter((one) => !filler.test(one))) {
    const named = day ? undefined : dayNamed(word, here)
    const time = clockOf(iso.exec(word)?.[2] ?? word)
    if (!named && (!time || hour)) return undefined
    day ??= named
    hour ??= time
  }
  if (!day && !hour) return undefined
  const meant = (day ?? here).startOf('day').set(hour ?? {})
  if (!meant.isValid) return undefined
  return (!day && meant.toJSDate() <= now ? meant.plus({ days: 1 }) : meant).toJSDate()
}

function dayNamed(word: string, here: DateTime): DateTime | undefined {
  const name = word.toLowerCase()
  if (Object.hasOwn(ahead, name)) return here.plus({ days: ahead[name]! })
  if (Object.hasOwn(days, name)) return here.plus({ days: (days[name]! - here.weekday + 7) % 7 || 7 })
  const date = iso.exec(word)?.[1]
  if (date) return valid(DateTime.fromISO(date, { zone: here.zone }))
  const [, first, second, year] = dayFirst.exec(word) ?? []
  if (!first || !second) return undefined
  const that = DateTime.fromObject(
    { day: Number(first), month: Number(second), year: year ? Number(year) : here.year },
    { zone: here.zone },
  )
  // A day of this year that has passed is meant of the next one.
  return valid(!year && that.isValid && that < here.startOf('day') ? that.plus({ years: 1 }) : that)
}
const valid = (day: DateTime) => (day.isValid ? day : undefined)

function clockOf(word: string): { hour: number; minute: number } | undefined {
  const [, hour, minute = '0'] = clock.exec(word) ?? []
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return undefined
  return { hour: Number(hour), minute: Number(minute) }
}

/** From when to when: `lundi mardi`, `demain 9h 17h`, `from 7/12 to 9/12`. The end is meant as seen from the beginning. */
export function spanNamed(words: readonly string[], now: Date, zone: string): { from: Date; to: Date } | undefined {
  for (let cut = 1; cut < words.length; cut++) {
    const from = momentNamed(words.slice(0, cut), now, zone)
    const to = from && momentNamed(words.slice(cut), from, zone)
    if (from && to && to > from) return { from, to }
  }
  return undefined
}
