import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyPlan, DutyPlan, planOf } from '../../src/desk/duty/plan.ts'
import { Mailbag } from '../../src/desk/outbox/outbox.ts'
import { deskActor } from '../../src/desk/people/actor.ts'
import type { Scope } from '../../src/desk/scope.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { acts, memberOf, noDuty, teamIn } from '../support/duty.ts'
import { openWorld, type World } from '../support/talk.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const inScope = <T>(world: World, act: (scope: Scope) => Promise<T>) =>
  world.db
    .transaction()
    .execute((tx) =>
      act({ tx, actor: deskActor('en'), now: world.now(), mail: new Mailbag(), settings: world.settings }),
    )
const calendar = (...titles: string[]) =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN'],
    ...titles.flatMap((title, i) => [
      ...['BEGIN:VEVENT', `UID:${i}`, 'DTSTAMP:20260101T000000Z', `SUMMARY:${title}`],
      ...[`DTSTART:202603${10 + i}T080000Z`, `DTEND:202603${11 + i}T080000Z`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ].join('\r\n')

test('what is exported and applied again is what it was; nobody is guessed, strangers have no turns', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  await noDuty(world)
  const [lea, karim] = [await memberOf(world, null, 'Lea'), await memberOf(world, null, 'Karim')]
  const paul = await memberOf(world, null, 'Paul', { role: 'employee' })
  const team = {
    ...{ slug: `n-${lea.name.toLowerCase()}`, name: { fr: 'Réseau', en: 'Network' }, tier: 2 },
    members: [{ person: lea.account, mostOpen: 5, languages: ['fr'], skills: ['network'] }, { person: karim.name }],
    rota: { zone: 'Europe/Paris', startsOn: '2026-01-05', handover: '9:00', people: [lea.name, karim.name] },
    turns: { routing: 'turns', steps: [{ wait: 10, tell: 'on-call' }], rounds: 2 },
  }
  const apply = (plan: unknown) => inScope(world, (scope) => applyPlan(scope, DutyPlan.parse(plan)))
  expect(await apply([team])).toEqual({ done: true, teams: 1 })
  const plan = await inScope(world, planOf)
  const own = plan.filter(({ slug }) => slug === team.slug)
  expect(await apply(own)).toEqual({ done: true, teams: 1 })
  expect((await inScope(world, planOf)).filter(({ slug }) => slug === team.slug)).toEqual(own)
  expect(await apply([{ ...team, members: [{ person: 'Nobody at all' }] }])).toMatchObject({ why: 'unknown' })
  expect(await apply([{ ...team, members: [{ person: paul.name }] }])).toMatchObject({ why: 'refused' })
  expect(await apply([{ ...team, rota: { ...team.rota, zone: 'Mars/Base' } }])).toMatchObject({ why: 'refused' })
  for (const wrong of [{ tier: 4 }, { slug: 'A b' }, { rota: { ...team.rota, handover: '24:00' } }, { surprise: 1 }])
    expect(DutyPlan.safeParse([{ ...team, ...wrong }]).success).toBe(false)
})

test('a calendar replaces what was imported and not what people put in; an event that names nobody ends it', async () => {
  const world = await openWorld(database.db, { locale: 'en' })
  await noDuty(world)
  const team = await teamIn(world, 2, 'Network')
  const lea = await memberOf(world, team, 'Lea', { role: 'lead' })
  const karim = await memberOf(world, team, 'Karim')
  const taken = (...titles: string[]) => acts(world, lea.id, (desk) => desk.duty.importRota(team, calendar(...titles)))
  const kept = async () =>
    (
      await world.db.selectFrom('rota_stints').select('kind').where('team_id', '=', team).orderBy('from_at').execute()
    ).map(({ kind }) => kind)
  expect(await taken(`On call: ${lea.name}`, `N2 (${karim.name.toUpperCase()})`)).toEqual({ done: true, shifts: 2 })
  const from = new Date('2026-03-12T00:00:00Z')
  await acts(world, lea.id, (desk) =>
    desk.duty.cover(team, karim.id, { from, to: new Date(from.getTime() + 86_400_000) }),
  )
  expect(await taken(lea.name)).toEqual({ done: true, shifts: 1 })
  expect(await kept()).toEqual(['imported', 'override'])
  expect(await taken(lea.name, `${lea.name} and ${karim.name}`)).toMatchObject({ why: 'unknown' })
  expect(await taken('Somebody else')).toMatchObject({ why: 'unknown', what: 'Somebody else' })
  expect(await kept()).toEqual(['imported', 'override'])
  expect(await acts(world, karim.id, (desk) => desk.duty.importRota(team, calendar()))).toMatchObject({
    why: 'not-allowed',
  })
  expect(await acts(world, lea.id, (desk) => desk.duty.importRota(team, 'x'))).toMatchObject({ why: 'no-calendar' })
  expect(await acts(world, lea.id, (desk) => desk.duty.importRota('nowhere', ''))).toMatchObject({ why: 'no-team' })
})
