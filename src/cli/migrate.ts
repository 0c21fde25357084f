import { Command } from 'commander'
import { openDatabase } from '../platform/database.ts'
import { migrate, migrationStatus } from '../platform/migrate.ts'
import { type CliContext, configOrExplain, explain, print, printJson } from './context.ts'

type Options = { status?: boolean; json?: boolean }

/** `guichet migrate [--status]`. A start migrates by itself; this is for those who want it apart from the start. */
export const migrateCommand = (context: CliContext) =>
  new Command('migrate')
    .option('--status', context.t.migrate.status)
    .option('--json', context.t.help.json)
    .action((options: Options) => run(context, options))

async function run(context: CliContext, { status, json = false }: Options): Promise<void> {
  const config = configOrExplain(context, process.env, json)
  if (!config) return
  try {
    const database = await openDatabase(config)
    try {
      const applied = status ? [] : await migrate(database)
      const { pending } = await migrationStatus(database.pool)
      if (json) printJson({ ok: true, applied, pending })
      else say(context, applied, pending)
    } finally {
      await database.close()
    }
  } catch (error) {
    explain(context, error, json)
  }
}

function say({ t }: CliContext, applied: string[], pending: string[]): void {
  if (applied.length > 0) print(t.migrate.applied(applied))
  print(pending.length > 0 ? t.migrate.pending(pending) : t.migrate.upToDate)
}
