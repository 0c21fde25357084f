import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { importRota } from '../desk/duty/importing.ts'
import { dutyOverview, type TeamView } from '../desk/duty/overview.ts'
import { applyPlan, DutyPlan, planOf } from '../desk/duty/plan.ts'
import { Mailbag } from '../desk/outbox/outbox.ts'
import { mailOut } from '../desk/outbox/store.ts'
import { deskActor } from '../desk/people/actor.ts'
import type { Scope } from '../desk/scope.ts'
import { defaultCalendar } from '../desk/sla/calendars.ts'
import { activeModel } from '../desk/triage/store.ts'
import { now } from '../platform/clock.ts'
import { moment } from '../texts/dates.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { en } from './duty-texts.en.ts'
import { fr } from './duty-texts.fr.ts'
import { fail, type Opened, withDatabase } from './kb-common.ts'

type Options = { json?: boolean }
const said = ({ lang }: CliContext) => (lang === 'fr' ? fr : en)

/** `guichet duty`: who is on call, and the teams with their rotas as a file. */
export function dutyCommand(context: CliContext): Command {
  const t = said(context)
  const command = new Command('duty')
  command
    .command('list', { isDefault: true })
    .description(t.list)
    .option('--json')
    .action((options: Options) => list(context, options))
  command
    .command('export')
    .description(t.export)
    .action(() => exportAll(context))
  command
    .command('import <file>')
    .description(t.import)
    .option('--team <slug>', t.team)
    .option('--json')
    .action((file: string, options: Options & { team?: string }) =>
      options.team ? importCalendar(context, file, options.team, options) : importAll(context, file, options),
    )
  return command
}

async function list(context: CliContext, { json = false }: Options) {
  await withDatabase(context, json, async ({ db }) => {
    const teams = await dutyOverview(db, now())
    if (json) return printJson(teams.map(inJson))
    if (!teams.length) return print(said(context).noTeam)
    if (teams.every(({ duty }) => !duty)) print(said(context).none)
    for (const team of teams) for (const line of linesOf(team, context)) print(line)
  })
}

const inJson = ({ team, duty, onCall, shifts, members }: TeamView) => ({
  ...{ team: team.name_en, tier: team.tier, zone: duty?.settings.zone ?? null },
  onCall: onCall ? { name: onCall.name, until: onCall.until ?? null } : null,
  shifts: shifts.map(({ name, from, to, why }) => ({ name, from, to, why })),
  members: members.map(({ name, open, awayUntil }) => ({
    ...{ name, open, away: awayUntil !== undefined, awayUntil: awayUntil ?? null },
  })),
})

function linesOf({ team, duty, onCall, shifts, members }: TeamView, context: CliContext): string[] {
  const t = said(context)
  const at = (time: Date) => moment(context.lang, time, duty?.settings.zone ?? 'UTC', now())
  const next = shifts.find(({ person, from }) => person !== onCall?.person && from > now())
  const on = onCall ? t.onCall(onCall.name, onCall.until && at(onCall.until)) : t.nobody
  return [
    `N${team.tier} ${context.lang === 'fr' ? team.name_fr : team.name_en}`,
    ...(duty ? [`  ${on}`] : []),
    ...(next ? [`  ${t.next(next.name, at(next.from))}`] : []),
    ...members.map(({ name, open, mostOpen, awayUntil }) => {
      const away = awayUntil === undefined ? '' : `, ${t.away(awayUntil ? at(awayUntil) : undefined)}`
      return `  - ${t.member(name, open, (mostOpen ?? duty?.settings.most_open) || undefined)}${away}`
    }),
  ]
}

async function exportAll(context: CliContext) {
  await withDatabase(context, true, async ({ db }) => {
    const plan = await db.transaction().execute((tx) => planOf({ tx, now: now() }))
    print(JSON.stringify(plan, null, 2))
  })
}

/** All of a file or nothing of it. */
async function importAll(context: CliContext, file: string, { json = false }: Options) {
  const t = said(context)
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return fail(t.notJson(file), exitCodes.misused)
  }
  const read = DutyPlan.safeParse(given)
  if (!read.success) return fail(t.broken(read.error.issues[0]?.path.join('.') || file), exitCodes.misused)
  await withDatabase(context, json, async (opened) => {
    const planned = await wholly(opened, (scope) => applyPlan(scope, read.data))
    if (planned.done) return json ? printJson(planned) : print(t.applied(planned.teams))
    refuse(planned, planned.why === 'unknown' ? t.unknown(planned.what) : t.refused(planned.what), json)
  })
}

/** A team's shifts from an iCal file. */
async function importCalendar(context: CliContext, file: string, team: string, { json = false }: Options) {
  const t = said(context)
  let calendar: string
  try {
    calendar = readFileSync(file, 'utf8')
  } catch {
    return fail(t.noFile(file), exitCodes.misused)
  }
  await withDatabase(context, json, async (opened) => {
    const imported = await wholly(opened, (scope) => importRota(scope, team, calendar))
    if (imported.done) return json ? printJson(imported) : print(t.imported(imported.shifts))
    const why = { 'no-team': t.noSuchTeam(team), 'no-calendar': t.noCalendar(file), 'not-allowed': t.refused(team) }
    refuse(imported, imported.why === 'unknown' ? t.nobodyNamed(imported.what) : why[imported.why], json)
  })
}

function refuse(refused: object, words: string, json: boolean) {
  process.exitCode = exitCodes.failed
  if (json) printJson(refused)
  else fail(words, exitCodes.failed)
}

class Undone extends Error {}

/** In the desk's own name, and as one: what was refused at its end leaves nothing behind. */
async function wholly<T extends { done: boolean }>({ db, locale }: Opened, act: (scope: Scope) => Promise<T>) {
  const settings = {
    ...{ locale, triageChannels: [], triageModel: await activeModel(db) },
    calendar: await db.transaction().execute((tx) => defaultCalendar(tx, now())),
  }
  let outcome: T | undefined
  try {
    await db.transaction().execute(async (tx) => {
      const scope: Scope = { tx, actor: deskActor(locale), now: now(), mail: new Mailbag(), settings }
      outcome = await act(scope)
      if (!outcome.done) throw new Undone()
      await mailOut(tx, scope.mail, scope.now)
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return outcome!
}
