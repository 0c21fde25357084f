import { Card } from '../../chat/card.ts'
import { placeOf } from '../../chat/thread.ts'
import type { PersonId, TeamId } from '../../platform/ids.ts'
import { newId } from '../../platform/ids.ts'
import type { Db } from '../../schema.ts'
import { texts } from '../../texts/index.ts'
import { tellPrivately } from '../notifications/notices.ts'
import type { Scope } from '../scope.ts'
import type { Team } from '../teams/store.ts'
import type { Tier } from '../teams/table.ts'
import { mirrorsOf } from '../tickets/store.ts'
import type { Ticket } from '../tickets/table.ts'
import { calledCard } from './called-card.ts'
import { onCallNow } from './rota.ts'
import { type DutyTeam, dutyTeams, namesOf } from './store.ts'

export interface OnCall {
  team: Team
  zone: string
  person: PersonId
  name: string
  until: Date | undefined
}

/** Who is on call for these teams at this moment, by name. */
export async function onCallIn(db: Db, teams: readonly DutyTeam[], now: Date): Promise<OnCall[]> {
  const on = teams.flatMap((team) => {
    const found = onCallNow(team.rota, now)
    return found ? [{ team, zone: team.settings.zone, ...found }] : []
  })
  const names = await namesOf(
    db,
    on.map(({ person }) => person),
  )
  return on.map(({ team, zone, person, until }) => ({ team, zone, person, until, name: names.get(person) ?? '?' }))
}

/** Who is on call where a line is called for a ticket: in its own team if that is of the line, else in every team of it. */
export async function onCallFor(db: Db, ticket: Ticket, tier: Tier, now: Date): Promise<OnCall[]> {
  const ofLine = (await dutyTeams(db, now)).filter((team) => team.tier === tier)
  const own = ofLine.filter(({ id }) => id === ticket.team_id)
  return onCallIn(db, own.length ? own : ofLine, now)
}

/**
 * Calls people by name for a ticket: a line in the agents' thread says who was called and until when they are on call, each
 * of them reads it in private, and the ticket's card names them until somebody has it.
 */
export async function callByName(scope: Scope, ticket: Ticket, called: readonly OnCall[]) {
  const { number, title } = ticket
  await noteCalls(scope, ticket, called)
  for (const one of called) await tellRooms(scope, ticket, one)
  const people = [...new Set(called.map(({ person }) => person))]
  await tellPrivately(scope, ticket, people, (t) => calledCard(t.duty.calledYou(number, title), t), { acts: true })
}

/** A line in the agents' thread of every platform that mentions whoever is called, where they have an account there. */
async function tellRooms(scope: Scope, ticket: Ticket, { person, name, until, zone }: OnCall) {
  const accounts = await scope.tx.selectFrom('accounts').select('key').where('person_id', '=', person).execute()
  const t = texts[scope.settings.locale]
  const text = t.duty.called(name, ticket.number, until && t.at(until, zone, scope.now))
  for (const { id, kind, channel } of await mirrorsOf(scope.tx, ticket.id)) {
    if (kind !== 'agents') continue
    const { platform, workspace } = placeOf(channel)
    const account = accounts.find(({ key }) => key.startsWith(`${platform}:${workspace}:`))?.key
    const line = new Card([{ kind: 'text', text, ...(account && { calls: { account, name } }) }])
    scope.mail.post({ mirror: id }, line, { ticket: ticket.id })
  }
}

/** So that the card and the history name whom a ticket called, each once as long as nobody has taken it. */
async function noteCalls(
  { tx, now }: Scope,
  ticket: Ticket,
  called: readonly { person: PersonId; team: { id: TeamId } }[],
) {
  if (!called.length) return
  await tx
    .insertInto('ticket_calls')
    .values(
      called.map(({ person, team }) => ({
        ...{ id: newId('tcl'), ticket_id: ticket.id, person_id: person, team_id: team.id, kind: 'page' as const },
        ...{ at: now, until: null },
      })),
    )
    .execute()
}
