/** Dates as people read them, in the desk's time zone: the hour today, the weekday within a week, the date beyond. */
export function moment(language: 'fr' | 'en', at: Date, zone: string, now: Date): string {
  const day = (date: Date) => format('en-CA', zone, 'date').format(date)
  const far = Math.abs(at.getTime() - now.getTime()) > 6 * 86_400_000
  const shape = day(at) === day(now) ? 'hour' : far ? 'far' : 'near'
  return format(language === 'fr' ? 'fr-FR' : 'en-GB', zone, shape).format(at)
}

const hour = { hour: '2-digit', minute: '2-digit' } as const
const shapes = {
  date: {},
  hour,
  near: { ...hour, weekday: 'long' },
  far: { ...hour, day: 'numeric', month: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

/** Kept, because to make one takes longer than all the rest of a card. As many as there are languages, zones and shapes. */
const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: string, timeZone: string, shape: keyof typeof shapes): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${shape}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, { timeZone, ...shapes[shape] })
  formats.set(key, made)
  return made
}

/** "2 h 05", "12 min": how long is left or has passed, to the minute. */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 60) return `${whole} min`
  const rest = whole % 60
  return rest ? `${Math.floor(whole / 60)} h ${String(rest).padStart(2, '0')}` : `${Math.floor(whole / 60)} h`
}

/** "1.2 MB", « 1,2 Mo »: how large a file is. */
export function fileSize(language: 'fr' | 'en', bytes: number): string {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0 } as const
  return new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options).format(value)
}
