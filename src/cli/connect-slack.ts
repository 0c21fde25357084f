import { channelIdIn, checkSlack } from '../../adapters/slack/checkup.ts'
import { forgetWorkspace, storeWorkspace } from '../desk/workspaces/store.ts'
import { now } from '../platform/clock.ts'
import { type Config, readConfig } from '../platform/config.ts'
import { kyselyOn, openDatabase } from '../platform/database.ts'
import { migrate } from '../platform/migrate.ts'
import { newSealingKey } from '../platform/sealed.ts'
import type { Database, Db } from '../schema.ts'
import { answersTo, type Question, report, written } from './connect-asking.ts'
import { type CliContext, configOrExplain, exitCodes, explain, print } from './context.ts'
import type { Check } from './doctor.ts'
import { writeVariables } from './env-file.ts'
import { slackChecks } from './platform-checks.ts'
import type { SetupTexts } from './setup-texts.ts'

export interface SlackOptions {
  botToken?: string
  signingSecret?: string
  appToken?: string
  channel?: string
  workspace?: true
  forget?: string
  json?: true
}

/** Connects the workspace of the environment, or with `--workspace` a further one, which is stored in the database. */
export async function connectSlack(context: CliContext, texts: SetupTexts, options: SlackOptions): Promise<void> {
  if (options.forget) return forget(context, texts, options.forget, options.json === true)
  const { connect: t } = texts
  const further = options.workspace === true
  const answers = await answersTo(questions(options, t), texts)
  if (!answers) return
  const value = (name: string) => answers[name] ?? (further ? undefined : set(name))
  const checks = await slackChecks(
    {
      botToken: value('SLACK_BOT_TOKEN')!,
      appToken: value('SLACK_APP_TOKEN'),
      triageChannel: value('SLACK_TRIAGE_CHANNEL'),
      apiUrl: set('SLACK_API_URL'),
    },
    texts,
  )
  const wrong = checks.some(({ state }) => state === 'wrong')
  if (wrong) return report(checks, [t.nothingWritten], options.json)
  if (further) return storeFurther(context, texts, answers, checks, options)
  const complete = readConfig({ ...process.env, ...answers })
  if (!complete.ok) return void configOrExplain(context, { ...process.env, ...answers }, options.json === true)
  report(checks, [written(answers, texts), t.next], options.json)
}

/** A further workspace has nothing yet; of the first, what is set stays unless something else is said. */
function questions(options: SlackOptions, t: SetupTexts['connect']): Question[] {
  const { workspace: further, botToken, signingSecret, appToken, channel } = options
  const ask = (variable: string, asks: string, given: string | undefined) => ({
    ...{ variable, asks, given, kept: !further && set(variable) !== undefined },
  })
  return [
    { ...ask('SLACK_BOT_TOKEN', t.botToken, botToken), secret: true, read: starting('xoxb-') },
    {
      ...ask('SLACK_SIGNING_SECRET', further ? t.ownSigningSecret : t.signingSecret, signingSecret),
      ...{ secret: true, ...(further && { optional: true }) },
    },
    { ...ask('SLACK_APP_TOKEN', t.appToken, appToken), secret: true, optional: true, read: starting('xapp-') },
    { ...ask('SLACK_TRIAGE_CHANNEL', t.channel, channel), optional: true, read: channelIdIn },
  ]
}

const set = (name: string) => process.env[name]?.trim() || undefined
const starting = (prefix: string) => (typed: string) => (typed.startsWith(prefix) ? typed : undefined)

/** The key that seals the token is made when there is none yet, and goes where the other secrets are. */
async function storeFurther(
  context: CliContext,
  texts: SetupTexts,
  answers: Record<string, string>,
  checks: Check[],
  options: SlackOptions,
): Promise<void> {
  const { connect: t } = texts
  const made = (set('SECRETS_KEY') ?? set('SECRETS_KEY_FILE')) ? undefined : newSealingKey()
  const config = configOrExplain(context, { ...process.env, ...(made && { SECRETS_KEY: made }) }, options.json === true)
  const botToken = answers.SLACK_BOT_TOKEN!
  const [found] = await checkSlack({ botToken, apiUrl: config?.SLACK_API_URL }, now)
  if (!config?.SECRETS_KEY || found?.found !== 'token') return
  const { workspace, name } = found
  const key = config.SECRETS_KEY
  // Before it is used: a key that is lost after that would leave a token nobody can open.
  if (made) writeVariables('.env', { SECRETS_KEY: made })
  const stored = await withDatabase(context, config, options.json === true, (db) =>
    storeWorkspace(
      db,
      key,
      {
        ...{ workspace, name, botToken },
        signingSecret: answers.SLACK_SIGNING_SECRET,
        appToken: answers.SLACK_APP_TOKEN,
        triageChannel: answers.SLACK_TRIAGE_CHANNEL,
      },
      now(),
    ),
  )
  if (!stored) return
  const lines = [t.stored(name, workspace), ...(made ? [t.keyMade] : []), t.soon]
  report(checks, lines, options.json)
}

async function forget(
  context: CliContext,
  { connect: t }: SetupTexts,
  workspace: string,
  json: boolean,
): Promise<void> {
  const config = configOrExplain(context, process.env, json)
  if (!config) return
  let gone = false
  const done = await withDatabase(context, config, json, async (db) => {
    gone = await forgetWorkspace(db, workspace)
  })
  if (!done) return
  if (!gone) process.exitCode = exitCodes.failed
  print(gone ? t.forgotten(workspace) : t.unknownWorkspace(workspace))
}

/** True when it was done. A database in use by a running embedded desk is an expected refusal, and said as one. */
async function withDatabase(context: CliContext, config: Config, json: boolean, act: (db: Db) => Promise<void>) {
  try {
    const database = await openDatabase(config, () => {}) // what goes wrong meanwhile also rejects below
    try {
      await migrate(database)
      await act(kyselyOn<Database>(database.pool))
      return true
    } finally {
      await database.close()
    }
  } catch (error) {
    explain(context, error, json)
    return false
  }
}
