import type { Generated, Selectable } from 'kysely'
import type { Id, PersonId, TeamId, TicketId } from '../../platform/ids.ts'

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
}

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
