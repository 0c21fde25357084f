import { channelIdIn } from '../../adapters/teams/checkup.ts'
import { teamsSettings } from '../adapters.ts'
import { answersTo, report } from './connect-asking.ts'
import { type CliContext, configOrExplain } from './context.ts'
import { writeVariables } from './env-file.ts'
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
      { variable: 'TEAMS_APP_ID', asks: t.appId, given: options.appId, read: guid },
      { variable: 'TEAMS_APP_PASSWORD', asks: t.secret, given: options.secret, secret: true },
      { variable: 'TEAMS_TENANT_ID', asks: t.tenant, given: options.tenant },
      {
        variable: 'TEAMS_TRIAGE_CHANNEL',
        asks: t.teamsChannel,
        given: options.channel,
        optional: true,
        read: channelIdIn,
      },
    ],
    texts,
  )
  if (!answers) return
  const config = configOrExplain(context, { ...process.env, ...answers, TEAMS_AUTH: 'on' }, options.json === true)
  if (!config) return
  const checks = await teamsChecks(teamsSettings(config), texts)
  if (checks.some(({ state }) => state === 'wrong')) return report(checks, [t.nothingWritten], options.json)
  writeVariables('.env', answers)
  report(checks, [t.written('.env', Object.keys(answers)), t.nextTeams], options.json)
}

const guid = (typed: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(typed) ? typed : undefined)
