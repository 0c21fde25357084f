/**
 * An independent minute counter: it shares no code with src/desk/sla and does not use luxon. It asks Intl what every
 * single minute looks like on the wall, and looks that up in the hours as people wrote them.
 */
export interface Written {
  zone: string
  week: Record<string, string[]>
  holidays: string[]
}

interface Wall {
  weekday: string
  date: string
  time: string
}

const minute = 60_000

/** What the wall showed at each minute of a window, computed once per zone and window because Intl is slow. */
const walls = new Map<string, Wall[]>()

function wallsOf(zone: string, start: Date, minutes: number): Wall[] {
  const key = `${zone} ${start.toISOString()} ${minutes}`
  const known = walls.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const made = Array.from({ length: minutes }, (_, i): Wall => {
    const part = Object.fromEntries(format.formatToParts(start.getTime() + i * minute).map((p) => [p.type, p.value]))
    const { weekday = '', year, month, day, hour, minute: min } = part
    return { weekday: weekday.toLowerCase(), date: `${year}-${month}-${day}`, time: `${hour}:${min}` }
  })
  walls.set(key, made)
  return made
}

/** Times are compared as text: "09:05" < "12:30" < "24:00". */
function opens(calendar: Written) {
  const week = new Map(
    Object.entries(calendar.week).map(([day, ranges]) => [
      day,
      ranges.map((range) => range.split('-') as [string, string]),
    ]),
  )
  return ({ weekday, date, time }: Wall) =>
    !calendar.holidays.includes(date) && (week.get(weekday) ?? []).some(([from, to]) => from <= time && time < to)
}

/** A window of minutes, each known to be open or not. Everything is asked in minutes since `start`. */
export function countMinutes(calendar: Written, start: Date, minutes: number) {
  const open = wallsOf(calendar.zone, start, minutes).map(opens(calendar))
  const sums = [0]
  for (const is of open) sums.push(sums.at(-1)! + Number(is))
  return {
    /** Open minutes among those that begin in [from, to). */
    between: (from: number, to: number) => Math.max(0, sums[to]! - sums[from]!),
    isOpen: (at: number) => open[at]!,
    /** The first minute at or after `at` that is open, or -1. */
    nextOpen: (at: number) => open.indexOf(true, at),
    /** The first minute by which `count` open ones have passed, or -1 when the window is too short. */
    after: (from: number, count: number) => {
      let at = from
      while (at <= minutes && sums[at]! - sums[from]! < count) at++
      return at <= minutes ? at : -1
    },
  }
}
