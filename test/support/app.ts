import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { inject } from 'vitest'
import type { Locale } from '../../src/chat/locale.ts'
import { ensureDefaultCalendar } from '../../src/desk/sla/calendars.ts'
import { officeHours, roundTheClock } from '../../src/desk/sla/definition.ts'
import { type Running, run } from '../../src/main.ts'
import { readConfig } from '../../src/platform/config.ts'
import { redisOptions } from '../../src/platform/redis.ts'
import type { Db } from '../../src/schema.ts'
import { embeddedFromImage, openTestDatabase } from './database.ts'
import { type SlackStandIn, slackStandIn } from './slack-stand-in.ts'
import { type TeamsStandIn, teamsStandIn } from './teams-stand-in.ts'

type Hours = 'open' | 'closed'

export interface AppOptions {
  /** The language of the desk: of the agents' cards, and of people who tell none. */
  locale?: Locale
  /** Whether the desk is open now. The product reads the machine's clock, so the calendar is what a test chooses. */
  hours?: Hours
  /** Platforms to leave out. */
  slack?: false
  teams?: false
  /** How Teams is authenticated; `off` is what local clients need. */
  teamsAuth?: 'on' | 'off'
  env?: Record<string, string>
  /** What stands between the product and its server, given the server's address; only where there is one. */
  databaseAt?: (url: string) => Promise<string>
}

/** One whole Guichet in this process, with its platforms around it. */
export interface App {
  readonly address: string
  readonly locale: Locale
  readonly db: Db
  readonly slack: SlackStandIn
  readonly teams: TeamsStandIn
  /** The channels where agents of each platform find their tickets. */
  readonly triage: { slack: string; teams: string }
  /** What the product does every minute by itself, in an environment that was changed so. */
  refresh(changed?: Record<string, string>): Promise<void>
  /** Stops the product and the platforms; nothing is left running or lying about. */
  close(): Promise<void>
}

const slackTriage = 'C0TRIAGE'

/**
 * The product as `npm start` runs it, on a database, a port and (with REDIS_URL) a key prefix of its own, talking to
 * stand-ins of Slack and Teams through its real entrances: signatures, tokens, cookies. Open it once per test file.
 */
export async function openApp(options: AppOptions = {}): Promise<App> {
  const { locale = 'fr', teamsAuth = 'on' } = options
  const slack = await slackStandIn()
  const teams = await teamsStandIn({ auth: teamsAuth })
  const stores = await openStores(options, locale)
  const env = {
    ...demonstration(locale),
    ...stores.env,
    ...(options.slack !== false && slackEnv(slack)),
    ...(options.teams !== false && teams.env),
    ...options.env,
  }
  const running = await start(env)
  slack.deliverTo(`${running.address}/slack/events`)
  teams.connect(`${running.address}/api/messages`)
  if (options.slack !== false) await slackIsKnown(slack)
  // Another client than the stand-in (teamsAuth off) installs the app by itself.
  if (options.teams !== false && teamsAuth === 'on') await teamsIsInstalled(teams)
  return {
    ...{ locale, slack, teams, address: running.address, db: running.db },
    refresh: (changed = {}) => {
      Object.assign(env, changed)
      return running.refresh()
    },
    triage: { slack: slackTriage, teams: teams.triageChannel },
    close: () => closeAll(running, [slack.close, teams.close, stores.close]),
  }
}

const demonstration = (locale: Locale) => ({
  PORT: '0',
  LOG_LEVEL: process.env.E2E_LOG ?? 'silent',
  DEFAULT_LOCALE: locale,
  DEMO: 'on',
  REPLY_UNDO_SECONDS: '0',
  // A test says in a minute what a person says in an hour.
  MESSAGES_PER_MINUTE: '0',
  MESSAGES_PER_DAY: '0',
})

/** `env` is read again by each refresh, as a process reads its `.env`. */
function start(env: Record<string, string>): Promise<Running> {
  const read = () => {
    const config = readConfig(env)
    if (!config.ok) throw new Error(`The settings of a test are refused: ${JSON.stringify(config.problems)}`)
    return config.config
  }
  return run(read(), read)
}

