import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { teamsSettings } from '../adapters.ts'
import { invariantCount, violations } from '../desk/invariants.ts'
import { countUndelivered } from '../desk/outbox/undelivered.ts'
import { storedWorkspaces } from '../desk/workspaces/store.ts'
import { now } from '../platform/clock.ts'
import type { Config } from '../platform/config.ts'
import { kyselyOn, type OpenedDatabase, openDatabase } from '../platform/database.ts'
import { embeddedDirectory } from '../platform/embedded.ts'
import { migrationStatus } from '../platform/migrate.ts'
import { checkRedis } from '../platform/redis.ts'
import { StartRefused } from '../platform/refusal.ts'
import type { Database } from '../schema.ts'
import { type CliContext, configOrExplain, exitCodes, print, printJson } from './context.ts'
import { publicChecks, slackChecks, teamsChecks } from './platform-checks.ts'
import { type SetupTexts, setupTexts } from './setup-texts.ts'

export type Check = { state: 'good' | 'doubtful' | 'wrong'; what: string; remedy?: string }
type Texts = CliContext['t']['doctor']

const signs = { good: '✔', doubtful: '⚠', wrong: '✖' } as const
const CLOCKS_APART_S = 30
const LEAST_FREE_GB = 1

/** `guichet doctor`: numbered checks, each with a cure; exit code 1 when something must be repaired. */
export const doctorCommand = (context: CliContext) =>
  new Command('doctor')
    .option('--json', context.t.help.json)
    .action((options: { json?: boolean }) => run(context, options))

async function run(context: CliContext, { json = false }: { json?: boolean }): Promise<void> {
  const config = configOrExplain(context, process.env, json)
  if (!config) return
  const checks = await examine(config, context)
  const wrong = checks.filter(({ state }) => state === 'wrong').length
  process.exitCode = wrong > 0 ? exitCodes.failed : exitCodes.done
  if (json) return printJson({ ok: wrong === 0, checks })
  checks.forEach(({ state, what, remedy }, index) => {
    print(`${String(index + 1).padStart(2)} ${signs[state]} ${what}`)
    if (remedy) print(`     ${remedy}`)
  })
  print(context.t.doctor.summary(wrong, checks.filter(({ state }) => state === 'doubtful').length))
}

/** Every check that this configuration calls for. Changes nothing: an embedded database is not created by looking. */
export async function examine(config: Config, { lang, t: { doctor: t } }: CliContext): Promise<Check[]> {
  return [
    { state: 'good', what: t.node(process.versions.node) }, // the bootstrap refuses older ones
    { state: 'good', what: t.config },
    ...(await disk(config, lang, t)),
    ...(await databaseChecks(config, t, setupTexts[lang])),
    ...(config.REDIS_URL ? [await redis(config.REDIS_URL, t)] : []),
    ...(await platforms(config, setupTexts[lang])),
  ]
}

/** Slack, Teams and the way in from outside, as far as they are configured; asked over the network. */
async function platforms(config: Config, texts: SetupTexts): Promise<Check[]> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_TRIAGE_CHANNEL: triageChannel } = config
  const apiUrl = config.SLACK_API_URL
  const entrances = [
    ...(botToken && !appToken ? ['/slack/events'] : []),
    ...(config.TEAMS_APP_ID && config.TEAMS_AUTH === 'on' ? ['/api/messages'] : []),
  ]
  const found = await Promise.all([
    botToken ? slackChecks({ botToken, appToken, triageChannel, apiUrl }, texts) : [],
    config.TEAMS_APP_ID || config.TEAMS_AUTH === 'off' ? teamsChecks(teamsSettings(config), texts) : [],
    config.PUBLIC_URL ? publicChecks(config.PUBLIC_URL, entrances, texts) : [],
  ])
  return found.flat()
}

/** The workspaces in the database, each as the first one is looked at. */
async function furtherWorkspaces({ pool }: OpenedDatabase, config: Config, texts: SetupTexts): Promise<Check[]> {
  const { checks: t } = texts
  const { readable, unreadable } = await storedWorkspaces(kyselyOn<Database>(pool), config.SECRETS_KEY)
  const looked = await Promise.all(
    readable.map(async (one) => [
      good(t.further(one.name, one.workspace)),
      ...(await slackChecks({ ...one, apiUrl: config.SLACK_API_URL }, texts)),
    ]),
  )
  const sealed: Check[] = unreadable.length
    ? [{ state: 'wrong', what: t.sealed(unreadable), remedy: t.sealedRemedy }]
    : []
  return [...looked.flat(), ...sealed]
}

async function disk(config: Config, lang: string, t: Texts): Promise<Check[]> {
  const place = existsSync(config.DATA_DIR) ? config.DATA_DIR : '.'
  const { bavail, bsize } = await statfs(place)
  const free = (bavail * bsize) / 1e9
  return [
    good(
      t.disk(new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(free)),
      free >= LEAST_FREE_GB,
      t.diskRemedy,
    ),
  ]
}

