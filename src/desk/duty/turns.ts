import type { Locale } from '../../chat/locale.ts'
import type { PersonId } from '../../platform/ids.ts'

/** Somebody whose turn it may be. */
export interface Candidate {
  readonly id: PersonId
  readonly away: boolean
  /** Tickets in hand, and those that are offered to them now. */
  readonly open: number
  /** 0: no limit. */
  readonly mostOpen: number
  /** When something was offered to them last. */
  readonly lastOffered: Date | null
  /** None: any. */
  readonly languages: readonly Locale[]
  /** Categories. */
  readonly skills: readonly string[]
}
export interface Wanted {
  readonly locale: Locale
  readonly category: string | null
  /** It has waited long enough: whoever is free will do. */
  readonly anyone: boolean
  /** Who has had their chance with this one. */
  readonly asked: ReadonlySet<PersonId>
}

const speaks = ({ languages }: Candidate, locale: Locale) => !languages.length || languages.includes(locale)

/**
 * Whose turn it is: of those who are there, below their limit and not asked yet, those who speak the language (anybody,
 * once it has waited long enough), those who know the matter first, and among equals whoever was asked longest ago.
 */
export function whoseTurn(candidates: readonly Candidate[], wanted: Wanted): Candidate | undefined {
  const { locale, category, anyone, asked } = wanted
  const free = candidates.filter(
    (one) => !one.away && !asked.has(one.id) && (one.mostOpen === 0 || one.open < one.mostOpen),
  )
  const rank = (one: Candidate) =>
    Number(!speaks(one, locale)) * 2 + Number(!(category !== null && one.skills.includes(category)))
  return free
    .filter((one) => anyone || speaks(one, locale))
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(a.lastOffered ?? 0) - Number(b.lastOffered ?? 0) ||
        (a.id < b.id ? -1 : Number(a.id > b.id)),
    )[0]
}