const slackEnv = (slack: SlackStandIn) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  SLACK_TRIAGE_CHANNEL: slackTriage,
})

/** A ticket waits for its triage channels to be known; a test that counts requests wants that behind it. */
async function slackIsKnown(slack: SlackStandIn) {
  await slack.until(
    () => slack.calls('auth.test').at(0),
    () => 'The product never asked Slack who it is',
  )
}

/** Somebody adds the app to the agents' team: from this Guichet learns where Teams can be reached. */
async function teamsIsInstalled(teams: TeamsStandIn) {
  const membersAdded = [{ id: teams.bot.id }]
  const where = { channel: teams.triageChannel }
  const { status } = await teams.delivers(teams.activity('admin', 'conversationUpdate', where, { membersAdded }))
  if (status !== 200) throw new Error(`The installation in Teams was answered ${status}`)
}

async function closeAll(running: Running, others: (() => Promise<void>)[]) {
  await running.stop()
  for (const close of others) await close()
}

interface Stores {
  env: Record<string, string>
  close(): Promise<void>
}

async function openStores({ hours = 'open', databaseAt }: AppOptions, locale: Locale): Promise<Stores> {
  const server = 'url' in inject('database')
  const database = server ? await onServer(hours, databaseAt) : await embedded(hours, locale)
  const url = process.env.REDIS_URL
  if (!url) return database
  const prefix = `guichet-e2e-${randomBytes(4).toString('hex')}`
  return {
    env: { ...database.env, REDIS_URL: url, REDIS_PREFIX: prefix },
    async close() {
      await database.close()
      await forget(url, prefix)
    },
  }
}

async function onServer(hours: Hours, databaseAt: AppOptions['databaseAt']): Promise<Stores> {
  const database = await openTestDatabase()
  await setHours(database.db, hours)
  const url = database.url!
  return { env: { DATABASE_URL: (await databaseAt?.(url)) ?? url }, close: database.close }
}

/** An embedded database in a folder of its own, copied from one that the product has already started on and seeded. */
async function embedded(hours: Hours, locale: Locale): Promise<Stores> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-e2e-'))
  cpSync(await homeOf(hours, locale), folder, { recursive: true })
  return { env: { DATA_DIR: folder }, close: async () => rmSync(folder, { recursive: true, force: true }) }
}

/** What a first start leaves in DATA_DIR, made once in a run: it costs some seconds of a processor. */
async function homeOf(hours: Hours, locale: Locale): Promise<string> {
  const prepared = inject('database')
  if ('url' in prepared) throw new Error('There are no data directories where a server keeps the data')
  const home = join(prepared.homes, `${hours}-${locale}`)
  if (existsSync(home)) return home
  const part = mkdtempSync(`${home}-`)
  await embeddedFromImage(part, (db) => setHours(db, hours))
  await (await start({ ...demonstration(locale), DATA_DIR: part })).stop()
  try {
    renameSync(part, home)
  } catch (error) {
    if (!existsSync(home)) throw error // else another worker was faster, and made the same
  }
  return home
}

/** The calendar that the product finds at its start, and therefore keeps. */
async function setHours(db: Db, hours: Hours) {
  const now = new Date()
  await db.transaction().execute((tx) => ensureDefaultCalendar(tx, { timeZone: 'Europe/Paris' }, now))
  const { holidays: _, ...week } = hours === 'open' ? roundTheClock('Europe/Paris') : closedToday(now)
  await db
    .updateTable('calendars')
    .set({ hours: JSON.stringify(week) })
    .execute()
}

/** Open on one day of the week only, three days from now: closed at this moment in every time zone. */
function closedToday(now: Date) {
  const { zone } = officeHours('Europe/Paris')
  const later = new Date(now.getTime() + 3 * 86_400_000)
  const day = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: zone }).format(later).toLowerCase()
  return { zone, week: { [day]: ['09:00-18:00'] }, holidays: [] }
}

async function forget(url: string, prefix: string) {
  const redis = new Redis(redisOptions(url))
  const keys = await redis.keys(`${prefix}*`)
  if (keys.length) await redis.del(...keys)
  redis.disconnect()
}
