import { DateTime } from 'luxon'
import type { PersonId } from '../../platform/ids.ts'
import type { StintKind } from './table.ts'

/** Whose turn it is by the week. Hours are those on the wall of the zone: a handover at 9:00 is at 9:00 in summer and winter. */
export interface Rotation {
  /** IANA name, such as Europe/Paris. */
  readonly zone: string
  /** The ISO date of the first handover. Before it nobody has the duty. */
  readonly startsOn: string
  /** In minutes after midnight. */
  readonly handoverMinute: number
  readonly everyWeeks: number
  /** In the order of their turns. */
  readonly people: readonly PersonId[]
}

/** A while, its end excluded. */
interface While {
  readonly person: PersonId
  readonly from: Date
  readonly to: Date
}
export interface Stint extends While {
  readonly kind: StintKind
}
/** Without an end: until further notice. */
export interface Absence extends Omit<While, 'to'> {
  readonly to: Date | null
}

/** All that decides who has a team's duty at any moment. Of two stints at once the one that was set later counts (`stints` is in that order). */
export interface Rota {
  readonly rotation: Rotation | undefined
  readonly stints: readonly Stint[]
  readonly absences: readonly Absence[]
}

/** `stand-in`: whoever's turn it is is away, and this is the next of the rotation who is there. */
export type Why = StintKind | 'rotation' | 'stand-in'
export interface Shift extends While {
  readonly why: Why
}

/** What people decided goes before what a calendar says, and both before the turns. */
const weight: Record<StintKind, number> = { override: 2, swap: 2, imported: 1 }
/** So far is looked for the end of a shift: nobody plans further, and a rotation of one person has none. */
const horizonDays = 400
const dayMs = 86_400_000
const weekMs = 7 * dayMs

/** When turn number `n` begins. An hour that the clock skips is the one after it. */
export function turnBegins({ zone, startsOn, handoverMinute, everyWeeks }: Rotation, n: number): Date {
  const day = DateTime.fromISO(startsOn, { zone }).plus({ weeks: n * everyWeeks })
  return day.set({ hour: Math.floor(handoverMinute / 60), minute: handoverMinute % 60 }).toJSDate()
}

/** The number of the turn at this moment; negative before the first one. */
export function turnAt(rotation: Rotation, at: Date): number {
  const passed = at.getTime() - turnBegins(rotation, 0).getTime()
  // The clock's changes shift a boundary by an hour or so: the estimate is off by one turn at most.
  let n = Math.floor(passed / (rotation.everyWeeks * weekMs))
  while (turnBegins(rotation, n) > at) n--
  while (turnBegins(rotation, n + 1) <= at) n++
  return n
}

/** Who has the duty at this moment, and why; nothing when nobody has it. */
export function onDutyAt(rota: Rota, at: Date): { person: PersonId; why: Why } | undefined {
  const { rotation } = rota
  const here = (person: PersonId) => !isAway(rota.absences, person, at)
  let meant: { person: PersonId; why: Why } | undefined
  for (const stint of rota.stints)
    if (stint.from <= at && at < stint.to && (!meant || weight[stint.kind] >= weight[meant.why as StintKind]))
      meant = { person: stint.person, why: stint.kind }
  const people = rotation?.people ?? []
  const turn = rotation && people.length ? turnAt(rotation, at) : -1
  if (!meant && turn >= 0) meant = { person: people[turn % people.length]!, why: 'rotation' }
  if (!meant || here(meant.person)) return meant
  const place = Math.max(0, people.indexOf(meant.person))
  const others = [...people.slice(place + 1), ...people.slice(0, place)]
  const next = others.find(here)
  return next && { person: next, why: 'stand-in' }
}

export const isAway = (absences: readonly Absence[], who: PersonId, at: Date): boolean =>
  absences.some(({ person, from, to }) => person === who && from <= at && (to === null || at < to))

/** Who has the duty from when to when, in order; a while in which nobody has it is left out. */
export function shiftsBetween(rota: Rota, from: Date, to: Date): Shift[] {
  const shifts: Shift[] = []
  const edges = edgesBetween(rota, from, to)
  for (const [i, start] of edges.entries()) {
    const end = edges[i + 1]
    if (!end) break
    const on = onDutyAt(rota, start)
    if (!on) continue
    const last = shifts.at(-1)
    if (last?.person === on.person && last.why === on.why && last.to.getTime() === start.getTime())
      shifts[shifts.length - 1] = { ...last, to: end }
    else shifts.push({ ...on, from: start, to: end })
  }
  return shifts
}

/** Whoever has the duty now, and until when they have it without a break; no end where none is in sight. */
export function onCallNow(rota: Rota, now: Date): { person: PersonId; until: Date | undefined; why: Why } | undefined {
  const on = onDutyAt(rota, now)
  if (!on) return undefined
  const until = edgesBetween(rota, now, new Date(now.getTime() + horizonDays * dayMs))
    .slice(1, -1)
    .find((edge) => onDutyAt(rota, edge)?.person !== on.person)
  return { ...on, until }
}

/** Every moment at which the answer may change, both ends included. */
function edgesBetween({ rotation, stints, absences }: Rota, from: Date, to: Date): Date[] {
  const whiles = [...stints, ...absences].flatMap((one) => [one.from, one.to])
  const turns = rotation?.people.length ? handoversBetween(rotation, from, to) : []
  const inside = [...whiles, ...turns].filter((at): at is Date => at !== null && from < at && at < to)
  const times = new Set([from, ...inside, to].map(Number))
  return [...times].sort((a, b) => a - b).map((time) => new Date(time))
}

function handoversBetween(rotation: Rotation, from: Date, to: Date): Date[] {
  const handovers: Date[] = []
  for (let n = Math.max(0, turnAt(rotation, from)); ; n++) {
    const at = turnBegins(rotation, n)
    // Also where a zone that this machine does not know makes every moment none.
    if (!(at < to)) return handovers
    handovers.push(at)
  }
}