async function databaseChecks(config: Config, t: Texts, texts: SetupTexts): Promise<Check[]> {
  const directory = embeddedDirectory(config.DATA_DIR)
  if (!config.DATABASE_URL && !existsSync(join(directory, 'PG_VERSION'))) return [good(t.absent(directory))]
  try {
    const database = await openDatabase(config, () => {}) // what goes wrong in these seconds also rejects below
    try {
      return [
        await version(database, directory, t),
        ...(await extensions(database, t)),
        await schema(database, t),
        await clock(database, t),
        ...(await whenCurrent(database, () => invariants(database, t))),
        ...(await whenCurrent(database, () => furtherWorkspaces(database, config, texts))),
        ...(await whenCurrent(database, () => deliveries(database, t))),
      ]
    } finally {
      await database.close()
    }
  } catch (error) {
    if (error instanceof StartRefused && error.refusal.why === 'directory-in-use') {
      return [good(t.inUse(directory, error.refusal.pid))]
    }
    const detail = error instanceof StartRefused && 'detail' in error.refusal ? error.refusal.detail : String(error)
    return [{ state: 'wrong', what: t.unreachable(detail), remedy: t.unreachableRemedy }]
  }
}

async function version({ pool, kind }: OpenedDatabase, directory: string, t: Texts): Promise<Check> {
  if (kind === 'embedded') return good(t.embedded(directory))
  const { rows } = await pool.query<{ number: number; name: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
  )
  const { number = 0, name = '?' } = rows[0] ?? {}
  return good(t.server(name), number >= 130_000, t.serverTooOld)
}

async function extensions({ pool }: OpenedDatabase, t: Texts): Promise<Check[]> {
  const wanted = ['pg_trgm', 'unaccent']
  const { rows } = await pool.query<{ name: string }>('select name from pg_available_extensions where name = any($1)', [
    wanted,
  ])
  return wanted.map((name) =>
    rows.some((row) => row.name === name)
      ? good(t.extension(name))
      : { state: 'wrong', what: t.extensionMissing(name), remedy: t.extensionRemedy },
  )
}

async function schema({ pool }: OpenedDatabase, t: Texts): Promise<Check> {
  const { pending, unknown } = await migrationStatus(pool)
  if (unknown.length > 0) return { state: 'wrong', what: t.newer(unknown), remedy: t.newerRemedy }
  if (pending.length > 0) return { state: 'doubtful', what: t.pending(pending), remedy: t.pendingRemedy }
  return good(t.migrations)
}

/** Asked only of a schema that this version knows. */
async function whenCurrent({ pool }: OpenedDatabase, look: () => Promise<Check[]>): Promise<Check[]> {
  const { pending, unknown } = await migrationStatus(pool)
  return pending.length > 0 || unknown.length > 0 ? [] : look()
}

/** What must hold in the rows themselves. */
async function invariants({ pool }: OpenedDatabase, t: Texts): Promise<Check[]> {
  const broken = await violations(kyselyOn<Database>(pool))
  if (broken.length === 0) return [good(t.invariants(invariantCount))]
  return broken.map(({ invariant, count, examples }) => ({
    state: 'wrong',
    what: t.invariantBroken(invariant, count, examples),
    remedy: t.invariantRemedy,
  }))
}

/** What a platform refused for good is in the console, where it can be sent again; here it is only not overlooked. */
async function deliveries({ pool }: OpenedDatabase, t: Texts): Promise<Check[]> {
  const { all, cards } = await countUndelivered(kyselyOn<Database>(pool), now())
  if (all === 0) return [good(t.delivered)]
  return [{ state: 'doubtful', what: t.undelivered(all, cards), remedy: t.undeliveredRemedy }]
}

async function clock({ pool }: OpenedDatabase, t: Texts): Promise<Check> {
  const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at')
  const apart = Math.round(Math.abs(now().getTime() - (rows[0]?.at.getTime() ?? 0)) / 1000)
  return good(t.clock(apart), apart <= CLOCKS_APART_S, t.clockRemedy)
}

async function redis(url: string, t: Texts): Promise<Check> {
  const health = await checkRedis(url)
  if (!health.reachable) return { state: 'wrong', what: t.redisAbsent(health.detail), remedy: t.redisAbsentRemedy }
  if (health.problems.length > 0)
    return { state: 'doubtful', what: t.redisForgets(health.problems), remedy: t.redisRemedy }
  return good(t.redis(health.version))
}

const good = (what: string, holds = true, remedy?: string): Check =>
  holds ? { state: 'good', what } : { state: 'wrong', what, ...(remedy && { remedy }) }
