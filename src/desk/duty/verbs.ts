import type { PersonId, TeamId, TicketId } from '../../platform/ids.ts'
import { isAgent } from '../people/actor.ts'
import { findPerson } from '../people/find.ts'
import { notAllowed, type Outcome, type Scope } from '../scope.ts'
import { type Away, cancelAbsence, comeBack, goAway, zoneOf } from './away.ts'
import { cover, type RotaDraft, setRota, uncover } from './editing.ts'
import { importRota } from './importing.ts'
import { passOffer } from './offers.ts'
import { dutyOverview, type TeamView } from './overview.ts'
import { passAllOn } from './shifts.ts'
import { answerSwap, askSwap, type SwapDraft } from './swaps.ts'
import { joinTeam, type MemberDraft, setMember, setTurns, type TurnsDraft } from './turning.ts'

/** Who has the duty, in one actor's hand. For agents; what concerns others than themselves is for leads. */
export const duty = (scope: Scope) => ({
  async overview(): Promise<Outcome<{ teams: TeamView[] }>> {
    return isAgent(scope.actor) ? { done: true, teams: await dutyOverview(scope.tx, scope.now) } : notAllowed
  },
  /** The zone in which this actor means a day. */
  zone: () => zoneOf(scope, scope.actor.person),
  /** Whom somebody means, for agents alone. */
  find: async (who: string) => (isAgent(scope.actor) ? findPerson(scope, who) : 'unknown'),
  away: (away: Away, person?: PersonId) => goAway(scope, away, person),
  cancelAbsence: (id: `abs_${string}`) => cancelAbsence(scope, id),
  back: (person?: PersonId) => comeBack(scope, person),
  /** What is offered to this actor goes to the next. */
  pass: (ticket: TicketId) => passOffer(scope, ticket),
  /** All that this actor has in hand is somebody else's, each with a brief. */
  handOver: (to?: PersonId) => passAllOn(scope, to),
  /** Asks a colleague to take a shift of this actor's. */
  askSwap: (of: PersonId, draft: SwapDraft) => askSwap(scope, of, draft),
  /** What this actor was asked, answered; without an id the latest question. */
  answerSwap: (accept: boolean, id?: `swp_${string}`) => answerSwap(scope, accept, id),
  setRota: (team: TeamId, draft: RotaDraft) => setRota(scope, team, draft),
  setTurns: (team: TeamId, draft: TurnsDraft) => setTurns(scope, team, draft),
  setMember: (person: PersonId, draft: MemberDraft) => setMember(scope, person, draft),
  join: (person: PersonId, team: TeamId) => joinTeam(scope, person, team),
  /** A team's shifts from a calendar (iCal). */
  importRota: (slug: string, calendar: string) => importRota(scope, slug, calendar),
  cover: (team: TeamId, person: PersonId, time: { from: Date; to: Date }) => cover(scope, team, person, time),
  uncover: (stint: `sti_${string}`) => uncover(scope, stint),
})
