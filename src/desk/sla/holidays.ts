/** A day on which nobody is expected, with its name for the console and for "we are back on…". */
export interface Holiday {
  /** ISO date in the country's own time. */
  readonly date: string
  readonly name: { readonly fr: string; readonly en: string }
}

const msPerDay = 86_400_000

const computed = new Map<string, Promise<Holiday[]>>()

/**
 * Public holidays of a country, or of a part of it ("FR", "FR-57" for Moselle, "CH-GE"), computed from the rules of the
 * date-holidays package (ISC; data CC BY-SA 3.0, to be attributed). Empty for a place it does not know: see
 * `knowsHolidaysOf`. The package takes a quarter of a second to load, so it is loaded on the first call only.
 */
export function holidaysOf(place: string, year: number): Promise<Holiday[]> {
  const key = `${place} ${year}`
  const known = computed.get(key)
  if (known) return known
  const made = compute(place, year)
  computed.set(key, made)
  made.catch(() => computed.delete(key)) // the caller sees the error; the next one may try again
  return made
}

/** Is this a country (and part) with rules? For checking what the administrator configured. */
export async function knowsHolidaysOf(place: string): Promise<boolean> {
  const { default: Holidays } = await import('date-holidays')
  const [country = '', state] = place.toUpperCase().split('-')
  const all = new Holidays()
  return country in (all.getCountries() ?? {}) && (!state || state in (all.getStates(country) ?? {}))
}

async function compute(place: string, year: number): Promise<Holiday[]> {
  const { default: Holidays } = await import('date-holidays')
  const [country = '', ...parts] = place.toUpperCase().split('-')
  const rules = new Holidays({ country, ...(parts[0] && { state: parts[0] }), ...(parts[1] && { region: parts[1] }) })
  const english = new Map(rules.getHolidays(year, 'en').map((holiday) => [holiday.date + holiday.rule, holiday.name]))
  const days = rules
    .getHolidays(year, 'fr')
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end, name, rule }) =>
      datesOf(date, end.getTime() - start.getTime()).map((day) => ({
        date: day,
        name: { fr: name, en: english.get(date + rule) ?? name },
      })),
    )
  return [...new Map(days.toReversed().map((day) => [day.date, day])).values()].toSorted((a, b) =>
    a.date < b.date ? -1 : 1,
  )
}

/** The package writes the local date first; some holidays last days, and those of a few hours are no day off. */
function datesOf(date: string, lasts: number): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00Z`)
  return Array.from({ length: Math.round(lasts / msPerDay) }, (_, n) =>
    new Date(first + n * msPerDay).toISOString().slice(0, 10),
  )
}
