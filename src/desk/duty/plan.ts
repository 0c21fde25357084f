import { sql } from 'kysely'
import { z } from 'zod'
import { locales } from '../../chat/locale.ts'
import { newId, type PersonId, type TeamId } from '../../platform/ids.ts'
import { isLead } from '../people/actor.ts'
import type { Scope } from '../scope.ts'
import { categories } from '../triage/labels.ts'
import { setRota } from './editing.ts'
import { dutyOverview } from './overview.ts'
import { setMember, setTurns } from './turning.ts'

/** After so many working minutes without anybody, these are told. */
export const told = ['on-call', 'team', 'desk', 'next-line'] as const
const minutes = z.int().min(0).max(10_000)
export const StepDraft = z.strictObject({ wait: minutes.min(1), tell: z.enum(told) })
/** More steps than this nobody follows. */
export const mostSteps = 8

/** `09:00` on the wall, in minutes after midnight. */
export const WallTime = z
  .string()
  .regex(/^(?:[01]?\d|2[0-3]):[0-5]\d$/)
  .transform((time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number)
    return hour * 60 + minute
  })
export const wallTime = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const Rota = z.strictObject({
  zone: z.string().max(60),
  startsOn: z.iso.date().optional(),
  handover: WallTime.default(540),
  everyWeeks: z.int().min(1).max(52).default(1),
  /** Full names, or accounts as the platforms call them (`slack:T1:U2`). */
  people: z.array(z.string().min(1).max(200)).max(100).default([]),
  atShiftEnd: z.enum(['hand-over', 'keep']).default('hand-over'),
})
const Turns = z.strictObject({
  routing: z.enum(['off', 'turns']).default('off'),
  mostOpen: z.int().min(0).max(1000).default(0),
  takeMinutes: minutes.min(1).default(10),
  anyoneMinutes: minutes.default(30),
  steps: z.array(StepDraft).max(mostSteps).default([]),
  rounds: z.int().min(1).max(5).default(1),
  staleMinutes: minutes.default(0),
})
const Member = z.strictObject({
  person: z.string().min(1).max(200),
  mostOpen: z.int().min(0).max(1000).nullable().default(null),
  languages: z.array(z.enum(locales)).default([]),
  skills: z.array(z.enum(categories)).default([]),
})
const Team = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.strictObject({ fr: z.string().min(1).max(75), en: z.string().min(1).max(75) }),
  tier: z.literal([1, 2, 3]),
  members: z.array(Member).max(200).default([]),
  rota: Rota.optional(),
  turns: Turns.optional(),
})
/** The teams of a desk with their duty, as people write them in a file. */
export const DutyPlan = z.array(Team).max(50)
export type DutyPlan = z.output<typeof DutyPlan>

export type Planned =
  | { done: true; teams: number }
  | { done: false; why: 'not-allowed' | 'unknown' | 'refused'; what: string }

/**
 * Makes the teams what the file says: their rota and turns, and who is put into them. What it does not name stays. Nobody is
 * guessed: a name that nobody or several have ends it, and the caller's transaction with it. Administrators and leads only.
 */
export async function applyPlan(scope: Scope, plan: DutyPlan): Promise<Planned> {
  if (!isLead(scope.actor)) return { done: false, why: 'not-allowed', what: '' }
  for (const team of plan) {
    const id = await teamNamed(scope, team)
    for (const { person: name, ...member } of team.members) {
      const person = await personNamed(scope, name)
      if (!person) return { done: false, why: 'unknown', what: name }
      const set = await setMember(scope, person, { ...member, team: id })
      if (!set.done) return { done: false, why: 'refused', what: `${team.slug}: ${name}` }
    }
    if (team.turns) await setTurns(scope, id, team.turns)
    if (!team.rota) continue
    const { handover: handoverMinute, people: names, ...rota } = team.rota
    const people: PersonId[] = []
    for (const name of names) {
      const person = await personNamed(scope, name)
      if (!person) return { done: false, why: 'unknown', what: name }
      people.push(person)
    }
    const set = await setRota(scope, id, { ...rota, handoverMinute, people })
    if (!set.done) return { done: false, why: 'refused', what: `${team.slug}: rota` }
  }
  return { done: true, teams: plan.length }
}

async function teamNamed({ tx }: Scope, { slug, name, tier }: DutyPlan[number]): Promise<TeamId> {
  const set = { name_fr: name.fr, name_en: name.en, tier }
  const { id } = await tx
    .insertInto('teams')
    .values({ id: newId('tea'), slug, ...set })
    .onConflict((c) => c.column('slug').doUpdateSet(set))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** By an account, or by a full name that one person alone has. */
async function personNamed({ tx }: Scope, name: string): Promise<PersonId | undefined> {
  const found = await tx
    .selectFrom('people as p')
    .select('p.id')
    .distinct()
    .where((e) =>
      e.or([
        e(sql`lower(p.name)`, '=', name.trim().toLowerCase()),
        e('p.id', 'in', e.selectFrom('accounts').select('person_id').where(sql<string>`key`, '=', name)),
      ]),
    )
    .where((e) => e.exists(e.selectFrom('accounts as a').select('a.key').whereRef('a.person_id', '=', 'p.id')))
    .limit(2)
    .execute()
  return found.length === 1 ? found[0]!.id : undefined
}

/** The plan as it stands, to edit and apply again. */
export async function planOf({ tx, now }: Pick<Scope, 'tx' | 'now'>) {
  const slugs = new Map(
    (await tx.selectFrom('teams').select(['id', 'slug']).execute()).map(({ id, slug }) => [id, slug]),
  )
  return (await dutyOverview(tx, now)).map(({ team, duty, members, people }) => ({
    ...{ slug: slugs.get(team.id), name: { fr: team.name_fr, en: team.name_en }, tier: team.tier },
    members: members.map(({ name, mostOpen, languages, skills }) => ({ person: name, mostOpen, languages, skills })),
    ...(duty && {
      rota: {
        ...{ zone: duty.settings.zone, ...(duty.settings.starts_on && { startsOn: duty.settings.starts_on }) },
        ...{ handover: wallTime(duty.settings.handover_minute), everyWeeks: duty.settings.every_weeks },
        ...{ people: people.map(({ name }) => name), atShiftEnd: duty.settings.at_shift_end },
      },
      turns: {
        ...{ routing: duty.settings.routing, mostOpen: duty.settings.most_open },
        ...{ takeMinutes: duty.settings.take_minutes, anyoneMinutes: duty.settings.anyone_minutes },
        ...{ steps: duty.settings.steps, rounds: duty.settings.rounds, staleMinutes: duty.settings.stale_minutes },
      },
    }),
  }))
}
