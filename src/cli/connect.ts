import { Command } from 'commander'
import { connectSlack, type SlackOptions } from './connect-slack.ts'
import { connectTeams, type TeamsOptions } from './connect-teams.ts'
import type { CliContext } from './context.ts'
import { setupTexts } from './setup-texts.ts'

/** `guichet connect slack|teams`: asks for what is missing, checks it with the platform, and writes it down. */
export function connectCommand(context: CliContext): Command {
  const texts = setupTexts[context.lang]
  const t = texts.connect
  const connect = new Command('connect').description(t.command)
  connect
    .command('slack')
    .description(t.slack)
    .option('--bot-token <token>', t.botToken)
    .option('--signing-secret <secret>', t.signingSecret)
    .option('--app-token <token>', t.appToken)
    .option('--channel <channel>', t.channel)
    .option('--workspace', t.workspace)
    .option('--forget <id>', t.forget)
    .option('--json', context.t.help.json)
    .action((options: SlackOptions) => connectSlack(context, texts, options))
  connect
    .command('teams')
    .description(t.teams)
    .option('--app-id <id>', t.appId)
    .option('--secret <secret>', t.secret)
    .option('--tenant <ids>', t.tenant)
    .option('--channel <channel>', t.teamsChannel)
    .option('--json', context.t.help.json)
    .action((options: TeamsOptions) => connectTeams(context, texts, options))
  return connect
}
