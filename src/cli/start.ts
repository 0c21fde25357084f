import { Command } from 'commander'
import { type Config, readConfig } from '../platform/config.ts'
import { embeddedDirectory, resetEmbedded } from '../platform/embedded.ts'
import { rereading } from '../platform/environment.ts'
import { type CliContext, configOrExplain, exitCodes, explain, print } from './context.ts'

type Options = { reset?: true; port?: string; json?: true; lang?: string }
/** main.ts may take the options or leave them. */
type Main = { start(config: Config, options: { json: boolean; reread: () => Config | undefined }): Promise<void> }

/** `guichet start`: reads the configuration and hands over to main.ts. */
export const startCommand = (context: CliContext) =>
  new Command('start')
    .option('--reset', context.t.start.reset)
    .option('--port <port>', context.t.start.port)
    .option('--json', context.t.help.json)
    .action((options: Options) => start(context, options))

async function start(context: CliContext, options: Options): Promise<void> {
  const json = options.json === true
  const env = {
    ...process.env,
    ...(options.port !== undefined && { PORT: options.port }),
    ...(process.argv.some((arg) => arg.startsWith('--lang')) && { DEFAULT_LOCALE: context.lang }),
  }
  const config = configOrExplain(context, env, json)
  if (!config) return
  const now = rereading(env)
  const reread = () => {
    const read = readConfig(now())
    return read.ok ? read.config : undefined
  }
  try {
    if (options.reset && !reset(context, config, json)) return
    const main: Main = await import('../main.ts')
    await main.start(config, { json, reread })
  } catch (error) {
    explain(context, error, json)
    // What main.ts had opened before it failed must not keep a half-started server alive.
    process.exit()
  }
}

/** Asks nothing, but says what it deletes. */
function reset({ t }: CliContext, config: Config, json: boolean): boolean {
  if (config.DATABASE_URL) {
    process.exitCode = exitCodes.misused
    process.stderr.write(`${t.start.resetIsForEmbedded}\n`)
    return false
  }
  const { deleted } = resetEmbedded(config.DATA_DIR)
  if (!json) print(deleted ? t.start.deleted(deleted) : t.start.nothingToDelete(embeddedDirectory(config.DATA_DIR)))
  return true
}
