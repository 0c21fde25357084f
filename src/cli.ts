import { existsSync } from 'node:fs'
import process from 'node:process'
import { Command, CommanderError } from 'commander'
import { type CliContext, contextOf, exitCodes, explain, type MakeCommand } from './cli/context.ts'

type CommandName = keyof CliContext['t']['commands']

/** Every command and its file; only the one that is asked for is loaded. A new command: its file, a line here, its text. */
const commands: Partial<Record<CommandName, () => Promise<MakeCommand>>> = {
  start: async () => (await import('./cli/start.ts')).startCommand,
  migrate: async () => (await import('./cli/migrate.ts')).migrateCommand,
  doctor: async () => (await import('./cli/doctor.ts')).doctorCommand,
  kb: async () => (await import('./cli/kb.ts')).kbCommand,
  connect: async () => (await import('./cli/connect.ts')).connectCommand,
  slack: async () => (await import('./cli/slack.ts')).slackCommand,
  teams: async () => (await import('./cli/teams.ts')).teamsCommand,
  replies: async () => (await import('./cli/replies.ts')).repliesCommand,
  duty: async () => (await import('./cli/duty.ts')).dutyCommand,
  triage: async () => (await import('./cli/triage.ts')).triageCommand,
  language: async () => (await import('./cli/language.ts')).languageCommand,
}

if (existsSync('.env')) process.loadEnvFile('.env')
await run(process.argv.slice(2))

async function run(args: string[]): Promise<void> {
  const context = contextOf(args, process.env)
  try {
    const program = await programFor(args, context)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = exitCodeOf(error, context)
    else explain(context, error, args.includes('--json'))
  }
}

async function programFor(args: readonly string[], context: CliContext): Promise<Command> {
  const { t } = context
  const program = speaking(new Command('guichet'), context).description(t.program)
  const names = Object.keys(commands) as CommandName[]
  const wanted = args[0] === 'help' ? args[1] : args.find((arg) => names.includes(arg as CommandName))
  for (const name of names) {
    const make = name === wanted ? await commands[name]?.() : undefined
    const command = make ? make(context) : new Command(name)
    program.addCommand(speaking(command.description(t.commands[name]), context))
  }
  return program.helpCommand('help [command]', t.help.helpCommand)
}

/** Help and errors in the operator's language, and errors as values instead of an exit in the middle. */
function speaking(command: Command, { t }: Pick<CliContext, 't'>): Command {
  const titles: Record<string, string> = {
    'Usage:': t.help.usage,
    'Options:': t.help.options,
    'Commands:': t.help.commands,
    'Arguments:': t.help.arguments,
  }
  for (const sub of command.commands) speaking(sub, { t })
  if (command.commands.length) command.helpCommand('help [command]', t.help.helpCommand)
  return command
    .option('--lang <fr|en>', t.help.lang)
    .helpOption('-h, --help', t.help.helpOption)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleOptionDescription: (words) => words.replace('(default: ', t.help.byDefault),
    })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
}

function exitCodeOf(error: CommanderError, { t }: CliContext): number {
  if (error.exitCode === 0) return exitCodes.done
  const said: Partial<Record<string, string>> = {
    'commander.unknownCommand': t.usage.unknownCommand,
    'commander.unknownOption': t.usage.unknownOption,
    'commander.excessArguments': t.usage.tooMany,
    'commander.invalidArgument': t.usage.badValue,
  }
  // `guichet` alone shows its help on standard error, which says enough.
  if (error.code !== 'commander.help') process.stderr.write(`${said[error.code] ?? t.usage.missing}\n`)
  return exitCodes.misused
}
