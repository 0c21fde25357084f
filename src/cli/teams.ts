import { writeFileSync } from 'node:fs'
import { Command } from 'commander'
import { teamsPackage } from '../../adapters/teams/package.ts'
import { type CliContext, exitCodes, print, printJson } from './context.ts'
import { type SetupTexts, setupTexts } from './setup-texts.ts'

type Options = { url?: string; appId?: string; out: string; appVersion: string; developer: string; json?: true }

/** `guichet teams package`: the app package for the Teams admin centre, checked before it is written. */
export function teamsCommand(context: CliContext): Command {
  const texts = setupTexts[context.lang]
  const t = texts.package
  const teams = new Command('teams').description(texts.teams)
  teams
    .command('package')
    .description(t.command)
    .option('--url <address>', t.url)
    .option('--app-id <id>', t.appId)
    .option('--app-version <version>', t.version, '1.0.0')
    .option('--developer <name>', t.developer, 'Guichet')
    .option('--out <file>', t.out, 'guichet-teams.zip')
    .option('--json', context.t.help.json)
    .action((options: Options) => run(texts, options, process.env))
  return teams
}

function run({ package: t }: SetupTexts, options: Options, env: NodeJS.ProcessEnv) {
  const appId = options.appId ?? env.TEAMS_APP_ID?.trim()
  const publicUrl = options.url ?? env.PUBLIC_URL?.trim()
  const problems = [...(appId ? [] : [t.noAppId]), ...(publicUrl ? [] : [t.noUrl])]
  if (!appId || !publicUrl) return refused(t, problems, options)
  const words = { en: setupTexts.en.teamsApp, fr: setupTexts.fr.teamsApp }
  const { appVersion: version, developer, out } = options
  const made = teamsPackage({ appId, publicUrl, developer, version, words })
  if (!made.ok) return refused(t, made.problems, options)
  writeFileSync(out, made.zip)
  const messages = `${publicUrl.replace(/\/+$/, '')}/api/messages`
  if (options.json) printJson({ ok: true, file: out, manifest: made.manifest, messages })
  else print([t.written(out), ...t.next(messages)].join('\n'))
}

function refused(t: SetupTexts['package'], problems: string[], { json }: Options) {
  process.exitCode = exitCodes.misused
  if (json) printJson({ ok: false, problems })
  else process.stderr.write(`${[t.refused, ...problems.map((problem) => `  ${problem}`)].join('\n')}\n`)
}
