/** Dates as people read them, in the desk's time zone: the hour today, the weekday within a week, the date beyond. */
export function moment(language: 'fr' | 'en', at: Date, zone: string, now: Date): string {
  const day = (date: Date) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(date)
  const far = Math.abs(at.getTime() - now.getTime()) > 6 * 86_400_000
  const options: Intl.DateTimeFormatOptions = {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(day(at) !== day(now) && (far ? { day: 'numeric', month: 'long' } : { weekday: 'long' })),
  }
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options).format(at)
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
