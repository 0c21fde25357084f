import { channelIdIn } from '../../adapters/teams/checkup.ts'
import { teamsSettings } from '../adapters.ts'
import { answersTo, report, written } from './connect-asking.ts'
import { type CliContext, configOrExplain } from './context.ts'
import { teamsChecks } from './platform-checks.ts'
import type { SetupTexts } from './setup-texts.ts'

export interface TeamsOptions {
  appId?: string
  secret?: string
  tenant?: string
  channel?: string
  json?: true
}

/** Connects the Azure bot: asks for its ids and secret, signs in once with them, and writes them down. */
export async function connectTeams(context: CliContext, texts: SetupTexts, options: TeamsOptions): Promise<void> {
  const { connect: t } = texts
  const answers = await answersTo(
    [
      { ...ask('TEAMS_APP_ID', t.appId, options.appId), read: guid },
      { ...ask('TEAMS_APP_PASSWORD', t.secret, options.secret), secret: true },
      ask('TEAMS_TENANT_ID', t.tenant, options.tenant),
      { ...ask('TEAMS_TRIAGE_CHANNEL', t.teamsChannel, options.channel), optional: true, read: channelIdIn },
    ],
    texts,
  )
  if (!answers) return
  // A desk that was tried with local clients goes on to real ones.
  if (process.env.TEAMS_AUTH === 'off') answers.TEAMS_AUTH = 'on'
  const config = configOrExplain(context, { ...process.env, ...answers }, options.json === true)
  if (!config) return
  const checks = await teamsChecks(teamsSettings(config), texts)
  if (checks.some(({ state }) => state === 'wrong')) return report(checks, [t.nothingWritten], options.json)
  report(checks, [written(answers, texts), t.nextTeams], options.json)
}

/** What is set stays unless something else is said. */
const ask = (variable: string, asks: string, given: string | undefined) => ({
  ...{ variable, asks, given, kept: Boolean(process.env[variable]?.trim()) },
})
const guid = (typed: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(typed) ? typed : undefined)
