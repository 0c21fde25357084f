import type { Generated, JSONColumnType, Selectable } from 'kysely'
import type { Locale } from '../../chat/locale.ts'
import type { Id, PersonId, TeamId, TicketId } from '../../platform/ids.ts'

/**
 * After so many working minutes without anybody taking the ticket, these are told: whoever is on call, the whole team,
 * everybody at the desk, or the line above, which then has it.
 */
export interface Step {
  wait: number
  tell: 'on-call' | 'team' | 'desk' | 'next-line'
}

export type AtShiftEnd = 'hand-over' | 'keep'
/** What a team has set about its duty; a team without a row has no rota, and nothing of this concerns it. */
export interface DutyTeamsTable {
  team_id: TeamId
  /** IANA name: every wall-clock hour of the rota is one of this zone. */
  zone: string
  /** The ISO date of the first handover; null: no rotation, only what was put in by hand or imported. */
  starts_on: string | null
  /** When the next person takes over, in minutes after midnight. */
  handover_minute: Generated<number>
  every_weeks: Generated<number>
  /** What becomes of open claims when their agent's shift ends. */
  at_shift_end: Generated<AtShiftEnd>
  /** Shift ends until then were dealt with. */
  settled_until: Date
  updated_at: Date
  /** `turns`: new tickets are offered to the members one after another. */
  routing: Generated<'off' | 'turns'>
  /** More open tickets than this nobody is offered; 0: no limit. A member's own limit goes before it. */
  most_open: Generated<number>
  /** An offer stands for so many working minutes, then it is the next one's turn. */
  take_minutes: Generated<number>
  /** After so many working minutes a ticket is offered to people who do not speak its language, too. */
  anyone_minutes: Generated<number>
  /** Who is told when nobody takes a ticket; empty: the lines are called as ever. */
  steps: JSONColumnType<Step[], string | undefined, string>
  /** How often the steps are gone through, at most five times. */
  rounds: Generated<number>
  /** Whoever has a ticket is reminded after so many working minutes without work on it; 0: never. */
  stale_minutes: Generated<number>
}
export type DutyTeamRow = Selectable<DutyTeamsTable>

/** The people of a rotation, in the order of their turns. */
export interface RotaPeopleTable {
  team_id: TeamId
  place: number
  person_id: PersonId
}

export type StintKind = 'override' | 'swap' | 'imported'
/** Somebody has the duty for this while, whatever the rotation says. */
export interface RotaStintsTable {
  id: Id<'sti'>
  team_id: TeamId
  person_id: PersonId
  kind: StintKind
  from_at: Date
  to_at: Date
  /** The calendar's own name of an imported event: importing again replaces it. */
  uid: string | null
  set_by: PersonId | null
  set_at: Date
}

/** Somebody is not there; without an end, until they say that they are back. */
export interface AbsencesTable {
  id: Id<'abs'>
  person_id: PersonId
  from_at: Date
  to_at: Date | null
  /** The zone in which it was said: what “Friday” meant. */
  zone: string
  set_by: PersonId | null
  set_at: Date
  /** Their open claims were handed over then, because they are away for long. */
  handed_over_at: Generated<Date | null>
}

/** What a member can do, and how much at once. Without a row: everything, and as much as the team says. */
export interface DutyMembersTable {
  person_id: PersonId
  most_open: number | null
  /** What is required: a ticket is offered first to those who speak its language. None: any. */
  languages: Generated<Locale[]>
  /** What is preferred: categories of tickets. */
  skills: Generated<string[]>
}

/** Where the escalation of a ticket that nobody has taken stands. Without a time, its last step is over. */
export interface TicketChainsTable {
  ticket_id: TicketId
  team_id: TeamId
  step: number
  round: number
  due_at: Date | null
}

/** One agent asks another to take a shift of theirs, for one of the other's (`back_…`) or for nothing. */
export interface ShiftSwapsTable {
  id: Id<'swp'>
  team_id: TeamId
  asker_id: PersonId
  asked_id: PersonId
  from_at: Date
  to_at: Date
  back_from: Date | null
  back_to: Date | null
  /** `over`: the shift is past, or no longer whose it was. */
  state: Generated<'asked' | 'accepted' | 'declined' | 'over'>
  asked_at: Date
  /** When it is put once more; null once that was done. */
  remind_at: Date | null
  answered_at: Generated<Date | null>
}
export type SwapRow = Selectable<ShiftSwapsTable>

/** Somebody was called for a ticket by name: because they are on call (`page`), or because it was their turn (`offer`). */
export interface TicketCallsTable {
  id: Id<'tcl'>
  ticket_id: TicketId
  person_id: PersonId
  team_id: TeamId | null
  kind: 'offer' | 'page'
  at: Date
  /** An offer that was not taken up by then goes to the next. */
  until: Date | null
  outcome: Generated<'taken' | 'passed' | 'expired' | 'over' | null>
  ended_at: Generated<Date | null>
}
